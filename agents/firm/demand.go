package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// Premium for security of supply and the cover it comes with (MODEL 7.0, 7.3).
const (
	mostPremium   = 0.3
	premiumSpeed  = 0.1
	premiumPer    = 2.0  // premium per share of demand unserved
	coverPer      = 10.0 // months of cover per share of demand unserved
	mostUserCover = 6.0  // months
)

// leastRelative keeps logarithms finite where a good is worthless: of the reference price.
const leastRelative = 1e-6

// Wish is what users want at a price, as a share of demand at the reference price: the prompt
// response by the elasticity, on top of the substitution that has become habit.
func Wish(relativePrice, elasticity, substitution float64) float64 {
	return exact.Exp(substitution - float64(elasticity*exact.Log(max(relativePrice, leastRelative))))
}

// Substitute moves the logarithm of what substitution has left of demand towards what the anchor
// of prices, relative to the reference, asks for in the long run. It goes back as well as it
// comes, and neither way faster than the limit.
func Substitute(model *agents.Model, substitution, relativeAnchor float64) float64 {
	target := -float64(model.LongElasticity * exact.Log(max(relativeAnchor, leastRelative)))
	most := exact.Log(1+model.SubstitutionLimit) / 12
	return Step(substitution, Approach(substitution, target, model.SubstitutionSpeed), most)
}

// Secure moves the premium a buyer pays after it was left short. Once a quarter.
func Secure(premium, unserved, demand float64) float64 {
	if demand <= 0 {
		return premium
	}
	return Approach(premium, min(mostPremium, premiumPer*unserved/demand), premiumSpeed)
}

// Cover is the stock that a user wants, in months: more after it was left short.
func Cover(months, unserved, demand float64) float64 {
	if demand <= 0 {
		return months
	}
	return min(months+coverPer*unserved/demand, max(months, mostUserCover))
}

// consumer is what users of magnets and of oxides have in common.
type consumer struct {
	model      *agents.Model
	elasticity float64
	cover      float64
	secure     bool
	reference  []float64 // price by slot, USD/kg
	choke      float64   // in reference prices
	area       Area      // under demand
}

// consume plans the use of a slot: what is wished for, from stock, and what the user would take
// from contracts to be at its cover again.
func (c *consumer) consume(v agents.View, m *agents.Memory, slot int, wish float64, p *agents.Plan) {
	demand := grams(wish)
	p.Demand[slot] = demand
	if level := min(demand, v.Stock(slot).Mass); level > 0 {
		p.Runs = append(p.Runs, agents.Run{Activity: slot, Level: level})
	}
	follow(v, m, slot, wish)
	p.Want[slot] = grams(wish + float64(restock*(float64(c.months(m)*wish)-v.StockTonnes(slot))))
}

// learnSecurity revises the premium for security of supply in the first month of each quarter.
func (c *consumer) learnSecurity(v agents.View, m *agents.Memory) {
	if v.Month().Calendar()%3 == 1 {
		m.Premium = Secure(m.Premium, m.Unserved12, m.Level)
	}
}

// months is the cover that the user wants after its experience.
func (c *consumer) months(m *agents.Memory) float64 { return Cover(c.cover, m.Unserved12, m.Level) }

// bid appends the bids for a slot.
func (c *consumer) bid(v agents.View, m *agents.Memory, slot int, o *[]agents.Order) {
	premium := 0.0
	if c.secure {
		premium = m.Premium
	}
	b := &m.Beliefs[slot]
	Buy(c.model.Steepness, Buyer{
		Expected: b.Expected, Limit: float64(c.choke * c.reference[slot]), Premium: premium,
		Stock: v.Stock(slot).Mass, Flow: b.Flow, Gross: gross(v, m, slot),
		Cover: c.months(m), PanicCover: c.model.PanicCover,
	}, slot, o)
}

// use declares a line that a user buys and the activity that consumes it; the two have the same
// number.
func (s *Setup) use(good ID, flow float64) {
	slot := s.Line(good, agents.Buys, flow)
	s.Activities = append(s.Activities, agents.Activity{
		Kind: agents.Consume, Inputs: []agents.Input{{Slot: slot, Per: markets.Whole}},
	})
}

// path is demand at reference prices by month: the growth index times the demand of the start.
func (s *Setup) path(u *Use, tonnesPerMonth float64) []float64 {
	path := make([]float64, s.Months)
	for i := range path {
		path[i] = tonnesPerMonth
		if n := len(u.Growth); n > 0 {
			path[i] = float64(tonnesPerMonth * u.Growth[min(i, n-1)])
		}
	}
	return path
}
