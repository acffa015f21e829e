package engine

import (
	"time"

	"monazite/agents"
	"monazite/markets"
)

// phases is what happens in a month. Each phase reads what earlier phases wrote and writes one thing; a wish that cannot be
// met is recorded with its reason.
var phases = [agents.Phases]struct {
	name string
	run  func(*World)
}{
	{"observe", (*World).observe},   // accounts and last frame        -> a View per agent
	{"shock", (*World).shock},       // accidents, outages, demand     -> this month's exogenous state
	{"enact", (*World).enact},       // instruments(View)              -> Measures, folded into Rules
	{"plan", (*World).plan},         // agents(View)                   -> runs, recipes, wants
	{"produce", (*World).produce},   // plans within inputs            -> ledger; transfers inside a company
	{"contract", (*World).contract}, // offtake deliveries first       -> ledger
	{"quote", (*World).quote},       // agents(View, stock now)        -> orders, within the company's cash
	{"clear", (*World).clear},       // orders                         -> Clearings
	{"settle", (*World).settle},     // fills, freight, duties, rents  -> ledger
	{"support", (*World).support},   // guarantees, credits, dividends -> ledger
	{"finance", (*World).finance},   // debts, profit tax, defaults    -> ledger, which plants stand still
	{"invest", (*World).invest},     // stages of projects, decisions  -> openings, contracts, funding
	{"record", (*World).record},     // all of it                      -> checks, rows, the new Frame
}

// PhaseName is the name of a phase of a month, as agents.Work counts them.
func PhaseName(phase int) string { return phases[phase].name }

// Step runs one month and returns what it made public.
func (w *World) Step() *agents.Frame {
	var work agents.Work
	before := w.cleared()
	for i := range phases {
		began := w.now()
		phases[i].run(w)
		work.Phases[i] = w.now() - began
	}
	work.Clearing = w.cleared().Minus(before)
	w.State.Frame.Work = work
	return &w.State.Frame
}

// now is the time on the clock that the caller lent, 0 without one. No result depends on it.
func (w *World) now() time.Duration {
	if w.options.Clock == nil {
		return 0
	}
	return w.options.Clock()
}

// cleared is what the mechanisms have done so far, of those that count it.
func (w *World) cleared() (sum markets.Work) {
	for _, m := range w.solvers {
		if counting, ok := m.(interface{ Work() markets.Work }); ok {
			sum = sum.Plus(counting.Work())
		}
	}
	return sum
}
