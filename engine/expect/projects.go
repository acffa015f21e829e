package expect

import (
	"math"

	"monazite/agents/exact"
	"monazite/engine"
)

// A project is where its last plant is, and of the stage of the chain that this plant does.

// decided says whether a project is being built or has been; what its owner has given up is not.
func decided(r *engine.ProjectRow) bool {
	return r.Stage >= engine.Building && r.Stage <= engine.Complete
}

// opened says whether a project's plants run.
func opened(r *engine.ProjectRow) bool {
	return r.Stage == engine.Ramping || r.Stage == engine.Complete
}

const projectKeys = "project company stage region country"

// count is the metric of how many projects are so.
func count(name, doc string, is func(*engine.ProjectRow) bool) Metric {
	return Metric{Name: name, Unit: "1", Keys: projectKeys, Doc: doc, from: engine.ProjectTable, of: func(f *filter, t *engine.Tables) float64 {
		return f.projectSum(t, is, func(*engine.ProjectRow) float64 { return 1 })
	}}
}

// nameplate is the metric of the capacity of projects that are so.
func nameplate(name, doc string, is func(*engine.ProjectRow) bool) Metric {
	return Metric{Name: name, Unit: "t/yr", Keys: projectKeys, Doc: doc, from: engine.ProjectTable, of: func(f *filter, t *engine.Tables) float64 {
		return f.projectSum(t, is, func(r *engine.ProjectRow) float64 { return r.Capacity })
	}}
}

func (f *filter) projectSum(t *engine.Tables, is func(*engine.ProjectRow) bool, of func(*engine.ProjectRow) float64) (sum float64) {
	for i := range t.Projects {
		if r := &t.Projects[i]; f.projects[r.Project] && is(r) {
			sum += of(r)
		}
	}
	return sum
}

// opening is when a project opens or is due to, in months from January 2024. The end of the run stands for what is
// not due before it or not at all, so that runs with and without a decision can be compared.
func opening(f *filter, t *engine.Tables) float64 {
	for i := range t.Projects {
		if r := &t.Projects[i]; f.projects[r.Project] {
			return float64(min(int(r.Due), f.Months))
		}
	}
	return float64(f.Months)
}

// appraised is the metric of a number of one project's last appraisal; it has none before the first.
func appraised(name, unit, doc string, of func(*engine.ProjectRow) float64) Metric {
	return Metric{Name: name, Unit: unit, Keys: "project", Needs: "project", Sole: true, Doc: doc, from: engine.ProjectTable, of: func(f *filter, t *engine.Tables) float64 {
		for i := range t.Projects {
			if r := &t.Projects[i]; f.projects[r.Project] && r.Hurdle > 0 {
				return of(r)
			}
		}
		return math.NaN()
	}}
}

// contracts adds up a column of the contracts of sellers.
func (f *filter) contracts(t *engine.Tables, column func(*engine.ContractRow) mass) float64 {
	var sum mass
	for i := range t.Contracts {
		if r := &t.Contracts[i]; f.sites[r.Seller] && f.counts(r.Seller, r.Good) {
			sum += column(r)
		}
	}
	return exact.Tonnes(sum)
}

func delivered(f *filter, t *engine.Tables) float64 {
	return f.contracts(t, func(r *engine.ContractRow) mass { return r.Delivered })
}

func contracted(f *filter, t *engine.Tables) float64 {
	return over(f.contracts(t, func(r *engine.ContractRow) mass { return r.Quantity }), output(f, t))
}
