package markets

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// randomBook draws a small book full of ties, closed routes, parallel routes, gates and empty sides.
func randomBook(r *rand.Rand) *Book {
	return randomBookOf(r, 1+r.IntN(4), 9)
}

// randomBookOf draws fewer than size asks and bids and fewer than 4/3 size routes.
func randomBookOf(r *rand.Rand, nodes, size int) *Book {
	b := &Book{Nodes: nodes}
	node := func() ID { return ID(r.IntN(b.Nodes)) }
	top := []int{3, 10, 40}[r.IntN(3)]
	for range r.IntN(size) {
		b.Asks = append(b.Asks, Order{Node: node(), Price: Price(r.IntN(top)), Mass: Mass(r.IntN(8))})
	}
	for range r.IntN(size) {
		b.Bids = append(b.Bids, Order{Node: node(), Price: Price(r.IntN(top)), Mass: Mass(r.IntN(8))})
	}
	caps := []Mass{0, 1, 2, 3, 7, Unlimited, Unlimited, Unlimited}
	if b.Nodes > 1 {
		for range r.IntN(1 + size*4/3) {
			from, to := node(), node()
			if from == to {
				to = (to + 1) % ID(b.Nodes)
			}
			b.Routes = append(b.Routes, Route{From: from, To: to, Cost: Price(r.IntN(1 + top/3)), Cap: caps[r.IntN(len(caps))], Leak: r.IntN(8) == 0})
		}
	}
	if r.IntN(2) == 0 {
		for range b.Nodes {
			b.Gates = append(b.Gates, Gate{Active: r.IntN(2) == 0, Quota: caps[r.IntN(len(caps))], Tax: Price(r.IntN(1 + top/3))})
		}
	}
	return b
}

// short cuts a number of random cases under -short.
func short(n int) int {
	if testing.Short() {
		return n / 20
	}
	return n
}

func TestAuctionEqualsOracle(t *testing.T) {
	auction, c := NewCallAuction(), &Clearing{}
	for seed := range short(100_000) {
		b := randomBook(rand.New(rand.NewPCG(uint64(seed), 1)))
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		auction.Clear(b, c)
		if diff := difference(c, newOracle(b).clear()); diff != "" {
			t.Fatalf("seed %d: %s\nbook %+v", seed, diff, *b)
		}
	}
}

// Larger books: longer paths and cycles, and more than 64 nodes.
func TestAuctionEqualsOracleOnLargerBooks(t *testing.T) {
	auction, c := NewCallAuction(), &Clearing{}
	for seed := range short(3_000) {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		nodes := 5 + r.IntN(6)
		if seed%100 == 0 {
			nodes = 70
		}
		b := randomBookOf(r, nodes, 21)
		auction.Clear(b, c)
		if diff := difference(c, newOracle(b).clear()); diff != "" {
			t.Fatalf("seed %d: %s\nbook %+v", seed, diff, *b)
		}
	}
}

// difference names the first field in which clearings differ.
func difference(got, want *Clearing) string {
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		x, y := fmt.Sprint(g.Field(i).Interface()), fmt.Sprint(w.Field(i).Interface())
		if x != y {
			return fmt.Sprintf("%s is %s, want %s", g.Type().Field(i).Name, x, y)
		}
	}
	return ""
}
