package firm

import (
	"fmt"

	"monazite/agents"
	"monazite/markets"
)

// Refiner are the keys of a separation plant. Capacity and output are REO separated; the plant
// takes as much more feed as its yield loses.
type Refiner struct {
	Set          string             `toml:"set" oneof:"light heavy full" doc:"what it can separate: light is La, Ce, NdPr; heavy is the rest; full is all"`
	Feeds        []string           `toml:"feeds" ref:"good" doc:"concentrates and carbonates it may buy"`
	Intake       map[string]float64 `toml:"intake" opt:"" unit:"t/yr" keys:"good" min:"0" doc:"feed taken in 2024, REO by good; without it output over yield, all feeds alike"`
	NdPrCapacity float64            `toml:"ndpr_capacity" unit:"t/yr" default:"0 t/yr" min:"0" doc:"most NdPr oxide; 0 for no bound of its own"`
	DyTbCapacity float64            `toml:"dytb_capacity" unit:"t/yr" default:"0 t/yr" min:"0" doc:"most Dy and Tb oxide of a full or heavy plant; 0 for no bound of its own"`
	Yield        float64            `toml:"yield" unit:"1" default:"95 %" min:"0.01" max:"1" doc:"share of each element from mine to oxide"`
	CrackCost    float64            `toml:"crack_cost" unit:"USD/kg" default:"5.5 USD/kg" min:"0" doc:"of cracking per kg REO of concentrate"`
	LightCost    float64            `toml:"light_cost" unit:"USD/kg" default:"7 USD/kg" min:"0" doc:"of separation per kg NdPr in the feed"`
	HeavyCost    float64            `toml:"heavy_cost" unit:"USD/kg" default:"18 USD/kg" min:"0" doc:"of separation per kg in the feed of the other elements of its set; La and Ce cost nothing"`
}

// segh is the good that carries what a light plant leaves: samarium, europium, gadolinium and the
// heavies.
const segh = "SEGH"

// Splits says whether the plant makes the oxide of an element.
func (k *Refiner) Splits(e markets.Element) bool {
	light := e == markets.La || e == markets.Ce || e == markets.NdPr
	return k.Set == "full" || (k.Set == "light") == light
}

// Build declares the feeds, an oxide for each element of the set that any feed holds, and for a
// light plant SEGH. A heavy plant's feed holds hardly anything else; what else it holds is waste.
func (k *Refiner) Build(s *Setup) (agents.Agent, error) {
	s.learns(s.Model.LearningSeparation)
	s.crafts("separation", k.CrackCost+k.LightCost+k.HeavyCost)
	perFeed := s.Keys.Output / 12 / k.Yield / float64(max(1, len(k.Feeds)))
	b, err := s.declareFeeds(k.Feeds, k.Intake, func(int) float64 { return perFeed })
	if err != nil {
		return nil, err
	}
	for e := range markets.Elements {
		if !k.Splits(e) || !b.contained(e) {
			continue
		}
		good, found := s.Oxide(e)
		if !found {
			return nil, fmt.Errorf("feeds: hold %v, of which there is no oxide among the goods", e)
		}
		oxide := product{element: e, finishing: s.Finishing[e], choice: true}
		if oxide.finishing > 0 {
			oxide.opened = s.Index[good]
		}
		oxide.yield[e] = k.Yield
		s.sells(b, good, oxide)
	}
	if len(b.products) == 0 {
		return nil, fmt.Errorf("feeds: hold none of the elements of the set %q", k.Set)
	}
	if err := k.leave(s, b); err != nil {
		return nil, err
	}
	for i := range b.feeds {
		b.cost[i] = k.processing(s, &b.feeds[i])
	}
	b.main = k.principal(s, b)
	b.bounds = k.capacities(s, b)
	b.kind = agents.Convert
	return s.build(b)
}

// leave declares SEGH for the elements that a light plant does not separate; mass is kept.
func (k *Refiner) leave(s *Setup, b *blueprint) error {
	if k.Set != "light" {
		return nil
	}
	rest, some := product{element: markets.Elements}, false
	for e := range markets.Elements {
		if !k.Splits(e) && b.contained(e) {
			rest.yield[e], some = 1, true
		}
	}
	if !some {
		return nil
	}
	good, found := s.Good(segh)
	if !found {
		return fmt.Errorf("set: a light plant leaves %s, which is not among the goods", segh)
	}
	s.sells(b, good, rest)
	return nil
}

// processing is the published cost of cracking and separating a feed, USD per kg REO.
func (k *Refiner) processing(s *Setup, f *feed) float64 {
	leaves := func(e markets.Element) bool { return !k.Splits(e) }
	cost := splitCost(&f.content, leaves, k.LightCost, k.HeavyCost)
	if s.Goods[s.Lines[f.slot].Good].Level == markets.Concentrate {
		cost += k.CrackCost
	}
	return cost
}

// principal is the product that brings most at opening prices: the one that credits count.
func (k *Refiner) principal(s *Setup, b *blueprint) (main int) {
	most := -1.0
	for i := range b.products {
		p := &b.products[i]
		var value float64
		for j := range b.feeds {
			value += float64(dot(&b.feeds[j].content, &p.yield) * s.Prices[s.Lines[p.slot].Good])
		}
		if p.element < markets.Elements && value > most {
			main, most = i, value
		}
	}
	return main
}

// capacities are the bounds of the plant per tonne of nameplate. The nameplate counts oxide, so
// feed may be as much more as the yield loses; a plant known by its NdPr may crack what that takes.
func (k *Refiner) capacities(s *Setup, b *blueprint) []bound {
	feed := bound{per: 1 / k.Yield, base: 1}
	bounds := []bound{feed}
	if k.NdPrCapacity > 0 && k.Splits(markets.NdPr) {
		limit := bound{per: k.NdPrCapacity / s.Keys.Capacity}
		limit.of[markets.NdPr] = k.Yield
		if use := k.reference(b, markets.NdPr); use > 0 {
			bounds[0].per = max(bounds[0].per, limit.per/float64(use*k.Yield))
		}
		bounds = append(bounds, limit)
	}
	if k.DyTbCapacity > 0 && k.Splits(markets.Dy) {
		limit := bound{per: k.DyTbCapacity / s.Keys.Capacity}
		limit.of[markets.Dy], limit.of[markets.Tb] = k.Yield, k.Yield
		bounds = append(bounds, limit)
	}
	return bounds
}

// reference is the share of an element in the plant's feed of 2024.
func (k *Refiner) reference(b *blueprint, e markets.Element) (x float64) {
	var intake float64
	for _, t := range b.intake {
		intake += t
	}
	for i := range b.feeds {
		x += float64(weight(b.intake[i], intake, len(b.feeds)) * b.feeds[i].content[e])
	}
	return x
}
