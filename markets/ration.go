package markets

// rationRounds bounds how often sellers who would earn more elsewhere are left out of a ration.
const rationRounds = 8

// ration cuts what is offered at a pro rata floor, everybody's offers alike, where buyers pay that floor.
//
// The sellers of a node take part if at the floor less their way they get no less than the price that clears the market
// without rationing, and of their asks those that are no dearer than that; where several ways lead to nodes under one floor,
// the dearest of them counts. They sell the same share of these asks, as far as caps and quotas let them, and are paid what
// these ways bring on average. What is left clears as usual. Sellers whom that would pay more than the ration does are left
// out of it, and the cut begins anew. Where those who remain cannot serve all that buyers take at the floor, which needs a cap
// or a price close to the floor, the allocation stays the one by merit.
type ration struct {
	auction *CallAuction
	left    Book     // what the cut leaves
	rest    Clearing // of left
	pool    pool
	cuts    []bool  // per node: what is offered to it is cut
	barred  []bool  // per node: its sellers earn more elsewhere
	least   []Price // per node: least netback of what its sellers sell under the ration
	offered []Mass  // per node: what they would sell
	zones   []Price // floors at which offers are cut, the highest first
	sold    []Mass  // [zone*asks + ask]
	flow    []Mass  // per route
	local   []Mass  // per node
}

// clear rations where pro rata floors bind and writes the outcome. It leaves a clearing by merit as it is where none does
// or none can.
func (r *ration) clear(allowed *Book, c *Clearing) {
	r.cuts, r.barred = zeroed(r.cuts, allowed.Nodes), zeroed(r.barred, allowed.Nodes)
	for n, f := range allowed.Floors {
		r.cuts[n] = f.ProRata && c.FloorRent[n] > 0
	}
	r.zones = r.zones[:0]
	for floor := r.nextFloor(allowed, MaxPrice+1); floor > 0; floor = r.nextFloor(allowed, floor) {
		r.zones = append(r.zones, floor)
	}
	if len(r.zones) == 0 {
		return
	}
	for range rationRounds {
		if !r.cut(allowed, c) {
			return
		}
		r.auction.solve(&r.left, &r.rest)
		if !r.bar() {
			r.publish(allowed, c)
			return
		}
	}
}

// nextFloor is the highest floor below a price at which offers are cut, 0 if there is none.
func (r *ration) nextFloor(b *Book, below Price) (next Price) {
	for n, f := range b.Floors {
		if f.Price < below && r.cuts[n] {
			next = max(next, f.Price)
		}
	}
	return next
}

// cut gives the buyers at every floor, the highest first, their part of every offer. It tells whether all are served.
func (r *ration) cut(allowed *Book, c *Clearing) bool {
	r.left.copy(allowed)
	r.least, r.offered = zeroed(r.least, allowed.Nodes), zeroed(r.offered, allowed.Nodes)
	r.sold = zeroed(r.sold, len(r.zones)*len(allowed.Asks))
	r.flow, r.local = zeroed(r.flow, len(allowed.Routes)), zeroed(r.local, allowed.Nodes)
	for n := range r.least {
		r.least[n] = MaxPrice
	}
	for z, floor := range r.zones {
		demand := r.gather(c, floor)
		r.pool.share(r.auction)
		if r.pool.clearing.Volume < demand {
			return false
		}
		r.take(r.sold[z*len(allowed.Asks):][:len(allowed.Asks)])
	}
	return true
}

// copy makes b a copy of another book that shares no memory with it.
func (b *Book) copy(from *Book) {
	b.Nodes, b.Floors = from.Nodes, from.Floors
	b.Asks, b.Bids = append(b.Asks[:0], from.Asks...), append(b.Bids[:0], from.Bids...)
	b.Routes, b.Gates = append(b.Routes[:0], from.Routes...), append(b.Gates[:0], from.Gates...)
}

// gather puts into the pool what buyers take at a floor, the ways to them, and what would be sold there. What
// buyers take is theirs now and leaves the book. It returns how much that is.
func (r *ration) gather(c *Clearing, floor Price) (demand Mass) {
	p, b := &r.pool, &r.left
	p.reset(b)
	zone := func(n ID) bool { return b.Floors[n].Price == floor && r.cuts[n] }
	for i := range b.Bids {
		if o := &b.Bids[i]; zone(o.Node) {
			p.book.Bids = append(p.book.Bids, Order{Price: MaxPrice, Mass: o.Mass, Node: o.Node})
			demand += o.Mass
			o.Mass = 0
		}
	}
	for n := range ID(b.Nodes) {
		if zone(n) && r.joins(c, n, floor) {
			p.limit[n] = floor
		}
	}
	for k := range b.Routes {
		way, gate := &b.Routes[k], b.gate(b.Routes[k].From)
		room := way.Cap > 0 && (way.Leak || !gate.Active || gate.Quota > 0)
		if net := b.Netback(k); room && zone(way.To) && r.joins(c, way.From, net) {
			p.limit[way.From] = min(p.limit[way.From], net)
			p.addRoute(way, k)
		}
	}
	for i := range b.Asks {
		if o := &b.Asks[i]; o.Price <= p.limit[o.Node] && p.limit[o.Node] <= MaxPrice {
			p.willing[o.Node] += o.Mass
		}
	}
	return demand
}

// joins tells whether sellers of a node take part at a netback.
func (r *ration) joins(c *Clearing, node ID, net Price) bool {
	return c.HasSellers[node] && !r.barred[node] && net >= c.Sellers[node]
}

// take books what the pool has shared and takes it off what is left. What asks sell goes to sold.
func (r *ration) take(sold []Mass) {
	p, b := &r.pool, &r.left
	for j, flow := range p.clearing.Flow {
		way := &b.Routes[p.ways[j]]
		r.flow[p.ways[j]] += flow
		if way.Cap != Unlimited {
			way.Cap -= flow
		}
		if gate := b.gate(way.From); gate.Active && !way.Leak && gate.Quota != Unlimited {
			b.Gates[way.From].Quota -= flow
		}
	}
	for n := range ID(b.Nodes) {
		r.local[n] += p.clearing.Local[n]
		if p.sold[n] > 0 {
			r.takeFrom(n, sold)
			r.least[n] = min(r.least[n], p.limit[n])
			r.offered[n] = max(r.offered[n], p.willing[n])
		}
	}
}

// takeFrom shares what a node sells among its asks that are willing: fill_i = floor(cum_i V/Q) - floor(cum_(i-1) V/Q).
func (r *ration) takeFrom(node ID, sold []Mass) {
	p := &r.pool
	sum, filled := Mass(0), Mass(0)
	for i := range r.left.Asks {
		o := &r.left.Asks[i]
		if o.Node != node || o.Price > p.limit[node] {
			continue
		}
		sum += o.Mass
		through := Mass(MulDiv(int64(sum), int64(p.sold[node]), int64(p.willing[node])))
		sold[i] = through - filled
		o.Mass -= through - filled
		filled = through
	}
}

// bar leaves out sellers whom the rest of the market pays more than the ration. It tells whether there are any.
func (r *ration) bar() (found bool) {
	for n := range r.barred {
		if r.offered[n] > 0 && r.rest.HasSellers[n] && r.rest.Sellers[n] > r.least[n] {
			r.barred[n], found = true, true
		}
	}
	return found
}
