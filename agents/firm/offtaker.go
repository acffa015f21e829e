package firm

import (
	"fmt"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// Offtaker are the keys of a final user of magnets.
type Offtaker struct {
	Use    string  `toml:"use" ref:"use" doc:"what the magnets are for; gives grades, growth, elasticity and choke price"`
	Demand float64 `toml:"demand" unit:"t/yr" min:"0" doc:"in January 2024, all grades, a year"`
	Cover  float64 `toml:"cover" unit:"months" default:"2 months" min:"0" max:"36" doc:"of use that it wants in stock"`
	Secure bool    `toml:"secure" default:"false" doc:"pays a premium after it was left short"`
}

// offtaker is the agent of a final user of magnets. It wants the grades of its use in fixed
// proportions, at the price of the basket.
type offtaker struct {
	consumer
	shares []float64 // of demand, by slot
	basket float64   // reference price, USD/kg
}

// Build declares a line for each grade of the use.
func (k *Offtaker) Build(s *Setup) (agents.Agent, error) {
	use, found := s.Uses[k.Use]
	if !found {
		return nil, fmt.Errorf("use: there is no use %q", k.Use)
	}
	a := &offtaker{consumer: consumer{
		model: s.Model, elasticity: use.Elasticity, cover: k.Cover, secure: k.Secure, choke: use.Choke,
	}}
	monthly, known := k.Demand/12, 0
	for id := range s.Goods {
		part, named := use.Grades[s.Goods[id].Name]
		if !named {
			continue
		}
		known++
		if part == 0 {
			continue
		}
		if s.Goods[id].Level != markets.Magnet {
			return nil, fmt.Errorf("use: grade %q of the use %q is not a magnet", s.Goods[id].Name, k.Use)
		}
		s.use(ID(id), float64(monthly*part))
		a.shares = append(a.shares, part)
		a.reference = append(a.reference, max(s.Prices[id], s.Model.LeastPrice))
		a.basket += float64(part * max(s.Prices[id], s.Model.LeastPrice))
	}
	if known < len(use.Grades) || len(a.shares) == 0 {
		return nil, fmt.Errorf("use: of %d grades of the use %q %d are goods, expected all and at least one", len(use.Grades), k.Use, known)
	}
	s.DemandPath = s.path(&use, monthly)
	s.Life = use.Life * 12
	s.believe()
	s.Memory.Level = monthly
	a.area = NewArea(a.elasticity, s.Model.LongElasticity, a.choke)
	return a, nil
}

// Worth is what using a grade is worth: its part of the basket.
func (a *offtaker) Worth(m *agents.Memory, slot int, demand, used float64) float64 {
	return a.worth(slot, float64(demand*a.shares[slot]), used, m.Substitution)
}

// Plan moves demand towards what users want at the price of the basket and consumes it.
func (a *offtaker) Plan(v agents.View, m *agents.Memory, p *agents.Plan) {
	learn(a.model, v, m)
	if !v.Open() {
		return
	}
	var price, anchor float64
	for slot, part := range a.shares {
		b := &m.Beliefs[slot]
		price += float64(part * b.Expected)
		anchor += float64(part * exact.Exp(b.Anchor))
	}
	m.Substitution = Substitute(a.model, m.Substitution, anchor/a.basket)
	want := float64(v.Demand() * Wish(price/a.basket, a.elasticity, m.Substitution))
	m.Level = Approach(m.Level, want, a.model.DemandSpeed)
	a.learnSecurity(v, m)
	for slot, part := range a.shares {
		a.consume(v, m, slot, float64(m.Level*part), p)
	}
}

// Quote bids for each grade on its own.
func (a *offtaker) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	for slot := range a.shares {
		a.bid(v, m, slot, o)
	}
}
