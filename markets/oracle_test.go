package markets

import (
	"math/big"
	"sort"
)

// oracle clears a book the slow and obvious way: every order is an arc of its own, negative cycles are cancelled one by
// one, and ties are part of the cost. It shares no code with the auction.
//
// Prices must be small: one unit of cost is worth more than any change of volume, which is worth more than any change
// of the first route, and so on, all packed into one int64.
type oracle struct {
	book  *Book
	arcs  []oracleArc
	order []int // routes by from, to, index
	asks  []int // arc of each order, route and gate
	bids  []int
	local []int
	gates []int
	route []int
}

type oracleArc struct {
	from, to  int
	price     int64 // the true cost
	cost      int64 // with ties
	cap, flow Mass
}

// Vertices of the oracle: 0 the ground, then sellers, gate and buyers of each node.
func sellersOf(n ID) int { return 1 + 3*int(n) }
func gateOf(n ID) int    { return 2 + 3*int(n) }
func buyersOf(n ID) int  { return 3 + 3*int(n) }

func (o *oracle) add(a oracleArc) int {
	o.arcs = append(o.arcs, a)
	return len(o.arcs) - 1
}

// newOracle builds the graph. weight3^k is worth more than all that follows it.
func newOracle(b *Book) *oracle {
	o := &oracle{book: b}
	weight := int64(1)
	for i := range b.Routes {
		o.order = append(o.order, i)
		weight *= 3
	}
	sort.SliceStable(o.order, func(x, y int) bool {
		r, s := b.Routes[o.order[x]], b.Routes[o.order[y]]
		return r.From < s.From || r.From == s.From && r.To < s.To
	})
	welfare, volume := 9*weight, 3*weight
	for _, a := range b.Asks {
		p := int64(a.Price)
		o.asks = append(o.asks, o.add(oracleArc{0, sellersOf(a.Node), p, p * welfare, a.Mass, 0}))
	}
	for _, a := range b.Bids {
		p := int64(a.Price)
		o.bids = append(o.bids, o.add(oracleArc{buyersOf(a.Node), 0, -p, -p*welfare - volume, a.Mass, 0}))
	}
	for n := range ID(b.Nodes) {
		g := b.gate(n)
		if !g.Active {
			g = Gate{Quota: 1 << 50}
		}
		o.local = append(o.local, o.add(oracleArc{sellersOf(n), buyersOf(n), 0, 0, 1 << 50, 0}))
		o.gates = append(o.gates, o.add(oracleArc{sellersOf(n), gateOf(n), int64(g.Tax), int64(g.Tax) * welfare, min(g.Quota, 1<<50), 0}))
	}
	o.route = make([]int, len(b.Routes))
	for _, i := range o.order {
		r, from := b.Routes[i], gateOf(b.Routes[i].From)
		if r.Leak {
			from = sellersOf(r.From)
		}
		o.route[i] = o.add(oracleArc{from, buyersOf(r.To), int64(r.Cost), int64(r.Cost)*welfare - weight, min(r.Cap, 1<<50), 0})
		weight /= 3
	}
	return o
}

// hop is an arc taken forwards or backwards.
type hop struct {
	arc     int
	forward bool
}

func (o *oracle) hop(h hop) (from, to int, cost, price int64, room Mass) {
	a := o.arcs[h.arc]
	if h.forward {
		return a.from, a.to, a.cost, a.price, a.cap - a.flow
	}
	return a.to, a.from, -a.cost, -a.price, a.flow
}

// solve cancels negative cycles until none is left.
func (o *oracle) solve() {
	for {
		cycle := o.negativeCycle()
		if cycle == nil {
			return
		}
		room := Mass(1 << 50)
		for _, h := range cycle {
			_, _, _, _, r := o.hop(h)
			room = min(room, r)
		}
		for _, h := range cycle {
			if h.forward {
				o.arcs[h.arc].flow += room
			} else {
				o.arcs[h.arc].flow -= room
			}
		}
	}
}

// negativeCycle is Bellman and Ford's.
func (o *oracle) negativeCycle() []hop {
	n := 1 + 3*o.book.Nodes
	distance, by := make([]int64, n), make([]hop, n)
	last := -1
	for range n {
		last = -1
		for i := range o.arcs {
			for _, forward := range []bool{true, false} {
				h := hop{i, forward}
				from, to, cost, _, room := o.hop(h)
				if room > 0 && distance[from]+cost < distance[to] {
					distance[to], by[to], last = distance[from]+cost, h, to
				}
			}
		}
		if last < 0 {
			return nil
		}
	}
	for range n {
		last, _, _, _, _ = o.hop(by[last])
	}
	var cycle []hop
	for v := last; ; {
		cycle = append(cycle, by[v])
		if v, _, _, _, _ = o.hop(by[v]); v == last {
			return cycle
		}
	}
}

const oracleFar = int64(1) << 40

// bounds gives the least and greatest supporting price of every vertex: shortest paths at true costs from and to the
// ground.
func (o *oracle) bounds() (least, greatest []int64) {
	n := 1 + 3*o.book.Nodes
	d := make([][]int64, n)
	for i := range d {
		d[i] = make([]int64, n)
		for j := range d[i] {
			if d[i][j] = oracleFar; i == j {
				d[i][j] = 0
			}
		}
	}
	for i := range o.arcs {
		for _, forward := range []bool{true, false} {
			if from, to, _, price, room := o.hop(hop{i, forward}); room > 0 {
				d[from][to] = min(d[from][to], price)
			}
		}
	}
	for k := range d {
		for i := range d {
			for j := range d {
				if d[i][k] < oracleFar && d[k][j] < oracleFar {
					d[i][j] = min(d[i][j], d[i][k]+d[k][j])
				}
			}
		}
	}
	for v := range d {
		greatest = append(greatest, d[0][v])
		least = append(least, -d[v][0])
	}
	return least, greatest
}

func oraclePrice(least, greatest int64) Price {
	switch {
	case least == -oracleFar:
		return Price(greatest)
	case greatest == oracleFar:
		return Price(least)
	}
	sum := least + greatest
	if sum < 0 && sum%2 != 0 {
		sum--
	}
	return Price(sum / 2)
}

// clear is the whole outcome.
func (o *oracle) clear() *Clearing {
	o.solve()
	c, b := &Clearing{}, o.book
	c.reset(b)
	welfare := int64(0)
	for i := range o.arcs {
		welfare -= o.arcs[i].price * int64(o.arcs[i].flow)
	}
	c.Welfare = Product(Price(welfare), 1)
	least, greatest := o.bounds()
	price := func(v int) Price { return oraclePrice(least[v], greatest[v]) }
	c.AskFill = oracleFills(b.Asks, o.flows(o.asks))
	c.BidFill = oracleFills(b.Bids, o.flows(o.bids))
	for i, f := range c.BidFill {
		c.Volume += f
		if n := b.Bids[i].Node; b.Bids[i].Mass > 0 {
			c.HasBuyers[n], c.Buyers[n] = true, price(buyersOf(n))
		}
	}
	for _, a := range b.Asks {
		if a.Mass > 0 {
			c.HasSellers[a.Node], c.Sellers[a.Node] = true, price(sellersOf(a.Node))
		}
	}
	c.Local, c.Exports, c.Flow = o.flows(o.local), o.flows(o.gates), o.flows(o.route)
	for n := range ID(b.Nodes) {
		if c.Gates[n] = c.Sellers[n]; c.HasSellers[n] && b.gate(n).Active && b.gate(n).Quota > 0 {
			if c.Gates[n] = price(gateOf(n)); least[gateOf(n)] == -oracleFar {
				c.Gates[n] = c.Sellers[n] + b.gate(n).Tax
			}
		}
		if f := c.Exports[n]; f > 0 && b.gate(n).Active && f == b.gate(n).Quota {
			c.GateRent[n] = price(gateOf(n)) - price(sellersOf(n)) - b.gate(n).Tax
		}
	}
	for i, r := range b.Routes {
		if f := c.Flow[i]; f > 0 && f == r.Cap {
			c.RouteRent[i] = price(buyersOf(r.To)) - price(o.arcs[o.route[i]].from) - r.Cost
		}
	}
	return c
}

func (o *oracle) flows(arcs []int) []Mass {
	var flows []Mass
	for _, a := range arcs {
		flows = append(flows, o.arcs[a].flow)
	}
	return flows
}

// oracleFills shares what each node and price trades by the formula of the text book, in big integers.
func oracleFills(orders []Order, traded []Mass) []Mass {
	fills := make([]Mass, len(orders))
	for i, order := range orders {
		var sum, through, quantity, volume Mass
		for j, other := range orders {
			if other.Node != order.Node || other.Price != order.Price {
				continue
			}
			quantity += other.Mass
			volume += traded[j]
			if j < i {
				sum += other.Mass
			}
			if j <= i {
				through += other.Mass
			}
		}
		if quantity > 0 {
			floor := func(m Mass) Mass {
				n := new(big.Int).Mul(big.NewInt(int64(m)), big.NewInt(int64(volume)))
				return Mass(n.Div(n, big.NewInt(int64(quantity))).Int64())
			}
			fills[i] = floor(through) - floor(sum)
		}
	}
	return fills
}
