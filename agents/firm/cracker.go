package firm

import (
	"monazite/agents"
	"monazite/markets"
)

// Cracker are the keys of a plant that turns concentrate into mixed carbonate and separates
// nothing. Capacity and output are REO fed.
type Cracker struct {
	Feed    string  `toml:"feed" ref:"good" doc:"concentrate bought"`
	Product string  `toml:"product" ref:"good" doc:"carbonate sold"`
	Cost    float64 `toml:"cost" unit:"USD/kg" min:"0" doc:"of cracking per kg REO, the fixed part included"`
}

// Build declares a plant that keeps mass and all elements.
func (k *Cracker) Build(s *Setup) (agents.Agent, error) {
	s.learns(s.Model.LearningSeparation)
	b, err := s.declareFeeds([]string{k.Feed}, nil, func(int) float64 { return s.Keys.Output / 12 })
	if err != nil {
		return nil, err
	}
	good, err := s.good("product", k.Product)
	if err != nil {
		return nil, err
	}
	carbonate := product{element: markets.Elements}
	for e := range carbonate.yield {
		carbonate.yield[e] = 1
	}
	s.sells(b, good, carbonate)
	b.cost[0] = k.Cost
	b.bounds = []bound{{per: 1, base: 1}}
	b.kind = agents.Convert
	return s.build(b)
}
