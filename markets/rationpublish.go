package markets

// publish writes what was rationed and how the rest cleared into the clearing by merit.
func (r *ration) publish(allowed *Book, c *Clearing) {
	c.Zones, c.Rationed = append(c.Zones[:0], r.zones...), append(c.Rationed[:0], r.sold...)
	c.RationedFlow, c.RationedLocal = append(c.RationedFlow[:0], r.flow...), append(c.RationedLocal[:0], r.local...)
	r.publishPrices(allowed, c)
	c.RationGain = zeroed(c.RationGain, allowed.Nodes)
	c.Welfare, c.Volume = r.rest.Welfare, r.rest.Volume
	copy(c.AskFill, r.rest.AskFill)
	for j, sold := range r.sold {
		i := j % len(allowed.Asks)
		c.AskFill[i] += sold
		c.Welfare = c.Welfare.Minus(Product(allowed.Asks[i].Price, sold))
	}
	for i, o := range allowed.Bids {
		c.BidFill[i] = r.rest.BidFill[i]
		if r.cuts[o.Node] {
			c.BidFill[i] = o.Mass
			c.Welfare = c.Welfare.Plus(Product(o.Price, o.Mass))
			c.Volume += o.Mass
		}
	}
	copy(c.Exports, r.rest.Exports)
	copy(c.RouteRent, r.rest.RouteRent)
	copy(c.GateRent, r.rest.GateRent)
	for k := range allowed.Routes {
		c.Flow[k] = r.flow[k] + r.rest.Flow[k]
		r.publishFlow(allowed, c, k)
	}
	for n := range r.local {
		c.Local[n] = r.local[n] + r.rest.Local[n]
		r.gain(c, ID(n), allowed.Floors[n].Price, r.local[n])
	}
}

// publishPrices takes the prices of the rest. Buyers who are served under the ration pay their floor.
func (r *ration) publishPrices(b *Book, c *Clearing) {
	copy(c.Sellers, r.rest.Sellers)
	copy(c.Gates, r.rest.Gates)
	for n := range ID(b.Nodes) {
		if r.offered[n] > 0 {
			r.publishSellers(b, c, n)
		}
		if r.cuts[n] {
			continue
		}
		c.FloorRent[n], c.Buyers[n] = 0, r.rest.Buyers[n]
		if c.underFloor(b, n) {
			c.FloorRent[n], c.Buyers[n] = b.Floors[n].Price-c.Buyers[n], b.Floors[n].Price
		}
	}
}

// publishSellers prices a node whose sellers sell under the ration alone. Of the prices that support that they sell nothing
// else, the highest is their lowest unsold ask; it is what they have if the ration does not pay less.
func (r *ration) publishSellers(b *Book, c *Clearing, node ID) {
	lowest := r.least[node]
	for i := range r.left.Asks {
		o := &r.left.Asks[i]
		if o.Node != node || o.Mass == 0 {
			continue
		}
		if r.rest.AskFill[i] > 0 {
			return
		}
		lowest = min(lowest, o.Price)
	}
	c.Sellers[node] = lowest
	if gate := b.gate(node); !gate.Active {
		c.Gates[node] = lowest
	} else if !r.rest.HasSellers[node] {
		c.Gates[node] = lowest + gate.Tax
	}
}

// publishFlow books what is rationed on a route.
func (r *ration) publishFlow(b *Book, c *Clearing, k int) {
	way, flow := &b.Routes[k], r.flow[k]
	if flow == 0 {
		return
	}
	net := b.Netback(k)
	c.Welfare = c.Welfare.Minus(Product(b.Floors[way.To].Price-net, flow))
	if !way.Leak {
		c.Exports[way.From] += flow
	}
	r.gain(c, way.From, net, flow)
}

// gain adds what a node's sellers get above their price, per kilogram that they offered to the ration.
func (r *ration) gain(c *Clearing, node ID, net Price, flow Mass) {
	if flow > 0 {
		c.RationGain[node] += Price(MulDiv(int64(net-c.Sellers[node]), int64(flow), int64(r.offered[node])))
	}
}
