package markets

import "math/bits"

// Clear finds where a book clears, as Select does, and fills its orders.
func (s *Selector[N]) Clear(b *ColumnBook[N]) Cut {
	c := s.Select(b)
	sold, bought := c.asks.tick, c.bids.tick+1 // asks below and bids from there trade whole
	if c.asks.traded == c.asks.mass {
		sold++
	}
	if c.bids.traded == c.bids.mass {
		bought--
	}
	b.Asks.fill(c.asks, 0, N(sold))
	b.Bids.fill(c.bids, N(bought), ^N(0))
	return c
}

// fill gives the orders from one tick to below an end their whole mass, those at an edge that trades in part their share
// of it and all others nothing. The edge is shared in order of id: fill_i = floor(cum_i V/Q) - floor(cum_(i-1) V/Q), as
// a CallAuction does. What a division leaves, (cum_i V) mod Q, is all that it passes on to the next.
func (c *Columns[N]) fill(e edge, from, end N) {
	c.Fill = grown(c.Fill, len(c.Price))
	price, mass, fill := c.Price, c.Mass, c.Fill
	edge, rest := N(e.tick), uint64(0)
	if e.traded == 0 || e.traded == e.mass {
		edge = ^N(0) // no order is there
	}
	for len(price) > 0 {
		i := fillWhole(price, mass, fill, from, end-from, edge)
		for ; i < len(price) && price[i] == edge; i++ {
			hi, lo := bits.Mul64(uint64(mass[i]), e.traded)
			lo, carry := bits.Add64(lo, rest, 0)
			var filled uint64
			filled, rest = bits.Div64(hi+carry, lo, e.mass)
			fill[i] = N(filled)
		}
		price, mass, fill = price[i:], mass[i:], fill[i:]
	}
}

// fillWhole gives the orders at span ticks from a first one their whole mass and the others nothing, until it meets one
// at the edge, and returns its index. Which side of the edge an order is on cannot be guessed, so it selects without a
// branch. Inlined, it would run out of registers.
//
//go:noinline
func fillWhole[N Unsigned](price, mass, fill []N, from, span, edge N) int {
	mass, fill = mass[:len(price)], fill[:len(price)]
	for i, tick := range price {
		filled := mass[i]
		if tick-from >= span {
			filled = 0
		}
		fill[i] = filled
		if tick == edge {
			return i
		}
	}
	return len(price)
}

// Welfare is what the fills gain from trade, bids filled less asks filled at their own limits; in 1e-9 USD if a unit
// is a gram.
func (b *ColumnBook[N]) Welfare() Wide {
	gain := b.Bids.worth().Minus(b.Asks.worth()) // as many bids are filled as asks, so the origin does not matter
	hi, lo := bits.Mul64(gain.Lo, uint64(b.Step))
	return Wide{Hi: gain.Hi*int64(b.Step) + int64(hi), Lo: lo}
}

// worth is the sum of fills x ticks.
func (c *Columns[N]) worth() Wide {
	fill := c.Fill[:len(c.Price)]
	var high, low uint64
	for i, tick := range c.Price {
		hi, lo := bits.Mul64(uint64(tick), uint64(fill[i]))
		var carry uint64
		low, carry = bits.Add64(low, lo, 0)
		high += hi + carry
	}
	return Wide{Hi: int64(high), Lo: low}
}
