package engine

import (
	"testing"

	"monazite/agents"
)

// Every parameter of a term changes its rule: sums add, scales multiply, the least cap and the last set count.
func TestTerms(t *testing.T) {
	w := &World{Scenario: &Scenario{}}
	w.rules.Firms = make([]agents.FirmRule, 1)
	w.rules.Projects = []agents.ProjectRule{{Capex: 1, Permit: 1}}
	w.rules.Sites = make([]agents.SiteRule, 1)
	scope := agents.Scope{Firms: []ID{0}, Projects: []ID{0}, Sites: []ID{0}}
	for _, c := range []agents.Term{
		{Parameter: agents.EquityReturn, Operation: agents.Added, Value: -0.25}, {Parameter: agents.EquityReturn, Operation: agents.Added, Value: 0.125},
		{Parameter: agents.DebtReturn, Operation: agents.Added, Value: -0.5},
		{Parameter: agents.CapitalCost, Operation: agents.Scaled, Value: 0.5}, {Parameter: agents.CapitalCost, Operation: agents.Scaled, Value: 0.5},
		{Parameter: agents.PermitMonths, Operation: agents.Scaled, Value: 0.5},
		{Parameter: agents.PermitMonths, Operation: agents.AtMost, Value: 27}, {Parameter: agents.PermitMonths, Operation: agents.AtMost, Value: 40},
		{Parameter: agents.CatchingUp, Operation: agents.SetTo, Value: 0.03}, {Parameter: agents.BuyersPower, Operation: agents.SetTo, Value: 0.9},
		{Parameter: agents.ProjectStart, Operation: agents.SetTo, Value: 1},
	} {
		c.Scope = scope
		w.term(&c)
	}
	if f := w.rules.Firms[0]; f.Equity != -0.125 || f.Debt != -0.5 {
		t.Errorf("company: %+v", f)
	}
	if p := w.rules.Projects[0]; p.Capex != 0.25 || p.Permit != 0.5 || p.Most != 27 || !p.Starts {
		t.Errorf("project: %+v", p)
	}
	if s := w.rules.Sites[0]; s.CatchUp != 0.03 || s.Buyers != 0.9 {
		t.Errorf("plant: %+v", s)
	}
}
