package markets

// ties finds, among equally good allocations, the one whose routes carry the lexicographically largest flows.
//
// Goods can be rerouted for free only around a cycle of ways that are tight, with prices that differ by exactly their cost, at
// all prices that support the allocation; it is enough to look at the prices found and at the least and the greatest. Where
// such ways form no cycle the allocation is unique; a union-find sees that in one pass. Routes are taken from the last to
// the first: one that closes a cycle with later ones can still be raised when its turn comes, no other can.
type ties struct {
	parent []int32 // union-find over the vertices and the ground
	loose  []int32 // arcs that can be raised, last first
	free   []bool  // ways that are tight at all supporting prices
	ends   []int32 // of those, by vertex
	first  []int32 // per vertex + 1: where they begin
	frozen []bool  // arcs already decided
	queue  []int32
	by     []int32 // per vertex: the end, at the vertex before it, of the arc it was reached by, or a mark; of the ground: that vertex
}

// The ground is one more vertex, joined to every vertex with an order at the margin: a cycle through it changes who trades.
const (
	notReached int32 = -1 - iota
	fromGround       // reached from the ground
	isOrigin
)

// breakTies raises each route in turn as far as it goes without lowering an earlier one.
func (a *CallAuction) breakTies() {
	a.findLoose()
	if len(a.ties.loose) == 0 {
		return
	}
	t := &a.ties
	a.listFree()
	t.frozen = zeroed(t.frozen, len(a.arcs))
	decided := a.routes
	for i := len(t.loose) - 1; i >= 0; i-- {
		route := t.loose[i]
		for ; decided <= int(route); decided++ {
			t.frozen[decided] = true
		}
		for r := &a.arcs[route]; r.flow < r.cap && a.canComeTo(r.from) && a.findCycle(r); {
			a.turnCycle(r)
		}
	}
}

// findLoose lists the free routes that close a cycle with later free ways.
func (a *CallAuction) findLoose() {
	t := &a.ties
	ground := int32(len(a.vertices))
	t.parent = zeroed(t.parent, len(a.vertices)+1)
	for v := range t.parent {
		t.parent[v] = int32(v)
	}
	for v := range a.vertices {
		if a.vertices[v].atMargin() {
			t.join(int32(v), ground)
		}
	}
	t.loose, t.free = t.loose[:0], zeroed(t.free, len(a.arcs))
	for i := range a.routes {
		if a.isFree(&a.arcs[i]) {
			t.free[i] = true
			t.join(a.arcs[i].from, a.arcs[i].to)
		}
	}
	for i := len(a.arcs) - 1; i >= a.routes; i-- {
		if r := &a.arcs[i]; a.isFree(r) {
			t.free[i] = true
			if !t.join(r.from, r.to) {
				t.loose = append(t.loose, int32(i))
			}
		}
	}
}

// isFree tells whether a way is tight at the prices found and, as far as they are bounded, at the least and the greatest.
func (a *CallAuction) isFree(r *arc) bool {
	if !a.tight(r) {
		return false
	}
	from, to, cost := &a.bounds[r.from], &a.bounds[r.to], Price(r.cost>>1)
	return (from.least == -unbounded || to.least == -unbounded || from.least+cost == to.least) &&
		(from.greatest == unbounded || to.greatest == unbounded || from.greatest+cost == to.greatest)
}

// listFree lists the ends of free ways, vertex by vertex.
func (a *CallAuction) listFree() {
	t := &a.ties
	t.ends, t.first = t.ends[:0], append(t.first[:0], 0)
	for v := range a.vertices {
		here := &a.vertices[v]
		for i, e := range a.endsOf(int32(v)) {
			if t.free[e.arc] {
				t.ends = append(t.ends, here.first+int32(i))
			}
		}
		t.first = append(t.first, int32(len(t.ends)))
	}
}

// atMargin tells whether an order at v is indifferent.
func (v *vertex) atMargin() bool { return v.canTake() > 0 || v.canGive() > 0 }

// join unites the sets of u and v and tells whether they were apart.
func (t *ties) join(u, v int32) bool {
	u, v = t.root(u), t.root(v)
	t.parent[u] = v
	return u != v
}

func (t *ties) root(v int32) int32 {
	for t.parent[v] != v {
		t.parent[v] = t.parent[t.parent[v]]
		v = t.parent[v]
	}
	return v
}

// canComeTo tells whether a vertex can get more along some free way or from its orders at the margin. Mostly it cannot, and
// there is no cycle to look for.
func (a *CallAuction) canComeTo(v int32) bool {
	t := &a.ties
	if a.vertices[v].canGive() > 0 {
		return true
	}
	for _, i := range t.ends[t.first[v]:t.first[v+1]] {
		if e := a.ends[i]; !t.frozen[e.arc] && a.room(e, -1) > 0 {
			return true
		}
	}
	return false
}

// findCycle searches a way back from the far end of a route to its near end over tight ways with room.
func (a *CallAuction) findCycle(r *arc) bool {
	t := &a.ties
	ground := int32(len(a.vertices))
	t.by = zeroed(t.by, len(a.vertices)+1)
	for v := range t.by {
		t.by[v] = notReached
	}
	t.by[r.to] = isOrigin
	t.queue = append(t.queue[:0], r.to)
	for next := 0; next < len(t.queue) && t.by[r.from] == notReached; next++ {
		if t.queue[next] == ground {
			a.spreadFromGround()
		} else {
			a.spread(t.queue[next])
		}
	}
	return t.by[r.from] != notReached
}

// spread reaches on from a vertex along tight ways with room and, where its marginal orders can take goods, to the ground.
func (a *CallAuction) spread(v int32) {
	t := &a.ties
	ground := int32(len(a.vertices))
	if t.by[ground] == notReached && a.vertices[v].canTake() > 0 {
		t.by[ground] = v
		t.queue = append(t.queue, ground)
	}
	for _, i := range t.ends[t.first[v]:t.first[v+1]] {
		if e := a.ends[i]; t.by[e.other] == notReached && !t.frozen[e.arc] && a.room(e, 1) > 0 {
			t.by[e.other] = i
			t.queue = append(t.queue, e.other)
		}
	}
}

// spreadFromGround reaches every vertex whose marginal orders can give goods.
func (a *CallAuction) spreadFromGround() {
	t := &a.ties
	for v := range a.vertices {
		if t.by[v] == notReached && a.vertices[v].canGive() > 0 {
			t.by[v] = fromGround
			t.queue = append(t.queue, int32(v))
		}
	}
}

// turnCycle moves as much as fits along a route and back around the cycle just found.
func (a *CallAuction) turnCycle(r *arc) {
	amount := min(r.cap-r.flow, a.walkCycle(r, 0))
	a.walkCycle(r, amount)
	r.flow += amount
}

// walkCycle goes the way back of the cycle, from the near end of r to its far end, moves the amount along it and
// returns the least room there was.
func (a *CallAuction) walkCycle(r *arc, amount Mass) (room Mass) {
	t := &a.ties
	ground := int32(len(a.vertices))
	room = Unlimited
	for v := r.from; v != r.to; {
		by := t.by[v]
		switch {
		case v == ground:
			v = by
			room = min(room, a.vertices[v].canTake())
			a.vertices[v].supplied -= amount
		case by == fromGround:
			room = min(room, a.vertices[v].canGive())
			a.vertices[v].supplied += amount
			v = ground
		default:
			e := a.ends[by]
			room = min(room, a.room(e, 1))
			v = a.push(e, 1, amount)
		}
	}
	return room
}
