package expect

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine"
)

// here says whether something in a region and country is where the series is.
func (f *filter) here(region engine.ID, country string) bool {
	return f.regions[region] && among(f.countries, country)
}

// among says whether a list names something; one that names nothing means all.
func among(names []string, name string) bool { return len(names) == 0 || slices.Contains(names, name) }

// takeCountries makes sure that there is something in the countries.
func (f *filter) takeCountries() error {
	if len(f.countries) == 0 ||
		slices.ContainsFunc(f.Firms, func(c engine.Firm) bool { return slices.Contains(f.countries, c.Country) }) ||
		slices.ContainsFunc(f.Plants, func(p engine.Plant) bool { return slices.Contains(f.countries, p.Country) }) {
		return nil
	}
	return fmt.Errorf("%s has nothing in %s", f.Name, strings.Join(f.countries, " or "))
}

// pick marks the things of a list that names name, all where there are none, as far as they fit. The error says which
// name the list lacks.
func (f *filter) pick(what string, names []string, n int, nameOf func(i int) string, fits func(i int) bool) ([]bool, error) {
	for _, name := range names {
		found := false
		for i := 0; i < n && !found; i++ {
			found = nameOf(i) == name
		}
		if !found {
			return nil, fmt.Errorf("%s has no %s %s", f.Name, what, name)
		}
	}
	picked := make([]bool, n)
	for i := range picked {
		picked[i] = among(names, nameOf(i)) && fits(i)
	}
	return picked, nil
}

func (f *filter) takeFirms(names []string) (err error) {
	f.firms, err = f.pick("company", names, len(f.Firms), func(i int) string { return f.Firms[i].Name }, func(i int) bool {
		return f.here(f.Firms[i].Region, f.Firms[i].Country)
	})
	f.companies = names
	return err
}

func (f *filter) takeSites(names []string) (err error) {
	stage, _ := stageNamed(f.stage)
	f.sites, err = f.pick("plant", names, len(f.Sites), func(i int) string { return f.Sites[i].Name }, func(i int) bool {
		site := &f.Sites[i]
		return f.here(f.Nodes[site.Node].Region, f.Plants[i].Country) && among(f.companies, f.Firms[site.Firm].Name) &&
			(f.stage == "" || slices.Contains(stage.Kinds, site.Kind))
	})
	return err
}

func (f *filter) takeProjects(names []string) (err error) {
	f.projects, err = f.pick("project", names, len(f.Projects), func(i int) string { return f.Projects[i].Name }, func(i int) bool {
		sites := f.Projects[i].Sites
		return f.sites[sites[len(sites)-1]]
	})
	return err
}

// takeSources picks the instruments. One that the scenario lacks is no error: it moves nothing there.
func (f *filter) takeSources(w *Where) {
	f.bySource = len(w.Instruments)+len(w.Governments) > 0
	f.sources = make([]bool, len(f.Sources))
	for i := range f.Sources {
		f.sources[i] = among(w.Instruments, f.Sources[i].Instrument) && among(w.Governments, f.Sources[i].Government)
	}
}
