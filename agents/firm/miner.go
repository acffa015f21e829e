package firm

import (
	"errors"
	"fmt"
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// Miner are the keys of a mine. Capacity and output are REO contained in what is extracted.
type Miner struct {
	Ore         string             `toml:"ore" ref:"good" doc:"what is extracted: a concentrate, or a carbonate where clay is leached"`
	Composition map[string]float64 `toml:"composition" unit:"1" min:"0" doc:"share of each element in the REO extracted, by symbol; sums to 1 within 2 %, scandium on top"`
	Cost        float64            `toml:"cost" unit:"USD/kg" min:"0" doc:"of extraction per kg REO, the fixed part included"`
	Reserves    float64            `toml:"reserves" unit:"t" default:"0 t" min:"0" doc:"REO in the ground; 0 where it does not matter"`
	Cracks      bool               `toml:"cracks" default:"false" doc:"can crack concentrate on site"`
	Carbonate   string             `toml:"carbonate" opt:"" ref:"good" doc:"what cracking on site makes"`
	Cracked     float64            `toml:"cracked" unit:"1" default:"100 %" min:"0" max:"1" doc:"share of the ore cracked on site in 2024, where the mine can"`
	CrackCost   float64            `toml:"crack_cost" unit:"USD/kg" default:"5.5 USD/kg" min:"0" doc:"of cracking on site per kg REO"`
}

// The ore is slot 0 and activity 0, what cracking makes of it slot 1 and activity 1.
const (
	ore = iota
	carbonate
)

// leastCracked keeps the opening share of cracking inside what a logistic curve can reach.
const leastCracked = 0.02

// miner is the agent of a mine.
type miner struct {
	model       *agents.Model
	cost        float64 // of extraction, avoidable, USD/kg REO
	crackCost   float64
	crackOffset float64
	cracks      bool
	answer      response
	group       bool
}

// Build declares extraction and, where the mine can, cracking.
func (k *Miner) Build(s *Setup) (agents.Agent, error) {
	source, err := k.Content()
	if err != nil {
		return nil, err
	}
	if s.Keys.Capacity <= 0 {
		return nil, errors.New("capacity: 0 t/yr, expected more")
	}
	good, err := s.good("ore", k.Ore)
	if err != nil {
		return nil, err
	}
	flow, cracked := s.Keys.Output/12, 0.0
	if k.Cracks {
		cracked = min(max(k.Cracked, leastCracked), 1-leastCracked)
	}
	s.Line(good, agents.Sells, float64(flow*(1-cracked)))
	extraction := agents.Activity{Kind: agents.Extract, Outputs: []agents.Output{{Slot: ore}}}
	for e, x := range source {
		if x > 0 {
			extraction.Source[e] = share(x)
		}
		extraction.Outputs[0].Recovery[e] = markets.Whole
	}
	s.Activities = append(s.Activities, extraction)
	if k.Cracks {
		if err := k.addCracking(s, float64(flow*cracked)); err != nil {
			return nil, err
		}
	}
	s.Reserves = k.Reserves
	s.learns(s.Model.LearningMine)
	return k.open(s, cracked), nil
}

// addCracking declares what a mine that cracks on site makes of its concentrate.
func (k *Miner) addCracking(s *Setup, flow float64) error {
	good, err := s.good("carbonate", k.Carbonate)
	if err != nil {
		return err
	}
	s.Line(good, agents.Sells, flow)
	cracking := agents.Activity{
		Kind: agents.Convert, Inputs: []agents.Input{{Slot: ore, Per: markets.Whole}},
		Outputs: []agents.Output{{Slot: carbonate}},
	}
	for e := range cracking.Outputs[0].Recovery {
		cracking.Outputs[0].Recovery[e] = markets.Whole
	}
	s.Activities = append(s.Activities, cracking)
	return nil
}

// Content is the composition by element, scaled so that all but scandium sum to 1 exactly.
func (k *Miner) Content() (source [markets.Elements]float64, err error) {
	known, sum := 0, 0.0
	for e := range markets.Elements {
		if x, found := k.Composition[e.String()]; found {
			source[e] = x
			known++
			if e != markets.Sc {
				sum += x
			}
		}
	}
	if known < len(k.Composition) {
		return source, fmt.Errorf("composition: %d names, of which %d are elements, expected all", len(k.Composition), known)
	}
	if math.Abs(sum-1) > 0.02 {
		return source, fmt.Errorf("composition: sums to %.4f without Sc, expected 1 within 2 %%", sum)
	}
	for e := range source {
		if markets.Element(e) != markets.Sc {
			source[e] /= sum
		}
	}
	return source, nil
}

// open solves the opening.
func (k *Miner) open(s *Setup, cracked float64) *miner {
	a := &miner{model: s.Model, cracks: k.Cracks, group: s.Group}
	s.believe()
	price := s.Prices[s.Lines[ore].Good]
	e := economics{revenue: price, cost: k.Cost, core: price, price: price}
	if k.Cracks {
		s.Reference = carbonate
		price = s.Prices[s.Lines[carbonate].Good]
		e.revenue = float64((1-cracked)*e.revenue) + float64(cracked*price)
		e.cost += float64(cracked * k.CrackCost)
		e.core, e.price = float64(cracked*price), price
		s.Memory.Beliefs[carbonate].Share = cracked
	}
	f := s.stand(e)
	a.cost, a.crackCost = s.avoidable(f, k.Cost), s.avoidable(f, k.CrackCost)
	s.Activities[ore].Cost = exact.Price(a.cost)
	if k.Cracks {
		a.crackOffset = logit(cracked) - crackGain(s.Model, s.Prices[s.Lines[ore].Good], price-a.crackCost)
		s.Activities[carbonate].Cost = exact.Price(a.crackCost)
	}
	a.answer = s.settle(f, e.cost, s.Keys.Capacity/12, s.Keys.Output/s.Keys.Capacity)
	return a
}

// crackGain is what cracking adds to a kilogram, in units of the slope with which plants respond
// to margins.
func crackGain(model *agents.Model, whole, cracked float64) float64 {
	return (cracked - whole) / max(float64(model.UtilisationSlope*whole), model.LeastPrice)
}

// Plan digs what the margin calls for and cracks the share that pays.
func (a *miner) Plan(v agents.View, m *agents.Memory, p *agents.Plan) {
	learn(a.model, v, m)
	if !v.Open() {
		return
	}
	revenue, cost, cracked := a.takings(v, m, ore), float64(a.cost*v.CostScale()), 0.0
	stock, wanted := a.value(v, m, ore)
	if a.cracks {
		carbonated := a.takings(v, m, carbonate)
		belief := &m.Beliefs[carbonate]
		target := exact.Logistic(crackGain(a.model, revenue, carbonated-float64(a.crackCost*v.CostScale())) + a.crackOffset)
		belief.Share = Approach(belief.Share, target, a.model.UtilisationSpeed)
		cracked = belief.Share
		revenue = float64((1-cracked)*revenue) + float64(cracked*carbonated)
		cost += float64(float64(cracked*a.crackCost) * v.CostScale())
		more, mostly := a.value(v, m, carbonate)
		stock, wanted = stock+more, wanted+mostly
	}
	m.Margin = marginOn(a.model, float64((1-cracked)*a.sales(v, m, ore))+float64(cracked*a.sales(v, m, carbonate)), cost)
	m.Cost = cost
	a.answer.adjust(a.model, m, marginOn(a.model, revenue, cost), StockRoom(stock, wanted))

	dug := min(float64(float64(m.Utilisation*v.Working())*v.Capacity()), v.Limit())
	a.run(ore, dug, p)
	follow(v, m, ore, float64(dug*(1-cracked)))
	if a.cracks {
		a.run(carbonate, min(float64(dug*cracked), float64(scarcest*(v.StockTonnes(ore)+dug))), p)
		follow(v, m, carbonate, float64(dug*cracked))
	}
}

// run appends a run of an activity.
func (a *miner) run(activity int, tonnes float64, p *agents.Plan) {
	if level := grams(tonnes); level > 0 {
		p.Runs = append(p.Runs, agents.Run{Activity: activity, Level: level})
	}
}

// sales are what a kilogram of a good brings, support included; nothing of what the mine does not make.
func (a *miner) sales(v agents.View, m *agents.Memory, slot int) float64 {
	if slot == carbonate && !a.cracks {
		return 0
	}
	return earnings(v, m, slot) + a.support(v, m, slot)
}

// takings is what a kilogram of a good brings, support included, as output decisions reckon.
func (a *miner) takings(v agents.View, m *agents.Memory, slot int) float64 {
	revenue := earnings(v, m, slot)
	if a.group {
		revenue = float64(revenue * marginal(a.model, v, m, slot))
	}
	return revenue + a.support(v, m, slot)
}

// support is what policy adds to a kilogram; the credit is for the main output.
func (a *miner) support(v agents.View, m *agents.Memory, slot int) float64 {
	if (slot == carbonate) == a.cracks {
		return support(v, m, slot) + v.Credit()
	}
	return support(v, m, slot)
}

// value is what the stock of a good and the stock that the mine wants are worth.
func (a *miner) value(v agents.View, m *agents.Memory, slot int) (stock, wanted float64) {
	price := m.Beliefs[slot].Expected
	return float64(price * v.StockTonnes(slot)), float64(price * float64(sellersCover*gross(v, m, slot)))
}

// Quote offers what is in stock.
func (a *miner) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	a.offer(v, m, ore, float64(a.cost*v.CostScale()), o)
	if a.cracks {
		a.offer(v, m, carbonate, float64((a.cost+a.crackCost)*v.CostScale()), o)
	}
}

// offer appends the asks for a good of a given avoidable cost.
func (a *miner) offer(v agents.View, m *agents.Memory, slot int, cost float64, o *[]agents.Order) {
	b := &m.Beliefs[slot]
	Sell(a.model, Seller{
		Expected: b.Expected, Floor: askFloor(a.model, cost, a.support(v, m, slot)), Stock: v.Stock(slot).Mass,
		Flow: b.Flow, Gross: gross(v, m, slot),
	}, slot, o)
}
