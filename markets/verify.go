package markets

import "fmt"

// Verify proves a clearing of the book right, or names what is wrong: quantities balance within their limits, no order
// trades at a loss or is passed over, no way is used at a loss or left unused at a gain. Prices that pass are a
// certificate: welfare equals its dual, what all sides gain at these prices, so no other allocation has more. Where
// floors bind that holds of what they leave to the market.
func (c *Clearing) Verify(b *Book) error { return new(Verifier).Verify(b, c) }

// Verifier verifies clearings in memory that it keeps. The zero Verifier is ready.
type Verifier struct {
	b            *Book
	c            *Clearing
	sold, bought []Mass // per node: fills less what ways explain
	exports      []Mass // per node: through its gate
	primal, dual Wide   // welfare
	paid, passed Wide   // by buyers to sellers; by goods to ways
	err          error
}

// Verify is what Clearing.Verify is.
func (v *Verifier) Verify(b *Book, c *Clearing) error {
	if len(b.Floors) > 0 {
		return v.verifyFloors(b, c)
	}
	return v.verify(b, c)
}

// verify proves the clearing of a book without floors right.
func (v *Verifier) verify(b *Book, c *Clearing) error {
	*v = Verifier{
		b: b, c: c,
		sold: zeroed(v.sold, b.Nodes), bought: zeroed(v.bought, b.Nodes), exports: zeroed(v.exports, b.Nodes),
	}
	v.side("ask", b.Asks, c.AskFill)
	v.side("bid", b.Bids, c.BidFill)
	if v.err != nil {
		return v.err // sums of what is out of range mean nothing
	}
	v.pay()
	v.ways()
	for n := range b.Nodes {
		if v.sold[n] != 0 || v.bought[n] != 0 {
			v.fail("balance of node %d", n)
		}
	}
	if c.Welfare != v.primal || v.primal != v.dual {
		v.fail("welfare %v, recomputed %v, dual %v", c.Welfare, v.primal, v.dual)
	}
	if v.paid != v.passed {
		v.fail("payments less receipts %v, carriage, tax and rent %v", v.paid, v.passed)
	}
	return v.err
}

// fail keeps the first of what is wrong.
func (v *Verifier) fail(what string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf("clearing is wrong: "+what, args...)
	}
}

// side checks every fill of asks, or of bids, against the price of their side, and adds up what they are worth to their
// owners, what these gain, and what each node trades.
func (v *Verifier) side(name string, orders []Order, fills []Mass) {
	prices, has, traded, sign := v.c.Sellers, v.c.HasSellers, v.sold, Price(-1)
	if name == "bid" {
		prices, has, traded, sign = v.c.Buyers, v.c.HasBuyers, v.bought, 1
	}
	var worth, gained Wide
	var volume Mass
	for i := range orders {
		o, fill := &orders[i], fills[i]
		gain := sign * (o.Price - prices[o.Node]) // a kilogram
		if fill < 0 || fill > o.Mass || fill > 0 && gain < 0 || fill < o.Mass && gain > 0 || o.Mass > 0 && !has[o.Node] {
			v.fail("%s %d of node %d for %d g at %d trades %d g at %d", name, i, o.Node, o.Mass, o.Price, fill, prices[o.Node])
			return
		}
		traded[o.Node] += fill
		volume += fill
		worth.add(o.Price, fill)
		if gain > 0 {
			gained.add(gain, o.Mass)
		}
	}
	if volume != v.c.Volume {
		v.fail("volume %v, %ss filled %v", v.c.Volume, name, volume)
	}
	if sign < 0 {
		worth = worth.Negated()
	}
	v.primal, v.dual = v.primal.Plus(worth), v.dual.Plus(gained)
}

// pay adds up what buyers pay less what sellers get.
func (v *Verifier) pay() {
	for n := range v.b.Nodes {
		v.paid = v.paid.Plus(Product(v.c.Buyers[n], v.bought[n])).Minus(Product(v.c.Sellers[n], v.sold[n]))
	}
}

// ways checks what moves against the prices at both ends.
func (v *Verifier) ways() {
	for i := range v.b.Routes {
		r, flow := &v.b.Routes[i], v.c.Flow[i]
		before, shut := v.c.Sellers[r.From], false
		if !r.Leak {
			before = v.c.Gates[r.From]
			gate := v.b.gate(r.From)
			shut = gate.Active && gate.Quota <= 0
			v.exports[r.From] += flow
		}
		v.sold[r.From] -= flow
		v.bought[r.To] -= flow
		open := v.c.HasSellers[r.From] && v.c.HasBuyers[r.To] && !shut
		v.way(&way{"route", i, flow, r.Cap, v.c.Buyers[r.To] - before - r.Cost, r.Cost, v.c.RouteRent[i], open})
	}
	for n := range v.b.Nodes {
		if v.c.Exports[n] != v.exports[n] {
			v.fail("exports of node %d", n)
		}
		local := v.c.Local[n]
		v.sold[n] -= local
		v.bought[n] -= local
		both := v.c.HasSellers[n] && v.c.HasBuyers[n]
		v.way(&way{"home sale", n, local, Unlimited, v.c.Buyers[n] - v.c.Sellers[n], 0, 0, both})
		if g := v.b.gate(ID(n)); g.Active {
			gain := v.c.Gates[n] - v.c.Sellers[n] - g.Tax
			v.way(&way{"gate", n, v.exports[n], g.Quota, gain, g.Tax, v.c.GateRent[n], v.c.HasSellers[n] && g.Quota > 0})
		}
	}
}

// way is a route, a gate or a sale at home.
type way struct {
	kind      string
	index     int
	flow, cap Mass
	gain      Price // price behind - price before - cost
	cost      Price
	rent      Price
	open      bool
}

func (v *Verifier) way(w *way) {
	if w.flow == 0 && w.rent == 0 && w.gain <= 0 {
		return // nobody wants to use it
	}
	v.checkWay(w.flow >= 0 && w.flow <= w.cap, w, "carries more than it may")
	v.checkWay(w.open || w.flow == 0, w, "is closed and used")
	if !w.open {
		return
	}
	v.checkWay(w.flow == 0 || w.gain >= 0, w, "is used at a loss")
	v.checkWay(w.flow == w.cap || w.gain <= 0, w, "has room and earns")
	binds := w.flow > 0 && w.flow == w.cap
	v.checkWay(w.rent == w.gain || !binds && w.rent == 0, w, "has another rent than it earns")
	v.primal = v.primal.Minus(Product(w.cost, w.flow))
	v.passed = v.passed.Plus(Product(w.cost, w.flow)).Plus(Product(w.rent, w.flow))
	if w.gain > 0 {
		v.dual = v.dual.Plus(Product(w.gain, w.cap))
	}
}

// checkWay is fail for ways; it costs nothing while all is well.
func (v *Verifier) checkWay(ok bool, w *way, what string) {
	if !ok {
		v.fail("%s %d %s: flow %v, earns %v, rent %v", w.kind, w.index, what, w.flow, w.gain, w.rent)
	}
}
