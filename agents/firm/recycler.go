package firm

import (
	"errors"
	"fmt"

	"monazite/agents"
	"monazite/markets"
)

// Recycler are the keys of a plant that makes oxides of magnet scrap. Capacity and output are
// scrap fed.
type Recycler struct {
	Feeds    []string           `toml:"feeds" ref:"good" doc:"scrap it may buy"`
	Intake   map[string]float64 `toml:"intake" opt:"" unit:"t/yr" keys:"good" min:"0" doc:"scrap taken in 2024 by good; without it output, all of the first feed"`
	Cost     float64            `toml:"cost" unit:"USD/kg" min:"0" doc:"per kg REO contained in the scrap, collection and the fixed part included"`
	Recovery float64            `toml:"recovery" unit:"1" default:"90 %" min:"0.01" max:"1" doc:"share of each element recovered as oxide"`
}

// Build declares the scraps and an oxide for each element that they hold.
func (k *Recycler) Build(s *Setup) (agents.Agent, error) {
	s.learns(s.Model.LearningSeparation)
	b, err := s.declareFeeds(k.Feeds, k.Intake, func(i int) float64 {
		if i > 0 {
			return 0
		}
		return s.Keys.Output / 12
	})
	if err != nil {
		return nil, err
	}
	most := -1.0
	for e := range markets.Elements {
		if !b.contained(e) {
			continue
		}
		good, found := s.Oxide(e)
		if !found {
			return nil, fmt.Errorf("feeds: hold %v, of which there is no oxide among the goods", e)
		}
		oxide := product{element: e}
		oxide.yield[e] = k.Recovery
		s.sells(b, good, oxide)
		if value := float64(b.feeds[0].content[e] * s.Prices[good]); value > most {
			b.main, most = len(b.products)-1, value
		}
	}
	if len(b.products) == 0 {
		return nil, errors.New("feeds: hold no elements")
	}
	for i := range b.feeds {
		var held float64
		for _, x := range b.feeds[i].content {
			held += x
		}
		b.cost[i] = float64(k.Cost * held)
	}
	b.bounds = []bound{{per: 1, base: 1}}
	b.kind = agents.Recycle
	return s.build(b)
}
