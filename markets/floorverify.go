package markets

// verifyFloors proves the clearing of a book with floors right: nobody pays less than a floor, what is rationed keeps to the
// rules, and what is left, at prices without what floors add, clears the book that is left.
func (v *Verifier) verifyFloors(b *Book, c *Clearing) error {
	v.b, v.c, v.err = b, c, nil
	v.check(!c.tooCheap(b), "something is bought below a floor")
	if v.err != nil {
		return v.err
	}
	if len(c.FloorRent) == 0 {
		return v.verify(b, c)
	}
	allowed, left, rest := Book{}, &Book{}, c.clone()
	allowed.refuse(b)
	left.copy(&allowed)
	for n, rent := range c.FloorRent {
		v.check(rent >= 0 && (rent == 0 || c.Buyers[n] == b.Floors[n].Price), "floor rent %v of node %d", rent, n)
		rest.Buyers[n] -= rent
	}
	if len(c.Rationed) > 0 {
		v.takeRation(left, rest)
	}
	rest.HasSellers, rest.HasBuyers = hasOrders(left.Asks, b.Nodes), hasOrders(left.Bids, b.Nodes)
	if v.err != nil {
		return v.err
	}
	return v.verify(left, rest)
}

func (v *Verifier) check(ok bool, what string, args ...any) {
	if !ok {
		v.fail(what, args...)
	}
}

// clone is a copy that shares no slice that takeRation changes.
func (c *Clearing) clone() *Clearing {
	d := *c
	d.Buyers = append([]Price(nil), c.Buyers...)
	for _, s := range []*[]Mass{&d.AskFill, &d.BidFill, &d.Flow, &d.Local, &d.Exports} {
		*s = append([]Mass(nil), *s...)
	}
	return &d
}

func hasOrders(orders []Order, nodes int) []bool {
	has := make([]bool, nodes)
	for i := range orders {
		has[orders[i].Node] = has[orders[i].Node] || orders[i].Mass > 0
	}
	return has
}

// takeRation takes what is rationed off a book and its clearing and checks it on the way.
func (v *Verifier) takeRation(left *Book, rest *Clearing) {
	for n, mass := range v.c.RationedLocal {
		v.check(mass >= 0, "ration at node %d", n)
		rest.Local[n] -= mass
	}
	for k, flow := range v.c.RationedFlow {
		way := &left.Routes[k]
		v.check(flow >= 0, "ration on route %d", k)
		rest.Flow[k] -= flow
		rest.Welfare = rest.Welfare.Plus(Product(left.Floors[way.To].Price-left.Netback(k), flow))
		if way.Cap != Unlimited {
			way.Cap -= flow
		}
		if !way.Leak {
			rest.Exports[way.From] -= flow
			if gate := left.gate(way.From); gate.Active && gate.Quota != Unlimited {
				left.Gates[way.From].Quota -= flow
				v.check(left.Gates[way.From].Quota >= 0, "ration through gate %d", way.From)
			}
		}
	}
	into := make([]Mass, left.Nodes)
	for _, floor := range v.c.Zones {
		v.takeZone(left, rest, floor, into)
	}
	for i := range left.Bids {
		o := &left.Bids[i]
		if v.inZone(o.Node) {
			v.check(rest.BidFill[i] == o.Mass, "bid %d is not served under the ration", i)
			rest.BidFill[i] -= o.Mass
			rest.Welfare = rest.Welfare.Minus(Product(o.Price, o.Mass))
			into[o.Node] -= o.Mass
			o.Mass = 0
		}
	}
	for n, off := range into {
		v.check(off == 0, "ration into node %d", n)
	}
}

// inZone tells whether something is rationed to a node.
func (v *Verifier) inZone(node ID) bool {
	into := v.c.RationedLocal[node]
	for k, flow := range v.c.RationedFlow {
		if v.b.Routes[k].To == node {
			into += flow
		}
	}
	return into > 0
}

// takeZone takes what asks sell under one floor and adds up what comes into its nodes. Asks are no dearer than what the
// sellers of their node get at least, and that is no less than their price.
func (v *Verifier) takeZone(left *Book, rest *Clearing, floor Price, into []Mass) {
	out, least := make([]Mass, left.Nodes), make([]Price, left.Nodes)
	for n := range least {
		least[n] = MaxPrice
	}
	move := func(from, to ID, flow Mass, net Price) {
		if flow > 0 && left.Floors[to].Price == floor {
			v.check(left.Floors[to].ProRata && v.c.FloorRent[to] > 0, "ration to node %d, whose floor does not bind", to)
			v.check(net >= v.c.Sellers[from], "sellers of node %d get less under the ration", from)
			least[from] = min(least[from], net)
			out[from] += flow
			into[to] += flow
		}
	}
	for n, mass := range v.c.RationedLocal {
		move(ID(n), ID(n), mass, floor)
	}
	for k, flow := range v.c.RationedFlow {
		move(left.Routes[k].From, left.Routes[k].To, flow, left.Netback(k))
	}
	for i, mass := range v.c.RationedAt(floor) {
		o := &left.Asks[i]
		v.check(mass >= 0 && mass <= o.Mass, "ration of ask %d", i)
		v.check(mass == 0 || o.Price <= least[o.Node], "ask %d sells at a loss under the ration", i)
		o.Mass -= mass
		out[o.Node] -= mass
		rest.AskFill[i] -= mass
		rest.Volume -= mass
		rest.Welfare = rest.Welfare.Plus(Product(o.Price, mass))
	}
	for n, off := range out {
		v.check(off == 0, "ration from node %d", n)
	}
}
