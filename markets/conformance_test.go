package markets

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// TestMechanisms is the conformance suite: what every listed mechanism promises.
func TestMechanisms(t *testing.T) {
	names := map[string]bool{}
	for _, kind := range Mechanisms {
		if kind.Name == "" || kind.Doc == "" || kind.New == nil || names[kind.Name] {
			t.Errorf("mechanism %q: expected a name of its own, a doc and a constructor", kind.Name)
		}
		names[kind.Name] = true
		t.Run(kind.Name, func(t *testing.T) {
			t.Run("verifies", func(t *testing.T) { conformVerifies(t, kind) })
			t.Run("keeps the book", func(t *testing.T) { conformKeepsBook(t, kind) })
			t.Run("forgets", func(t *testing.T) { conformForgets(t, kind) })
			t.Run("allocates nothing", func(t *testing.T) { conformAllocatesNothing(t, kind) })
		})
	}
}

func conformVerifies(t *testing.T, kind Kind) {
	m, c := kind.New(), &Clearing{}
	eachRandomBook(t, 50_000, func(_ *rand.Rand, b *Book) error {
		m.Clear(b, c)
		return c.Verify(b)
	})
	for seed := range uint64(20) {
		b := marketOf(seed, 3+int(seed)*5, 5+int(seed)*40)
		if m.Clear(b, c); c.Verify(b) != nil {
			t.Errorf("market %d: %v", seed, c.Verify(b))
		}
	}
}

func conformKeepsBook(t *testing.T, kind Kind) {
	m, c := kind.New(), &Clearing{}
	eachRandomBook(t, 1_000, func(_ *rand.Rand, b *Book) error {
		before := clone(b)
		m.Clear(b, c)
		if !reflect.DeepEqual(clone(b), before) {
			t.Fatal("the book has changed")
		}
		return nil
	})
}

// conformForgets: a used mechanism and clearing give what fresh ones give.
func conformForgets(t *testing.T, kind Kind) {
	m, c := kind.New(), &Clearing{}
	eachRandomBook(t, 5_000, func(_ *rand.Rand, b *Book) error {
		fresh := &Clearing{}
		kind.New().Clear(b, fresh)
		m.Clear(b, c)
		return same(c, fresh)
	})
}

func conformAllocatesNothing(t *testing.T, kind Kind) {
	m, c := kind.New(), &Clearing{}
	books := []*Book{marketOf(1, 14, 300), marketOf(2, 5, 40), marketOf(3, 14, 300)}
	next := 0
	clear := func() {
		m.Clear(books[next%len(books)], c)
		next++
	}
	for range books {
		clear()
	}
	if n := testing.AllocsPerRun(12, clear); n != 0 {
		t.Errorf("%v allocations per clearing, want 0", n)
	}
}

// marketOf draws a market at the scale of a scenario: many nodes, all pairs routed in random line order, licences, quotas
// and leaks, prices of up to 1e6 USD/kg, and masses of grams to kilotonnes.
func marketOf(seed uint64, nodes, orders int) *Book {
	r := rand.New(rand.NewPCG(seed, 3))
	b := &Book{Nodes: nodes, Gates: make([]Gate, nodes)}
	for range orders {
		o := Order{Node: ID(r.IntN(nodes)), Price: Price(r.Int64N(int64(1+MaxPrice) >> r.IntN(36))), Mass: 1 + Mass(r.Int64N(1e12)>>r.IntN(36))}
		b.Asks = append(b.Asks, o)
		o.Node, o.Price = ID(r.IntN(nodes)), o.Price+Price(r.IntN(2e6))-1e6
		o.Price = min(max(o.Price, 0), MaxPrice)
		b.Bids = append(b.Bids, o)
	}
	for from := range ID(nodes) {
		for to := range ID(nodes) {
			if from != to {
				limit := Unlimited
				if r.IntN(3) == 0 {
					limit = Mass(r.Int64N(1e10))
				}
				b.Routes = append(b.Routes, Route{from, to, 150_000 * Price(r.IntN(3)), limit, r.IntN(20) == 0})
			}
		}
		b.Gates[from] = Gate{Quota: Mass(r.Int64N(1e11)), Tax: Price(r.IntN(1e6)), Active: r.IntN(4) == 0}
	}
	slices.SortFunc(b.Routes, func(x, y Route) int { return int(x.Cap>>3%7 - y.Cap>>3%7) })
	return b
}
