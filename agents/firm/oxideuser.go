package firm

import (
	"errors"
	"fmt"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// OxideUser are the keys of a final user of oxides.
type OxideUser struct {
	Use    string             `toml:"use" ref:"use" doc:"what the oxides are for; gives growth, elasticity and choke price"`
	Demand map[string]float64 `toml:"demand" unit:"t/yr" keys:"good" min:"0" doc:"in January 2024, a year, by oxide"`
	Cover  float64            `toml:"cover" unit:"months" default:"2 months" min:"0" max:"36" doc:"of use that it wants in stock"`
}

// oxideUser is the agent of a final user of oxides. It wants each oxide on its own account: a
// dear one does not make it use less of the others.
type oxideUser struct {
	consumer
	shares []float64 // of demand at reference prices, by slot
}

// Build declares a line for each oxide.
func (k *OxideUser) Build(s *Setup) (agents.Agent, error) {
	use, found := s.Uses[k.Use]
	if !found {
		return nil, fmt.Errorf("use: there is no use %q", k.Use)
	}
	a := &oxideUser{consumer: consumer{model: s.Model, elasticity: use.Elasticity, cover: k.Cover, choke: use.Choke}}
	total, known := 0.0, 0
	for id := range s.Goods {
		tonnes, named := k.Demand[s.Goods[id].Name]
		if !named {
			continue
		}
		known++
		if tonnes == 0 {
			continue
		}
		if s.Goods[id].Level != markets.Oxide {
			return nil, fmt.Errorf("demand: %q is not an oxide", s.Goods[id].Name)
		}
		s.use(ID(id), tonnes/12)
		a.reference = append(a.reference, max(s.Prices[id], s.Model.LeastPrice))
		total += tonnes / 12
	}
	if known < len(k.Demand) {
		return nil, fmt.Errorf("demand: %d names, of which %d are goods, expected all", len(k.Demand), known)
	}
	if total == 0 {
		return nil, errors.New("demand: none, expected at least one oxide")
	}
	s.DemandPath = s.path(&use, total)
	s.Life = use.Life * 12
	s.believe()
	s.Memory.Level = total
	for slot, flow := range s.Flows {
		a.shares = append(a.shares, flow/total)
		s.Memory.Beliefs[slot].Level = flow
	}
	a.area = NewArea(a.elasticity, s.Model.LongElasticity, a.choke)
	return a, nil
}

// Worth is what using an oxide is worth.
func (a *oxideUser) Worth(m *agents.Memory, slot int, demand, used float64) float64 {
	return a.worth(slot, float64(demand*a.shares[slot]), used, m.Beliefs[slot].Substitution)
}

// Plan moves the demand for each oxide towards what users want at its price and consumes it.
func (a *oxideUser) Plan(v agents.View, m *agents.Memory, p *agents.Plan) {
	learn(a.model, v, m)
	if !v.Open() {
		return
	}
	total := 0.0
	for slot, part := range a.shares {
		b, reference := &m.Beliefs[slot], a.reference[slot]
		b.Substitution = Substitute(a.model, b.Substitution, exact.Exp(b.Anchor)/reference)
		want := float64(float64(v.Demand()*part) * Wish(b.Expected/reference, a.elasticity, b.Substitution))
		b.Level = Approach(b.Level, want, a.model.DemandSpeed)
		total += b.Level
	}
	m.Level = total
	for slot := range a.shares {
		a.consume(v, m, slot, m.Beliefs[slot].Level, p)
	}
}

// Quote bids for each oxide.
func (a *oxideUser) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	for slot := range a.shares {
		a.bid(v, m, slot, o)
	}
}
