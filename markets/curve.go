package markets

import "slices"

// level is all orders of one side of one node at one price.
type level struct {
	key    int64 // 2 x price of an ask, 2 x price + 1 of a bid; see keys
	before Mass  // of the levels below it on its side
	mass   Mass
	first  int32 // its first order in the sorted orders of the side
}

// Doubled keys make one solve do two things: twice the welfare plus the volume is largest exactly where
// the volume is largest among the allocations of largest welfare, because welfare per gram is a whole number.
func askKey(p Price) int64     { return 2 * int64(p) }
func bidKey(p Price) int64     { return 2*int64(p) + 1 }
func keyPrice(key int64) Price { return Price(key >> 1) }
func costKey(cost Price) int64 { return 2 * int64(cost) }

// Sorted orders are packed into one word, the price above the index, so that a sort moves 8 bytes an
// order and ties stay in slice order. 2^40 micro-USD/kg is just above MaxPrice.
const indexBits = 24

// side is the supply or demand of all nodes as step curves.
type side struct {
	sorted []uint64 // packed orders, by node, then price
	levels []level  // by node, then key
	nodes  []int32  // per node + 1: where its orders begin in sorted
	first  []int32  // per node + 1: where its levels begin
}

// build sorts the orders of each node and merges equal prices.
func (s *side) build(orders []Order, nodes int, key func(Price) int64) {
	s.group(orders, nodes)
	s.levels = s.levels[:0]
	s.first = zeroed(s.first, nodes+1)
	for n := range nodes {
		begin := int32(len(s.levels))
		s.first[n] = begin
		group := s.sorted[s.nodes[n]:s.nodes[n+1]]
		sortPacked(group)
		sum := Mass(0)
		for i, packed := range group {
			order := &orders[packed&(1<<indexBits-1)]
			k := key(order.Price)
			if last := len(s.levels) - 1; last < int(begin) || s.levels[last].key != k {
				s.levels = append(s.levels, level{key: k, before: sum, first: s.nodes[n] + int32(i)})
			}
			s.levels[len(s.levels)-1].mass += order.Mass
			sum += order.Mass
		}
	}
	s.first[nodes] = int32(len(s.levels))
}

// group packs the orders node by node. Orders of 0 g are left out.
func (s *side) group(orders []Order, nodes int) {
	s.nodes = zeroed(s.nodes, nodes+2)
	for i := range orders {
		if orders[i].Mass > 0 {
			s.nodes[orders[i].Node+2]++
		}
	}
	for n := 2; n < len(s.nodes); n++ {
		s.nodes[n] += s.nodes[n-1]
	}
	s.sorted = zeroed(s.sorted, int(s.nodes[nodes+1]))
	for i := range orders {
		if o := &orders[i]; o.Mass > 0 {
			at := &s.nodes[o.Node+1] // after the loop: where the node ends
			s.sorted[*at] = uint64(o.Price)<<indexBits | uint64(i)
			*at++
		}
	}
}

// sortPacked sorts by insertion what is short: most nodes hold a few ladders, each sorted already.
func sortPacked(group []uint64) {
	if len(group) > 48 {
		slices.Sort(group)
		return
	}
	for i := 1; i < len(group); i++ {
		x, j := group[i], i
		for ; j > 0 && group[j-1] > x; j-- {
			group[j] = group[j-1]
		}
		group[j] = x
	}
}

// curve is where a vertex stands on its levels. Supplying more goes up the levels: asks are sold from the cheapest,
// bids are given up from the lowest. So one upward curve serves both sides, a buyer starting from minus its demand.
type curve struct {
	levels []level
	at     int  // levels below it are supplied
	part   Mass // supplied of level at, less than its mass
}

// more is the next level to supply and how much of it is left; 0 at the top.
func (c *curve) more() (key int64, mass Mass) {
	if c.at == len(c.levels) {
		return 0, 0
	}
	l := &c.levels[c.at]
	return l.key, l.mass - c.part
}

// less is the last level supplied and how much of it there is to take back; 0 at the bottom.
func (c *curve) less() (key int64, mass Mass) {
	if c.part > 0 {
		return c.levels[c.at].key, c.part
	}
	if c.at == 0 {
		return 0, 0
	}
	l := &c.levels[c.at-1]
	return l.key, l.mass
}

// supply moves by mass, at most what more or less allows.
func (c *curve) supply(mass Mass) {
	c.part += mass
	if c.part < 0 {
		c.at--
		c.part += c.levels[c.at].mass
	} else if c.at < len(c.levels) && c.part == c.levels[c.at].mass {
		c.at++
		c.part = 0
	}
}

// settle supplies every level below key and returns the mass supplied.
func (c *curve) settle(key int64) Mass {
	low, high := 0, len(c.levels)
	for low < high {
		if middle := (low + high) / 2; c.levels[middle].key < key {
			low = middle + 1
		} else {
			high = middle
		}
	}
	c.at, c.part = low, 0
	return c.supplied()
}

// supplied is the mass supplied so far.
func (c *curve) supplied() Mass {
	if c.at < len(c.levels) {
		return c.levels[c.at].before + c.part
	}
	return c.total()
}

// total is the mass of all levels.
func (c *curve) total() Mass {
	if len(c.levels) == 0 {
		return 0
	}
	top := &c.levels[len(c.levels)-1]
	return top.before + top.mass
}
