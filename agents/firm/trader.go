package firm

import (
	"fmt"

	"monazite/agents"
	"monazite/agents/exact"
)

// Trader are the keys of a house that carries goods through time. It makes nothing and has no
// capacity; what it can hold is bounded by its cash and by its share of the market.
type Trader struct {
	Goods  []string `toml:"goods" ref:"good" doc:"what it trades, at its own node"`
	Return float64  `toml:"return" unit:"1/yr" default:"8 %/yr" min:"0" max:"1" doc:"that its capital must earn"`
	Spread float64  `toml:"spread" unit:"1" default:"3 %" min:"0" max:"1" doc:"by which the expected price must beat today's before it acts"`
	Share  float64  `toml:"share" unit:"1" default:"5 %" min:"0" max:"1" doc:"of the world's monthly volume that it adds or sells in a month at most"`
}

// horizon is how far a trader looks, months (MODEL 7.4).
const horizon = 6

// trader is the agent of a trading house.
type trader struct {
	model                  *agents.Model
	returns, spread, share float64
}

// Build declares a line for every good, bought and sold alike.
func (k *Trader) Build(s *Setup) (agents.Agent, error) {
	if len(k.Goods) == 0 {
		return nil, fmt.Errorf("goods: none, expected at least one")
	}
	for _, name := range k.Goods {
		good, err := s.good("goods", name)
		if err != nil {
			return nil, err
		}
		s.Line(good, agents.Trades, 0)
	}
	s.believe()
	return &trader{s.Model, k.Return, k.Spread, k.Share}, nil
}

// Plan learns prices; there is nothing to run.
func (a *trader) Plan(v agents.View, m *agents.Memory, p *agents.Plan) { learn(a.model, v, m) }

// Carry is what a kilogram is worth today to somebody who sells it at the horizon: the price
// expected then, discounted, less half a year's storage at today's price, USD/kg.
func Carry(expected, price, returns, storage float64) float64 {
	const years = horizon / 12.0
	return float64(expected*exact.Pow(1+returns, -years)) - float64(years*float64(storage*price))
}

// Ahead is the price expected so many months from now: what is left of today's distance to the
// anchor fades month by month (MODEL 7.1).
func Ahead(model *agents.Model, anchor, price float64, months int) float64 {
	distance := exact.Log(max(price, model.LeastPrice)) - anchor
	return exact.Exp(anchor + float64(exact.Pow(model.Persistence, float64(months))*distance))
}

// Quote bids up to the carry of a good where that beats today's price, and offers its stock where
// today's price beats the carry.
func (a *trader) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	for slot := range m.Beliefs {
		price := v.Price(slot)
		worth := Carry(Ahead(a.model, m.Beliefs[slot].Anchor, price, horizon), price, a.returns, a.model.StorageCost)
		most := float64(a.share * v.Report(v.Good(slot)).Sold12)
		switch {
		case worth > float64((1+a.spread)*price):
			if mass := grams(most); mass > 0 {
				*o = append(*o, agents.Order{Slot: int32(slot), Bid: true, Price: exact.Price(min(worth, greatest)), Mass: mass})
			}
		case price > float64((1+a.spread)*worth):
			mass := min(v.Stock(slot).Mass, grams(most))
			if ask := exact.Price(min(max(worth, a.model.LeastPrice), greatest)); mass > 0 {
				*o = append(*o, agents.Order{Slot: int32(slot), Price: ask, Mass: mass})
			}
		}
	}
}
