package engine

import (
	"math"
	"slices"

	"monazite/agents/exact"
	"monazite/markets"
)

// quote asks every plant for its orders and cuts bids to the company's cash.
func (w *World) quote() {
	w.parallel(len(w.Sites), func(w *World, _, i int) {
		w.orders[i] = w.orders[i][:0]
		if w.accounts[i].Open {
			w.Plants[i].Agent.Quote(w.views[i], &w.Memories[i], &w.orders[i])
		}
	})
	w.quotePublic()
	for firm := range w.Firms {
		f := &w.Firms[firm]
		var worst markets.Money
		for _, site := range f.Sites {
			worst += w.tally(site)
		}
		if worst > 0 && !w.spinning {
			w.admit(f, worst, w.available(firm))
		}
	}
}

// tally cuts a plant's asks to its stock and returns the most that its bids can cost, rounded up: to add products in
// 128 bits is cheap, and each would be rounded by less than one. Most bids of a ladder have one mass, and share a product.
func (w *World) tally(site ID) markets.Money {
	offered := w.perLine(site)
	var worst markets.Wide
	var bids markets.Money
	orders := w.orders[site]
	for k := 0; k < len(orders); {
		first := &orders[k]
		if !first.Bid {
			offered[first.Slot] += int64(first.Mass)
			k++
			continue
		}
		prices := markets.Price(0)
		for ; k < len(orders) && orders[k].Bid && orders[k].Mass == first.Mass; k++ {
			prices += orders[k].Price
			bids++
		}
		worst = worst.Plus(markets.Product(prices, first.Mass))
	}
	for slot, mass := range offered {
		if mass > 0 && mass > int64(w.Stock[w.Sites[site].First+slot].Mass) {
			w.offerWithin(site, slot)
		}
	}
	return worst.Money() + bids
}

// perLine gives a zero for every line of a plant, until it is called again.
func (w *World) perLine(site ID) []int64 {
	lines := w.Sites[site].Lines
	w.weights = slices.Grow(w.weights[:0], lines)[:lines]
	clear(w.weights)
	return w.weights
}

// offerWithin cuts the asks of a slot to the stock, last steps first.
func (w *World) offerWithin(site ID, slot int) {
	line := w.Sites[site].First + slot
	left := w.Stock[line].Mass
	for k := range w.orders[site] {
		if o := &w.orders[site][k]; int(o.Slot) == slot && !o.Bid {
			if o.Mass > left {
				w.refuse(site, w.Lines[line].Good, "no stock")
				o.Mass = left
			}
			left -= o.Mass
		}
	}
}

// undrawn is a company's cash and what is left of its credit line, less the interest on all of the line.
func (w *World) undrawn(firm int) markets.Money {
	return w.Cash[firm] + w.Credit[firm] - shareOf(w.debtRate(ID(firm))/12).OfMoney(w.Credit[firm])
}

// available is what a company can spend: cash and undrawn credit less its payables and what its debts
// will take at the end of the month. Behind the site of an instrument stands the treasury.
func (w *World) available(firm int) markets.Money {
	if w.agency(firm) {
		return math.MaxInt64
	}
	money := w.undrawn(firm)
	for _, p := range w.Payables {
		if int(p.From) == firm {
			money -= p.Amount
		}
	}
	for i := range w.Loans {
		if l := &w.Loans[i]; int(l.Firm) == firm && !w.builds(l) {
			interest, principal := w.service(l)
			money -= interest + principal
		}
	}
	return max(0, money)
}

// admit splits a company's money among its plants in proportion to planned purchases at expected
// prices, and scales down the bids of a plant whose limit prices would cost more than its part. Where
// the money is enough for the most that bids can cost there is nothing to reckon.
func (w *World) admit(f *Firm, most, available markets.Money) {
	if most <= available {
		return
	}
	var room [64]int64
	planned, worst, parts := room[:0], [64]int64{}, [64]int64{}
	var total int64
	for k, site := range f.Sites {
		plan, limit := w.purchases(site)
		planned = append(planned, int64(plan))
		worst[k] = int64(limit)
		total += worst[k]
	}
	if total <= int64(available) {
		return
	}
	SplitCash(int64(available), planned, parts[:len(planned)])
	for k, site := range f.Sites {
		if worst[k] <= parts[k] {
			continue
		}
		w.refuse(site, None, "no cash")
		w.cutBids(site, parts[k])
	}
}

// cutBids splits a plant's money among its goods as the company's among its plants, so that panic
// for one good does not take the money for all.
func (w *World) cutBids(site ID, money int64) {
	lines := w.Sites[site].Lines
	planned := w.perLine(site)
	w.shares, w.worst = slices.Grow(w.shares[:0], lines)[:lines], slices.Grow(w.worst[:0], lines)[:lines]
	clear(w.worst)
	for _, o := range w.orders[site] {
		if o.Bid {
			expected := exact.Price(w.Beliefs[w.Sites[site].First+int(o.Slot)].Expected)
			planned[o.Slot] += int64(expected.Times(o.Mass))
			w.worst[o.Slot] += int64(o.Price.Times(o.Mass))
		}
	}
	SplitCash(money, planned, w.shares)
	for k := range w.orders[site] {
		if o := &w.orders[site][k]; o.Bid && w.worst[o.Slot] > w.shares[o.Slot] {
			o.Mass = markets.Mass(markets.MulDiv(int64(o.Mass), w.shares[o.Slot], w.worst[o.Slot]))
		}
	}
}

// purchases values a plant's bids at the prices it expects, and at their limits, which is the most
// that they can cost.
func (w *World) purchases(site ID) (planned, worst markets.Money) {
	first := w.Sites[site].First
	for _, o := range w.orders[site] {
		if o.Bid {
			planned += exact.Price(w.Beliefs[first+int(o.Slot)].Expected).Times(o.Mass)
			worst += o.Price.Times(o.Mass)
		}
	}
	return planned, worst
}

// SplitCash divides money in proportion to planned purchases, equally if nothing is planned.
func SplitCash(money int64, planned, parts []int64) {
	var sum int64
	for _, p := range planned {
		sum += p
	}
	if sum > 0 {
		markets.Split(money, planned, parts)
		return
	}
	equal := make([]int64, len(planned))
	for i := range equal {
		equal[i] = 1
	}
	markets.Split(money, equal, parts)
}
