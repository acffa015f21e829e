package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// MineCredit is a production credit, as section 45X of the tax code of the United States is: every month the treasury pays
// the mines of the government's region an amount per kilogram mined, until they have mined so much since January.
type MineCredit struct {
	PerKg  markets.Price `toml:"per_kg" unit:"USD/kg" min:"0" doc:"real amount per kg REO"`
	Annual float64       `toml:"annual" unit:"t/yr" min:"0" doc:"no credit once so much was mined in a year"`
}

// Page explains the kind.
func (*MineCredit) Page() Page {
	return Page{
		Users:     "US, 10 % of a mine's cost since October 2024",
		Mechanism: "Mines reckon the credit into what their ore earns, so that they run where the market alone would stop them.",
		Formula:   "per_kg x mass mined, in every month before which less than annual was mined since January",
		Test:      "0.3 USD/kg on 300 t are 90,000 USD; nothing in a month that begins with the year's mass mined.",
		Source:    "Section 45X, extended to extraction by the final rules of October 2024 (recalled)",
		Tension:   0.01,
	}
}

// Build lists the mines.
func (k *MineCredit) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	own, err := s.regionsOrOwn("government", nil)
	if err != nil {
		return nil, err
	}
	c := &mineCredit{window: in, annual: exact.Mass(k.Annual)}
	c.wedge = agents.Wedge{Kind: agents.Credit, PerKg: k.PerKg, Source: s.Source}
	for i, site := range s.Catalog.Sites {
		if site.Kind == "miner" && s.Catalog.Nodes[site.Node].Region == own[0] {
			c.wedge.Scope.Sites = append(c.wedge.Scope.Sites, ID(i))
		}
	}
	return c, nil
}

type mineCredit struct {
	window
	annual markets.Mass
	wedge  agents.Wedge
}

// Enact grants the credit while the year's mass lasts.
func (c *mineCredit) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !c.holds(v.Month()) {
		return
	}
	var mined markets.Mass // since January; in January plants still publish the old year
	for _, site := range c.wedge.Scope.Sites {
		if v.Month().Calendar() > 1 {
			mined += v.SiteAt(site).YearLevel
		}
	}
	if mined < c.annual {
		out.Wedges = append(out.Wedges, c.wedge)
	}
}
