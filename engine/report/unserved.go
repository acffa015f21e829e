package report

import (
	"slices"

	"monazite/engine/report/svg"
)

// sector is what a group of final users takes.
type sector struct {
	name  string
	goods []string
}

// sectors are the users of magnets and those of oxides.
func (r *Run) sectors() []sector {
	magnets := r.magnets()
	var others []string
	for _, g := range r.goods {
		if !slices.Contains(magnets, g) {
			others = append(others, g)
		}
	}
	return []sector{{"magnets", magnets}, {"oxides", others}}
}

// unserved is the demand of final users that found no goods, t a month.
func (r *Run) unserved(s sector, regions []string) []float64 {
	return r.stocks.over("unserved", s.goods, regions)
}

// demand is what final users consumed and what they missed, t a month.
func (r *Run) demand(s sector, regions []string) []float64 {
	return plus(r.unserved(s, regions), r.took.over("offtaker", s.goods, regions), r.took.over("oxideuser", s.goods, regions))
}

// unservedCharts draw unserved demand by region and as a share of demand; nothing of a sector that found all it wanted.
func (r *Run) unservedCharts() (charts []svg.Chart) {
	for _, s := range r.sectors() {
		if total(r.unserved(s, r.regions)) == 0 {
			continue
		}
		mass := svg.Chart{Title: "Unserved demand for " + s.name, Unit: "t a month, by region of the user", Start: r.start}
		mass.Bands = svg.Stack(r.byRegion(func(regions []string) []float64 { return r.unserved(s, regions) }))
		share := svg.Chart{
			Title: "Unserved share of demand for " + s.name, Unit: "% of what final users wanted in the month", Start: r.start,
			Lines: r.homeAndAbroad(func(regions []string) []float64 {
				return times(100, ratio(r.unserved(s, regions), r.demand(s, regions)))
			}),
		}
		charts = append(charts, mass, share)
	}
	return charts
}
