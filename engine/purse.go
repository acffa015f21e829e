package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// Purse is what an instrument has given out of its budget: what it has paid, and what others have lent on its word.
type Purse struct {
	Drawn, Year markets.Money // since the first month, and since January
}

// purse is the account that an instrument sees: what it has spent, and what it holds.
func (w *World) purse(source int) *agents.Account {
	account := &w.purses[source]
	if site := w.holding(source); site != None {
		account.Stock = w.accounts[site].Stock
	}
	account.Drawn, account.DrawnYear = w.Purses[source].Drawn, w.Purses[source].Year
	return account
}

// holding is the site where an instrument keeps goods, None without one.
func (w *World) holding(source int) ID { return w.Holdings[source] }

// spend pays from the treasury of an instrument what counts in a company's result.
func (w *World) spend(source ID, to int, amount markets.Money) {
	from := w.treasury(w.Sources[source].Treasury)
	w.pay(from, to, amount)
	w.bookOutlay(source, from, amount)
}

// grant gives a company from the treasury of an instrument what is its own but no result of its business.
func (w *World) grant(source ID, to int, amount markets.Money) {
	from := w.treasury(w.Sources[source].Treasury)
	w.give(from, to, amount)
	w.bookOutlay(source, from, amount)
}

func (w *World) bookOutlay(source ID, from int, amount markets.Money) {
	w.ledger.sources[source].Outlay += amount
	w.ledger.byInstruments(w, from, -amount)
	w.drawn(source, amount)
}

// drawn counts what an instrument has given out of its budget.
func (w *World) drawn(source ID, amount markets.Money) {
	w.Purses[source].Drawn += amount
	w.Purses[source].Year += amount
}

// collectFor pays an amount that counts in a company's result into the treasury of an instrument.
func (w *World) collectFor(source ID, from int, amount markets.Money) {
	to := w.treasury(w.Sources[source].Treasury)
	w.pay(from, to, amount)
	w.bookReceipt(source, to, amount)
}

func (w *World) bookReceipt(source ID, to int, amount markets.Money) {
	w.ledger.sources[source].Receipt += amount
	w.ledger.byInstruments(w, to, amount)
}

// toState pays what a company owes the state by general law: taxes, royalties, dividends, what rounding leaves.
func (w *World) toState(from int, region ID, amount markets.Money) {
	to := w.treasury(region)
	w.pay(from, to, amount)
	w.ledger.byLaw(w, to, amount)
}

// isTreasury says whether an account is a treasury.
func (w *World) isTreasury(account int) bool {
	return account >= len(w.Firms) && account < len(w.Firms)+len(w.Regions)
}

// byInstruments and byLaw count what moves in treasuries, so that the month can be checked: every payment is some
// instrument's or the general law's.
func (l *ledger) byInstruments(w *World, account int, in markets.Money) {
	if w.isTreasury(account) {
		l.instruments += in
	}
}

func (l *ledger) byLaw(w *World, account int, in markets.Money) {
	if w.isTreasury(account) {
		l.law += in
	}
}

// treasuries is what all treasuries hold.
func (w *World) treasuries() (sum markets.Money) {
	for region := range w.Regions {
		sum += w.Cash[len(w.Firms)+region]
	}
	return sum
}

// checkFiscal makes sure that what treasuries have gained this month is what instruments and general law have moved.
func (w *World) checkFiscal() {
	l := &w.ledger
	if moved := w.treasuries() - l.treasuries; moved != l.instruments+l.law {
		w.violate("fiscal", "treasuries gained %d x 1e-4 USD, instruments moved %d and general law %d", moved, l.instruments, l.law)
	}
}
