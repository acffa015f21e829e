package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// support pays what governments promised, production credits monthly and guarantees at the end of
// their periods, and what by-products bring. In December companies pay dividends.
func (w *World) support() {
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
		w.pay(w.treasury(w.Sources[m.Source].Treasury), int(w.Sites[site].Firm), amount)
		w.ledger.sources[m.Source].Outlay += amount
		w.ledger.sources[m.Source].Covered += w.made[line]
	}
}

// payByproduct pays for the other minerals that come with the ore of a mine.
func (w *World) payByproduct(p *Project) {
	if p.Byproduct > 0 {
		main := w.Sites[p.Sites[0]].First + w.Plants[p.Sites[0]].Reference
		w.pay(w.outside(), int(p.Firm), p.Byproduct.Times(w.made[main]))
	}
}

// guarantee runs a two-way contract for difference: it counts what the plant made and the index,
// and settles when the period ends.
func (w *World) guarantee(g *agents.Guarantee) {
	claim := w.claim(g)
	for slot := range w.Sites[g.Site].Lines {
		if line := w.Sites[g.Site].First + slot; w.Lines[line].Good == g.Good && w.Lines[line].Side == agents.Sells {
			claim.Covered += w.made[line]
			if !claim.Opened {
				claim.Covered += max(0, w.Stock[line].Mass+w.sold[line]-w.made[line]) // what the month began with
				claim.Opened = true
			}
		}
	}
	claim.IndexSum += w.indexNow(g)
	claim.Months++
	if int(w.Month.Calendar())%g.Every != 0 {
		return
	}
	index := claim.IndexSum / markets.Price(claim.Months)
	out, in := Difference(g, index, claim.Covered)
	row := &w.ledger.sources[g.Source]
	treasury, firm := w.treasury(w.Sources[g.Source].Treasury), int(w.Sites[g.Site].Firm)
	w.pay(treasury, firm, out)
	w.pay(firm, treasury, in)
	row.Outlay += out
	row.Receipt += in
	row.Covered += claim.Covered
	claim.Covered, claim.IndexSum, claim.Months = 0, 0, 0
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
	if q := &w.next.Quotes[cell]; q.Bought >= w.leastTraded() {
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
		left -= part
	}
	w.give(firm, w.households(), left)
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
