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
	w.Contracts = slices.DeleteFunc(w.Contracts, w.ended)
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

// ended says whether a contract is over, or has lapsed. What was paid ahead and never delivered
// goes back.
func (w *World) ended(c Contract) bool {
	project := w.Plants[w.Lines[c.Seller].Site].Project
	lapsed := project != None && w.Progress[project].Stage < Building && w.Month >= c.Since+longStop
	if c.End > w.Month && !lapsed {
		return false
	}
	w.transfer(w.firmOf(c.Seller), w.firmOf(c.Buyer), c.Advance)
	return true
}

// due is what a contract binds both sides to in a month: its quantity, or of that the share of nameplate that
// a seller who ramps up has reached, as far as there is recycled oxide for it.
func (w *World) due(c *Contract) markets.Mass {
	if c.Part > 0 {
		return c.Monthly
	}
	return w.recycledAllows(c, shareOf(w.ramped(w.Plants[w.Lines[c.Seller].Site].Project)).Of(c.Monthly))
}

// deliverRank delivers contracts of equal rank.
func (w *World) deliverRank(contracts []Contract) {
	offers := w.offers(contracts)
	rooms := w.rooms(contracts, offers)
	for k := range contracts {
		if c := &contracts[k]; w.running(c) && w.due(c) > 0 {
			w.deliver(c, markets.Mass(offers[k]), rooms[k])
		}
	}
}

// offers shares each seller's stock among his contracts in proportion to their quantities.
func (w *World) offers(contracts []Contract) []int64 {
	due, parts, offers := make([]int64, len(contracts)), make([]int64, len(contracts)), make([]int64, len(contracts))
	for i := range contracts {
		seller := contracts[i].Seller
		if first(contracts, seller) != i {
			continue
		}
		clear(due)
		var total markets.Mass
		for k := i; k < len(contracts); k++ {
			if c := &contracts[k]; c.Seller == seller && w.running(c) {
				mass := w.spared(c, w.due(c))
				due[k] = int64(mass)
				total += mass
			}
		}
		markets.Split(int64(min(total, w.Stock[seller].Mass)), due, parts)
		for k := range due {
			offers[k] += min(parts[k], due[k])
		}
	}
	return offers
}

// rooms gives what the rules let each contract move of its quantity, before any has moved. What a
// route's cap, a gate's quota or several goods' has left is shared in proportion to what is
// offered and wanted, so that it does not go to who signed first.
func (w *World) rooms(contracts []Contract, offers []int64) []markets.Mass {
	ways, rooms := make([]journey, len(contracts)), make([]markets.Mass, len(contracts))
	claims := make([]int64, len(contracts))
	for k := range contracts {
		c := &contracts[k]
		ways[k] = journey{w.Lines[c.Seller].Good, w.nodeOf(c.Seller), w.nodeOf(c.Buyer), w.due(c)}
		rooms[k] = w.room(ways[k].good, ways[k].from, ways[k].to, ways[k].mass)
		claims[k] = min(offers[k], int64(w.wanted(c)))
	}
	asked := slices.Clone(claims)
	for _, j := range ways {
		shareLimit(w.laneLeft(j.good, j.from, j.to), claims, func(k int) bool {
			return ways[k].good == j.good && ways[k].from == j.from && ways[k].to == j.to
		})
	}
	for _, j := range ways {
		shareLimit(w.quotaLeft(j.good, j.from), claims, func(k int) bool {
			return ways[k].good == j.good && ways[k].from == j.from && w.abroad(j.from, ways[k].to)
		})
	}
	for i := range w.rules.Shared {
		shareLimit(w.allowance(i), claims, func(k int) bool {
			return w.rules.Shared[i].Covers(ways[k].good, ways[k].from) && w.abroad(ways[k].from, ways[k].to)
		})
	}
	for k := range claims {
		if claims[k] < asked[k] {
			rooms[k] = min(rooms[k], markets.Mass(claims[k]))
		}
	}
	return rooms
}

// shareLimit cuts the claims that a limit counts to what it has left, pro rata.
func shareLimit(left markets.Mass, claims []int64, counts func(k int) bool) {
	if left == markets.Unlimited {
		return
	}
	sum, counted, parts := int64(0), make([]int64, len(claims)), make([]int64, len(claims))
	for k := range claims {
		if counts(k) {
			counted[k] = claims[k]
			sum += claims[k]
		}
	}
	if sum <= int64(left) {
		return
	}
	markets.Split(int64(left), counted, parts)
	for k := range claims {
		if counts(k) {
			claims[k] = min(claims[k], parts[k])
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

// wanted is what a contract's buyer still wants of the good this month.
func (w *World) wanted(c *Contract) markets.Mass {
	site := w.Lines[c.Buyer].Site
	return max(0, w.plans[site].Want[int(c.Buyer)-w.Sites[site].First]-w.received[c.Buyer])
}

// deliver hands over what is offered, possible and wanted and settles it, the take-or-pay and the seller's
// penalty included. Where a rule closes the way or an accident hits the plant nobody pays.
func (w *World) deliver(c *Contract, offered, possible markets.Mass) {
	good := w.Lines[c.Seller].Good
	from, to := w.nodeOf(c.Seller), w.nodeOf(c.Buyer)
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	due := w.due(c)
	if possible < due {
		w.refuse(w.Lines[c.Seller].Site, good, "way closed")
	}
	force := possible < due || w.Running[w.Lines[c.Seller].Site].Working < 1
	offered = min(offered, possible)

	c.Paid = w.contractPrice(c)
	lifted := w.affordable(c, min(offered, w.wanted(c)))
	if lifted > 0 {
		lot := w.Stock[c.Seller].Take(lifted)
		freight := w.carry(good, from, to, &lot)
		price, j := c.Paid.Times(lifted), journey{good, from, to, lifted}
		w.pay(buyer, seller, price-w.credited(c, lifted))
		w.pay(buyer, w.outside(), freight)
		duty := w.payDuty(buyer, j)
		w.payExportTax(seller, j)
		lot.Cost = price + freight + duty
		w.Stock[c.Buyer].Add(lot)
		w.received[c.Buyer] += lifted
		w.moved12(c.Seller, c.Buyer, lifted)
		w.sells(c.Seller, lifted, price)
		w.results[w.Lines[c.Buyer].Site] -= lot.Cost
		w.next.Quotes[w.cell(good, from)].Sold += lifted
		w.bought(good, to, lifted, price+freight+duty)
	}
	c.Delivered = lifted
	w.payShortfall(c, offered, lifted, force)
	w.useRecycled(c, lifted)
}

// payShortfall settles what was not lifted although offered, and what was not offered. A seller who may keep goods
// for others owes no more than he offers.
func (w *World) payShortfall(c *Contract, offered, lifted markets.Mass, force bool) {
	seller, buyer := w.firmOf(c.Seller), w.firmOf(c.Buyer)
	due := w.due(c)
	floor := c.Top.Of(due)
	if offered >= floor && lifted < floor {
		w.payOrOwe(buyer, seller, finance.TakeOrPay(c.Paid, floor, lifted))
	}
	market := w.State.Frame.Quote(w.Lines[c.Seller].Good, w.nodeOf(c.Seller)).Sellers
	if short := due - offered; short > 0 && !force && c.Keeps == 0 && market > c.Paid {
		w.payOrOwe(seller, buyer, (market - c.Paid).Times(short))
	}
}

// affordable cuts a lift to what the buyer can pay.
func (w *World) affordable(c *Contract, mass markets.Mass) markets.Mass {
	if w.spinning || mass == 0 {
		return mass
	}
	good := w.Lines[c.Seller].Good
	from, to := w.nodeOf(c.Seller), w.nodeOf(c.Buyer)
	cost := c.Paid.Times(mass) + w.dutyOf(journey{good, from, to, mass})
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
