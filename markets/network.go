package markets

import (
	"cmp"
	"slices"
)

// vertex is the sellers' side of a node, its export gate or the buyers' side of a node.
type vertex struct {
	*offers           // none at a gate
	price    int64    // its potential, in keys
	here     standing // of its price among its offers
	supplied Mass     // of its offers, from the lowest key up
	excess   Mass     // what it has to pass on; < 0: what it lacks
	node     ID
	first    int32 // its first end in network.ends
}

// canTake is how much the marginal orders of v could take at its price: asks withdrawn, bids met.
func (v *vertex) canTake() Mass { return v.supplied - v.here.below }

// canGive is how much the marginal orders of v could give at its price: asks sold, bids given up.
func (v *vertex) canGive() Mass { return v.here.below + v.here.at - v.supplied }

// noOffers are those of a gate.
var noOffers offers

// arc is a route, the way from a node's sellers through its gate, or from its sellers to its own buyers.
type arc struct {
	from, to  int32 // vertices
	route     int32 // index in the book, or -1
	cost      int64 // in keys
	cap, flow Mass
}

// end is an arc seen from one of its vertices.
type end struct {
	cost  int64 // of going to the far end: of the arc, or minus that
	other int32 // the vertex there
	arc   int32
	out   bool
}

// network is the active part of a book: sides without orders and ways to or from them are left out,
// since nothing can pass there and no price hangs on them.
type network struct {
	asks, bids side
	vertices   []vertex
	arcs       []arc   // routes last, sorted by from, to, index
	ends       []end   // by vertex
	routes     int     // where routes begin in arcs
	seller     []int32 // vertex per node, -1 none
	exit       []int32 // where routes of the node begin: its gate, else its sellers
	buyer      []int32
	order      []int32 // routes of the book by from, to, index
}

// build translates the book.
func (n *network) build(b *Book) {
	n.asks.build(b.Asks, b.Nodes, 0)
	n.bids.build(b.Bids, b.Nodes, 1)
	n.vertices, n.arcs = n.vertices[:0], n.arcs[:0]
	n.seller, n.exit, n.buyer = zeroed(n.seller, b.Nodes), zeroed(n.exit, b.Nodes), zeroed(n.buyer, b.Nodes)
	for i := range b.Nodes {
		n.seller[i] = n.addSide(&n.asks, ID(i))
		n.buyer[i] = n.addSide(&n.bids, ID(i))
		n.exit[i] = n.seller[i]
		if n.seller[i] < 0 {
			continue
		}
		if n.buyer[i] >= 0 {
			n.arcs = append(n.arcs, arc{from: n.seller[i], to: n.buyer[i], route: -1, cap: Unlimited})
		}
		if g := b.gate(ID(i)); g.Active {
			n.exit[i] = n.addGate(g, ID(i))
		}
	}
	n.routes = len(n.arcs)
	n.addRoutes(b)
	n.link()
}

// addSide adds a vertex for one side of a node if it has orders.
func (n *network) addSide(s *side, node ID) int32 {
	if len(s.nodes[node].keys) == 0 {
		return -1
	}
	n.vertices = append(n.vertices, vertex{node: node, offers: &s.nodes[node]})
	return int32(len(n.vertices) - 1)
}

// addGate adds the gate of a node whose sellers' vertex exists. A quota of 0 closes the node.
func (n *network) addGate(g Gate, node ID) int32 {
	if g.Quota == 0 {
		return -1
	}
	n.vertices = append(n.vertices, vertex{node: node, offers: &noOffers})
	v := int32(len(n.vertices) - 1)
	n.arcs = append(n.arcs, arc{from: n.seller[node], to: v, route: -1, cost: costKey(g.Tax), cap: g.Quota})
	return v
}

// addRoutes adds the routes between active sides in the order of the tie rule, in which an engine keeps them.
func (n *network) addRoutes(b *Book) {
	last := int64(0)
	for i := range b.Routes {
		pair := b.Routes[i].pair()
		if pair < last {
			n.addInOrder(b)
			return
		}
		last = pair
		n.addRoute(b, int32(i))
	}
}

// addInOrder begins again with routes that are not in the order of the tie rule.
func (n *network) addInOrder(b *Book) {
	n.arcs = n.arcs[:n.routes]
	n.order = routeOrder(b.Routes, n.order[:0])
	for _, i := range n.order {
		n.addRoute(b, i)
	}
}

func (n *network) addRoute(b *Book, i int32) {
	r := &b.Routes[i]
	from, to := n.exit[r.From], n.buyer[r.To]
	if r.Leak {
		from = n.seller[r.From]
	}
	if from >= 0 && to >= 0 && r.Cap > 0 {
		n.arcs = append(n.arcs, arc{from: from, to: to, route: i, cost: costKey(r.Cost), cap: r.Cap})
	}
}

// pair orders routes by from, then to.
func (r *Route) pair() int64 { return int64(r.From)<<32 | int64(r.To) }

// routeOrder appends the indices of routes by from, to, index.
func routeOrder(routes []Route, order []int32) []int32 {
	for i := range routes {
		order = append(order, int32(i))
	}
	slices.SortStableFunc(order, func(i, j int32) int { return cmp.Compare(routes[i].pair(), routes[j].pair()) })
	return order
}

// link lists the ends of arcs vertex by vertex.
func (n *network) link() {
	n.ends = zeroed(n.ends, 2*len(n.arcs))
	for i := range n.arcs {
		n.vertices[n.arcs[i].from].first++
		n.vertices[n.arcs[i].to].first++
	}
	sum := int32(0)
	for v := range n.vertices {
		sum += n.vertices[v].first
		n.vertices[v].first = sum // where it ends; counted down below
	}
	for i := len(n.arcs) - 1; i >= 0; i-- {
		a := &n.arcs[i]
		from, to := &n.vertices[a.from], &n.vertices[a.to]
		from.first--
		n.ends[from.first] = end{cost: a.cost, other: a.to, arc: int32(i), out: true}
		to.first--
		n.ends[to.first] = end{cost: -a.cost, other: a.from, arc: int32(i)}
	}
}

// endsOf lists the arcs at a vertex.
func (n *network) endsOf(v int32) []end {
	if int(v)+1 < len(n.vertices) {
		return n.ends[n.vertices[v].first:n.vertices[v+1].first]
	}
	return n.ends[n.vertices[v].first:]
}

// gain is what a way earns above its cost.
func (n *network) gain(a *arc) int64 {
	return n.vertices[a.to].price - n.vertices[a.from].price - a.cost
}

func (n *network) tight(a *arc) bool { return n.gain(a) == 0 }

// room is how much more can move away from the vertex of e (sign 1) or towards it (sign -1) along the arc.
func (n *network) room(e end, sign int64) Mass {
	a := &n.arcs[e.arc]
	if e.out == (sign > 0) {
		return a.cap - a.flow
	}
	return a.flow
}

// push moves goods away from the vertex of e (sign 1) or towards it (sign -1) and returns that vertex.
func (n *network) push(e end, sign int64, amount Mass) int32 {
	a := &n.arcs[e.arc]
	if e.out == (sign > 0) {
		a.flow += amount
	} else {
		a.flow -= amount
	}
	if e.out {
		return a.from
	}
	return a.to
}

// send moves at most limit of the excess of origin to v, along the arcs by which v was reached, and takes it off that excess.
// It tells how much, and whether the way is now full.
func (n *network) send(by []int32, origin, v int32, sign int64, limit Mass) (amount Mass, full bool) {
	amount = min(limit, Mass(sign)*n.vertices[origin].excess)
	for u := v; u != origin; {
		e := n.ends[by[u]]
		amount = min(amount, n.room(e, sign))
		u = n.push(e, sign, 0)
	}
	for u := v; u != origin; {
		e := n.ends[by[u]]
		u = n.push(e, sign, amount)
		full = full || n.room(e, sign) == 0
	}
	n.vertices[origin].excess -= Mass(sign) * amount
	return amount, full
}
