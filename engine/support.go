package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// support pays what instruments have bought and sold, then what governments promised, production credits monthly and guarantees at the end of
// their periods, and what by-products bring. In December companies pay dividends.
func (w *World) support() {
	for i := range w.Holdings {
		w.settleAgency(ID(i))
	}
	for i := range w.measures {
		for k := range w.measures[i].Wedges {
			if m := &w.measures[i].Wedges[k]; m.Kind == agents.Credit {
				w.payCredit(m)
			}
		}
	}
	for i := range w.Projects {
		w.payByproduct(&w.Projects[i])
	}
	for i := range w.rules.Guarantees {
		w.guarantee(&w.rules.Guarantees[i])
	}
	if w.Month.YearEnds() && !w.spinning {
		w.payDividends()
	}
}

func (w *World) payCredit(m *agents.Wedge) {
	for _, site := range m.Scope.Sites {
		line := w.Sites[site].First + w.Plants[site].Reference
		amount := m.PerKg.Times(w.made[line])
		w.spend(m.Source, int(w.Sites[site].Firm), amount)
		w.results[site] += amount
		w.ledger.sources[m.Source].Covered += w.made[line]
	}
}

// payByproduct pays for the other minerals that come with the ore of a mine.
func (w *World) payByproduct(p *Project) {
	if p.Byproduct > 0 {
		main := w.Sites[p.Sites[0]].First + w.Plants[p.Sites[0]].Reference
		w.payReal(int(p.Firm), -p.Byproduct.Times(w.made[main]))
	}
}

// guarantee counts what a guarantee covers of the month and what it depends on, and settles when the period ends. One of
// profit counts the months in which the plant operates.
func (w *World) guarantee(g *agents.Guarantee) {
	claim := w.claim(g)
	if g.Kind != agents.Profit || w.accounts[g.Site].Open {
		mass, price := w.covered(g, claim)
		claim.Covered += mass
		claim.IndexSum += price
		claim.Months++
	}
	if claim.Months == 0 {
		return
	}
	if int(w.Month.Calendar())%g.Every != 0 && w.Month != g.End {
		return
	}
	out, in := w.owed(g, claim)
	firm := int(w.Sites[g.Site].Firm)
	w.spend(g.Source, firm, out)
	w.collectFor(g.Source, firm, in)
	w.ledger.incidence.beside[g.Site] += out - in
	w.ledger.sources[g.Source].Covered += claim.Covered
	*claim = Claim{Source: g.Source, Site: g.Site, Good: g.Good, Opened: true}
}

// covered counts in the claim what a guarantee covers of the month, and gives its mass and the index: of what was made,
// of what was sold to others, or the result of the site.
func (w *World) covered(g *agents.Guarantee, claim *Claim) (mass markets.Mass, price markets.Price) {
	switch g.Kind {
	case agents.OwnPrice:
		for slot := range w.Sites[g.Site].Lines {
			if line := w.Sites[g.Site].First + slot; w.Lines[line].Good == g.Good && w.Lines[line].Side == agents.Sells {
				mass += w.away[line]
				claim.Revenue += w.revenue[line]
			}
		}
		return mass, 0
	case agents.Profit:
		claim.Revenue += w.results[g.Site]
		return w.made[w.mainLine(g.Site)], 0
	}
	for slot := range w.Sites[g.Site].Lines {
		if line := w.Sites[g.Site].First + slot; w.Lines[line].Good == g.Good && w.Lines[line].Side == agents.Sells {
			mass += w.made[line]
			if !claim.Opened {
				mass += max(0, w.Stock[line].Mass+w.sold[line]-w.made[line]) // what the month began with
				claim.Opened = true
			}
		}
	}
	return mass, w.indexNow(g)
}

// owed is what a guarantee pays out and in for what its claim has counted.
func (w *World) owed(g *agents.Guarantee, claim *Claim) (out, in markets.Money) {
	switch g.Kind {
	case agents.Profit:
		return ProfitShare(forMonths(g, claim.Months), claim.Revenue)
	case agents.OwnPrice:
		if claim.Covered == 0 {
			return 0, 0
		}
		return Difference(g, vwap(claim.Revenue, claim.Covered), claim.Covered)
	}
	return Difference(g, claim.IndexSum/markets.Price(max(1, claim.Months)), claim.Covered)
}

// forMonths is a guarantee of profit over some months of its period, pro rata.
func forMonths(g *agents.Guarantee, months int16) *agents.Guarantee {
	part := *g
	part.Level = markets.Money(proRata(int64(g.Level), int64(months), int64(g.Every)))
	part.First = markets.Money(proRata(int64(g.First), int64(months), int64(g.Every)))
	return &part
}

// ProfitShare is what a guarantee of a least profit pays out, or takes of what exceeds it.
func ProfitShare(g *agents.Guarantee, profit markets.Money) (out, in markets.Money) {
	excess := profit - g.Level
	if excess <= 0 {
		return g.Down.OfMoney(-excess), 0
	}
	first := min(excess, g.First)
	return 0, first + g.Up.OfMoney(excess-first)
}

// Difference is what a two-way contract pays on a mass at an index: out to the firm below the
// strike, in from the firm above it.
func Difference(g *agents.Guarantee, index markets.Price, mass markets.Mass) (out, in markets.Money) {
	if gap := g.Strike - index; gap > 0 {
		out = (markets.Price(markets.MulDiv(int64(gap), int64(g.Down), int64(markets.Whole)))).Times(mass)
	} else {
		in = (markets.Price(markets.MulDiv(int64(-gap), int64(g.Up), int64(markets.Whole)))).Times(mass)
	}
	return out, in
}

// indexNow is this month's volume-weighted price at the index node; last month's price where nobody
// bought, or less than a price is quoted on.
func (w *World) indexNow(g *agents.Guarantee) markets.Price {
	cell := w.cell(g.Good, g.IndexNode)
	if q := &w.next.Quotes[cell]; q.Bought >= w.leastTraded {
		return vwap(w.paid[cell], q.Bought)
	}
	q := w.State.Frame.Quote(g.Good, g.IndexNode)
	return q.Price()
}

func (w *World) claim(g *agents.Guarantee) *Claim {
	for i := range w.Claims {
		if c := &w.Claims[i]; c.Source == g.Source && c.Site == g.Site && c.Good == g.Good {
			return c
		}
	}
	w.Claims = append(w.Claims, Claim{Source: g.Source, Site: g.Site, Good: g.Good})
	return &w.Claims[len(w.Claims)-1]
}

// payDividends lets all companies decide before any pays: what a company may get from another must
// not depend on which of them stands first.
func (w *World) payDividends() {
	w.dividends = w.dividends[:0]
	for firm := range w.Firms {
		w.dividends = append(w.dividends, w.dividend(firm))
	}
	for firm, dividend := range w.dividends {
		w.payDividend(firm, dividend)
	}
}

// dividend is part of a positive result if six months of cost stay in the till.
func (w *World) dividend(firm int) markets.Money {
	result := max(0, w.YearResult[firm])
	dividend := markets.Money(markets.MulDiv(int64(result), int64(shareOf(w.Model.Payout)), int64(markets.Whole)))
	if w.Cash[firm]-dividend < 6*w.Turnover[firm] {
		return 0
	}
	return dividend
}

// payDividend shares an amount among the holders; what rounding leaves goes to households.
func (w *World) payDividend(firm int, dividend markets.Money) {
	left := dividend
	for _, o := range w.Owners[firm] {
		part := markets.Money(markets.MulDiv(int64(dividend), int64(o.Share), int64(markets.Whole)))
		w.give(firm, w.holder(o), part)
		w.bookDividend(firm, o, part)
		left -= part
	}
	w.give(firm, w.households(), left)
	w.countOwned(w.households(), firm, left)
}

// bookDividend counts what a treasury gets from its shares of a company, and what households get.
func (w *World) bookDividend(firm int, o Owner, part markets.Money) {
	switch to := w.holder(o); {
	case o.Source != None:
		w.bookReceipt(o.Source, o.Region, part)
	case o.Firm == None && o.Region != None:
		w.byLaw(o.Region, part)
	default:
		w.countOwned(to, firm, part)
	}
}

func (w *World) holder(o Owner) int {
	switch {
	case o.Firm != None:
		return int(o.Firm)
	case o.Region != None:
		return w.treasury(o.Region)
	case o.Investor != None:
		return w.investor(int(o.Investor))
	}
	return w.households()
}

func vwap(value markets.Money, mass markets.Mass) markets.Price {
	// value is in 1e-4 USD and mass in grams: micro-USD/kg = value x 1e5 / grams.
	return markets.Price(markets.MulDiv(int64(value), 100_000, int64(mass)))
}
