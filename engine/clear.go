package engine

import (
	"slices"

	"monazite/agents"
	"monazite/markets"
)

// market is one good's book of the month and its clearing.
type market struct {
	book     markets.Book
	clearing markets.Clearing
	asks     []ladder // of book.Asks, in their order
	bids     []ladder
	routes   []int32 // scenario route of each route in the book
	bidding  []bool  // per node: bids wait there
	asking   []bool  // per node: asks wait there
	quotaBy  []ID    // per gate in the book: source of its quota
	floorBy  []ID    // per floor in the book: source of it
}

// ladder is the orders that a plant has placed for one good side by side; it ends where the next begins.
type ladder struct {
	site, line ID
	end        int
}

// ladderSteps is how many orders most plants place for a good.
const ladderSteps = 8

// reserveMarkets makes room in each market for a ladder of every plant that trades the good, so that no month need ask for more.
func (w *World) reserveMarkets() {
	w.market = make([]market, len(w.Goods))
	asks, bids := make([]int, len(w.Goods)), make([]int, len(w.Goods))
	for i := range w.Lines {
		if line := &w.Lines[i]; line.Side == agents.Buys {
			bids[line.Good]++
		} else {
			asks[line.Good]++
		}
	}
	for good := range w.market {
		m, nodes := &w.market[good], len(w.Nodes)
		m.bidding, m.asking = make([]bool, nodes), make([]bool, nodes)
		m.asks, m.bids = make([]ladder, 0, asks[good]), make([]ladder, 0, bids[good])
		m.routes, m.quotaBy = make([]int32, 0, len(w.Routes)), make([]ID, 0, nodes)
		m.book = markets.Book{
			Nodes: nodes,
			Asks:  make([]markets.Order, 0, ladderSteps*asks[good]), Bids: make([]markets.Order, 0, ladderSteps*bids[good]),
			Routes: make([]markets.Route, 0, len(w.Routes)), Gates: make([]markets.Gate, 0, nodes), Near: make([]markets.Near, 0, nodes),
		}
		m.clearing.Reserve(&m.book)
	}
}

// clear forms a book per good and clears all of them; quotas that several goods share are then
// met by one charge on all of them.
func (w *World) clear() {
	w.collect()
	w.parallel(len(w.market), func(w *World, worker, good int) {
		w.ways(ID(good))
		m := &w.market[good]
		w.solvers[worker].Clear(&m.book, &m.clearing)
	})
	w.clearShared()
}

// collect puts every order into the book of its good, in the order of plants and ladders.
func (w *World) collect() {
	for good := range w.market {
		m := &w.market[good]
		m.book.Reset(len(w.Nodes))
		m.asks, m.bids, m.routes, m.quotaBy, m.floorBy = m.asks[:0], m.bids[:0], m.routes[:0], m.quotaBy[:0], m.floorBy[:0]
		clear(m.bidding)
		clear(m.asking)
	}
	for site, orders := range w.orders {
		for first, end := 0, 0; first < len(orders); first = end {
			for end = first + 1; end < len(orders) && orders[end].Slot == orders[first].Slot && orders[end].Bid == orders[first].Bid; {
				end++
			}
			w.place(ID(site), orders[first:end])
		}
	}
}

// place puts a plant's orders for one good into its book.
func (w *World) place(site ID, orders []agents.Order) {
	line, node := ID(w.Sites[site].First+int(orders[0].Slot)), w.node(site)
	m := &w.market[w.Lines[line].Good]
	book, ladders, trading := &m.book.Asks, &m.asks, m.asking
	if orders[0].Bid {
		book, ladders, trading = &m.book.Bids, &m.bids, m.bidding
	}
	placed := slices.Grow(*book, len(orders))
	for i := range orders {
		if o := &orders[i]; o.Mass > 0 {
			placed = append(placed, markets.Order{Price: o.Price, Mass: o.Mass, Node: node, Owner: site})
		}
	}
	if len(placed) == len(*book) {
		return
	}
	*book, trading[node] = placed, true
	if last := len(*ladders) - 1; last >= 0 && (*ladders)[last].line == line {
		(*ladders)[last].end = len(placed)
		return
	}
	*ladders = append(*ladders, ladder{site, line, len(placed)})
}

// sharesQuota says whether a good leaves a node under a quota with others.
func (w *World) sharesQuota(good, node ID) bool {
	for i := range w.rules.Shared {
		if w.rules.Shared[i].Covers(good, node) {
			return true
		}
	}
	return false
}

// ways adds the open routes between those who trade and the gates, with what contracts and transfers have left of them, the
// floors, and last month's prices to begin at.
func (w *World) ways(good ID) {
	m := &w.market[good]
	if len(m.book.Asks) == 0 || len(m.book.Bids) == 0 {
		return
	}
	for r, route := range w.Routes {
		rule := &w.rules.Routes[w.lane(good, r)]
		if !rule.Open || !m.asking[route.From] || !m.bidding[route.To] {
			continue
		}
		m.book.Routes = append(m.book.Routes, markets.Route{
			From: route.From, To: route.To, Cost: rule.Freight + rule.Duty,
			Cap: w.laneLeft(good, route.From, route.To), Leak: !w.abroad(route.From, route.To),
		})
		m.routes = append(m.routes, int32(r))
	}
	for node := range w.Nodes {
		rule := &w.rules.Gates[w.cell(good, ID(node))]
		quota := w.quotaLeft(good, ID(node))
		active := rule.Tax > 0 || quota != markets.Unlimited || w.sharesQuota(good, ID(node))
		m.book.Gates = append(m.book.Gates, markets.Gate{Quota: quota, Tax: rule.Tax, Active: active})
		m.quotaBy = append(m.quotaBy, rule.QuotaBy)
		last := &w.State.Frame.Quotes[w.cell(good, ID(node))]
		m.book.Near = append(m.book.Near, markets.Near{Sellers: last.Sellers, Buyers: last.Buyers})
	}
	w.floors(good)
}

// quotaLeft is what contracts and transfers have left of a good's own quota.
func (w *World) quotaLeft(good, node ID) markets.Mass {
	quota := w.rules.Gates[w.cell(good, node)].Quota
	if quota == markets.Unlimited {
		return quota
	}
	return max(0, quota-w.exported(good, node))
}
