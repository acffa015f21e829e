package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// SocialDiscount is the rate, a year and real, at which public money of later years counts (MODEL 7.8).
const SocialDiscount = 0.03

// instrumentRow adds to the month's payments what running guarantees may still cost the treasury, and what it holds:
// shares, loans and goods; and the capacity that it has supported so far.
func (w *World) instrumentRow(i int) InstrumentRow {
	row := w.ledger.sources[i]
	row.Added = w.Purses[i].Added
	for k := range w.rules.Guarantees {
		if g := &w.rules.Guarantees[k]; int(g.Source) == i {
			row.Contingent += w.contingent(g)
		}
	}
	for firm := range w.Owners {
		for _, o := range w.Owners[firm] {
			if int(o.Source) == i {
				row.Asset += o.Share.OfMoney(w.value(firm, &w.next))
			}
		}
	}
	for k := range w.Loans {
		if l := &w.Loans[k]; int(l.Source) == i && l.Public {
			row.Asset += shareOf(1 - failing).OfMoney(l.Left)
		}
	}
	if site := w.Holdings[i]; site != None {
		row.Asset += w.stocks(int(w.Sites[site].Firm), &w.next)
	}
	return row
}

// contingent is the present value of what a guarantee is expected to cost until it ends: what has been counted of this
// period, and in later years the put on what the plant makes now. What a guarantee of profit will cost is not reckoned
// beyond its period.
func (w *World) contingent(g *agents.Guarantee) markets.Money {
	out, _ := w.owed(g, w.claim(g))
	if g.Kind == agents.Profit {
		return out
	}
	left := min(int(g.End), w.Months-1) - int(w.Month)
	made := w.madeOf(g.Site, g.Good)
	if left <= 0 || made <= 0 {
		return out
	}
	index := w.next.Quote(g.Good, g.IndexNode)
	mean, volatility := exact.USDPerKg(index.Price()), w.next.Goods[g.Good].Volatility
	worth := 0.0
	for year := 0; 12*year < left; year++ {
		months := float64(min(12, left-12*year))
		middle := float64(year) + float64(months/24)
		strike := float64(exact.USDPerKg(g.Strike) * exact.Pow(1+g.Erosion, -middle))
		put, _ := finance.PutCall(mean, strike, float64(volatility*exact.Pow(middle, 0.5)))
		worth += float64(float64(put*months) * exact.Pow(1+SocialDiscount, -middle))
	}
	return out + g.Down.OfMoney(exact.Money(float64(1000*float64(worth*made))))
}

// madeOf is what a site makes of a good, t a month on average over about a year.
func (w *World) madeOf(site, good ID) (tonnes float64) {
	for slot := range w.Sites[site].Lines {
		if line := w.Sites[site].First + slot; w.Lines[line].Good == good && w.Lines[line].Side == agents.Sells {
			tonnes += w.Beliefs[line].Made12
		}
	}
	return tonnes
}
