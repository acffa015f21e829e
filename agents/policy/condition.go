package policy

import (
	"fmt"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/markets"
)

// condition tells whether what a trigger waits for was so at the end of last month.
type condition func(v agents.View) bool

// number is something that the world published last month; false where there is none, and then it is neither above nor
// below anything.
type number func(v agents.View) (x float64, known bool)

// condition looks the names of a trigger up.
func (s *Setup) condition(t *Trigger) (condition, error) {
	switch t.subject {
	case "project":
		return s.reaches(t)
	case "shock":
		shock, err := s.triggerName("a scripted shock", t.name, s.Catalog.Scripted)
		return func(v agents.View) bool { return v.Shock(int(shock)) }, err
	case "default":
		firm, err := s.triggerName("a company", t.name, names(s.Catalog.Companies, func(f *agents.FirmFacts) string { return f.Name }))
		return func(v agents.View) bool { return v.Firm(firm).Defaults > 0 }, err
	}
	of, err := s.number(t)
	if err != nil {
		return nil, err
	}
	op, threshold := t.op, t.threshold
	return func(v agents.View) bool {
		x, known := of(v)
		return known && compares(x, op, threshold)
	}, nil
}

func compares(x float64, op string, y float64) bool {
	switch op {
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	}
	return x >= y
}

// number is what a trigger compares.
func (s *Setup) number(t *Trigger) (number, error) {
	switch t.subject {
	case "unserved":
		return s.unserved(t.name)
	case "outside":
		return s.outside(t.name)
	}
	good, err := s.triggerName("a good", t.name, s.goodNames())
	if err != nil {
		return nil, err
	}
	node, err := s.triggerName("a region or node after @", t.place, names(s.Catalog.Nodes, func(n *markets.Node) string { return n.Name }))
	index := s.Catalog.Index
	if t.subject == "premium" {
		return func(v agents.View) (float64, bool) {
			price, base := v.PriceAt(good, node), v.PriceAt(good, index)
			return price/base - 1, price > 0 && base > 0
		}, err
	}
	return func(v agents.View) (float64, bool) {
		price := v.PriceAt(good, node)
		return price, price > 0
	}, err
}

// unserved is the share of final demand for a good, or for the goods of a level, that found nothing.
func (s *Setup) unserved(name string) (number, error) {
	var goods []ID
	set := s.members(name)
	for i := range s.Catalog.Goods {
		if set>>uint(i)&1 == 1 {
			goods = append(goods, ID(i))
		}
	}
	if len(goods) == 0 {
		_, err := s.triggerName("a good or level", name, append(s.goodNames(), "oxide", "metal", "magnet"))
		return nil, err
	}
	return func(v agents.View) (float64, bool) {
		demand, missed := 0.0, 0.0
		for _, good := range goods {
			report := v.Report(good)
			demand, missed = demand+report.Demand, missed+report.Unserved
		}
		return missed / demand, demand > 0
	}, nil
}

// stages of the chain by the kind of their plants.
var stages = []struct{ name, kind string }{{"mine", "miner"}, {"separation", "refiner"}, {"metal", "metalmaker"}, {"magnet", "magnetmaker"}}

// outside is the share of the operating capacity of a stage that stands outside the index region.
func (s *Setup) outside(stage string) (number, error) {
	var known []string
	for _, s := range stages {
		known = append(known, s.name)
	}
	i := slices.Index(known, stage)
	if i < 0 {
		return nil, &KeyError{"trigger", stage, fmt.Sprintf("a stage, one of %s, not %q%s", strings.Join(known, ", "), stage, near(stage, known))}
	}
	var sites []ID
	var abroad []bool
	home := s.Catalog.Nodes[s.Catalog.Index].Region
	for site := range s.Catalog.Sites {
		if f := &s.Catalog.Sites[site]; f.Kind == stages[i].kind {
			sites, abroad = append(sites, ID(site)), append(abroad, s.Catalog.Nodes[f.Node].Region != home)
		}
	}
	return func(v agents.View) (float64, bool) {
		all, outside := 0.0, 0.0
		for i, site := range sites {
			report := v.SiteAt(site)
			if !report.Open {
				continue
			}
			all += report.Capacity
			if abroad[i] {
				outside += report.Capacity
			}
		}
		return outside / all, all > 0
	}, nil
}

// reaches holds once a project has come to a stage. A world that stands still has no projects, so that in it none does.
func (s *Setup) reaches(t *Trigger) (condition, error) {
	if s.Frozen {
		return func(agents.View) bool { return false }, nil
	}
	project, err := s.triggerName("a project", t.name, names(s.Catalog.Plans, func(p *agents.ProjectFacts) string { return p.Name }))
	stage := t.stage
	return func(v agents.View) bool {
		now := v.Project(project).Stage
		return now >= stage && now != agents.GivenUp
	}, err
}

// mostListed is how many names a message enumerates.
const mostListed = 30

// triggerName finds a name that a trigger mentions.
func (s *Setup) triggerName(what, name string, options []string) (ID, error) {
	i := slices.Index(options, name)
	if i < 0 {
		hint := near(name, options)
		if hint == "" && 0 < len(options) && len(options) <= mostListed {
			hint = "; there are " + strings.Join(options, ", ")
		}
		return agents.None, &KeyError{"trigger", name, fmt.Sprintf("the id of %s, not %q%s", what, name, hint)}
	}
	return ID(i), nil
}

func (s *Setup) goodNames() []string {
	return names(s.Catalog.Goods, func(g *markets.Good) string { return g.Name })
}

// names lists the names of some facts.
func names[T any](list []T, of func(*T) string) (names []string) {
	for i := range list {
		names = append(names, of(&list[i]))
	}
	return names
}
