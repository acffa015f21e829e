package markets

// bounds are the least and the greatest price of a vertex among all vectors of prices that support the allocation.
// Both vectors are of that kind themselves, because such vectors form a lattice, and so is their midpoint rounded down.
type bounds struct{ least, greatest Price }

// unbounded stands for infinity; no sum of prices along a path comes near it.
const unbounded Price = 1 << 60

// support finds the bounds. An order with goods left to trade bounds the price of its vertex on one side, a filled
// one on the other; a way with room lets the far price be at most the near price plus cost; a way in use, at least.
func (a *CallAuction) support() {
	a.bounds = zeroed(a.bounds, len(a.vertices))
	for v := range a.vertices {
		a.bounds[v] = a.vertices[v].limits()
	}
	for changed := true; changed; {
		changed = false
		for i := range a.arcs {
			changed = a.tighten(&a.arcs[i]) || changed
		}
	}
}

// limits are the keys of the last order supplied and of the next one.
func (v *vertex) limits() bounds {
	limit := bounds{least: -unbounded, greatest: unbounded}
	switch {
	case v.canTake() > 0:
		limit.least = keyPrice(v.price)
	case v.here.below > 0:
		limit.least = keyPrice(v.here.prev)
	}
	switch {
	case v.canGive() > 0:
		limit.greatest = keyPrice(v.price)
	case v.here.next < beyond:
		limit.greatest = keyPrice(v.here.next)
	}
	return limit
}

// tighten applies one arc to the bounds at both its ends.
func (a *CallAuction) tighten(r *arc) (changed bool) {
	cost := Price(r.cost >> 1)
	from, to := &a.bounds[r.from], &a.bounds[r.to]
	if r.flow < r.cap { // price behind <= price before + cost
		if from.greatest < unbounded && to.greatest > from.greatest+cost {
			to.greatest, changed = from.greatest+cost, true
		}
		if to.least > -unbounded && from.least < to.least-cost {
			from.least, changed = to.least-cost, true
		}
	}
	if r.flow > 0 { // price behind >= price before + cost
		if to.greatest < unbounded && from.greatest > to.greatest-cost {
			from.greatest, changed = to.greatest-cost, true
		}
		if from.least > -unbounded && to.least < from.least+cost {
			to.least, changed = from.least+cost, true
		}
	}
	return changed
}

// price is the midpoint of the bounds, rounded down, or the finite one. A vertex where goods change hands is bounded on
// both sides; where only one is, no rule ties its price to another.
func (l bounds) price() Price {
	switch {
	case l.least > l.greatest:
		panic(Invariant("supporting-prices"))
	case l.least == -unbounded && l.greatest == unbounded:
		return 0
	case l.least == -unbounded:
		return l.greatest
	case l.greatest == unbounded:
		return l.least
	}
	return (l.least + l.greatest) >> 1
}
