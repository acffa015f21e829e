package bench

import (
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
func clearAll(b *testing.B, m markets.Mechanism, books []*markets.Book, loops int) time.Duration {
	c := &markets.Clearing{}
	for _, book := range books {
		m.Clear(book, c)
	}
	began := time.Now()
	for range loops {
		for _, book := range books {
			m.Clear(book, c)
		}
	}
	return time.Since(began) / time.Duration(loops*len(books))
}

// BenchmarkG4World clears the books of a year of `history` from last month's prices.
func BenchmarkG4World(b *testing.B) {
	books := booksOf(b, "history", 12)
	orders := 0
	for _, book := range books {
		orders += len(book.Asks) + len(book.Bids)
	}
	fast := markets.NewCallAuction()
	c := &markets.Clearing{}
	for b.Loop() {
		for _, book := range books {
			fast.Clear(book, c)
		}
	}
	market := b.Elapsed() / time.Duration(b.N*len(books))
	b.ReportMetric(float64(market.Nanoseconds())/1e3, "us/market")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*orders), "ns/order")
	b.ReportMetric(float64(fast.Work().Steps)/float64(fast.Work().Markets), "steps/market")
	b.ReportMetric(float64(fast.Work().Vertices)/float64(fast.Work().Markets), "vertices/market")
	b.ReportMetric(float64(orders)/float64(len(books)), "orders/market")
	b.ReportMetric(float64(clearAll(b, markets.NewReadableAuction(), books, 3))/float64(market), "x_readable")
}
