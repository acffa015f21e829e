package engine

import "monazite/agents"

// Step runs one month and returns what it made public. Each phase reads what earlier phases
// wrote and writes one thing; a wish that cannot be met is recorded with its reason.
func (w *World) Step() *agents.Frame {
	w.observe()  // accounts and last frame        -> a View per agent
	w.shock()    // accidents, outages, demand     -> this month's exogenous state
	w.enact()    // instruments(View)              -> Measures, folded into Rules
	w.plan()     // agents(View)                   -> runs, recipes, wants
	w.produce()  // plans within inputs            -> ledger; transfers inside a company
	w.contract() // offtake deliveries first       -> ledger
	w.quote()    // agents(View, stock now)        -> orders, within the company's cash
	w.clear()    // orders                         -> Clearings
	w.settle()   // fills, freight, duties, rents  -> ledger
	w.support()  // guarantees, credits, dividends -> ledger
	w.finance()  // debts, profit tax, defaults    -> ledger, which plants stand still
	w.invest()   // stages of projects, decisions  -> openings, contracts, funding
	return w.record()
}
