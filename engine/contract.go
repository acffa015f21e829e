package engine

import (
	"slices"

	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// contract delivers offtakes before anything is offered on the spot market: by rank, then by
// start, and pro rata among contracts of one seller that are equal in both.
func (w *World) contract() {
	w.endContracts()
	w.measureParts()
	for i := 0; i < len(w.Contracts); {
		end := i + 1
		for end < len(w.Contracts) && w.Contracts[end].Rank == w.Contracts[i].Rank && w.Contracts[end].Since == w.Contracts[i].Since {
			end++
		}
		w.deliverRank(w.Contracts[i:end])
		i = end
	}
	w.recycle()
}

// measureParts sets the quantity of contracts over a part of the seller's output: what he has made this month is known.
func (w *World) measureParts() {
	for i := range w.Contracts {
		if c := &w.Contracts[i]; c.Part > 0 {
			c.Monthly, c.Delivered = c.Part.Of(w.made[c.Seller]), 0
		}
	}
}

// spared is what a contract leaves of its due once the seller has kept for others the months of output that it lets
// him keep; a plant that starts counts this month's output.
func (w *World) spared(c *Contract, due markets.Mass) markets.Mass {
	if c.Keeps == 0 {
		return due
	}
	output := max(exact.Tonnes(w.made[c.Seller]), w.Beliefs[c.Seller].Made12)
	return min(due, max(0, w.Stock[c.Seller].Mass-exact.Mass(float64(c.Keeps*output))))
}

// longStop is how many months buyers wait for a project to go ahead before what it has sold them lapses (judgement).
const longStop = 24

// endContracts takes out what is over or has lapsed. What was paid ahead and never delivered goes back.
func (w *World) endContracts() {
	for i := len(w.Contracts) - 1; i >= 0; i-- {
		if c := &w.Contracts[i]; w.ended(c) {
			w.transfer(w.firmOf(c.Seller), w.firmOf(c.Buyer), c.Advance)
			w.Contracts = slices.Delete(w.Contracts, i, i+1)
		}
	}
}

// ended says whether a contract is over, or has lapsed.
func (w *World) ended(c *Contract) bool {
	if c.End <= w.Month {
		return true
	}
	project := w.Plants[w.Lines[c.Seller].Site].Project
	return project != None && w.Progress[project].Stage < Building && w.Month >= c.Since+longStop
}

// due is what a contract binds both sides to in a month: its quantity, or of that the share of nameplate that
// a seller who ramps up has reached, as far as there is recycled oxide for it.
func (w *World) due(c *Contract) markets.Mass {
	if c.Part > 0 {
		return c.Monthly
	}
	return w.recycledAllows(c, shareOf(w.ramped(w.Plants[w.Lines[c.Seller].Site].Project)).Of(c.Monthly))
}

// delivery is a contract that runs and what it comes to this month.
type delivery struct {
	*Contract
	journey              // of what is due
	offered markets.Mass // by the seller
	room    markets.Mass // that the rules leave
	claim   markets.Mass // on what is scarce
}

// deliverRank delivers contracts of equal rank.
func (w *World) deliverRank(contracts []Contract) {
	w.deliveries = w.deliveries[:0]
	for i := range contracts {
		c := &contracts[i]
		if !w.running(c) {
			continue
		}
		if due := w.due(c); due > 0 {
			way := journey{w.Lines[c.Seller].Good, w.nodeOf(c.Seller), w.nodeOf(c.Buyer), due}
			w.deliveries = append(w.deliveries, delivery{Contract: c, journey: way})
		}
	}
	w.shareStocks()
	w.shareRoom()
	for i := range w.deliveries {
		w.deliver(&w.deliveries[i])
	}
}

// shareStocks shares each seller's stock among his contracts in proportion to their quantities.
func (w *World) shareStocks() {
	for i := range w.deliveries {
		d := &w.deliveries[i]
		d.claim = w.spared(d.Contract, d.mass)
		w.claimed[d.Seller] += d.claim
	}
	for i := range w.deliveries {
		d := &w.deliveries[i]
		if stock := w.Stock[d.Seller].Mass; w.claimed[d.Seller] > stock {
			w.shareLimit(stock, func(other *delivery) bool { return other.Seller == d.Seller })
		}
		w.claimed[d.Seller] = 0
		d.offered = d.claim
	}
}

// shareRoom finds what the rules let each contract move of its quantity, before any has moved. What a
// route's cap, a gate's quota or several goods' has left is shared in proportion to what is
// offered and wanted, so that it does not go to who signed first.
func (w *World) shareRoom() {
	for i := range w.deliveries {
		d := &w.deliveries[i]
		d.room = w.room(d.good, d.from, d.to, d.mass)
		d.claim = min(d.offered, w.wanted(d.Contract))
	}
	for i := range w.deliveries {
		d := &w.deliveries[i]
		w.shareLimit(w.laneLeft(d.good, d.from, d.to), func(other *delivery) bool {
			return other.good == d.good && other.from == d.from && other.to == d.to
		})
	}
	for i := range w.deliveries {
		d := &w.deliveries[i]
		w.shareLimit(w.quotaLeft(d.good, d.from), func(other *delivery) bool {
			return other.good == d.good && other.from == d.from && w.abroad(other.from, other.to)
		})
	}
	for i := range w.rules.Shared {
		w.shareLimit(w.allowance(i), func(d *delivery) bool {
			return w.rules.Shared[i].Covers(d.good, d.from) && w.abroad(d.from, d.to)
		})
	}
	for i := range w.deliveries {
		d := &w.deliveries[i]
		if d.claim < min(d.offered, w.wanted(d.Contract)) {
			d.room = min(d.room, d.claim)
		}
	}
}

// shareLimit cuts the claims that a limit counts to what it has left, pro rata.
func (w *World) shareLimit(left markets.Mass, counts func(d *delivery) bool) {
	if left == markets.Unlimited {
		return
	}
	sum := int64(0)
	w.weights, w.shares = w.weights[:0], w.shares[:0]
	for i := range w.deliveries {
		weight := int64(0)
		if counts(&w.deliveries[i]) {
			weight = int64(w.deliveries[i].claim)
		}
		w.weights, w.shares = append(w.weights, weight), append(w.shares, 0)
		sum += weight
	}
	if sum <= int64(left) {
		return
	}
	markets.Split(int64(left), w.weights, w.shares)
	for i, weight := range w.weights {
		if weight > 0 {
			w.deliveries[i].claim = min(markets.Mass(weight), markets.Mass(w.shares[i]))
		}
	}
}

// wanted is what a contract's buyer still wants of the good this month.
func (w *World) wanted(c *Contract) markets.Mass {
	site := w.Lines[c.Buyer].Site
	return max(0, w.plans[site].Want[int(c.Buyer)-w.Sites[site].First]-w.received[c.Buyer])
}

// deliver hands over what is offered, possible and wanted and settles it, the take-or-pay and the seller's
// penalty included. Where a rule closes the way or an accident hits the plant nobody pays.
func (w *World) deliver(d *delivery) {
	c, j := d.Contract, d.journey
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	if d.room < d.mass {
		w.refuse(w.Lines[c.Seller].Site, j.good, "way closed")
	}
	force := d.room < d.mass || w.Running[w.Lines[c.Seller].Site].Working < 1
	d.offered = min(d.offered, d.room)

	c.Paid = w.contractPrice(c)
	lifted := w.affordable(d, min(d.offered, w.wanted(c)))
	if lifted > 0 {
		var lot markets.Lot
		w.move(j.good, &w.Stock[c.Seller], lifted, &lot)
		price := c.Paid.Times(lifted)
		j.mass = lifted
		w.pay(buyer, seller, price-w.credited(c, lifted))
		landed := price + w.ship(j, &lot, buyer, seller)
		lot.Cost = landed
		w.move(j.good, &lot, lifted, &w.Stock[c.Buyer])
		w.received[c.Buyer] += lifted
		w.moved12(c.Seller, c.Buyer, lifted)
		w.sells(c.Seller, lifted, price)
		w.results[w.Lines[c.Buyer].Site] -= landed
		w.next.Quotes[w.cell(j.good, j.from)].Sold += lifted
		w.bought(j.good, j.to, lifted, landed)
	}
	c.Delivered = lifted
	w.payShortfall(d, lifted, force)
	w.useRecycled(c, lifted)
}

// payShortfall settles what was not lifted although offered, and what was not offered. A seller who may keep goods
// for others owes no more than he offers.
func (w *World) payShortfall(d *delivery, lifted markets.Mass, force bool) {
	c := d.Contract
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	floor := c.Top.Of(d.mass)
	if d.offered >= floor && lifted < floor {
		w.payOrOwe(buyer, seller, finance.TakeOrPay(c.Paid, floor, lifted))
	}
	market := w.State.Frame.Quotes[w.cell(d.good, d.from)].Sellers
	if short := d.mass - d.offered; short > 0 && !force && c.Keeps == 0 && market > c.Paid {
		w.payOrOwe(seller, buyer, (market - c.Paid).Times(short))
	}
}

// affordable cuts a lift to what the buyer can pay.
func (w *World) affordable(d *delivery, mass markets.Mass) markets.Mass {
	if w.spinning || mass == 0 {
		return mass
	}
	cost := d.Paid.Times(mass)
	if d.from != d.to {
		rule := &w.rules.Routes[w.lane(d.good, w.between(d.from, d.to))]
		cost += rule.Freight.Times(mass) + rule.Duty.Times(mass)
	}
	available := w.available(w.firmOf(d.Buyer))
	if cost <= available {
		return mass
	}
	w.refuse(w.Lines[d.Buyer].Site, d.good, "no cash")
	return markets.Mass(markets.MulDiv(int64(mass), int64(available), int64(cost)))
}
