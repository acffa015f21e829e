package markets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// alike clears books of one node three ways: by the call auction, in columns of 64 bits and, where they fit, of 32.
type alike struct {
	auction  CallAuction
	clearing Clearing
	wide     columnMarket[uint64]
	narrow   columnMarket[uint32]
}

type columnMarket[N Unsigned] struct {
	ColumnBook[N]
	Selector[N]
}

// difference names the first thing in which the ways differ.
func (a *alike) difference(b *Book) string {
	a.auction.Clear(b, &a.clearing)
	if err := a.wide.Read(b); err != nil {
		return err.Error()
	}
	if diff := a.wide.difference(a); diff != "" {
		return diff
	}
	if a.narrow.Read(b) != nil {
		return ""
	}
	return a.narrow.difference(a)
}

// difference names the first thing in which the market clears otherwise than by the call auction.
func (m *columnMarket[N]) difference(a *alike) string {
	if err := m.Check(); err != nil {
		return err.Error()
	}
	c := &a.clearing
	cut := m.Clear(&m.ColumnBook)
	limits, price := []bounds{}, Price(0)
	for range a.auction.bounds {
		limits = append(limits, cut.bounds(m.Grid))
		price = max(c.Sellers[0], c.Buyers[0])
	}
	for _, line := range []struct {
		what      string
		got, want any
	}{
		{"sellers", cut.HasSellers, c.HasSellers[0]},
		{"buyers", cut.HasBuyers, c.HasBuyers[0]},
		{"least and greatest prices", limits, a.auction.bounds},
		{"price", cut.Price(m.Grid), price},
		{"volume", Mass(cut.Volume), c.Volume},
		{"welfare", m.Welfare(), c.Welfare},
		{"fills of asks", m.Asks.Fill, c.AskFill},
		{"fills of bids", m.Bids.Fill, c.BidFill},
	} {
		if got, want := fmt.Sprintf("%d", line.got), fmt.Sprintf("%d", line.want); got != want {
			return fmt.Sprintf("%T: %s %s, want %s", m.Selector, line.what, got, want)
		}
	}
	return ""
}

// randomPlace draws a book of one node: from no to many orders, from one price to all there are, orders of 0 g, sides
// that overlap much, little or not at all.
func randomPlace(r *rand.Rand) *Book {
	pick := func(choices ...int64) int64 { return choices[r.IntN(len(choices))] }
	top := pick(1, 2, 3, 5, 40, 5000, 1<<31, int64(MaxPrice)/3)
	heaviest := pick(1, 2, 8, 1000, 1<<31, 1<<50)
	draw := func(lowest int64) (orders []Order) {
		for range r.Int64N(pick(2, 3, 5, 9, 30, 200)) {
			orders = append(orders, Order{Price: Price(lowest + r.Int64N(top+1)), Mass: Mass(r.Int64N(heaviest + 1))})
		}
		return orders
	}
	lowest := pick(0, 7, int64(MaxPrice)/3)
	shift := pick(0, 0, 0, 1, top/2, top)
	return &Book{Nodes: 1, Asks: draw(lowest + pick(0, shift)), Bids: draw(lowest + pick(0, shift))}
}

func TestColumnsEqualAuction(t *testing.T) {
	var ways alike
	for seed := range short(200_000) {
		b := randomPlace(rand.New(rand.NewPCG(uint64(seed), 21)))
		if diff := ways.difference(b); diff != "" {
			t.Fatalf("seed %d: %s\nbook %+v", seed, diff, *b)
		}
	}
}

// Larger books: histograms of all sizes, one look or several, prices spread wide or close together.
func TestColumnsEqualAuctionOnLargerBooks(t *testing.T) {
	var ways alike
	for seed := range short(200) {
		r := rand.New(rand.NewPCG(uint64(seed), 22))
		b := &Book{Nodes: 1}
		centre, spread := 1e10, []float64{1, 30, 3000, 1e5, 1e9}[seed%5]
		for range 1 << (10 + r.IntN(7)) {
			b.Asks = append(b.Asks, Order{Price: Price(centre + spread*r.NormFloat64()), Mass: Mass(r.IntN(1000))})
			b.Bids = append(b.Bids, Order{Price: Price(centre + spread*(r.NormFloat64()+0.5)), Mass: Mass(r.IntN(1000))})
		}
		if diff := ways.difference(b); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

func TestColumnsClear(t *testing.T) {
	type order struct{ tick, mass uint32 }
	for _, c := range []struct {
		name             string
		asks, bids       []order
		least, greatest  uint64
		price            Price // on a grid from 1000 in steps of 5
		volume           uint64
		askFill, bidFill []uint32
	}{
		{name: "nobody", price: 0},
		{name: "nobody buys", asks: []order{{9, 4}, {7, 4}}, greatest: 7, price: 1035, askFill: []uint32{0, 0}},
		{name: "nobody sells", bids: []order{{9, 4}, {7, 4}}, least: 9, price: 1045, bidFill: []uint32{0, 0}},
		{
			name: "no trade", asks: []order{{6, 1}, {9, 1}}, bids: []order{{2, 5}, {3, 5}},
			least: 3, greatest: 6, price: 1022, askFill: []uint32{0, 0}, bidFill: []uint32{0, 0},
		},
		{
			name: "an interval of prices", asks: []order{{2, 4}, {8, 9}}, bids: []order{{9, 4}, {3, 9}},
			least: 3, greatest: 8, price: 1027, volume: 4, askFill: []uint32{4, 0}, bidFill: []uint32{4, 0},
		},
		{
			name: "the marginal bid is filled in part", asks: []order{{2, 4}}, bids: []order{{9, 3}, {5, 3}},
			least: 5, greatest: 5, price: 1025, volume: 4, askFill: []uint32{4}, bidFill: []uint32{3, 1},
		},
		{
			name: "marginal asks share by cumulated floors", asks: []order{{5, 3}, {4, 1}, {5, 3}, {5, 3}}, bids: []order{{5, 6}},
			least: 5, greatest: 5, price: 1025, volume: 6, askFill: []uint32{1, 1, 2, 2}, bidFill: []uint32{6},
		},
		{
			name: "equal prices trade as much as they can", asks: []order{{5, 3}}, bids: []order{{5, 2}},
			least: 5, greatest: 5, price: 1025, volume: 2, askFill: []uint32{2}, bidFill: []uint32{2},
		},
		{
			name: "orders of nothing set no price", asks: []order{{1, 0}, {6, 2}}, bids: []order{{15, 0}, {4, 2}},
			least: 4, greatest: 6, price: 1025, askFill: []uint32{0, 0}, bidFill: []uint32{0, 0},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := ColumnBook[uint32]{Grid: Grid{Origin: 1000, Step: 5, Ticks: 16}}
			for _, o := range c.asks {
				b.Asks.Add(o.tick, o.mass)
			}
			for _, o := range c.bids {
				b.Bids.Add(o.tick, o.mass)
			}
			if err := b.Check(); err != nil {
				t.Fatal(err)
			}
			cut := NewSelector[uint32]().Clear(&b)
			if cut.HasBuyers && cut.Least != c.least || cut.HasSellers && cut.Greatest != c.greatest {
				t.Errorf("prices from tick %d to %d, want %d to %d", cut.Least, cut.Greatest, c.least, c.greatest)
			}
			if price := cut.Price(b.Grid); price != c.price || cut.Volume != c.volume {
				t.Errorf("%d units at %d, want %d at %d", cut.Volume, price, c.volume, c.price)
			}
			if !slices.Equal(b.Asks.Fill, c.askFill) || !slices.Equal(b.Bids.Fill, c.bidFill) {
				t.Errorf("fills %d and %d, want %d and %d", b.Asks.Fill, b.Bids.Fill, c.askFill, c.bidFill)
			}
			var welfare Wide
			for i, fill := range c.bidFill {
				welfare = welfare.Plus(Product(b.At(uint64(c.bids[i].tick)), Mass(fill)))
			}
			for i, fill := range c.askFill {
				welfare = welfare.Minus(Product(b.At(uint64(c.asks[i].tick)), Mass(fill)))
			}
			if b.Welfare() != welfare {
				t.Errorf("welfare %v, want %v", b.Welfare(), welfare)
			}
		})
	}
}

// The last tick that 32 bits can hold is the one before the last.
func TestColumnsHoldWidePrices(t *testing.T) {
	var ways alike
	for _, c := range []struct {
		top  Price
		fits bool
	}{{1<<32 - 3, true}, {1<<32 - 2, true}, {1<<32 - 1, false}} {
		for _, edge := range []Price{0, c.top} { // sellers or buyers share the margin there
			b := &Book{Nodes: 1}
			for _, price := range []Price{0, c.top, edge, edge} {
				b.Asks = append(b.Asks, Order{Price: price, Mass: 2})
				b.Bids = append(b.Bids, Order{Price: price, Mass: 1}, Order{Price: price, Mass: 2})
			}
			if diff := ways.difference(b); diff != "" {
				t.Errorf("prices from 0 to %d: %s", c.top, diff)
			}
			if fits := ways.narrow.Read(b) == nil; fits != c.fits {
				t.Errorf("prices from 0 to %d: fit 32 bits: %v, want %v", c.top, fits, c.fits)
			}
		}
	}
}

func TestColumnsAllocateNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 23))
	var b ColumnBook[uint32]
	b.Grid = Grid{Step: 1, Ticks: 1 << 30} // two looks
	for range 5000 {
		b.Asks.Add(r.Uint32N(1<<30), r.Uint32N(100))
		b.Bids.Add(r.Uint32N(1<<30), r.Uint32N(100))
	}
	s := NewSelector[uint32]()
	s.Clear(&b)
	if n := testing.AllocsPerRun(10, func() { s.Clear(&b); b.Welfare() }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestColumnsCheck(t *testing.T) {
	grid := Grid{Origin: 10, Step: 2, Ticks: 8}
	side := func(ticks, masses []uint64) Columns[uint64] { return Columns[uint64]{Price: ticks, Mass: masses} }
	for _, c := range []struct {
		name string
		book ColumnBook[uint64]
		ok   bool
	}{
		{"no orders", ColumnBook[uint64]{Grid: grid}, true},
		{"the last tick", ColumnBook[uint64]{Grid: grid, Asks: side([]uint64{7}, []uint64{1})}, true},
		{"a tick too high", ColumnBook[uint64]{Grid: grid, Bids: side([]uint64{8}, []uint64{1})}, false},
		{"columns of two lengths", ColumnBook[uint64]{Grid: grid, Asks: side([]uint64{1, 2}, []uint64{1})}, false},
		{"the greatest mass", ColumnBook[uint64]{Grid: grid, Asks: side([]uint64{1}, []uint64{1e18})}, true},
		{"too much mass", ColumnBook[uint64]{Grid: grid, Asks: side([]uint64{1}, []uint64{1e18}), Bids: side([]uint64{1}, []uint64{1})}, false},
		{"no step", ColumnBook[uint64]{Grid: Grid{Ticks: 3}}, false},
		{"no ticks", ColumnBook[uint64]{Grid: Grid{Step: 1}}, false},
		{"prices that are too high", ColumnBook[uint64]{Grid: Grid{Step: MaxPrice, Ticks: 3}}, false},
		{"all prices", ColumnBook[uint64]{Grid: Grid{Step: 1, Ticks: uint64(MaxPrice) + 1}}, true},
	} {
		if err := c.book.Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// FuzzColumns clears the book of one node that bytes spell and compares it with the call auction.
func FuzzColumns(f *testing.F) {
	for seed := range byte(20) {
		f.Add([]byte{seed, 3, 1, 4, 1, 5, seed, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var ways alike
		if diff := ways.difference(randomPlace(rand.New(&byteSource{data: data}))); diff != "" {
			t.Fatal(diff)
		}
	})
}
