package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// Purse is what an instrument has given out of its budget, what others have lent on its word included, and what has been
// begun with its help.
type Purse struct {
	Drawn, Year markets.Money // since the first month, and since January
	Added       float64       // since the first month: nameplate of projects outside the index region, t a year
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
	w.bookOutlay(source, amount)
}

// grant gives a company from the treasury of an instrument what is its own but no result of its business.
func (w *World) grant(source ID, to int, amount markets.Money) {
	from := w.treasury(w.Sources[source].Treasury)
	w.give(from, to, amount)
	w.bookOutlay(source, amount)
}

func (w *World) bookOutlay(source ID, amount markets.Money) {
	w.ledger.sources[source].Outlay += amount
	w.byInstrument(w.Sources[source].Treasury, -amount)
	w.drawn(source, amount)
}

// drawn counts what an instrument has given out of its budget.
func (w *World) drawn(source ID, amount markets.Money) {
	w.Purses[source].Drawn += amount
	w.Purses[source].Year += amount
}

// collectFor pays an amount that counts in a company's result into the treasury of an instrument.
func (w *World) collectFor(source ID, from int, amount markets.Money) {
	region := w.Sources[source].Treasury
	w.pay(from, w.treasury(region), amount)
	w.bookReceipt(source, region, amount)
}

func (w *World) bookReceipt(source, region ID, amount markets.Money) {
	w.ledger.sources[source].Receipt += amount
	w.byInstrument(region, amount)
}

// toState pays what a company owes the state by general law: taxes, royalties, dividends, what rounding leaves.
func (w *World) toState(from int, region ID, amount markets.Money) {
	w.pay(from, w.treasury(region), amount)
	w.byLaw(region, amount)
}

// byInstrument and byLaw count what moves in treasuries, so that the month can be checked: every payment is some
// instrument's or the general law's. Where households stand in, it is theirs.
func (w *World) byInstrument(region ID, in markets.Money) { w.count(w.ledger.byRule, region, in) }

func (w *World) byLaw(region ID, in markets.Money) { w.count(w.ledger.byLaw, region, in) }

func (w *World) count(treasuries []markets.Money, region ID, in markets.Money) {
	if region != None && w.Treasuries[region] {
		treasuries[region] += in
	} else {
		w.home(region).Public += in
	}
}

// openTreasuries begins to count what treasuries gain.
func (l *ledger) openTreasuries(w *World) {
	copy(l.treasuries, w.Cash[len(w.Firms):])
	clear(l.byRule)
	clear(l.byLaw)
}

// Law is what general law brought a region's treasury in the month that ended, net: taxes, royalties, dividends of shares
// that no instrument bought, and what rounding leaves.
func (w *World) Law(region ID) markets.Money { return w.ledger.lastByLaw[region] }

// checkFiscal makes sure that what each treasury has gained this month is what instruments and general law have moved.
func (w *World) checkFiscal() {
	l := &w.ledger
	for region, name := range w.Regions {
		gained := w.Cash[len(w.Firms)+region] - l.treasuries[region]
		if moved := l.byRule[region] + l.byLaw[region]; gained != moved {
			w.violate("fiscal", "the treasury of %s gained %d x 1e-4 USD, instruments moved %d and general law %d", name, gained, l.byRule[region], l.byLaw[region])
		}
	}
}
