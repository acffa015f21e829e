package engine

import "monazite/agents/finance"

// Return is what a project promises at the opening prices of a scenario.
type Return struct {
	Project  ID
	Site     ID      // its mine where it has one, else its last plant
	IRR      float64 // a year, without debt
	Hurdle   float64 // without contract or guarantee
	Capacity float64 // of that plant, t a year
	Outside  bool    // of the index region
}

// Returns appraises all projects at a scenario's opening prices: the points of its cost curve. What explorers may find
// is not among them.
func Returns(s *Scenario) (list []Return) {
	w := New(s, Options{Seed: 1})
	w.observe()
	w.enact()
	w.appraiseAnew()
	for i := range w.Projects {
		p := &w.Projects[i]
		if p.Discovery > 0 {
			continue
		}
		site := w.mainSite(ID(i))
		for _, s := range p.Sites {
			if w.Sites[s].Kind == "miner" {
				site = s
			}
		}
		list = append(list, Return{
			Project: ID(i), Site: site, IRR: w.rate(ID(i), &w.business(ID(i)).running, 0), Hurdle: w.hurdle(ID(i), finance.Cover{}, publicMoney{}),
			Capacity: 12 * at(w.Plants[site].Capacity, 0), Outside: w.Firms[p.Firm].Region != w.region(w.Index),
		})
	}
	return list
}
