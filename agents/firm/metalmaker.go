package firm

import (
	"errors"
	"fmt"

	"monazite/agents"
	"monazite/markets"
)

// MetalMaker are the keys of a plant that reduces oxides to metals. Capacity and output are metal;
// limits on the plant count the oxide fed, as they do for a refinery. An alloy such as
// dysprosium-iron counts by the rare earth in it: its iron costs nothing here.
type MetalMaker struct {
	Metals map[string]float64 `toml:"metals" unit:"1" keys:"good" min:"0" sum:"1" doc:"share of each metal in the output of 2024; sums to 1"`
	Cost   float64            `toml:"cost" unit:"USD/kg" min:"0" doc:"per kg metal, without the oxide, the fixed part included"`
}

// Build declares an oxide for each metal: every metal has one feed and every feed makes one metal.
// Cells that reduce one oxide reduce the others too, so they share the capacity.
func (k *MetalMaker) Build(s *Setup) (agents.Agent, error) {
	s.learns(s.Model.LearningSeparation) // no rate of its own is known: judgement
	s.crafts("metal", k.Cost)
	metals, err := k.choose(s)
	if err != nil {
		return nil, err
	}
	b, fed, made := &blueprint{kind: agents.Convert}, bound{base: 1}, bound{per: 1}
	for _, good := range metals {
		e := s.Goods[good].Element
		oxide, found := s.Oxide(e)
		if !found {
			return nil, fmt.Errorf("metals: %s is made of the oxide of %v, which is not among the goods", s.Goods[good].Name, e)
		}
		yield := MetalYield(e)
		intake := float64(s.Keys.Output/12) * k.Metals[s.Goods[good].Name] / yield
		slot := s.Line(oxide, agents.Buys, intake)
		b.feeds = append(b.feeds, feed{slot: slot, content: s.Goods[oxide].Content, own: s.sister(oxide)})
		b.intake = append(b.intake, intake)
		b.cost = append(b.cost, float64(k.Cost*yield))
		made.of[e] = yield
		fed.per = max(fed.per, 1/yield)
	}
	most := -1.0
	for i, good := range metals {
		e := s.Goods[good].Element
		metal := product{element: e, carries: alloyYield, feed: i}
		metal.yield[e] = made.of[e]
		s.sells(b, good, metal)
		if value := float64(k.Metals[s.Goods[good].Name] * s.Prices[good]); value > most {
			b.main, most = i, value
		}
	}
	b.bounds = []bound{fed, made}
	return s.build(b)
}

// choose finds the metals that the plant makes, in the order of the goods.
func (k *MetalMaker) choose(s *Setup) (metals []ID, err error) {
	known := 0
	for i := range s.Goods {
		part, named := k.Metals[s.Goods[i].Name]
		if !named {
			continue
		}
		if known++; s.Goods[i].Level != markets.Metal {
			return nil, fmt.Errorf("metals: %s is not a metal", s.Goods[i].Name)
		}
		if part > 0 {
			metals = append(metals, ID(i))
		}
	}
	if known < len(k.Metals) {
		return nil, fmt.Errorf("metals: %d names, of which %d are among the goods, expected all", len(k.Metals), known)
	}
	if len(metals) == 0 {
		return nil, errors.New("metals: none, expected at least one")
	}
	return metals, nil
}
