package bench

import (
	"math"
	"math/rand/v2"
	"testing"

	"monazite/markets"
)

// shape describes a synthetic market: agents with ladders of steps orders around a price that differs by node.
type shape struct {
	name          string
	nodes, agents int // agents per side
	steps         int // orders per agent
	capped        int // of 10 routes, how many have a cap
	forbidden     int // of 10 routes, how many are missing
	gate          bool
	sellers       int // nodes that sell; 0: all
}

var shapes = []shape{
	{name: "small", nodes: 5, agents: 8, steps: 2},
	{name: "good", nodes: 26, agents: 8, steps: 8, sellers: 4, forbidden: 3, capped: 1, gate: true},
	{name: "world", nodes: 14, agents: 37, steps: 8},
	{name: "world-capped", nodes: 14, agents: 37, steps: 8, capped: 3, forbidden: 2, gate: true},
	{name: "regions20-K100", nodes: 20, agents: 20, steps: 100, capped: 3, forbidden: 2},
	{name: "regions20-K10000", nodes: 20, agents: 20, steps: 10_000, capped: 3, forbidden: 2},
}

// book draws a market. Sellers concentrate on few nodes, as mines do; buyers are everywhere.
func (s shape) book(seed uint64) *markets.Book {
	r := rand.New(rand.NewPCG(seed, 7))
	b := &markets.Book{Nodes: s.nodes}
	for i := range 2 * s.agents {
		node, centre, sign := i/2%s.nodes, 60*math.Exp(0.4*(r.Float64()-.5)), 1.0
		orders := &b.Bids
		if i%2 == 0 {
			if s.sellers > 0 {
				node %= s.sellers
			}
			orders, sign = &b.Asks, -1
		}
		size := 1 + r.IntN(50)
		for k := range s.steps {
			factor := math.Exp(-0.8 * sign * (2*float64(k)/float64(s.steps) - 1 + 0.1*r.Float64()))
			*orders = append(*orders, markets.Order{
				Node: markets.ID(node), Owner: markets.ID(i),
				Price: markets.Price(centre * factor * float64(markets.USDPerKg)),
				Mass:  markets.Mass(size) * markets.Tonne / 8,
			})
		}
	}
	for from := range s.nodes {
		for to := range s.nodes {
			if from == to || r.IntN(10) < s.forbidden {
				continue
			}
			route := markets.Route{From: markets.ID(from), To: markets.ID(to), Cost: 150_000, Cap: markets.Unlimited}
			if r.IntN(3) == 0 {
				route.Cost += markets.Price(r.IntN(5_000_000))
			}
			if r.IntN(10) < s.capped {
				route.Cap = markets.Mass(r.IntN(20)) * markets.Tonne
			}
			b.Routes = append(b.Routes, route)
		}
	}
	if s.gate {
		b.Gates = make([]markets.Gate, s.nodes)
		b.Gates[0] = markets.Gate{Quota: 20 * markets.Tonne, Active: true}
	}
	return b
}

// BenchmarkClear clears books from scratch and reports nanoseconds per order.
func BenchmarkClear(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			books := make([]*markets.Book, 8)
			for i := range books {
				books[i] = s.book(uint64(i))
			}
			auction, clearing := markets.NewCallAuction(), &markets.Clearing{}
			for _, book := range books {
				auction.Clear(book, clearing)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				auction.Clear(books[i%len(books)], clearing)
			}
			orders := len(books[0].Asks) + len(books[0].Bids)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(orders), "ns/order")
		})
	}
}
