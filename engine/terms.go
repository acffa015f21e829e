package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// contractPrice is what a kilogram costs under a contract this month, at the seller's node. The index is
// last month's volume-weighted price of the good at the index node.
func (w *World) contractPrice(c *Contract) markets.Price {
	if finance.Form(c.Form) == finance.Fixed {
		return c.Price
	}
	index := w.State.Frame.Quote(w.Lines[c.Seller].Good, w.Index)
	terms := finance.Pricing{
		Form: finance.Form(c.Form), Price: c.Price, Slope: c.Slope, Add: c.Price, Floor: c.Floor, Cap: c.Cap, Markup: c.Markup,
	}
	var cost markets.Price // no other form reads it
	if terms.Form == finance.CostPlus {
		cost = exact.Price(w.unitCost(w.Lines[c.Seller].Site))
	}
	return terms.At(index.VWAP, cost)
}

// unitCost is what a kilogram costs a plant, its fixed part spread over what it aims to run, USD.
func (w *World) unitCost(site ID) float64 {
	m := &w.Memories[site]
	run := float64(1000 * float64(max(m.Utilisation, 0.1)*w.accounts[site].Capacity))
	if run <= 0 {
		return m.Cost
	}
	return m.Cost + exact.USD(w.fixedCost(site))/run
}

// credited is what a prepayment takes off the price of a delivery: it is spread evenly over all that the
// contract will deliver.
func (w *World) credited(c *Contract, lifted markets.Mass) markets.Money {
	if c.Advance == 0 {
		return 0
	}
	paid := finance.Prepayment{Paid: c.Prepaid, Total: c.Monthly * markets.Mass(max(1, c.End-c.Since))}
	credit := min(c.Advance, paid.Credit(c.Taken, lifted))
	c.Taken += lifted
	c.Advance -= credit
	w.Equity[w.firmOf(c.Seller)] += credit
	w.Equity[w.firmOf(c.Buyer)] -= credit
	return credit
}

// term folds one term into the rules.
func (w *World) term(t *agents.Term) {
	switch t.Parameter {
	case agents.EquityReturn:
		for _, firm := range t.Scope.Firms {
			w.rules.Firms[firm].Equity += t.Value
		}
	case agents.DebtReturn:
		for _, firm := range t.Scope.Firms {
			w.rules.Firms[firm].Debt += t.Value
		}
	case agents.CapitalCost:
		for _, project := range t.Scope.Projects {
			w.rules.Projects[project].Capex *= t.Value
		}
	case agents.PermitMonths:
		for _, project := range t.Scope.Projects {
			w.permit(&w.rules.Projects[project], t)
		}
	case agents.ProjectStart:
		for _, project := range t.Scope.Projects {
			w.rules.Projects[project].Starts = true
		}
	case agents.CatchingUp:
		for _, site := range t.Scope.Sites {
			w.rules.Sites[site].CatchUp = t.Value
		}
	case agents.BuyersPower:
		for _, site := range t.Scope.Sites {
			w.rules.Sites[site].Buyers = t.Value
		}
	case agents.Segment:
		for _, site := range t.Scope.Sites {
			w.rules.Sites[site].Node = w.segment(w.Sites[site].Node, t.Name)
		}
	}
}

// permit folds a term on how long a permit takes.
func (w *World) permit(rule *agents.ProjectRule, t *agents.Term) {
	if t.Operation == agents.Scaled {
		rule.Permit *= t.Value
		return
	}
	if rule.Most == 0 || t.Value < rule.Most {
		rule.Most = t.Value
	}
}

// segment is the node of a segment in the region of a node; the node itself where there is none.
func (w *World) segment(node ID, name string) ID {
	for i, n := range w.Nodes {
		if n.Region == w.Nodes[node].Region && n.Segment == name {
			return ID(i)
		}
	}
	return node
}
