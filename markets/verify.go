package markets

import "fmt"

// Verify proves a clearing of the book right, or names what is wrong: quantities balance within their limits, no order
// trades at a loss or is passed over, no way is used at a loss or left unused at a gain. Prices that pass are a
// certificate: welfare equals its dual, what all sides gain at these prices, so no other allocation has more. Where
// floors bind that holds of what they leave to the market.
func (c *Clearing) Verify(b *Book) error {
	if len(b.Floors) > 0 {
		return c.verifyFloors(b)
	}
	return c.verify(b)
}

// verify proves the clearing of a book without floors right.
func (c *Clearing) verify(b *Book) error {
	v := verifier{b: b, c: c}
	v.sold, v.bought = make([]Mass, b.Nodes), make([]Mass, b.Nodes)
	v.orders()
	v.ways()
	for n := range b.Nodes {
		v.check(v.sold[n] == 0 && v.bought[n] == 0, "balance of node %d", n)
	}
	v.check(c.Welfare == v.primal, "welfare %v, recomputed %v", c.Welfare, v.primal)
	v.check(v.primal == v.dual, "welfare %v, dual %v", v.primal, v.dual)
	v.check(v.paid == v.passed, "payments less receipts %v, carriage, tax and rent %v", v.paid, v.passed)
	return v.err
}

// verifier sums up a clearing.
type verifier struct {
	b            *Book
	c            *Clearing
	sold, bought []Mass // per node: fills less what ways explain
	primal, dual Wide   // welfare
	paid, passed Wide   // by buyers to sellers; by goods to ways
	err          error
}

func (v *verifier) check(ok bool, what string, args ...any) {
	if !ok && v.err == nil {
		v.err = fmt.Errorf("clearing is wrong: "+what, args...)
	}
}

// orders checks every fill against the price of its side.
func (v *verifier) orders() {
	var sold, bought Mass
	for i, o := range v.b.Asks {
		fill, price := v.c.AskFill[i], v.c.Sellers[o.Node]
		v.check(fill >= 0 && fill <= o.Mass, "fill of ask %d", i)
		v.check(fill == 0 || price >= o.Price, "ask %d sells at a loss", i)
		v.check(fill == o.Mass || price <= o.Price, "ask %d is passed over", i)
		v.check(o.Mass == 0 || v.c.HasSellers[o.Node], "node %d has sellers", o.Node)
		v.sold[o.Node] += fill
		v.primal = v.primal.Minus(Product(o.Price, fill))
		v.dual = v.dual.Plus(Product(max(price-o.Price, 0), o.Mass))
		v.paid = v.paid.Minus(Product(price, fill))
		sold += fill
	}
	for i, o := range v.b.Bids {
		fill, price := v.c.BidFill[i], v.c.Buyers[o.Node]
		v.check(fill >= 0 && fill <= o.Mass, "fill of bid %d", i)
		v.check(fill == 0 || price <= o.Price, "bid %d buys at a loss", i)
		v.check(fill == o.Mass || price >= o.Price, "bid %d is passed over", i)
		v.check(o.Mass == 0 || v.c.HasBuyers[o.Node], "node %d has buyers", o.Node)
		v.bought[o.Node] += fill
		v.primal = v.primal.Plus(Product(o.Price, fill))
		v.dual = v.dual.Plus(Product(max(o.Price-price, 0), o.Mass))
		v.paid = v.paid.Plus(Product(price, fill))
		bought += fill
	}
	v.check(sold == v.c.Volume && bought == v.c.Volume, "volume %v, sold %v, bought %v", v.c.Volume, sold, bought)
}

// ways checks what moves against the prices at both ends.
func (v *verifier) ways() {
	exports := make([]Mass, v.b.Nodes)
	for i, r := range v.b.Routes {
		before := v.c.Gates[r.From]
		if r.Leak {
			before = v.c.Sellers[r.From]
		} else {
			exports[r.From] += v.c.Flow[i]
		}
		v.sold[r.From] -= v.c.Flow[i]
		v.bought[r.To] -= v.c.Flow[i]
		gate := v.b.gate(r.From)
		open := v.c.HasSellers[r.From] && v.c.HasBuyers[r.To] && (r.Leak || !gate.Active || gate.Quota > 0)
		v.way(way{"route", i, v.c.Flow[i], r.Cap, v.c.Buyers[r.To] - before - r.Cost, r.Cost, v.c.RouteRent[i], open})
	}
	for n := range v.b.Nodes {
		v.check(v.c.Exports[n] == exports[n], "exports of node %d", n)
		local := v.c.Local[n]
		v.sold[n] -= local
		v.bought[n] -= local
		both := v.c.HasSellers[n] && v.c.HasBuyers[n]
		v.way(way{"home sale", n, local, Unlimited, v.c.Buyers[n] - v.c.Sellers[n], 0, 0, both})
		if g := v.b.gate(ID(n)); g.Active {
			gain := v.c.Gates[n] - v.c.Sellers[n] - g.Tax
			v.way(way{"gate", n, exports[n], g.Quota, gain, g.Tax, v.c.GateRent[n], v.c.HasSellers[n] && g.Quota > 0})
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

func (v *verifier) way(w way) {
	v.checkWay(w.flow >= 0 && w.flow <= w.cap, &w, "carries more than it may")
	v.checkWay(w.open || w.flow == 0, &w, "is closed and used")
	if !w.open {
		return
	}
	v.checkWay(w.flow == 0 || w.gain >= 0, &w, "is used at a loss")
	v.checkWay(w.flow == w.cap || w.gain <= 0, &w, "has room and earns")
	binds := w.flow > 0 && w.flow == w.cap
	v.checkWay(w.rent == w.gain || !binds && w.rent == 0, &w, "has another rent than it earns")
	v.primal = v.primal.Minus(Product(w.cost, w.flow))
	v.passed = v.passed.Plus(Product(w.cost, w.flow)).Plus(Product(w.rent, w.flow))
	if w.gain > 0 {
		v.dual = v.dual.Plus(Product(w.gain, w.cap))
	}
}

// checkWay is check for ways; it costs nothing while all is well.
func (v *verifier) checkWay(ok bool, w *way, what string) {
	if !ok && v.err == nil {
		v.err = fmt.Errorf("clearing is wrong: %s %d %s: flow %v, earns %v, rent %v", w.kind, w.index, what, w.flow, w.gain, w.rent)
	}
}
