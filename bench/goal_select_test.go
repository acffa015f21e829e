package bench

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"monazite/markets"
)

// crowd describes a large market of one region: prices around one centre, bids a little above asks, orders of 1 to
// 1,000 units.
type crowd struct {
	orders int
	ticks  uint64
	spread float64 // standard deviation, in ticks
}

func (c crowd) String() string {
	return fmt.Sprintf("orders=%d/ticks=%d/spread=%.0f", c.orders, c.ticks, c.spread)
}

func (c crowd) book() *markets.ColumnBook[uint32] {
	r := rand.New(rand.NewPCG(uint64(c.orders), 11))
	b := &markets.ColumnBook[uint32]{Grid: markets.Grid{Origin: 40 * markets.USDPerKg, Step: 1, Ticks: c.ticks}}
	for i := range c.orders {
		side, centre := &b.Asks, float64(c.ticks)/2-c.spread/2
		if i%2 == 0 {
			side, centre = &b.Bids, float64(c.ticks)/2+c.spread/2
		}
		tick := min(max(centre+c.spread*r.NormFloat64(), 0), float64(c.ticks-1))
		side.Add(uint32(tick), 1+r.Uint32N(1000))
	}
	return b
}

// crowds are books of all sizes on grids that one look resolves, then a wide grid that takes two looks, and prices so
// close that orders queue for a few buckets.
func crowds() (list []crowd) {
	for _, n := range []int{100, 1_000, 10_000, 100_000, 1_000_000} {
		for _, ticks := range []uint64{8192, 16_384, 1<<32 - 1} {
			list = append(list, crowd{n, ticks, float64(ticks) / 8})
		}
		list = append(list, crowd{n, 8192, 3})
	}
	return list
}

// stopwatch times rivals by turns and keeps the best of each, because only ratios within one process survive a noisy
// machine.
type stopwatch []time.Duration

// lap times one call of each rival; short ones repeat within the lap.
func (s *stopwatch) lap(orders int, rivals ...func()) {
	repeats := 1 + 50_000/orders
	for i, rival := range rivals {
		start := time.Now()
		for range repeats {
			rival()
		}
		took := time.Since(start) / time.Duration(repeats)
		if len(*s) <= i {
			*s = append(*s, took)
		}
		(*s)[i] = min((*s)[i], took)
	}
}

// perOrder is the best time of a rival in ns per order.
func (s stopwatch) perOrder(rival, orders int) float64 {
	return float64(s[rival]) / float64(orders)
}

// BenchmarkG1 compares finding where a book clears, and filling its orders too, with reading the book once.
func BenchmarkG1(b *testing.B) {
	for _, c := range crowds() {
		b.Run(c.String(), func(b *testing.B) {
			book, s, watch := c.book(), markets.NewSelector[uint32](), stopwatch{}
			s.Clear(book)
			b.ReportAllocs()
			for b.Loop() {
				watch.lap(c.orders,
					func() { stream(&book.Asks); stream(&book.Bids) },
					func() { s.Select(book) },
					func() { s.Clear(book) })
			}
			read, find, fill := watch.perOrder(0, c.orders), watch.perOrder(1, c.orders), watch.perOrder(2, c.orders)
			b.ReportMetric(read, "ns/order_stream")
			b.ReportMetric(find, "ns/order_select")
			b.ReportMetric(fill, "ns/order_clear")
			b.ReportMetric(find/read, "x_stream")
			b.ReportMetric(1/find, "Gorders/s_select")
			b.ReportMetric(1/fill, "Gorders/s_clear")
		})
	}
}

// BenchmarkG1Exact does the same in columns of 64 bits, which hold any book of one node, and measures reading it into them.
func BenchmarkG1Exact(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("orders=%d", n), func(b *testing.B) {
			book := orders(crowd{n, 1<<32 - 1, 1e7}.book()) // 40 to 4,334 USD/kg, most within 20 USD/kg
			columns, s, watch := &markets.ColumnBook[uint64]{}, markets.NewSelector[uint64](), stopwatch{}
			read := func() {
				if err := columns.Read(book); err != nil {
					b.Fatal(err)
				}
			}
			read()
			s.Clear(columns)
			for b.Loop() {
				watch.lap(n,
					func() { stream(&columns.Asks); stream(&columns.Bids) },
					func() { s.Select(columns) },
					func() { s.Clear(columns) },
					read)
			}
			b.ReportMetric(watch.perOrder(1, n), "ns/order_select")
			b.ReportMetric(watch.perOrder(2, n), "ns/order_clear")
			b.ReportMetric(watch.perOrder(3, n), "ns/order_read")
			b.ReportMetric(watch.perOrder(1, n)/watch.perOrder(0, n), "x_stream")
		})
	}
}

// stream reads what a selection reads.
func stream[N markets.Unsigned](c *markets.Columns[N]) (prices, masses uint64) {
	mass := c.Mass[:len(c.Price)]
	for i, price := range c.Price {
		prices += uint64(price)
		masses += uint64(mass[i])
	}
	return prices, masses
}

// BenchmarkG2 compares clearing in columns with sorting both sides and merging them, and with the readable call auction.
func BenchmarkG2(b *testing.B) {
	for _, c := range crowds() {
		b.Run(c.String(), func(b *testing.B) {
			columns, s, watch := c.book(), markets.NewSelector[uint32](), stopwatch{}
			book := orders(columns)
			readable, clearing, sorter := markets.NewReadableAuction(), &markets.Clearing{}, &sorter{}
			s.Clear(columns)
			for b.Loop() {
				watch.lap(c.orders,
					func() { s.Select(columns) },
					func() { s.Clear(columns) },
					func() { sorter.clear(book) },
					func() { readable.Clear(book, clearing) })
			}
			cut := s.Select(columns)
			if clearing.Volume != markets.Mass(cut.Volume) || sorter.volume != clearing.Volume {
				b.Fatalf("volumes %d, %v and %v", cut.Volume, sorter.volume, clearing.Volume)
			}
			find, fill := watch.perOrder(0, c.orders), watch.perOrder(1, c.orders)
			b.ReportMetric(watch.perOrder(2, c.orders)/find, "x_sort")
			b.ReportMetric(watch.perOrder(3, c.orders)/fill, "x_readable")
			b.ReportMetric(watch.perOrder(2, c.orders), "ns/order_sort")
			b.ReportMetric(watch.perOrder(3, c.orders), "ns/order_readable")
		})
	}
}

// orders is the same market as a book of one node.
func orders(c *markets.ColumnBook[uint32]) *markets.Book {
	b := &markets.Book{Nodes: 1}
	for i, tick := range c.Asks.Price {
		b.Asks = append(b.Asks, markets.Order{Price: c.At(uint64(tick)), Mass: markets.Mass(c.Asks.Mass[i])})
	}
	for i, tick := range c.Bids.Price {
		b.Bids = append(b.Bids, markets.Order{Price: c.At(uint64(tick)), Mass: markets.Mass(c.Bids.Mass[i])})
	}
	return b
}

// sorter clears a book of one node the usual way.
type sorter struct {
	asks, bids       []markets.Order
	volume           markets.Mass
	lastAsk, lastBid markets.Price
}

func (s *sorter) clear(b *markets.Book) {
	s.asks, s.bids = append(s.asks[:0], b.Asks...), append(s.bids[:0], b.Bids...)
	slices.SortFunc(s.asks, func(x, y markets.Order) int { return cmp.Compare(x.Price, y.Price) })
	slices.SortFunc(s.bids, func(x, y markets.Order) int { return cmp.Compare(y.Price, x.Price) })
	s.volume = 0
	var ask, bid markets.Mass // of the order at hand, already traded
	for i, j := 0, 0; i < len(s.asks) && j < len(s.bids) && s.asks[i].Price <= s.bids[j].Price; {
		s.lastAsk, s.lastBid = s.asks[i].Price, s.bids[j].Price
		traded := min(s.asks[i].Mass-ask, s.bids[j].Mass-bid)
		s.volume += traded
		ask, bid = ask+traded, bid+traded
		if ask == s.asks[i].Mass {
			i, ask = i+1, 0
		}
		if bid == s.bids[j].Mass {
			j, bid = j+1, 0
		}
	}
}
