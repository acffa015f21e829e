package expect

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine"
	"monazite/markets"
)

// Series is a metric of some goods, places or stage: one number a month. It is made of names, so that
// the same series can be taken of several scenarios.
type Series struct {
	*Metric
	Where
}

// Where says what of a metric a series is. What it does not say, such as a good or a region, it is of all of.
type Where struct {
	Goods     []string // goods, or levels of the chain
	Regions   []string // regions, world or outside: all but the index region
	Countries []string // of plants and companies
	Stage     string
	Reason    string // of a refusal

	Instruments []string // that a scenario lacks move nothing
	Governments []string // of instruments
	Projects    []string
	Companies   []string // that own plants or projects
	Plants      []string
}

// The names of places that are no regions.
const (
	World   = "world"
	Outside = "outside"
)

// filter is what a series takes of one scenario, by the ids of its lists.
type filter struct {
	*engine.Scenario
	goods     []bool      // by good
	listed    []engine.ID // those goods
	regions   []bool      // by region
	sites     []bool      // by site: of the stage and company, in the regions and countries
	makes     []engine.ID // lines of these whose output counts
	takes     []engine.ID // lines of these that take one of the goods
	firms     []bool      // by company
	projects  []bool      // by project: those whose last plant is among the sites
	sources   []bool      // by instrument
	bySource  bool        // an instrument or government was named
	allGoods  bool        // no good was named
	stage     string
	row       string // of the table of metrics, that the world's own numbers are taken from
	countries []string
	companies []string
	reason    string
}

// on finds what the series takes of a scenario. The error says what that lacks.
func (s *Series) on(of *engine.Scenario) (*filter, error) {
	f := &filter{Scenario: of, stage: s.Stage, row: s.Stage, countries: s.Countries, reason: s.Reason, allGoods: len(s.Goods) == 0}
	if len(s.Goods) > 0 {
		f.row = s.Goods[0]
	}
	if err := f.takeGoods(s.Goods); err != nil {
		return nil, err
	}
	for i, is := range f.goods {
		if is {
			f.listed = append(f.listed, engine.ID(i))
		}
	}
	if err := f.takeRegions(s.places()); err != nil {
		return nil, err
	}
	f.takeSources(&s.Where)
	if err := f.takeCountries(); err != nil {
		return nil, err
	}
	if err := f.takeFirms(s.Companies); err != nil {
		return nil, err
	}
	if err := f.takeSites(s.Plants); err != nil {
		return nil, err
	}
	f.takeLines()
	return f, f.takeProjects(s.Projects)
}

// places are the regions of the series: by default the world, of a spread what is outside.
func (s *Series) places() []string {
	switch {
	case len(s.Regions) > 0:
		return s.Regions
	case s.Name == "spread":
		return []string{Outside}
	}
	return []string{World}
}

func (f *filter) takeGoods(names []string) error {
	f.goods = make([]bool, len(f.Goods))
	for _, name := range names {
		level, isLevel := markets.ParseLevel(name)
		id := slices.IndexFunc(f.Goods, func(g markets.Good) bool { return g.Name == name })
		switch {
		case id >= 0:
			f.goods[id] = true
			continue
		case !isLevel:
			return fmt.Errorf("%s has no good %s", f.Name, name)
		}
		for i := range f.Goods {
			f.goods[i] = f.goods[i] || f.Goods[i].Level == level
		}
	}
	return nil
}

func (f *filter) takeRegions(names []string) error {
	f.regions = make([]bool, len(f.Regions))
	index := f.Nodes[f.Index].Region
	for _, name := range names {
		id := slices.Index(f.Regions, name)
		if id < 0 && name != World && name != Outside {
			return fmt.Errorf("%s has no region %s", f.Name, name)
		}
		for i := range f.regions {
			f.regions[i] = f.regions[i] || i == id || id < 0 && (name == World || engine.ID(i) != index)
		}
	}
	return nil
}

// takeLines lists the lines of the plants.
func (f *filter) takeLines() {
	for i := range f.Lines {
		line := &f.Lines[i]
		if !f.sites[line.Site] {
			continue
		}
		if f.counts(line.Site, line.Good) {
			f.makes = append(f.makes, engine.ID(i))
		}
		if f.goods[line.Good] {
			f.takes = append(f.takes, engine.ID(i))
		}
	}
}

// counts says whether an output of a plant is what its stage makes. Where no good is named that is,
// as in the table of metrics, what a mine digs, a separation plant's NdPr, metals, magnets; where no stage is named
// either, what the plant is for.
func (f *filter) counts(site, good engine.ID) bool {
	g, facts := &f.Goods[good], &f.Sites[site]
	switch {
	case !f.allGoods:
		return f.goods[good]
	case f.stage == "":
		return good == f.Lines[facts.First+f.Plants[site].Reference].Good
	case f.stage == "mine":
		return good == f.Lines[facts.First].Good
	case f.stage == "separation":
		return g.Level == markets.Oxide && g.Element == markets.NdPr
	case f.stage == "metal":
		return g.Level == markets.Metal
	case f.stage == "magnet":
		return g.Level == markets.Magnet
	}
	return true
}

// String is the series as a claim names it: price NdPr@US; a price needs no name.
func (s *Series) String() string {
	what, where := s.what(), strings.Join(slices.Concat(s.Regions, s.Countries, s.Governments), "+")
	if where != "" {
		what += "@" + where
	}
	if s.Name == "price" && where != "" {
		return what
	}
	return strings.TrimSpace(s.Name + " " + what)
}

// what is what the series is of, but for the place: NdPr by separation.
func (s *Series) what() string {
	var parts []string
	for _, names := range [][]string{s.Goods, s.Instruments, s.Projects, s.Plants, s.Companies} {
		if len(names) > 0 {
			parts = append(parts, strings.Join(names, "+"))
		}
	}
	if s.Stage != "" {
		parts = append(parts, s.Stage)
	}
	if s.Reason != "" {
		return "for " + s.Reason
	}
	return strings.Join(parts, " by ")
}
