package engine

import "monazite/markets"

// turnoverMonths is the length over which what a company pays is averaged: banks look back half a
// year (judgement).
const turnoverMonths = 6

// finance sets credit lines by what companies have turned over, lets them serve their debts, takes in
// December the tax on the year's positive cash result, and stops what cannot go on: companies that
// are out of money and plants that lose it.
func (w *World) finance() {
	w.lineCredit()
	if w.spinning {
		return
	}
	w.serveDebts()
	w.depreciate()
	if w.Month.YearEnds() {
		w.payTax()
	}
	w.settleDefaults()
	w.bind()
	w.mothball()
}

func (w *World) lineCredit() {
	line := shareOf(w.LineMonths)
	for firm := range w.Firms {
		w.Turnover[firm] += (w.Spent[firm] - w.Turnover[firm]) / turnoverMonths
		w.Spent[firm] = 0
		grown := markets.MulDiv(int64(w.Turnover[firm]), int64(line), int64(markets.Whole))
		w.Credit[firm] = max(w.Opening.Credit[firm], markets.Money(grown))
	}
}

func (w *World) payTax() {
	rate := shareOf(w.Model.ProfitTax)
	for firm := range w.Firms {
		if result := w.YearResult[firm]; result > 0 {
			tax, to := rate.OfMoney(result), w.treasury(w.Firms[firm].Region)
			w.give(firm, to, tax)
			w.byLaw(w.Firms[firm].Region, tax)
		}
		w.YearResult[firm] = 0
	}
}

// serveDebts pays interest on overdrafts and loans, and what of loans falls due.
func (w *World) serveDebts() {
	for firm := range w.Firms {
		if drawn := -w.Cash[firm]; drawn > 0 {
			w.pay(firm, w.bank(w.Firms[firm].Region), shareOf(w.terms(ID(firm)).DebtRate/12).OfMoney(drawn))
		}
	}
	kept := w.Loans[:0]
	for _, l := range w.Loans {
		interest, principal := w.service(&l)
		if w.builds(&l) {
			l.Left += interest
			w.Equity[l.Firm] -= interest
			interest = 0
		}
		w.pay(int(l.Firm), l.Lender, interest)
		w.transfer(int(l.Firm), l.Lender, principal)
		w.repaid(&l, interest+principal)
		w.payCoupon(&l)
		if l.Left -= principal; l.Left > 0 {
			kept = append(kept, l)
		}
	}
	w.Loans = kept
}

// repaid books what a government gets back of a loan of its own, or households of a bond.
func (w *World) repaid(l *Loan, paid markets.Money) {
	if l.Public {
		w.bookReceipt(l.Source, w.Sources[l.Source].Treasury, paid)
	} else {
		w.countOwned(l.Lender, int(l.Firm), paid)
	}
}

// payCoupon pays what a government has promised to those who hold a bond.
func (w *World) payCoupon(l *Loan) {
	if l.Subsidy > 0 {
		amount, region := l.Subsidy.OfMoney(l.Left)/12, w.Sources[l.Source].Treasury
		w.pay(w.treasury(region), l.Lender, amount)
		w.countOwned(l.Lender, int(l.Firm), amount)
		w.ledger.sources[l.Source].Outlay += amount
		w.byInstrument(region, -amount)
	}
}

// builds says whether what a loan pays for is not yet built.
func (w *World) builds(l *Loan) bool {
	return l.Project != None && w.Progress[l.Project].Stage == Building
}

// service is what a loan takes this month.
func (w *World) service(l *Loan) (interest, principal markets.Money) {
	if w.Month >= l.Grace {
		principal = min(l.Left, l.Monthly)
	}
	return l.Rate.OfMoney(l.Left) / 12, principal
}

// bank is the account that lends in a region: that of its first bank, else the outside world's.
func (w *World) bank(region ID) int {
	for i := range w.Investors {
		if lends(w.Investors[i].Kind) && w.Investors[i].Region == region {
			return w.investor(i)
		}
	}
	return w.outside()
}
