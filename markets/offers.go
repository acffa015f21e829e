package markets

import "slices"

// Doubled keys make one solve do two things: twice the welfare plus the volume is largest exactly where
// the volume is largest among the allocations of largest welfare, because welfare per gram is a whole number.
func askKey(p Price) int64     { return 2 * int64(p) }
func bidKey(p Price) int64     { return 2*int64(p) + 1 }
func keyPrice(key int64) Price { return Price(key >> 1) }
func costKey(cost Price) int64 { return 2 * int64(cost) }

// offers is one side of one node as a step curve, the orders at one price merged. Supplying more goes up the keys: asks are
// sold from the cheapest, bids are given up from the lowest. So one upward curve serves both sides, a buyer starting from
// minus its demand.
type offers struct {
	keys   []int64 // 2 x price of an ask, 2 x price + 1 of a bid; rising
	masses []Mass
	before []Mass // of the lower keys
	total  Mass
}

// standing is where a key stands among offers.
type standing struct {
	place      int   // of the first key that is not lower
	below, at  Mass  // of lower keys, of equal ones
	prev, next int64 // nearest lower and higher key; -beyond and beyond where there is none
}

// beyond is further than any key.
const beyond = int64(1) << 60

// stand finds where a key stands, beginning at a place near by.
func (o *offers) stand(key int64, near int) standing {
	i := o.place(key, near)
	s := standing{place: i, below: o.massBefore(i), prev: -beyond, next: beyond}
	if i > 0 {
		s.prev = o.keys[i-1]
	}
	if i < len(o.keys) && o.keys[i] == key {
		s.at = o.masses[i]
		i++
	}
	if i < len(o.keys) {
		s.next = o.keys[i]
	}
	return s
}

// below is the mass of lower keys.
func (o *offers) below(key int64, near int) Mass { return o.massBefore(o.place(key, near)) }

// place is the first key that is not lower, found from a place near by with ever longer strides, then by halving.
func (o *offers) place(key int64, near int) int {
	keys, low, high := o.keys, near, near // lower keys are before low, no lower one is from high on
	for stride := 1; low > 0 && keys[low-1] >= key; stride *= 2 {
		high, low = low-1, max(0, low-stride)
	}
	for stride := 1; high < len(keys) && keys[high] < key; stride *= 2 {
		low, high = high+1, min(len(keys), high+stride)
	}
	for low < high {
		if middle := int(uint(low+high) >> 1); keys[middle] < key {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

func (o *offers) massBefore(place int) Mass {
	if place < len(o.keys) {
		return o.before[place]
	}
	return o.total
}

// side is the offers of one side of all nodes.
type side struct {
	nodes  []offers
	at     []int32  // per node: where its next order goes
	packed []uint64 // orders node by node: a price above the order's place in the slice
	spare  []uint64 // for sorting
	keys   []int64
	masses []Mass
	before []Mass
}

// Orders to be sorted are packed into one word, the price above the place, so that a sort moves 8 bytes an order.
// 2^40 micro-USD/kg is just above MaxPrice, 2^24 is MaxOrders.
const placeBits = 24

// build sorts the orders of each node and merges equal prices. Orders of 0 g are left out.
func (s *side) build(orders []Order, nodes int, parity int64) {
	s.group(orders, nodes, parity > 0)
	n := len(s.packed)
	s.keys, s.masses, s.before = grown(s.keys, n), grown(s.masses, n), grown(s.before, n)
	s.nodes = zeroed(s.nodes, nodes)
	first := int32(0)
	for node, end := range s.at {
		if end > first {
			sortPacked(s.packed[first:end], &s.spare)
			s.merge(&s.nodes[node], orders, int(first), int(end), parity)
		}
		first = end
	}
}

// group packs the orders node by node. Who bids names his highest price first, so bids are taken from the last to the first:
// most of the sorting is done then.
func (s *side) group(orders []Order, nodes int, backwards bool) {
	s.at = zeroed(s.at, nodes)
	for i := range orders {
		if orders[i].Mass > 0 {
			s.at[orders[i].Node]++
		}
	}
	sum := int32(0)
	for n, count := range s.at {
		s.at[n] = sum
		sum += count
	}
	s.packed = grown(s.packed, int(sum))
	for i := range orders {
		if backwards {
			i = len(orders) - 1 - i
		}
		if o := &orders[i]; o.Mass > 0 {
			s.packed[s.at[o.Node]] = uint64(o.Price)<<placeBits | uint64(i)
			s.at[o.Node]++
		}
	}
}

// merge makes a node's sorted orders its offers.
func (s *side) merge(o *offers, orders []Order, first, end int, parity int64) {
	last, before := first-1, int64(-1)
	for _, packed := range s.packed[first:end] {
		key, mass := int64(packed>>placeBits)<<1|parity, orders[packed&(1<<placeBits-1)].Mass
		if key != before {
			last++
			s.keys[last], s.before[last], s.masses[last] = key, o.total, 0
			before = key
		}
		s.masses[last] += mass
		o.total += mass
	}
	end = last + 1
	o.keys, o.masses, o.before = s.keys[first:end:end], s.masses[first:end:end], s.before[first:end:end]
}

// sortPacked sorts by insertion what is short: most nodes hold a few ladders, each sorted already. From 64 orders on
// digits are faster, and 10 times faster than comparisons from 10,000 on.
func sortPacked(group []uint64, spare *[]uint64) {
	if len(group) > 64 {
		sortDigits(group, spare)
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

// grown is a slice of n in the memory of s, whatever it holds.
func grown[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
