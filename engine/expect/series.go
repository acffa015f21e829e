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

// Where says what of a metric a series is. Without a good, region or country it is of all.
type Where struct {
	Goods     []string // goods, or levels of the chain
	Regions   []string // regions, world or outside: all but the index region
	Countries []string // of plants and companies
	Stage     string
	Reason    string // of a refusal
}

// The names of places that are no regions.
const (
	World   = "world"
	Outside = "outside"
)

// filter is what a series takes of one scenario, by the ids of its lists.
type filter struct {
	*engine.Scenario
	goods     []bool // by good
	regions   []bool // by region
	sites     []bool // by site: of the stage, in the regions and countries
	firms     []bool // by company
	allGoods  bool   // no good was named
	stage     string
	row       string // of the table of metrics, that the world's own numbers are taken from
	countries []string
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
	if err := f.takeRegions(s.places()); err != nil {
		return nil, err
	}
	return f, f.takeSites()
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

// takeSites picks the plants and the companies.
func (f *filter) takeSites() error {
	here := func(region engine.ID, country string) bool {
		return f.regions[region] && (len(f.countries) == 0 || slices.Contains(f.countries, country))
	}
	f.sites, f.firms = make([]bool, len(f.Sites)), make([]bool, len(f.Firms))
	stage, _ := stageNamed(f.stage)
	for i := range f.Sites {
		f.sites[i] = here(f.Nodes[f.Sites[i].Node].Region, f.Plants[i].Country) && (f.stage == "" || slices.Contains(stage.Kinds, f.Sites[i].Kind))
	}
	known := len(f.countries) == 0
	for i := range f.Firms {
		f.firms[i] = here(f.Firms[i].Region, f.Firms[i].Country)
		known = known || slices.Contains(f.countries, f.Firms[i].Country)
	}
	known = known || slices.ContainsFunc(f.Plants, func(p engine.Plant) bool { return slices.Contains(f.countries, p.Country) })
	if !known {
		return fmt.Errorf("%s has nothing in %s", f.Name, strings.Join(f.countries, " or "))
	}
	return nil
}

// isUser tells whether a plant is a final user.
func (f *filter) isUser(site engine.ID) bool {
	kind := f.Sites[site].Kind
	return kind == "offtaker" || kind == "oxideuser"
}

// counts says whether an output of a plant is what its stage makes. Where no good is named that is,
// as in the table of metrics, what a mine digs, a separation plant's NdPr, metals, magnets.
func (f *filter) counts(site, good engine.ID) bool {
	g, facts := &f.Goods[good], &f.Sites[site]
	switch {
	case !f.allGoods:
		return f.goods[good]
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
	what, where := strings.Join(s.Goods, "+"), strings.Join(slices.Concat(s.Regions, s.Countries), "+")
	switch {
	case s.Stage != "" && what != "":
		what += " by " + s.Stage
	case s.Stage != "":
		what = s.Stage
	case s.Reason != "":
		what = "for " + s.Reason
	}
	if where != "" {
		what += "@" + where
	}
	if s.Name == "price" && where != "" {
		return what
	}
	return strings.TrimSpace(s.Name + " " + what)
}
