package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// SocialDiscount is the rate, a year and real, at which public money of later years counts (MODEL 7.8).
const SocialDiscount = 0.03

// instrumentRows gives what every instrument has moved in the month and holds after it; those that did and hold nothing have
// no row.
func (w *World) instrumentRows(t *Tables) {
	rows := append(w.instruments[:0], w.ledger.sources...)
	for i := range rows {
		rows[i].Added = w.Purses[i].Added
		if site := w.Holdings[i]; site != None {
			rows[i].Asset += w.stocks(int(w.Sites[site].Firm), &w.next)
		}
	}
	for k := range w.rules.Guarantees {
		if g := &w.rules.Guarantees[k]; g.Source != None {
			rows[g.Source].Contingent += w.contingent(g)
		}
	}
	for firm := range w.Owners {
		for _, o := range w.Owners[firm] {
			if o.Source != None {
				rows[o.Source].Asset += o.Share.OfMoney(w.value(firm, &w.next))
			}
		}
	}
	for k := range w.Loans {
		if l := &w.Loans[k]; l.Source != None && l.Public {
			rows[l.Source].Asset += shareOf(1 - failing).OfMoney(l.Left)
		}
	}
	t.Instruments = t.Instruments[:0]
	for i := range rows {
		if rows[i] != (InstrumentRow{Source: ID(i)}) {
			t.Instruments = append(t.Instruments, rows[i])
		}
	}
	w.instruments = rows
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
