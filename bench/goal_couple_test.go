package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"monazite/engine"
	"monazite/markets"
)

// tap is a mechanism that keeps a copy of every book it clears.
type tap struct {
	markets.Mechanism
	books *[]*markets.Book
}

func (t tap) Clear(b *markets.Book, c *markets.Clearing) {
	if len(b.Asks) > 0 && len(b.Bids) > 0 {
		*t.books = append(*t.books, copyOf(b))
	}
	t.Mechanism.Clear(b, c)
}

func copyOf(b *markets.Book) *markets.Book {
	return &markets.Book{
		Nodes: b.Nodes, Asks: slices.Clone(b.Asks), Bids: slices.Clone(b.Bids),
		Routes: slices.Clone(b.Routes), Gates: slices.Clone(b.Gates), Floors: slices.Clone(b.Floors), Near: slices.Clone(b.Near),
	}
}

// booksOf runs a scenario and gives the books that both sides trade in, of so many months after the first two years.
func booksOf(b *testing.B, name string, months int) (books []*markets.Book) {
	w := engine.New(open(b, name), engine.Options{Seed: 1, Workers: 1, Mechanism: func() markets.Mechanism {
		return tap{markets.NewCallAuction(), &books}
	}})
	w.SpinUp()
	for range 24 {
		w.Step()
	}
	books = books[:0]
	for range months {
		w.Step()
	}
	return books
}

// clearAll clears books over and over and gives the time that one takes.
func clearAll(auction *markets.CallAuction, books []*markets.Book, loops int) time.Duration {
	c := &markets.Clearing{}
	for _, book := range books {
		auction.Clear(book, c)
	}
	began := time.Now()
	for range loops {
		for _, book := range books {
			auction.Clear(book, c)
		}
	}
	return time.Since(began) / time.Duration(loops*len(books))
}

// couplingOf is the part of that which coupling the regions takes.
func couplingOf(auction *markets.CallAuction, books []*markets.Book, loops int) time.Duration {
	auction.Clock = sinceStart
	before := auction.Work()
	clearAll(auction, books, loops)
	auction.Clock = nil
	return auction.Work().Minus(before).Coupling / time.Duration((loops+1)*len(books))
}

var start = time.Now()

func sinceStart() time.Duration { return time.Since(start) }

// warmed lets a book begin where it would clear if every agent's prices were up to 2 % higher or lower.
func warmed(book *markets.Book, seed uint64) *markets.Book {
	r, c := rand.New(rand.NewPCG(seed, 17)), &markets.Clearing{}
	factors := map[markets.ID]float64{}
	before, after := copyOf(book), copyOf(book)
	for _, side := range [][]markets.Order{before.Asks, before.Bids} {
		for i := range side {
			o := &side[i]
			if factors[o.Owner] == 0 {
				factors[o.Owner] = 0.98 + 0.04*r.Float64()
			}
			o.Price = markets.Price(float64(o.Price) * factors[o.Owner])
		}
	}
	markets.NewCallAuction().Clear(before, c)
	for n := range book.Nodes {
		after.Near = append(after.Near, markets.Near{Sellers: c.Sellers[n], Buyers: c.Buyers[n]})
	}
	return after
}

func us(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }

// regions is a market of regions that differ: each sells and buys in k steps around a price of its own, freight is up to a third
// of that, 30 % of ways are capped and 20 % closed, and half the regions limit or tax their exports.
func regions(nodes, k int, seed uint64) *markets.Book {
	r := rand.New(rand.NewPCG(seed, 13))
	b := &markets.Book{Nodes: nodes, Gates: make([]markets.Gate, nodes)}
	for node := range markets.ID(nodes) {
		centre, sells, buys := 60*math.Exp(0.5*r.NormFloat64()), 20+r.IntN(200), 20+r.IntN(200)
		for i := range k {
			place := (float64(i) + r.Float64()) / float64(k)
			ask := markets.Order{Node: node, Owner: node, Price: markets.Price(centre * (0.5 + place) * 1e6), Mass: markets.Mass(sells) * markets.Tonne / markets.Mass(k)}
			bid := markets.Order{Node: node, Owner: node, Price: markets.Price(centre * (1.5 - place) * 1e6), Mass: markets.Mass(buys) * markets.Tonne / markets.Mass(k)}
			b.Asks, b.Bids = append(b.Asks, ask), append(b.Bids, bid)
		}
		if r.IntN(2) == 0 {
			b.Gates[node] = markets.Gate{Active: true, Quota: markets.Mass(5+r.IntN(60)) * markets.Tonne, Tax: markets.Price(r.IntN(3_000_000))}
		}
		for to := range markets.ID(nodes) {
			if to == node || r.IntN(10) < 2 {
				continue
			}
			route := markets.Route{From: node, To: to, Cost: 1_000_000 + markets.Price(r.IntN(20_000_000)), Cap: markets.Unlimited}
			if r.IntN(10) < 3 {
				route.Cap = markets.Mass(1+r.IntN(20)) * markets.Tonne
			}
			b.Routes = append(b.Routes, route)
		}
	}
	return b
}

// BenchmarkG4Regions couples 20 regions with K steps a side; warm from the prices of a market in which everybody's limits are
// up to 2 % away. Orders are sorted before and filled after that.
func BenchmarkG4Regions(b *testing.B) {
	for _, k := range []int{10, 100, 1_000, 10_000} {
		b.Run(fmt.Sprintf("K=%d", k), func(b *testing.B) {
			var cold, warm []*markets.Book
			for seed := range uint64(8) {
				book := regions(20, k, seed)
				cold, warm = append(cold, book), append(warm, warmed(book, seed))
			}
			fast, readable := markets.NewCallAuction(), markets.NewReadableAuction()
			loops := 1 + 1000/k
			least := stopwatch{time.Hour, time.Hour, time.Hour, time.Hour}
			for b.Loop() {
				least[0] = min(least[0], couplingOf(fast, cold, loops))
				least[1] = min(least[1], couplingOf(fast, warm, loops))
				least[2] = min(least[2], clearAll(fast, warm, loops))
				least[3] = min(least[3], couplingOf(readable, cold, 1))
			}
			b.ReportMetric(us(least[0]), "us/market_cold")
			b.ReportMetric(us(least[1]), "us/market_warm")
			b.ReportMetric(us(least[2]), "us/market_whole")
			b.ReportMetric(float64(least[3])/float64(least[0]), "x_readable")
			work := fast.Work()
			b.ReportMetric(float64(work.Steps)/float64(work.Markets), "steps/market")
		})
	}
}

// BenchmarkG4World clears the books of a year of `history` from last month's prices.
func BenchmarkG4World(b *testing.B) {
	books := booksOf(b, "history", 12)
	orders := 0
	for _, book := range books {
		orders += len(book.Asks) + len(book.Bids)
	}
	fast, readable := markets.NewCallAuction(), markets.NewReadableAuction()
	least := stopwatch{time.Hour, time.Hour, time.Hour}
	for b.Loop() {
		least[0] = min(least[0], couplingOf(fast, books, 5))
		least[1] = min(least[1], clearAll(fast, books, 5))
		least[2] = min(least[2], clearAll(readable, books, 5))
	}
	b.ReportMetric(us(least[0]), "us/market_coupled")
	b.ReportMetric(us(least[1]), "us/market")
	b.ReportMetric(us(least[1])*1e3*float64(len(books))/float64(orders), "ns/order")
	b.ReportMetric(float64(least[2])/float64(least[1]), "x_readable")
	work := fast.Work()
	b.ReportMetric(float64(work.Steps)/float64(work.Markets), "steps/market")
	b.ReportMetric(float64(work.Vertices)/float64(work.Markets), "vertices/market")
}

// BenchmarkG5 clears a month of agents who trade in 17 markets of 20 regions: each sells one good and buys two, in ladders of 4
// steps at a node of its own, from last month's prices.
func BenchmarkG5(b *testing.B) {
	for _, agents := range []int{100, 1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("agents=%d", agents), func(b *testing.B) {
			var books []*markets.Book
			for good := range 17 {
				books = append(books, warmed(traders(good, agents), uint64(good)))
			}
			auction, least := markets.NewCallAuction(), time.Hour
			for b.Loop() {
				least = min(least, clearAll(auction, books, 1+2000/agents))
			}
			b.ReportMetric(us(least)*17, "us/tick")
			b.ReportMetric(us(least), "us/market")
			b.ReportMetric(us(least)*17e3/float64(agents), "ns/agent")
		})
	}
}

// traders is the market of one good of 17 between agents.
func traders(good, agents int) *markets.Book {
	r := rand.New(rand.NewPCG(uint64(good), 5))
	book := regions(20, 0, uint64(good)) // gates and ways
	for agent := range agents {
		sells, buys := agent%17 == good, (agent+5)%17 == good || (agent+11)%17 == good
		for k := range 4 {
			o := markets.Order{
				Node: markets.ID(agent % 20), Owner: markets.ID(agent),
				Price: markets.Price((40 + 10*float64(k) + 5*r.Float64()) * float64(markets.USDPerKg)), Mass: markets.Tonne,
			}
			if sells {
				book.Asks = append(book.Asks, o)
			}
			if buys {
				o.Price += 10 * markets.USDPerKg
				book.Bids = append(book.Bids, o)
			}
		}
	}
	return book
}
