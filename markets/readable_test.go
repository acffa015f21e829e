package markets

import (
	"math/rand/v2"
	"testing"
)

// nearby names prices to begin at: anywhere, or about where a clearing ended.
func nearby(r *rand.Rand, b *Book, c *Clearing) {
	b.Near = b.Near[:0]
	for n := range b.Nodes {
		near := Near{Sellers: Price(r.IntN(60)), Buyers: Price(r.IntN(60))}
		if r.IntN(4) > 0 {
			near = Near{Sellers: max(0, c.Sellers[n]+Price(r.IntN(5)-2)), Buyers: max(0, c.Buyers[n]+Price(r.IntN(5)-2))}
		}
		b.Near = append(b.Near, near)
	}
}

// equalsReadable clears books with the auction and with the readable one, from nowhere and from nearby prices.
func equalsReadable(t *testing.T, books int, draw func(r *rand.Rand) *Book) {
	t.Helper()
	auction, readable := NewCallAuction(), NewReadableAuction()
	var got, want Clearing
	r := rand.New(rand.NewPCG(11, uint64(books)))
	for i := range short(books) {
		b := draw(r)
		readable.Clear(b, &want)
		auction.Clear(b, &got)
		diff := difference(&got, &want)
		if diff == "" && i%2 == 0 {
			nearby(r, b, &want)
			auction.Clear(b, &got)
			diff = difference(&got, &want)
		}
		if diff != "" {
			t.Fatalf("book %d: %s\n%+v", i, diff, *b)
		}
	}
	work := auction.Work()
	t.Logf("%+v", work)
	if work.Fallbacks > 0 || work.Near < short(books)/4 {
		t.Error("books fell back to shortest paths, or began nowhere near")
	}
}

func TestAuctionEqualsReadable(t *testing.T) {
	equalsReadable(t, 1_000_000, randomBook)
}

func TestAuctionEqualsReadableOnNetworks(t *testing.T) {
	equalsReadable(t, 10_000, func(r *rand.Rand) *Book {
		b := randomBookOf(r, 5+r.IntN(25), 20+r.IntN(200))
		if r.IntN(2) == 0 {
			scale(b, 1_000_003)
		}
		return b
	})
}

// Many regions, all connected, with prices that differ in every digit, and more than 64 nodes.
func TestAuctionEqualsReadableOnMarkets(t *testing.T) {
	equalsReadable(t, 200, func(r *rand.Rand) *Book {
		return marketOf(r.Uint64(), 2+r.IntN(70), 1+r.IntN(400))
	})
}

// An auction that may not take a step balances by shortest paths and counts it.
func TestFallback(t *testing.T) {
	auction, readable := NewCallAuction(), NewReadableAuction()
	auction.patience = 1
	var got, want Clearing
	for seed := range uint64(200) {
		b := marketOf(seed, 6, 30)
		auction.Clear(b, &got)
		readable.Clear(b, &want)
		if diff := difference(&got, &want); diff != "" {
			t.Fatalf("market %d: %s", seed, diff)
		}
	}
	if work := auction.Work(); work.Fallbacks < 100 {
		t.Errorf("%d fallbacks of 200", work.Fallbacks)
	}
}
