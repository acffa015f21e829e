package engine

import "monazite/markets"

// contract delivers offtakes before anything is offered on the spot market: by rank, then by
// start, and pro rata among contracts of one seller that are equal in both.
func (w *World) contract() {
	for i := range w.Contracts {
		w.Contracts[i].Delivered = 0
	}
	for i := 0; i < len(w.Contracts); {
		end := i + 1
		for end < len(w.Contracts) && w.Contracts[end].Rank == w.Contracts[i].Rank && w.Contracts[end].Since == w.Contracts[i].Since {
			end++
		}
		w.deliverRank(w.Contracts[i:end])
		i = end
	}
}

// deliverRank delivers contracts of equal rank. Each seller's stock is offered to all of his
// contracts in proportion to their quantities.
func (w *World) deliverRank(contracts []Contract) {
	due := make([]int64, len(contracts))
	offers := make([]int64, len(contracts))
	for i := range contracts {
		seller := contracts[i].Seller
		if first(contracts, seller) != i {
			continue
		}
		clear(due)
		var total markets.Mass
		for k := i; k < len(contracts); k++ {
			if c := &contracts[k]; c.Seller == seller && w.running(c) {
				due[k] = int64(c.Monthly)
				total += c.Monthly
			}
		}
		markets.Split(int64(min(total, w.Stock[seller].Mass)), due, offers)
		for k := i; k < len(contracts); k++ {
			if due[k] > 0 {
				w.deliver(&contracts[k], min(markets.Mass(offers[k]), contracts[k].Monthly))
			}
		}
	}
}

// first gives the first contract of a seller.
func first(contracts []Contract, seller ID) int {
	for i := range contracts {
		if contracts[i].Seller == seller {
			return i
		}
	}
	return -1
}

// deliver hands over what is offered and wanted and settles it, the take-or-pay and the seller's
// penalty included. Where a rule closes the way or an accident hits the plant nobody pays.
func (w *World) deliver(c *Contract, offered markets.Mass) {
	good := w.Lines[c.Seller].Good
	from, to := w.nodeOf(c.Seller), w.nodeOf(c.Buyer)
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	possible := w.room(good, from, to, c.Monthly)
	if possible < c.Monthly {
		w.refuse(w.Lines[c.Seller].Site, good, "way closed")
	}
	force := possible < c.Monthly || w.Running[w.Lines[c.Seller].Site].Working < 1
	offered = min(offered, possible)

	buyerSite := w.Lines[c.Buyer].Site
	want := w.plans[buyerSite].Want[int(c.Buyer)-w.Sites[buyerSite].First] - w.received[c.Buyer]
	lifted := w.affordable(c, min(offered, max(0, want)))
	if lifted > 0 {
		lot := w.Stock[c.Seller].Take(lifted)
		freight := w.carry(good, from, to, &lot)
		price, j := c.Price.Times(lifted), journey{good, from, to, lifted}
		w.pay(buyer, seller, price)
		w.pay(buyer, w.outside(), freight)
		duty := w.payDuty(buyer, j)
		w.payExportTax(seller, j)
		lot.Cost = price + freight + duty
		w.Stock[c.Buyer].Add(lot)
		w.received[c.Buyer] += lifted
		w.moved12(c.Seller, c.Buyer, lifted)
		w.next.Quotes[w.cell(good, from)].Sold += lifted
		w.bought(good, to, lifted, price+freight+duty)
	}
	c.Delivered = lifted
	w.payShortfall(c, offered, lifted, force)
}

// payShortfall settles what was not lifted although offered, and what was not offered.
func (w *World) payShortfall(c *Contract, offered, lifted markets.Mass, force bool) {
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	floor := c.Top.Of(c.Monthly)
	if offered >= floor && lifted < floor {
		w.payOrOwe(buyer, seller, TakeOrPay(c.Price, floor, lifted))
	}
	market := w.State.Frame.Quote(w.Lines[c.Seller].Good, w.nodeOf(c.Seller)).Sellers
	if short := c.Monthly - offered; short > 0 && !force && market > c.Price {
		w.payOrOwe(seller, buyer, (market - c.Price).Times(short))
	}
}

// TakeOrPay is what a buyer owes for the part of the agreed minimum that he did not lift, USD.
func TakeOrPay(price markets.Price, floor, lifted markets.Mass) markets.Money {
	return price.Times(max(0, floor-lifted))
}

// affordable cuts a lift to what the buyer can pay.
func (w *World) affordable(c *Contract, mass markets.Mass) markets.Mass {
	if w.spinning || mass == 0 {
		return mass
	}
	good := w.Lines[c.Seller].Good
	from, to := w.nodeOf(c.Seller), w.nodeOf(c.Buyer)
	cost := c.Price.Times(mass) + w.dutyOf(journey{good, from, to, mass})
	if from != to {
		cost += w.rules.Routes[w.lane(good, w.between(from, to))].Freight.Times(mass)
	}
	available := w.available(w.firmOf(c.Buyer))
	if cost <= available {
		return mass
	}
	w.refuse(w.Lines[c.Buyer].Site, good, "no cash")
	return markets.Mass(markets.MulDiv(int64(mass), int64(available), int64(cost)))
}
