package markets

import "math/bits"

// Cut is where a ColumnBook clears. Line up all units asked or bid for, the cheapest first, and count off as many as
// are bid for: the prices that clear the market reach from the last one counted to the next one, whichever side they
// are on (Wurman, Walsh and Wellman 1998). Finding two units of given rank is a selection, so nothing is sorted.
type Cut struct {
	Least, Greatest       uint64 // clearing prices in ticks; Least means nothing without buyers, Greatest without sellers
	HasSellers, HasBuyers bool   // the side has orders
	Volume                uint64 // traded, in units: the most of all allocations that gain most
	asks, bids            edge
}

// edge is where a side stops trading: better ticks trade whole, worse ones do not, the orders at this one pro rata.
type edge struct {
	tick         uint64
	traded, mass uint64 // of the orders at the tick; mass > 0
}

// Price is the midpoint of the clearing prices, rounded down to a micro-USD/kg; without buyers the lowest ask,
// without sellers the highest bid, without either 0.
func (c *Cut) Price(g Grid) Price { return c.bounds(g).price() }

func (c *Cut) bounds(g Grid) bounds {
	limit := bounds{least: -unbounded, greatest: unbounded}
	if c.HasBuyers {
		limit.least = g.At(c.Least)
	}
	if c.HasSellers {
		limit.greatest = g.At(c.Greatest)
	}
	return limit
}

// Selector clears column books. A value owns the buffers of one worker: two histograms of 128 KB and, where one look
// does not find the margin, the orders near it.
type Selector[N Unsigned] struct {
	asks, bids tally[N]
	start      uint64 // the first tick in question
	width      int    // there are 2^width ticks in question
	shift      int    // a bucket is 2^shift of them
	least      int    // bucket of the last unit counted off
	greatest   int    // bucket of the next one
}

// tally counts one side of the ticks in question.
type tally[N Unsigned] struct {
	orders    Columns[N] // prices count from the first of these ticks
	near      Columns[N] // memory for orders, after the first look
	histogram histogram
	below     uint64 // mass of orders below the bucket of the margin
	at        uint64 // and in it
}

// histogram is the mass per bucket.
type histogram [1 << mostBits]uint64

// Buckets must be cleared and scanned, so a histogram has about one for three orders; more than 2^14 a side would
// leave the second-level cache.
const (
	leastBits = 6
	mostBits  = 14
)

// NewSelector makes a selector; its buffers grow with the first books.
func NewSelector[N Unsigned]() *Selector[N] { return &Selector[N]{} }

// Select finds where a book clears. It looks at every order once, and again at those in the bucket of the margin if
// buckets hold several ticks because ticks are many. It relies on what Check checks.
func (s *Selector[N]) Select(b *ColumnBook[N]) Cut {
	s.asks.orders, s.asks.below = b.Asks, 0
	s.bids.orders, s.bids.below = b.Bids, 0
	s.start, s.width = 0, bits.Len64(b.Ticks-1)
	s.count()
	wanted := s.bids.total(s.buckets())
	s.locate(wanted)
	hasSellers := s.greatest < s.buckets()
	for s.least == s.greatest && s.shift > 0 {
		s.narrow()
		s.count()
		s.locate(wanted)
	}
	cut := s.cut(wanted)
	cut.HasSellers, cut.HasBuyers = hasSellers, wanted > 0
	return cut
}

func (s *Selector[N]) buckets() int { return 1 << (s.width - s.shift) }

// count sorts the mass in question into buckets.
func (s *Selector[N]) count() {
	n := len(s.asks.orders.Price) + len(s.bids.orders.Price)
	s.shift = max(s.width-min(max(bits.Len(uint(n))-2, leastBits), mostBits), 0)
	for _, t := range [2]*tally[N]{&s.asks, &s.bids} {
		clear(t.histogram[:s.buckets()])
		count(&t.histogram, t.orders.Price, t.orders.Mass, s.shift)
	}
}

// count takes four orders a turn, since a turn costs as much as an order. All go to one histogram: turns of several
// would only help where prices cluster on a processor that cannot forward a store.
func count[N Unsigned](h *histogram, price, mass []N, shift int) {
	mass = mass[:len(price)]
	i := 0
	for ; i < len(price)-3; i += 4 {
		h[bucket(price[i], shift)] += uint64(mass[i])
		h[bucket(price[i+1], shift)] += uint64(mass[i+1])
		h[bucket(price[i+2], shift)] += uint64(mass[i+2])
		h[bucket(price[i+3], shift)] += uint64(mass[i+3])
	}
	for ; i < len(price); i++ {
		h[bucket(price[i], shift)] += uint64(mass[i])
	}
}

// bucket is where a price belongs. The masks change nothing but tell the compiler that no bound needs a check.
func bucket[N Unsigned](price N, shift int) uint64 {
	return uint64(price) >> (shift & 63) & (1<<mostBits - 1)
}

func (t *tally[N]) total(buckets int) (sum uint64) {
	for _, mass := range t.histogram[:buckets] {
		sum += mass
	}
	return sum
}

// locate finds the buckets of the last unit counted off and of the next.
func (s *Selector[N]) locate(wanted uint64) {
	asks, bids := s.asks.histogram[:s.buckets()], s.bids.histogram[:s.buckets()]
	i, left := 0, wanted-s.asks.below-s.bids.below
	for ; asks[i]+bids[i] < left; i++ {
		left -= asks[i] + bids[i]
		s.asks.below += asks[i]
	}
	s.bids.below = wanted - left - s.asks.below
	s.least, s.asks.at, s.bids.at = i, asks[i], bids[i]
	if asks[i]+bids[i] == left {
		for i++; i < len(asks) && asks[i]+bids[i] == 0; i++ {
		}
	}
	s.greatest = i
}

// narrow leaves the ticks of the bucket of the margin in question.
func (s *Selector[N]) narrow() {
	from := N(s.least) << (s.shift & 63)
	s.asks.narrow(from, s.shift)
	s.bids.narrow(from, s.shift)
	s.start += uint64(from)
	s.width = s.shift
}

func (t *tally[N]) narrow(from N, shift int) {
	span, orders := N(1)<<(shift&63), t.orders
	t.near.Reset()
	for i, price := range orders.Price {
		if price-from < span { // seldom, as a rule
			t.near.Add(price-from, orders.Mass[i])
		}
	}
	t.orders = t.near
}

// cut says where the book clears, given the buckets that locate found.
func (s *Selector[N]) cut(wanted uint64) Cut {
	if s.least < s.greatest {
		return s.cutBetween()
	}
	tick := s.start + uint64(s.least)
	supply, demand := s.asks.below+s.asks.at, wanted-s.bids.below // at this price
	volume := min(supply, demand)
	return Cut{
		Least: tick, Greatest: tick, Volume: volume,
		asks: edge{tick, volume - s.asks.below, max(s.asks.at, 1)},
		bids: edge{tick, volume + s.bids.at - demand, max(s.bids.at, 1)},
	}
}

// cutBetween is the cut where the two units are in different buckets: what is asked below the second one is sold, what
// is bid for above the first one is bought, and these are as much.
func (s *Selector[N]) cutBetween() Cut {
	least, greatest := uint64(s.least), uint64(s.greatest)
	if s.shift > 0 {
		end, from := (least+1)<<s.shift, greatest<<s.shift
		least = max(s.asks.highest(end), s.bids.highest(end))
		greatest = min(s.asks.lowest(from), s.bids.lowest(from))
	}
	least, greatest = s.start+least, s.start+greatest
	return Cut{
		Least: least, Greatest: greatest, Volume: s.asks.below + s.asks.at,
		asks: edge{tick: greatest, mass: 1},
		bids: edge{tick: least, mass: 1},
	}
}

// highest is the price of the last order below end, or 0.
func (t *tally[N]) highest(end uint64) (highest uint64) {
	for i, price := range t.orders.Price {
		if t.orders.Mass[i] > 0 && uint64(price) < end {
			highest = max(highest, uint64(price))
		}
	}
	return highest
}

// lowest is the price of the first order not below from, or the largest number.
func (t *tally[N]) lowest(from uint64) uint64 {
	lowest := ^uint64(0)
	for i, price := range t.orders.Price {
		if t.orders.Mass[i] > 0 && uint64(price) >= from {
			lowest = min(lowest, uint64(price))
		}
	}
	return lowest
}
