package markets

// start prices every vertex, near the prices that the book names if it does, and settles what that decides. Any prices will do
// at which no way without a cap earns more than its cost; the nearer they are, the less there is to move.
func (n *network) start(b *Book) {
	if len(b.Near) > 0 {
		n.startNear(b)
	} else {
		n.startTogether()
	}
	n.settle()
}

// settle supplies what is below the price of each vertex and fills the ways that earn more than their cost.
func (n *network) settle() {
	for i := range n.vertices {
		v := &n.vertices[i]
		v.here = v.stand(v.price, len(v.keys)/2)
		v.supplied, v.excess = v.here.below, v.here.below
	}
	for _, v := range n.buyer {
		if v >= 0 {
			n.vertices[v].excess -= n.vertices[v].total
		}
	}
	for i := range n.arcs {
		a := &n.arcs[i]
		a.flow = 0
		if n.gain(a) > 0 {
			a.flow = a.cap
			n.vertices[a.from].excess -= a.cap
			n.vertices[a.to].excess += a.cap
		}
	}
}

// startTogether prices every vertex where pooled supply meets pooled demand, as if carriage were free and no rule stood in
// the way.
func (n *network) startTogether() {
	price := n.pooledPrice()
	for v := range n.vertices {
		n.vertices[v].price = price
	}
}

// pooledPrice bisects for the price at which all nodes together want to buy what they want to sell, to about a
// thousandth of the range of prices.
func (n *network) pooledPrice() int64 {
	low, high, demand := int64(never), int64(0), Mass(0)
	for i := range n.vertices {
		if keys := n.vertices[i].keys; len(keys) > 0 {
			low, high = min(low, keys[0]), max(high, keys[len(keys)-1])
		}
	}
	for _, v := range n.buyer {
		if v >= 0 {
			demand += n.vertices[v].total
		}
	}
	for range 10 {
		if low >= high {
			break
		}
		middle, supply := low+(high-low)/2, Mass(0)
		for i := range n.vertices {
			supply += n.vertices[i].below(middle, len(n.vertices[i].keys)/2)
		}
		if supply < demand {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return high
}

// startNear takes the book's prices. Last month's freight and duties are not quite this month's: where goods landed at nearly
// what buyers paid, buyers are taken to pay what they land at now, so that places whose prices hang together go on together.
func (n *network) startNear(b *Book) {
	for i := range b.Nodes {
		if v := n.seller[i]; v >= 0 {
			n.vertices[v].price = askKey(b.Near[i].Sellers)
		}
		if v := n.buyer[i]; v >= 0 {
			n.vertices[v].price = askKey(b.Near[i].Buyers)
		}
	}
	for i := range b.Nodes {
		if v := n.exit[i]; v >= 0 && v != n.seller[i] {
			n.priceGate(v)
		}
	}
	for _, v := range n.buyer {
		if v >= 0 {
			n.priceBuyers(v)
		}
	}
}

// priceGate takes the best that buyers behind a gate pay, or what goods cost there if that is nearly the same.
func (n *network) priceGate(v int32) {
	best, landed, capped := int64(-never), int64(0), false
	for _, e := range n.endsOf(v) {
		a, far := &n.arcs[e.arc], n.vertices[e.other].price
		if e.out {
			best = max(best, far-a.cost)
		} else {
			landed, capped = far+a.cost, a.cap != Unlimited
		}
	}
	if best == -never || nearly(best, landed) || best > landed && !capped {
		best = landed
	}
	n.vertices[v].price = best
}

// priceBuyers lets buyers pay no more than where goods land without a cap, and as much if that is nearly the same.
func (n *network) priceBuyers(v int32) {
	price, landed := n.vertices[v].price, int64(never)
	for _, e := range n.endsOf(v) {
		if a := &n.arcs[e.arc]; a.cap == Unlimited {
			landed = min(landed, n.vertices[e.other].price+a.cost)
		}
	}
	if price > landed || nearly(price, landed) {
		n.vertices[v].price = landed
	}
}

// nearly tells whether two prices differ by less than a thirty-second part.
func nearly(p, q int64) bool { return max(p-q, q-p) < q>>5 }
