package firm

import (
	"fmt"

	"monazite/agents"
)

// Collector are the keys of a region's collection of used magnets; it has none beyond those of
// every plant. What it collects depends on the uses of the magnets, not on a capacity.
type Collector struct{}

// endOfLife is the good that collectors sell.
const endOfLife = "EOL"

// collector is the agent of a region's collection. It offers what reaches it at any price: used
// magnets have been collected already, and what processing them costs is the recycler's affair.
type collector struct{ model *agents.Model }

// Build declares the used magnets. The engine puts what is collected into stock.
func (k *Collector) Build(s *Setup) (agents.Agent, error) {
	good, found := s.Good(endOfLife)
	if !found {
		return nil, fmt.Errorf("kind: a collector sells %s, which is not among the goods", endOfLife)
	}
	s.Line(good, agents.Sells, s.Keys.Output/12)
	s.believe()
	return &collector{s.Model}, nil
}

// Plan expects to collect what it has collected over a year.
func (a *collector) Plan(v agents.View, m *agents.Memory, p *agents.Plan) {
	learn(a.model, v, m)
	if v.Open() {
		follow(v, m, 0, m.Beliefs[0].Made12)
	}
}

// Quote offers the used magnets at hand.
func (a *collector) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	b := &m.Beliefs[0]
	Sell(a.model, Seller{
		Expected: b.Expected, Stock: v.Stock(0).Mass, Flow: b.Flow, Gross: gross(v, m, 0),
	}, 0, o)
}
