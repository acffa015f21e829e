package engine

// Settled is a scenario's state after the spin-up. No seed has touched it yet: every run of the scenario, whatever its
// seed, may Begin with a clone.
func Settled(s *Scenario) (state State, err error) {
	w := New(s, Options{})
	defer w.broken(&err)
	w.comeToRest()
	return w.State, nil
}

// Begin opens a world for a run of its own in a state that Settled has found.
func Begin(s *Scenario, o Options, settled *State) *World {
	w := Resume(s, o, settled.Clone())
	w.begin()
	return w
}

// SpinUp takes a new world to its first month.
func (w *World) SpinUp() {
	w.comeToRest()
	w.begin()
}

// comeToRest lets the opening settle: months under the policy, capacity and demand of January 2024
// without shocks, cash limits or growth. Stocks, beliefs and memories are kept; money, goods in use,
// volatility and counters go back to their opening values.
func (w *World) comeToRest() {
	opening := &w.Scenario.Opening
	w.fresh, w.spinning = false, true
	w.Month = Month(-w.Model.SpinUp)
	for w.Month < 0 {
		w.Step()
	}
	w.spinning = false
	copy(w.Cash, opening.Cash)
	copy(w.InUse, opening.InUse) // what has been sold since 2000 is in the opening already
	copy(w.YearResult, opening.YearResult)
	clear(w.Purses)
	copy(w.Turnover, opening.Turnover)
	copy(w.Credit, opening.Credit)
	copy(w.Equity, opening.Equity)
	copy(w.Book, opening.Book)
	for i := range w.Contracts { // what was paid ahead in the months before is paid now
		c := &w.Contracts[i]
		c.Taken, c.Scrap, c.Advance = 0, 0, c.Prepaid
		w.transfer(w.firmOf(c.Buyer), w.firmOf(c.Seller), c.Prepaid)
	}
	w.Claims = append(w.Claims[:0], opening.Claims...)
	w.Payables = w.Payables[:0]
	for i := range w.Sites {
		w.Running[i].YearLevel, w.Running[i].Total, w.Running[i].CostScale = 0, 0, 1
		w.State.Frame.Sites[i].YearLevel = 0
	}
	for good := range w.State.Frame.Goods { // nothing has happened to learn from
		w.State.Frame.Goods[good].Volatility = opening.Frame.Goods[good].Volatility
	}
	clear(w.State.Frame.YearExports)
}

// begin disturbs what the spin-up has left and opens the books of the run.
func (w *World) begin() {
	w.disturb()
	w.ledger.open(w)
}
