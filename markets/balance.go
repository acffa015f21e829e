package markets

import "math"

// balancer moves goods until every vertex passes on what it gets, by successive shortest paths.
//
// It starts from any prices at which no route without a cap would earn more than its cost. At those prices every
// order trades or not, every route is full or empty, and vertices are left with goods they cannot place or demand
// they cannot meet. A vertex with goods left lowers its price, and drags down the vertices it can ship to, until
// someone takes them: a vertex that lacks goods, or an order at the margin that changes its mind. Then the vertices
// that lack goods raise theirs in the same way. When all are relieved, prices and flows prove each other optimal.
type balancer struct {
	*network
	curves  []curve // per vertex
	reach   []reach
	by      []int32 // per vertex reached: the end, at the vertex before it, of the arc it was reached by
	reached []int32 // vertices with a distance, in the order they got it
	done    int     // how many of them, from the start, have been visited
}

// reach is what a search knows about a vertex.
type reach struct {
	distance int64 // how far the price of the origin must move before goods pass
	margin   int64 // the same until an order at the vertex gives way
	state    uint8 // unknown, open (reached) or visited
}

const (
	unknown uint8 = iota
	open
	visited
)

const never = math.MaxInt64

// balance relieves all vertices, those with goods left first.
func (b *balancer) balance(n *network) {
	b.network = n
	n.startTogether()
	n.settle()
	b.curves = zeroed(b.curves, len(b.vertices))
	for i := range b.vertices {
		v := &b.vertices[i]
		b.curves[i] = curve{offers: v.offers, at: v.here.place}
	}
	b.reach, b.by, b.reached = zeroed(b.reach, len(b.vertices)), grown(b.by, len(b.vertices)), b.reached[:0]
	for _, sign := range [2]int64{1, -1} {
		for v := range b.vertices {
			for Mass(sign)*b.vertices[v].excess > 0 {
				b.relieve(int32(v), sign)
			}
		}
	}
	for i := range b.vertices {
		v := &b.vertices[i]
		v.supplied, v.here = b.curves[i].supplied(), v.stand(v.price, b.curves[i].at)
	}
}

// relieve searches outward from a vertex with excess and hands on as much as it can until the excess is gone or
// a route on the way is full; then prices are moved and the caller searches anew. Sign -1 mirrors everything: the
// vertex lacks goods, they come to it and prices rise.
func (b *balancer) relieve(origin int32, sign int64) {
	for _, v := range b.reached {
		b.reach[v].state = unknown
	}
	b.reached, b.done = append(b.reached[:0], origin), 0
	b.reach[origin] = reach{state: open}
	for {
		margin, marginal := b.nearestMargin()
		distance, next := b.nearestOpen()
		if margin == never && next < 0 {
			panic(Invariant("excess-without-outlet"))
		}
		full := false
		if margin <= distance {
			distance = margin
			full = b.yield(origin, marginal, sign)
		} else {
			b.visit(next, sign)
			if Mass(sign)*b.vertices[b.reached[b.done-1]].excess < 0 {
				full = b.deliver(origin, b.reached[b.done-1], sign)
			}
		}
		if full || b.vertices[origin].excess == 0 {
			b.reprice(distance, sign)
			return
		}
	}
}

// nearestMargin is the visited vertex whose order at the margin gives way first.
func (b *balancer) nearestMargin() (margin int64, vertex int32) {
	margin, vertex = never, -1
	for _, v := range b.reached[:b.done] {
		if m := b.reach[v].margin; m < margin {
			margin, vertex = m, v
		}
	}
	return margin, vertex
}

// nearestOpen is the place in reached of the nearest vertex not yet visited, -1 if there is none.
func (b *balancer) nearestOpen() (distance int64, place int) {
	distance, place = never, -1
	for i := b.done; i < len(b.reached); i++ {
		if d := b.reach[b.reached[i]].distance; d < distance {
			distance, place = d, i
		}
	}
	return distance, place
}

// visit makes a vertex part of the group whose price moves and reaches on from it.
func (b *balancer) visit(place int, sign int64) {
	v := b.reached[place]
	b.reached[place] = b.reached[b.done]
	b.reached[b.done] = v
	b.done++
	here := &b.reach[v]
	here.state = visited
	b.setMargin(v, sign)
	price := b.vertices[v].price
	for i, e := range b.endsOf(v) {
		far := &b.reach[e.other]
		if far.state == visited || b.room(e, sign) == 0 {
			continue
		}
		distance := here.distance + sign*(price+e.cost-b.vertices[e.other].price)
		if far.state == unknown {
			b.reached = append(b.reached, e.other)
		} else if far.distance <= distance {
			continue
		}
		*far = reach{distance: distance, state: open}
		b.by[e.other] = b.vertices[v].first + int32(i)
	}
}

// setMargin works out when the next order at v gives way: a seller keeps its goods, a buyer takes more (sign 1),
// or the reverse.
func (b *balancer) setMargin(v int32, sign int64) {
	here := &b.reach[v]
	key, mass := b.curves[v].less()
	if sign < 0 {
		key, mass = b.curves[v].more()
	}
	here.margin = never
	if mass > 0 {
		here.margin = here.distance + sign*(b.vertices[v].price-key)
	}
}

// yield passes excess on to the order at the margin of v. It tells whether the way there is now full.
func (b *balancer) yield(origin, v int32, sign int64) (full bool) {
	curve := &b.curves[v]
	_, mass := curve.less()
	if sign < 0 {
		_, mass = curve.more()
	}
	amount, full := b.send(b.by, origin, v, sign, mass)
	curve.supply(-Mass(sign) * amount)
	b.setMargin(v, sign)
	return full
}

// deliver passes excess on to a vertex that lacks it. It tells whether the way there is now full.
func (b *balancer) deliver(origin, v int32, sign int64) (full bool) {
	amount, full := b.send(b.by, origin, v, sign, -Mass(sign)*b.vertices[v].excess)
	b.vertices[v].excess += Mass(sign) * amount
	return full
}

// reprice moves the price of every vertex nearer than distance by the difference.
func (b *balancer) reprice(distance, sign int64) {
	for _, v := range b.reached[:b.done] {
		if d := b.reach[v].distance; d < distance {
			b.vertices[v].price -= sign * (distance - d)
		}
	}
}
