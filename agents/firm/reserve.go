package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
)

// Reserve is where an instrument of a government keeps goods, at its region's open market. It makes
// nothing, decides nothing and owns nothing but its stock: the instrument says what it bids and offers, and
// the treasury pays. No scenario names it; it comes with the instrument.
type Reserve struct {
	Goods []ID // without repetition
}

// Build declares a line for every good, bought and sold alike.
func (k *Reserve) Build(s *Setup) (agents.Agent, error) {
	for _, good := range k.Goods {
		s.Line(good, agents.Trades, 0)
	}
	s.believe()
	return reserve{}, nil
}

type reserve struct{}

// boundless is more than anybody delivers in a month, t.
const boundless = 1e9

// Plan takes whatever contracts deliver.
func (reserve) Plan(_ agents.View, _ *agents.Memory, p *agents.Plan) {
	for slot := range p.Want {
		p.Want[slot] = exact.Mass(boundless)
	}
}

// Quote offers nothing.
func (reserve) Quote(agents.View, *agents.Memory, *[]agents.Order) {}
