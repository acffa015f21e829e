package engine

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// record publishes the month, checks every account, writes the rows and turns the page.
func (w *World) record() *agents.Frame {
	w.publish()
	w.remember()
	w.plantDefect()
	w.close()
	if w.options.Recorder != nil && !w.spinning {
		w.fillTables()
	}
	w.turnPage()
	return &w.State.Frame
}

// publish sets next month's quotes: clearing prices where there was trade, indications elsewhere.
func (w *World) publish() {
	w.next.Month = w.Month
	for good := range w.Goods {
		w.publishTraded(ID(good))
		w.indicate(ID(good))
	}
	for i := range w.Lines {
		if w.Lines[i].Side == agents.Sells {
			w.next.Quotes[w.cell(w.Lines[i].Good, w.nodeOf(ID(i)))].Sold += w.sold[i]
		}
	}
	for i := range w.Sites {
		w.next.Sites[i] = agents.SiteReport{
			Open: w.accounts[i].Open, Capacity: w.accounts[i].Capacity, Utilisation: w.Memories[i].Utilisation,
			Level: w.Running[i].Level, YearLevel: w.Running[i].YearLevel,
		}
	}
}

func (w *World) publishTraded(good ID) {
	m := &w.market[good]
	traded := m.clearing.Volume > 0
	for node := range w.Nodes {
		cell := w.cell(good, ID(node))
		q, last := &w.next.Quotes[cell], &w.State.Frame.Quotes[cell]
		q.Buyers, q.Sellers, q.VWAP = last.Buyers, last.Sellers, last.VWAP
		q.BuyersTraded, q.SellersTraded = false, false
		if q.Bought > 0 {
			q.VWAP = vwap(w.paid[cell], q.Bought)
		}
	}
	if !traded {
		return
	}
	for i, fill := range m.clearing.BidFill {
		if fill > 0 {
			node := m.book.Bids[i].Node
			q := &w.next.Quotes[w.cell(good, node)]
			q.Buyers, q.BuyersTraded = m.clearing.Buyers[node], true
		}
	}
	for i, fill := range m.clearing.AskFill {
		if fill > 0 {
			node := m.book.Asks[i].Node
			q := &w.next.Quotes[w.cell(good, node)]
			q.Sellers, q.SellersTraded = m.clearing.Sellers[node], true
		}
	}
}

// indicate quotes the sides that did not trade: the cheapest landed price for buyers, the dearest
// netback for sellers, among nodes that traded. Where nobody can trade with anybody last month's
// price stands and drifts after three quiet months towards whoever is waiting; the other side is
// told what that price comes to at its own node, or the two would never meet.
func (w *World) indicate(good ID) {
	for node := range w.Nodes {
		cell := w.cell(good, ID(node))
		q := &w.next.Quotes[cell]
		if q.BuyersTraded || q.SellersTraded {
			q.Quiet = 0
		} else {
			q.Quiet = min(w.State.Frame.Quotes[cell].Quiet+1, math.MaxInt16-1)
		}
		landed, netback := w.landed(good, ID(node), traded), w.netback(good, ID(node), traded)
		if !q.BuyersTraded && landed >= 0 {
			q.Buyers = landed
		}
		if !q.SellersTraded && netback >= 0 {
			q.Sellers = netback
		}
		if q.Quiet > 3 && landed < 0 && netback < 0 {
			w.drift(good, ID(node), q)
		}
	}
	if w.market[good].clearing.Volume == 0 {
		w.tellOthers(good)
	}
}

// tellOthers quotes a good that nobody traded to buyers as the cheapest offer that waits comes to
// at their node, and to sellers as the dearest bid that waits.
func (w *World) tellOthers(good ID) {
	for node := range w.Nodes {
		q := &w.next.Quotes[w.cell(good, ID(node))]
		bids, asks := w.waiting(good, ID(node))
		if landed := w.landed(good, ID(node), offered); !asks && landed >= 0 {
			q.Buyers = landed
		}
		if netback := w.netback(good, ID(node), wanted); !bids && netback >= 0 {
			q.Sellers = netback
		}
	}
}

// basis says which nodes an indication is taken from.
type basis uint8

const (
	traded  basis = iota // where the side traded
	offered              // where asks wait
	wanted               // where bids wait
)

// quotes says whether a side of a node counts for an indication.
func (w *World) quotes(good, node ID, on basis, sideTraded bool) bool {
	if on == traded {
		return sideTraded
	}
	bids, asks := w.waiting(good, node)
	return on == offered && asks || on == wanted && bids
}

// landed is the cheapest price at which a node could be supplied; -1 where nobody sells.
func (w *World) landed(good, node ID, on basis) markets.Price {
	best := markets.Price(-1)
	for from := range w.Nodes {
		q := &w.next.Quotes[w.cell(good, ID(from))]
		if !w.quotes(good, ID(from), on, q.SellersTraded) {
			continue
		}
		if cost, open := w.wayCost(good, ID(from), node); open && (best < 0 || q.Sellers+cost < best) {
			best = q.Sellers + cost
		}
	}
	return best
}

// netback is the dearest price that a node could earn; -1 where nobody buys.
func (w *World) netback(good, node ID, on basis) markets.Price {
	best := markets.Price(-1)
	for to := range w.Nodes {
		q := &w.next.Quotes[w.cell(good, ID(to))]
		if !w.quotes(good, ID(to), on, q.BuyersTraded) {
			continue
		}
		if cost, open := w.wayCost(good, node, ID(to)); open {
			best = max(best, q.Buyers-cost, 10_000) // never below 0.01 USD/kg
		}
	}
	return best
}

// wayCost is what it costs to bring a good from one node to another, taxes and duties included.
func (w *World) wayCost(good, from, to ID) (markets.Price, bool) {
	if from == to {
		return 0, true
	}
	route := w.between(from, to)
	if route < 0 {
		return 0, false
	}
	rule := &w.rules.Routes[w.lane(good, route)]
	return rule.Freight + rule.Duty + w.rules.Gates[w.cell(good, from)].Tax, rule.Open && rule.Cap > 0
}

// drift moves a price that nobody has traded at: up 5 % a month where only bids wait, down 5 %
// where only asks do, between a quarter and four times the opening price.
func (w *World) drift(good, node ID, q *agents.Quote) {
	bids, asks := w.waiting(good, node)
	if bids == asks {
		return
	}
	opening := w.Opening.Frame.Quote(good, node)
	factor := markets.Whole * 105 / 100
	if asks {
		factor = markets.Whole * 95 / 100
	}
	move := func(p, start markets.Price) markets.Price {
		next := markets.Price(markets.MulDiv(int64(p), int64(factor), int64(markets.Whole)))
		return min(max(next, start/4), 4*start)
	}
	q.Buyers, q.Sellers = move(q.Buyers, opening.Buyers), move(q.Sellers, opening.Sellers)
}

// waiting says who has orders at a node, filled or not.
func (w *World) waiting(good, node ID) (bids, asks bool) {
	return w.market[good].bidding[node], w.market[good].asking[node]
}

// remember moves the averages that plants and the public keep.
func (w *World) remember() {
	for i := range w.Beliefs {
		b := &w.Beliefs[i]
		b.Made12 += (exact.Tonnes(w.made[i]) - b.Made12) / 12
		b.Sold12 += (exact.Tonnes(w.sold[i]) - b.Sold12) / 12
	}
	for i := range w.Sites {
		var short float64
		for slot, wish := range w.plans[i].Demand {
			short += exact.Tonnes(max(0, wish-w.taken[w.Sites[i].First+slot]))
		}
		w.Memories[i].Unserved12 += (short - w.Memories[i].Unserved12) / 12
	}
	for lane, moved := range w.moved {
		w.Flow12[lane] += (exact.Tonnes(moved) - w.Flow12[lane]) / 12
	}
	for good := range w.Goods {
		r, last := &w.next.Goods[good], &w.State.Frame.Goods[good]
		r.Sold = 0
		for node := range w.Nodes {
			r.Sold += w.next.Quotes[w.cell(ID(good), ID(node))].Sold
		}
		r.Sold12 = last.Sold12 + (exact.Tonnes(r.Sold)-last.Sold12)/12
		r.Volatility = w.volatility(ID(good), last.Volatility)
	}
}

// volatility is a moving average, of weight 0.05, of the yearly sd of the log price at the index.
func (w *World) volatility(good ID, last float64) float64 {
	before, now := w.State.Frame.Quote(good, w.Index), w.next.Quote(good, w.Index)
	if before.Price() <= 0 || now.Price() <= 0 {
		return last
	}
	change := exact.Log(float64(now.Price()) / float64(before.Price()))
	return math.Sqrt(float64(0.95*float64(last*last)) + float64(0.05*12*float64(change*change)))
}

// turnPage makes the month that ended the last one.
func (w *World) turnPage() {
	w.State.Frame, w.next = w.next, w.State.Frame
	w.ledger.turn(w)
	w.journal.rents = w.journal.rents[:0]
	w.journal.incidents = w.journal.incidents[:0]
	w.journal.refusals = w.journal.refusals[:0]
	if w.Month.YearEnds() {
		for i := range w.Running {
			w.Running[i].YearLevel = 0
			w.State.Frame.Sites[i].YearLevel = 0
		}
		clear(w.State.Frame.YearExports)
	}
	w.Month++
}

// openMonth clears what the month will fill.
func (w *World) openMonth() {
	for i := range w.next.Quotes {
		w.next.Quotes[i].Bought, w.next.Quotes[i].Sold = 0, 0
	}
	copy(w.next.YearExports, w.State.Frame.YearExports)
	clear(w.paid)
	clear(w.moved)
	clear(w.journal.freight)
	clear(w.journal.duty)
}
