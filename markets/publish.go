package markets

// publish writes prices, fills, flows, rents and welfare.
func (a *CallAuction) publish(b *Book, c *Clearing) {
	a.publishPrices(b, c)
	a.publishFills(b, c)
	for i := range a.arcs {
		if a.arcs[i].flow > 0 {
			a.publishFlow(b, c, &a.arcs[i])
		}
	}
}

func (a *CallAuction) publishPrices(b *Book, c *Clearing) {
	for i := range b.Nodes {
		if v := a.seller[i]; v >= 0 {
			c.HasSellers[i], c.Sellers[i] = true, a.bounds[v].price()
			c.Gates[i] = c.Sellers[i]
		}
		if v := a.exit[i]; v >= 0 && v != a.seller[i] {
			c.Gates[i] = gatePrice(a.bounds[v], c.Sellers[i]+b.Gates[i].Tax)
		}
		if v := a.buyer[i]; v >= 0 {
			c.HasBuyers[i], c.Buyers[i] = true, a.bounds[v].price()
		}
	}
}

func (a *CallAuction) publishFills(b *Book, c *Clearing) {
	a.margins = zeroed(a.margins, b.Nodes)
	for i, v := range a.seller {
		if v >= 0 {
			v := &a.vertices[v]
			a.margins[i] = margin{key: v.price, traded: v.canTake(), mass: v.here.at}
		}
	}
	cost, _ := a.fill(b.Asks, c.AskFill, askKey, 1)
	for i, v := range a.buyer {
		if v >= 0 {
			v := &a.vertices[v]
			a.margins[i] = margin{key: v.price, traded: v.canGive(), mass: v.here.at}
		}
	}
	worth, volume := a.fill(b.Bids, c.BidFill, bidKey, -1)
	c.Welfare, c.Volume = worth.Minus(cost), volume
}

// gatePrice is the price behind a gate. Where no way leads on, any low price would do, and it is what goods would
// cost there.
func gatePrice(l bounds, landed Price) Price {
	if l.least == -unbounded {
		return landed
	}
	return l.price()
}

// publishFlow writes one way in use: what it carries, costs and, if its cap binds, earns.
func (a *CallAuction) publishFlow(b *Book, c *Clearing, r *arc) {
	c.Welfare = c.Welfare.Minus(Product(Price(r.cost>>1), r.flow))
	node := a.vertices[r.from].node
	if r.route < 0 {
		if r.to == a.buyer[node] {
			c.Local[node] = r.flow
		} else if r.flow == r.cap {
			c.GateRent[node] = c.Gates[node] - c.Sellers[node] - Price(r.cost>>1)
		}
		return
	}
	route, before := &b.Routes[r.route], c.Gates[node]
	if route.Leak {
		before = c.Sellers[node]
	} else {
		c.Exports[node] += r.flow
	}
	c.Flow[r.route] = r.flow
	if r.flow == r.cap {
		c.RouteRent[r.route] = c.Buyers[route.To] - before - route.Cost
	}
}

// margin is where the orders of one side of a node stop trading.
type margin struct {
	key          int64
	traded, mass Mass // of the orders with this key: what trades of what there is
	sum, filled  Mass // of those gone through
}

// fill shares what each vertex of a side trades among its orders: better than its price whole, at its price pro rata in
// order, fill_i = floor(cum_i V/Q) - floor(cum_(i-1) V/Q), so that fills sum to V and splitting an order changes nobody
// else's fill. Orders are better the lower (sign 1) or the higher (sign -1) their keys. It returns the worth of the fills at
// the orders' own limits, and their mass.
func (a *CallAuction) fill(orders []Order, fills []Mass, key func(Price) int64, sign int64) (worth Wide, volume Mass) {
	for i := range orders {
		o := &orders[i]
		m := &a.margins[o.Node]
		worse := sign * (key(o.Price) - m.key)
		fill := o.Mass & Mass(worse>>63)
		if worse == 0 && o.Mass > 0 {
			m.sum += o.Mass
			through := m.traded
			if m.sum < m.mass {
				through = Mass(MulDiv(int64(m.sum), int64(m.traded), int64(m.mass)))
			}
			fill = through - m.filled
			m.filled = through
		}
		fills[i] = fill
		worth.add(o.Price, fill)
		volume += fill
	}
	return worth, volume
}
