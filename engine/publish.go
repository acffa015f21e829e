package engine

import (
	"math"

	"monazite/agents"
	"monazite/markets"
)

// publish sets next month's quotes: clearing prices where there was trade, indications elsewhere. Under a least price that
// binds buyers are quoted it, and sellers what supports the allocation, which tells whether more is wanted; where offers
// are rationed pro rata, the mean of that and of what the floor brings, over all that they would sell at it.
func (w *World) publish() {
	w.next.Month = w.Month
	for good := range w.Goods {
		w.publishTraded(ID(good))
		w.indicate(ID(good))
		w.raiseQuotes(ID(good))
	}
	for i := range w.Sites {
		w.next.Sites[i] = agents.SiteReport{
			Open: w.accounts[i].Open, Capacity: w.accounts[i].Capacity, Utilisation: w.Memories[i].Utilisation,
			Level: w.Running[i].Level, YearLevel: w.Running[i].YearLevel,
		}
	}
}

func (w *World) publishTraded(good ID) {
	m, least := &w.market[good], w.leastTraded
	w.sellersAt, w.buyersAt = w.sellersAt[:0], w.buyersAt[:0]
	first := w.cell(good, 0)
	quotes, last := w.next.Quotes[first:first+len(w.Nodes)], w.State.Frame.Quotes[first:]
	for node := range quotes {
		q := &quotes[node]
		q.Buyers, q.Sellers, q.VWAP = last[node].Buyers, last[node].Sellers, last[node].VWAP
		q.BuyersTraded, q.SellersTraded = false, false
		if q.Bought > 0 {
			q.VWAP = vwap(w.paid[first+node], q.Bought)
		}
	}
	if m.clearing.Volume < least {
		return
	}
	w.trades(m)
	for node := range quotes {
		if w.boughtAt[node] >= least {
			quotes[node].Buyers, quotes[node].BuyersTraded = m.clearing.Buyers[node], true
			price := m.clearing.Buyers[node] - w.floorRent(good, ID(node)) // at a floor there is more on offer than is taken
			w.buyersAt = append(w.buyersAt, told{ID(node), price})
		}
		if w.soldAt[node] >= least {
			quotes[node].Sellers, quotes[node].SellersTraded = m.clearing.Earned(ID(node)), true
			w.sellersAt = append(w.sellersAt, told{ID(node), quotes[node].Sellers})
		}
	}
}

// trades adds up by node what its buyers and its sellers trade: at home, and on the ways that lead there and away.
func (w *World) trades(m *market) {
	copy(w.boughtAt, m.clearing.Local)
	copy(w.soldAt, m.clearing.Local)
	for k, flow := range m.clearing.Flow {
		if flow > 0 {
			route := &m.book.Routes[k]
			w.boughtAt[route.To] += flow
			w.soldAt[route.From] += flow
		}
	}
}

// indicate quotes the sides that did not trade: the cheapest landed price for buyers, the dearest
// netback for sellers, among nodes that traded. Where nobody can trade with anybody last month's
// price stands and drifts after three quiet months towards whoever is waiting; the other side is
// told what that price comes to at its own node, or the two would never meet.
func (w *World) indicate(good ID) {
	traded := len(w.sellersAt)+len(w.buyersAt) > 0
	if traded {
		w.lookAtGates(good)
	}
	first := w.cell(good, 0)
	quotes, last := w.next.Quotes[first:first+len(w.Nodes)], w.State.Frame.Quotes[first:]
	for node := range quotes {
		q := &quotes[node]
		q.Quiet = 0
		if !q.BuyersTraded && !q.SellersTraded {
			q.Quiet = min(last[node].Quiet+1, math.MaxInt16-1)
		}
		landed, netback := markets.Price(-1), markets.Price(-1)
		if traded && !q.BuyersTraded {
			if landed = w.landed(good, ID(node)); landed >= 0 {
				q.Buyers = landed
			}
		}
		if traded && !q.SellersTraded {
			if netback = w.netback(good, ID(node)); netback >= 0 {
				q.Sellers = netback
			}
		}
		if q.Quiet > 3 && (landed < 0 || netback < 0) {
			w.drift(good, ID(node), q, [2]markets.Price{landed, netback})
		}
	}
	if !traded {
		w.tellOthers(good)
	}
}

// tellOthers quotes a good that nobody traded to buyers as the cheapest offer that waits comes to
// at their node, and to sellers as the dearest bid that waits.
func (w *World) tellOthers(good ID) {
	first := w.cell(good, 0)
	quotes := w.next.Quotes[first : first+len(w.Nodes)]
	for node := range quotes {
		bids, asks := w.waiting(good, ID(node))
		if bids {
			w.buyersAt = append(w.buyersAt, told{ID(node), quotes[node].Buyers})
		}
		if asks {
			w.sellersAt = append(w.sellersAt, told{ID(node), quotes[node].Sellers})
		}
	}
	if len(w.sellersAt)+len(w.buyersAt) == 0 {
		return
	}
	w.lookAtGates(good)
	for node := range quotes {
		q := &quotes[node]
		bids, asks := w.waiting(good, ID(node))
		if !asks {
			if price := w.landed(good, ID(node)); price >= 0 {
				q.Buyers = price
			}
		}
		if !bids {
			if price := w.netback(good, ID(node)); price >= 0 {
				q.Sellers = price
			}
		}
	}
}

// landed is the cheapest price at which a node could be supplied from those where the good is sold; -1 where nobody sells.
func (w *World) landed(good, node ID) markets.Price {
	best := shut
	for _, from := range w.sellersAt {
		best = min(best, from.price+w.wayCost(good, from.node, node))
	}
	if best >= shut/2 {
		return -1
	}
	return best
}

// netback is the dearest price that a node could earn at those where the good is bought; -1 where nobody buys.
func (w *World) netback(good, node ID) markets.Price {
	best := -shut
	for _, to := range w.buyersAt {
		best = max(best, to.price-w.wayCost(good, node, to.node))
	}
	if best <= -shut/2 {
		return -1
	}
	return max(best, w.leastTold)
}

// shut is the fare of a way on which nothing may pass: no sum of prices comes near half of it.
const shut = markets.Price(1) << 60

// wayCost is what it costs to bring a good from one node to another, taxes and duties included; at least shut where nothing
// may pass.
func (w *World) wayCost(good, from, to ID) markets.Price {
	route := w.between(from, to)
	if route < 0 {
		if from == to {
			return 0
		}
		return shut
	}
	fare := w.fares[w.lane(good, route)]
	if w.gated[route] {
		fare += w.leaving[from]
	}
	return fare
}

// lookAtGates finds what it costs a good to leave every node; shut where nothing may.
func (w *World) lookAtGates(good ID) {
	for node := range w.leaving {
		w.leaving[node] = shut
		if !w.gateShut(good, ID(node)) {
			w.leaving[node] = w.gateCost(good, ID(node))
		}
	}
}

// told is a price at a node that tells others what a good is worth.
type told struct {
	node  ID
	price markets.Price
}

// gateCost is what leaving a node costs: its tax, and what scarce quotas are worth there.
func (w *World) gateCost(good, node ID) markets.Price {
	cost := w.rules.Gates[w.cell(good, node)].Tax + w.charged(good, node)
	if m := &w.market[good]; m.clearing.Volume > 0 {
		cost += m.clearing.GateRent[node]
	}
	return cost
}

// gateShut says whether a quota lets nothing pass, or let the market nothing of what it had.
func (w *World) gateShut(good, node ID) bool {
	if w.rules.Gates[w.cell(good, node)].Quota == 0 {
		return true
	}
	if gates := w.market[good].book.Gates; len(gates) > 0 && gates[node].Active && gates[node].Quota == 0 {
		return true
	}
	for i := range w.rules.Shared {
		if s := &w.rules.Shared[i]; s.Covers(good, node) && s.Cap == 0 {
			return true
		}
	}
	return false
}

// drift moves a side's price that neither trade nor indication has set: up 5 % a month where only bids
// wait, down 5 % where only asks do, between a quarter and four times the opening price and not below the least. A side that
// has an indication, landed for buyers and netback for sellers, keeps it unless it is the one that waits.
func (w *World) drift(good, node ID, q *agents.Quote, indicated [2]markets.Price) {
	bids, asks := w.waiting(good, node)
	if bids == asks {
		return
	}
	opening := w.Opening.Frame.Quote(good, node)
	move := func(p, start markets.Price) markets.Price {
		if asks {
			return min(p, max(p-p/20, start/4, w.leastTold))
		}
		return max(p, min(p+p/20, 4*start))
	}
	landed, netback := indicated[0], indicated[1]
	if landed < 0 && (bids || netback < 0) {
		q.Buyers = move(q.Buyers, opening.Buyers)
	}
	if netback < 0 && (asks || landed < 0) {
		q.Sellers = move(q.Sellers, opening.Sellers)
	}
}

// waiting says who has orders at a node, filled or not.
func (w *World) waiting(good, node ID) (bids, asks bool) {
	return w.market[good].bidding[node], w.market[good].asking[node]
}
