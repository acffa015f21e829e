package engine

import "monazite/markets"

// Phase is one verb of Step by name.
type Phase struct {
	Name string
	Run  func()
}

// Phases are the verbs of Step, for tests that plant a defect between two of them.
func (w *World) Phases() []Phase {
	return []Phase{
		{"observe", w.observe},
		{"shock", w.shock},
		{"enact", w.enact},
		{"plan", w.plan},
		{"produce", w.produce},
		{"contract", w.contract},
		{"quote", w.quote},
		{"clear", w.clear},
		{"settle", w.settle},
		{"support", w.support},
		{"finance", w.finance},
		{"invest", w.invest},
		{"record", func() { w.record() }},
	}
}

// Inside gives tests the values of the month that a Recorder does not see.
type Inside struct{ *World }

func (i Inside) Moved() []markets.Mass               { return i.moved }
func (i Inside) Made() []markets.Mass                { return i.made }
func (i Inside) Book(good int) *markets.Book         { return &i.market[good].book }
func (i Inside) Clearing(good int) *markets.Clearing { return &i.market[good].clearing }
func (i Inside) Balances() []BalanceRow              { return i.ledger.balances }
func (i Inside) Elements() []ElementRow              { return i.ledger.elements }
func (i Inside) Check()                              { i.close() }
func (i Inside) House() int                          { return i.house() }
func (i Inside) SetLimit(site int, m markets.Mass)   { i.rules.Sites[site].Limit = m }
func (i Inside) CloseLane(lane int)                  { i.rules.Routes[lane].Open = false }
func (i Inside) CapLane(lane int, m markets.Mass)    { i.rules.Routes[lane].Cap = m }

// Spends is what a project is appraised to spend a month on inputs and running, USD.
func (i Inside) Spends(project int) float64 {
	i.appraiseAnew()
	return i.business(ID(project)).spends
}

// Age moves magnets in use through a month of their life and gives what retires.
func (i Inside) Age() markets.Mass {
	i.ledger.retired = markets.Content{}
	i.age()
	return i.ledger.retired.Sum()
}
