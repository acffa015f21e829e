package policy

import (
	"monazite/agents"
	"monazite/markets"
)

// charge issues one wedge as long as it is in force.
type charge struct {
	window
	wedge agents.Wedge
}

// Rate is what a charge takes: a share of a price, an amount, or both.
type Rate struct {
	Share *markets.Share `toml:"rate" unit:"1" opt:"" min:"0" max:"10" doc:"share of last month's price at the exporter's node"`
	PerKg *markets.Price `toml:"per_kg" unit:"USD/kg" opt:"" min:"0" doc:"real amount per kg of the good's basis"`
}

// newCharge completes a wedge with its rate, goods and source. One of which no rate is given is a mistake.
func (r *Rate) newCharge(s *Setup, goods []string, wedge agents.Wedge) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	if wedge.Scope.Goods, err = s.goods(goods); err != nil {
		return nil, err
	}
	if r.Share == nil && r.PerKg == nil {
		return nil, &KeyError{Key: "rate", Expected: `a share such as "25 %", or per_kg such as "5 USD/kg"`}
	}
	if r.Share != nil {
		wedge.Share = *r.Share
	}
	if r.PerKg != nil {
		wedge.PerKg = *r.PerKg
	}
	if err := s.reachable(&wedge.Scope); err != nil {
		return nil, err
	}
	wedge.Source = s.Source
	return &charge{in, wedge}, nil
}

// Enact levies the charge, if it is one.
func (c *charge) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if c.holds(v.Month()) && (c.wedge.Share > 0 || c.wedge.PerKg > 0) {
		out.Wedges = append(out.Wedges, c.wedge)
	}
}
