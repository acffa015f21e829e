package markets

// descent moves prices until every vertex can pass on what it gets: an exact dual method (Hassin 1983; Bertsekas 1985).
//
// Let each region supply what its orders would at its price, fill the ways that earn more than their cost and leave empty
// those that earn less. The sum of what everybody gains at these prices, the dual, is convex in them, and it is least
// where goods balance: only at such prices can the rest, tight ways and orders at the margin, which are indifferent, carry
// what is left over to where it lacks. Prices that support an allocation form a lattice, and so do the best sets of prices
// to move (Murota 2003): those that are still short of a way out when all tight ways from a vertex have been tried.
//
// So a vertex with goods left over passes them on along tight ways with room: to vertices that lack goods, and to orders at
// the margin that change their mind. If it is stuck, the vertices it reaches are one side of a minimum cut, since the goods
// fill every way out of them; the dual falls when their prices fall together, and does so until enough of their orders have
// changed their mind, capped ways out have filled and capped ways in have emptied, or a way out becomes tight. That point is
// found exactly, see step. A vertex that lacks goods mirrors all that.
//
// No order is passed one at a time unless it decides, so that cost hardly grows with the number of orders; and it takes the
// fewer steps, the closer the first prices are.
type descent struct {
	network
	by       []int32  // per vertex: the end, at the vertex before it, of the arc it was reached by, or a mark
	group    []int32  // vertices reached, in the order they were
	members  []member // the same, while their prices move
	whole    Mass     // what they have left over before they do
	borders  []border
	limit    int64 // how far the prices of the group can move before a way out of it without a cap becomes tight
	steps    int
	patience int // how many steps a market may take
}

// descend balances all vertices. It gives up, and returns false, when it takes too many steps.
func (d *descent) descend() bool {
	d.by = zeroed(d.by, len(d.vertices))
	for v := range d.by {
		d.by[v] = notReached
	}
	d.group, d.steps = d.group[:0], 0
	for again := true; again; {
		again = false
		for v := range d.vertices {
			if excess := d.vertices[v].excess; excess != 0 {
				again = true
				if !d.relieve(int32(v), excess > 0) {
					return false
				}
			}
		}
	}
	return true
}

// relieve passes on what a vertex has left, or gets what it lacks, and moves prices whenever it is stuck.
func (d *descent) relieve(origin int32, surplus bool) bool {
	sign := int64(-1)
	if surplus {
		sign = 1
	}
	for Mass(sign)*d.vertices[origin].excess > 0 {
		if d.stuck(origin, sign) {
			if d.steps++; d.steps > d.patience {
				return false
			}
			d.step(sign)
		}
	}
	return true
}

// stuck passes goods on along tight ways. It tells whether some are left although no vertex reached can take more.
func (d *descent) stuck(origin int32, sign int64) bool {
	for _, v := range d.group {
		d.by[v] = notReached
	}
	d.group = append(d.group[:0], origin)
	d.by[origin] = isOrigin
	for next := 0; next < len(d.group); next++ {
		v := d.group[next]
		if d.unload(origin, v, sign) || d.vertices[origin].excess == 0 {
			return false
		}
		here := &d.vertices[v]
		for i, e := range d.endsOf(v) {
			tight := d.vertices[e.other].price == here.price+e.cost
			if tight && d.by[e.other] == notReached && d.room(e, sign) > 0 {
				d.by[e.other] = here.first + int32(i)
				d.group = append(d.group, e.other)
			}
		}
	}
	return true
}

// unload passes on to v what it lacks and what its orders at the margin take. It tells whether the way there is now full.
func (d *descent) unload(origin, v int32, sign int64) (full bool) {
	there := &d.vertices[v]
	lack, margin := -Mass(sign)*there.excess, there.canTake()
	if sign < 0 {
		margin = there.canGive()
	}
	lack = max(lack, 0)
	if lack+margin == 0 {
		return false
	}
	amount, full := d.send(d.by, origin, v, sign, lack+margin)
	lack = min(lack, amount)
	there.excess += Mass(sign) * lack
	there.supplied -= Mass(sign) * (amount - lack)
	return full
}
