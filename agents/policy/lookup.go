package policy

import (
	"fmt"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/markets"
)

// goods turns names of goods or of levels of the chain into a set; "*" is all goods, which is 0.
func (s *Setup) goods(names []string) (set uint64, err error) {
	if len(names) == 0 {
		return 0, &KeyError{Key: "goods", Expected: `goods or levels such as "oxide", or "*"`}
	}
	for _, name := range names {
		members := s.members(name)
		switch {
		case name == "*":
			return 0, nil
		case members == 0:
			return 0, &KeyError{"goods", name, `the id of a good, a level such as "oxide", or "*"`}
		}
		set |= members
	}
	return set, nil
}

// members are the goods of a level, or the one good of that name.
func (s *Setup) members(name string) (set uint64) {
	level, isLevel := markets.ParseLevel(name)
	for i := range s.Catalog.Goods {
		if g := &s.Catalog.Goods[i]; g.Name == name || isLevel && g.Level == level {
			set |= 1 << uint(i)
		}
	}
	return set
}

// regions turns names of regions into indices, in the order of the catalog.
func (s *Setup) regions(key string, names []string) (ids []ID, err error) {
	for _, name := range names {
		i := slices.Index(s.Catalog.Regions, name)
		if i < 0 {
			return nil, &KeyError{key, name, "the id of a region"}
		}
		ids = append(ids, ID(i))
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// regionsOrOwn falls back on the government's own region where none is named.
func (s *Setup) regionsOrOwn(key string, names []string) ([]ID, error) {
	if len(names) > 0 {
		return s.regions(key, names)
	}
	if s.Keys.Government == "" {
		return nil, &KeyError{Key: key, Expected: "the ids of regions, or a government whose region is meant"}
	}
	return s.regions("government", []string{s.Keys.Government})
}

// reachable makes sure that some good in a scope is carried across a border in it: what concerns routes that do not exist
// is a mistake. The error is about where the goods come from or, where other goods are carried there, about the goods.
func (s *Setup) reachable(scope *agents.Scope) error {
	c, anything := s.Catalog, false
	for r, route := range c.Routes {
		from, to := c.Nodes[route.From], c.Nodes[route.To]
		if from.Region == to.Region || from.Segment != scope.Segment || !scope.HasFrom(from.Region) || !scope.HasTo(to.Region) {
			continue
		}
		for good := range c.Goods {
			carried := c.Freight[good*len(c.Routes)+r] >= 0
			anything = anything || carried
			if carried && scope.HasGood(ID(good)) {
				return nil
			}
		}
	}
	key, what := "from", "anything"
	if anything {
		key, what = "goods", "these goods"
	}
	return &KeyError{Key: key, Expected: fmt.Sprintf("a route that exists: none carries %s from %s to %s", what, s.places(scope.From), s.places(scope.To))}
}

// places names the regions of a set.
func (s *Setup) places(set uint64) string {
	if set == 0 {
		return "anywhere"
	}
	var list []string
	for i, name := range s.Catalog.Regions {
		if set>>uint(i)&1 == 1 {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}

// exports looks up what a law on exports needs: when it holds, the regions that it binds, the government's own where none is
// named, and the goods, of which at least one can leave one of them.
func (s *Setup) exports(from, goods []string) (in window, regions []ID, set uint64, err error) {
	if in, err = s.window(); err != nil {
		return in, nil, 0, err
	}
	if regions, err = s.regionsOrOwn("from", from); err != nil {
		return in, nil, 0, err
	}
	if set, err = s.goods(goods); err != nil {
		return in, nil, 0, err
	}
	return in, regions, set, s.reachable(&agents.Scope{Goods: set, From: bits(regions)})
}

// bits is the set of some indices below 64; of none it is 0, which means all.
func bits(ids []ID) (set uint64) {
	for _, id := range ids {
		set |= 1 << uint(id)
	}
	return set
}

// openNode is the node of a region's open market.
func (s *Setup) openNode(region ID) (ID, bool) {
	i := slices.IndexFunc(s.Catalog.Nodes, func(n markets.Node) bool { return n.Region == region && n.Segment == "" })
	return ID(i), i >= 0
}

// plant finds a plant by id.
func (s *Setup) plant(key, name string) (ID, error) {
	i := slices.IndexFunc(s.Catalog.Sites, func(f agents.SiteFacts) bool { return f.Name == name })
	if i < 0 {
		return agents.None, &KeyError{key, name, "the id of a plant"}
	}
	return ID(i), nil
}

// company finds a company by id.
func (s *Setup) company(key, name string) (ID, error) {
	i := slices.IndexFunc(s.Catalog.Companies, func(f agents.FirmFacts) bool { return f.Name == name })
	if i < 0 {
		return agents.None, &KeyError{key, name, "the id of a company"}
	}
	return ID(i), nil
}

// project finds a project by id.
func (s *Setup) project(key, name string) (ID, error) {
	i := slices.IndexFunc(s.Catalog.Plans, func(f agents.ProjectFacts) bool { return f.Name == name })
	if i < 0 {
		return agents.None, &KeyError{key, name, "the id of a project"}
	}
	return ID(i), nil
}

// region is where a project builds its last plant.
func (s *Setup) region(p *agents.ProjectFacts) ID {
	if len(p.Sites) == 0 {
		return agents.None
	}
	return s.Catalog.Nodes[s.Catalog.Sites[p.Sites[len(p.Sites)-1]].Node].Region
}

// builds says whether a project builds a plant of a kind.
func (s *Setup) builds(p *agents.ProjectFacts, kind string) bool {
	return slices.ContainsFunc(p.Sites, func(site ID) bool { return s.Catalog.Sites[site].Kind == kind })
}

// good finds one good by id.
func (s *Setup) good(key, name string) (ID, error) {
	i := slices.IndexFunc(s.Catalog.Goods, func(g markets.Good) bool { return g.Name == name })
	if i < 0 {
		return agents.None, &KeyError{key, name, "the id of a good"}
	}
	return ID(i), nil
}

// traded makes sure that somebody sells a good and somebody buys it, so that it has a price.
func (s *Setup) traded(key string, good ID) error {
	for side, verb := range []string{agents.Buys: "buys", agents.Sells: "sells"} {
		has := func(l agents.Line) bool {
			return l.Good == good && (l.Side == agents.Side(side) || l.Side == agents.Trades)
		}
		if !slices.ContainsFunc(s.Catalog.Lines, has) {
			return &KeyError{key, s.Catalog.Goods[good].Name, "a good that is traded: nobody " + verb + " this one"}
		}
	}
	return nil
}

// line finds the line on which a plant buys or sells a good.
func (s *Setup) line(key, plant string, good ID, side agents.Side) (ID, error) {
	site, err := s.plant(key, plant)
	if err != nil {
		return agents.None, err
	}
	facts := &s.Catalog.Sites[site]
	for id := facts.First; id < facts.First+facts.Lines; id++ {
		if l := &s.Catalog.Lines[id]; l.Good == good && l.Side == side {
			return ID(id), nil
		}
	}
	verb := "buys "
	if side == agents.Sells {
		verb = "sells "
	}
	return agents.None, &KeyError{key, plant, "a plant that " + verb + s.Catalog.Goods[good].Name}
}
