package policy

import "monazite/agents"

// charge issues one wedge as long as it is in force.
type charge struct {
	window
	wedge agents.Wedge
}

// newCharge completes a wedge with goods and source. A wedge of nothing is a mistake.
func newCharge(s *Setup, goods []string, wedge agents.Wedge) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	if wedge.Scope.Goods, err = s.goods(goods); err != nil {
		return nil, err
	}
	if wedge.Share == 0 && wedge.PerKg == 0 {
		return nil, &KeyError{Key: "rate", Expected: `a share such as "25 %", or per_kg such as "5 USD/kg"`}
	}
	wedge.Source = s.Source
	return &charge{in, wedge}, nil
}

// Enact levies the charge.
func (c *charge) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if c.holds(v.Month()) {
		out.Wedges = append(out.Wedges, c.wedge)
	}
}
