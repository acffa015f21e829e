package markets

// publish writes prices, fills, flows, rents and welfare.
func (a *CallAuction) publish(b *Book, c *Clearing) {
	for i := range b.Nodes {
		if v := a.seller[i]; v >= 0 {
			c.HasSellers[i], c.Sellers[i] = true, a.bounds[v].price()
			c.Gates[i] = c.Sellers[i]
			worth, _ := a.fill(&a.asks, v, b.Asks, c.AskFill)
			c.Welfare = c.Welfare.Minus(worth)
		}
		if v := a.exit[i]; v >= 0 && v != a.seller[i] {
			c.Gates[i] = gatePrice(a.bounds[v], c.Sellers[i]+b.Gates[i].Tax)
		}
		if v := a.buyer[i]; v >= 0 {
			c.HasBuyers[i], c.Buyers[i] = true, a.bounds[v].price()
			worth, volume := a.fill(&a.bids, v, b.Bids, c.BidFill)
			c.Welfare = c.Welfare.Plus(worth)
			c.Volume += volume
		}
	}
	for i := range a.arcs {
		if a.arcs[i].flow > 0 {
			a.publishFlow(b, c, &a.arcs[i])
		}
	}
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

// fill shares what a vertex trades among its orders: levels better than its price whole, the marginal one pro rata.
// It returns the fills' worth at the orders' own limits, and their mass.
func (a *CallAuction) fill(s *side, v int32, orders []Order, fills []Mass) (worth Wide, volume Mass) {
	node, curve := a.vertices[v].node, &a.vertices[v].curve
	supplied := curve.supplied()
	for i := range curve.levels {
		l := &curve.levels[i]
		traded := min(max(supplied-l.before, 0), l.mass)
		if s == &a.bids {
			traded = l.mass - traded // the curve of a buyer supplies what it gives up
		}
		if traded == 0 {
			continue
		}
		end := s.nodes[node+1]
		if i+1 < len(curve.levels) {
			end = curve.levels[i+1].first
		}
		shareMargin(s.sorted[l.first:end], orders, fills, margin{traded, l.mass})
		worth = worth.Plus(Product(keyPrice(l.key), traded))
		volume += traded
	}
	return worth, volume
}

// margin is what a level trades of what it holds.
type margin struct{ traded, mass Mass }

// shareMargin fills a level in order: fill_i = floor(cum_i V/Q) - floor(cum_(i-1) V/Q), so that fills sum to V
// and splitting an order changes nobody else's fill.
func shareMargin(level []uint64, orders []Order, fills []Mass, m margin) {
	sum, filled := Mass(0), Mass(0)
	for _, packed := range level {
		i := packed & (1<<indexBits - 1)
		if m.traded == m.mass {
			fills[i] = orders[i].Mass
			continue
		}
		sum += orders[i].Mass
		through := Mass(MulDiv(int64(sum), int64(m.traded), int64(m.mass)))
		fills[i] = through - filled
		filled = through
	}
}
