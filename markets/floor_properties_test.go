package markets

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// withFloors puts floors at some nodes of a book, of two prices at most so that zones have several nodes.
func withFloors(r *rand.Rand, b *Book) *Book {
	p := clone(b)
	prices := []Price{Price(1 + r.IntN(30)), Price(1 + r.IntN(12)), 0}
	for range b.Nodes {
		p.Floors = append(p.Floors, Floor{prices[r.IntN(3)], r.IntN(3) > 0})
	}
	return p
}

// eachFlooredBook runs a property on random books with floors: small ones, and ones of a hundred thousand times the mass.
func eachFlooredBook(t *testing.T, n int, property func(r *rand.Rand, b *Book, c *Clearing) error) {
	t.Helper()
	auction, c := NewCallAuction(), &Clearing{}
	binds, rationed := 0, 0
	eachRandomBook(t, n, func(r *rand.Rand, b *Book) error {
		p := withFloors(r, b)
		if r.IntN(2) == 0 {
			scale(p, 100_003)
		}
		if err := p.Check(); err != nil {
			return err
		}
		auction.Clear(p, c)
		if len(c.FloorRent) > 0 {
			binds++
		}
		if len(c.Rationed) > 0 {
			rationed++
		}
		if err := property(r, p, c); err != nil {
			return fmt.Errorf("%w\nfloors %+v", err, p.Floors)
		}
		return nil
	})
	t.Logf("floors bind in %d of %d books, %d are rationed", binds, short(n), rationed)
	if binds < short(n)/10 || rationed < short(n)/40 {
		t.Error("too few to show anything")
	}
}

func scale(b *Book, by Mass) {
	for _, orders := range [][]Order{b.Asks, b.Bids} {
		for i := range orders {
			orders[i].Mass *= by
		}
	}
	for i := range b.Routes {
		if b.Routes[i].Cap != Unlimited {
			b.Routes[i].Cap *= by
		}
	}
	for i := range b.Gates {
		if b.Gates[i].Quota != Unlimited {
			b.Gates[i].Quota *= by
		}
	}
}

func TestFloorsVerify(t *testing.T) {
	eachFlooredBook(t, 100_000, func(_ *rand.Rand, b *Book, c *Clearing) error { return c.Verify(b) })
}

// Nobody overpays, nobody pays less than a floor, whoever bids more than a floor that binds is served, sellers have a price
// and no cap or quota is passed.
func TestFloorsKeepLimits(t *testing.T) {
	eachFlooredBook(t, 50_000, func(_ *rand.Rand, b *Book, c *Clearing) error {
		for i, o := range b.Bids {
			fill, price, floor := c.BidFill[i], c.Buyers[o.Node], b.floor(o.Node).Price
			if fill > 0 && (price > o.Price || price < floor) {
				return fmt.Errorf("bid %d pays %v", i, int64(price))
			}
			if len(c.FloorRent) > 0 && c.FloorRent[o.Node] > 0 && o.Price >= floor && fill != o.Mass {
				return fmt.Errorf("bid %d gets %d", i, fill)
			}
		}
		for i, o := range b.Asks {
			if c.AskFill[i] > 0 && (c.Sellers[o.Node] < 0 || c.Earned(o.Node) < c.Sellers[o.Node]) {
				return fmt.Errorf("sellers of node %d have a price of %v and earn %v", o.Node, int64(c.Sellers[o.Node]), int64(c.Earned(o.Node)))
			}
		}
		for k, r := range b.Routes {
			if c.Flow[k] > r.Cap {
				return fmt.Errorf("route %d carries %d", k, c.Flow[k])
			}
		}
		for n, g := range b.Gates {
			if g.Active && c.Exports[n] > g.Quota {
				return fmt.Errorf("node %d exports %d", n, c.Exports[n])
			}
		}
		return nil
	})
}

// What buyers pay is what sellers get, carriage, taxes and rents, to the last unit; rents of floors are never negative.
func TestFloorsBalanceMoney(t *testing.T) {
	eachFlooredBook(t, 50_000, func(_ *rand.Rand, b *Book, c *Clearing) error {
		paid := Wide{}
		pay := func(p Price, m Mass) { paid = paid.Plus(Product(p, m)) }
		for i, o := range b.Bids {
			pay(c.Buyers[o.Node], c.BidFill[i])
		}
		for i, o := range b.Asks {
			pay(-c.Sellers[o.Node], c.AskFill[i])
		}
		floorRent := func(n ID) Price { return c.Buyers[n] - c.Supporting(n) }
		for k, r := range b.Routes {
			pay(-r.Cost, c.Flow[k])
			pay(-c.RouteRent[k]-floorRent(r.To), c.FreeFlow(k))
			if rationed := c.Flow[k] - c.FreeFlow(k); rationed > 0 {
				extra := b.Netback(k) - c.Sellers[r.From]
				if extra < 0 {
					return fmt.Errorf("route %d costs its sellers %v", k, int64(extra))
				}
				pay(-extra, rationed)
			}
		}
		for n := range ID(b.Nodes) {
			pay(-b.gate(n).Tax, c.Exports[n]*active(b, n))
			pay(-c.GateRent[n], c.FreeExports(b, n))
			pay(-floorRent(n), c.FreeLocal(n))
			pay(c.Sellers[n]-b.floor(n).Price, c.Local[n]-c.FreeLocal(n))
		}
		if paid != (Wide{}) {
			return fmt.Errorf("%v is left over", paid)
		}
		return nil
	})
}

func active(b *Book, n ID) Mass {
	if b.gate(n).Active {
		return 1
	}
	return 0
}

// Merit is the efficient way to ration; where no ration is possible pro rata is the same.
func TestMeritIsEfficient(t *testing.T) {
	eachFlooredBook(t, 20_000, func(_ *rand.Rand, b *Book, c *Clearing) error {
		merit := clone(b)
		for n := range merit.Floors {
			merit.Floors[n].ProRata = false
		}
		best := cleared(merit)
		if best.Welfare.Less(c.Welfare) {
			return fmt.Errorf("welfare %v by merit, %v pro rata", best.Welfare, c.Welfare)
		}
		if len(c.Rationed) == 0 {
			return same(c, best)
		}
		return nil
	})
}

// Floors of 0, and floors that nobody pays less than, change nothing.
func TestFloorsBelowAllTradeChangeNothing(t *testing.T) {
	eachRandomBook(t, 20_000, func(r *rand.Rand, b *Book) error {
		free := cleared(b)
		p := withFloors(r, b)
		for n := range p.Floors {
			if p.Floors[n].Price = min(p.Floors[n].Price, free.Buyers[n]); r.IntN(3) == 0 {
				p.Floors[n].Price = 0
			}
		}
		return same(cleared(p), free)
	})
}

// A clearing at floors depends on its book alone.
func TestFloorsForget(t *testing.T) {
	eachFlooredBook(t, 10_000, func(_ *rand.Rand, b *Book, c *Clearing) error {
		before := clone(b)
		if err := same(cleared(b), c); err != nil {
			return err
		}
		if fmt.Sprint(*before) != fmt.Sprint(*clone(b)) {
			return fmt.Errorf("the book has changed")
		}
		return nil
	})
}

// At the scale of a scenario: all sellers who reach the zone over ways with room sell the same share, and a second clearing
// of such a book allocates nothing.
func TestFloorsAtScale(t *testing.T) {
	auction, c := NewCallAuction(), &Clearing{}
	rationed := 0
	for seed := range uint64(40) {
		b := marketOf(seed, 3+int(seed)%12, 20+int(seed)*10)
		auction.Clear(b, c)
		zone := map[ID]bool{0: true, ID(seed % 3): true}
		floor := Price(0)
		for n := range ID(b.Nodes) {
			if zone[n] {
				floor = max(floor, c.Buyers[n]*3/2)
			}
		}
		for n := range ID(b.Nodes) {
			b.Floors = append(b.Floors, Floor{})
			if zone[n] {
				b.Floors[n] = Floor{min(floor, MaxPrice), seed%4 > 0}
			}
		}
		auction.Clear(b, c)
		if err := c.Verify(b); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if len(c.Rationed) > 0 {
			rationed++
		}
		if n := testing.AllocsPerRun(3, func() { auction.Clear(b, c) }); n != 0 {
			t.Errorf("seed %d: %v allocations", seed, n)
		}
	}
	t.Logf("%d of 40 are rationed", rationed)
}

// Five sellers without caps, of a ton to a hundred thousand, sell equal shares to two buyers.
func TestRationIsEqual(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 9))
		b := &Book{Nodes: 5, Floors: []Floor{{100, true}, {100, true}, {}, {}, {}}}
		total := Mass(0)
		for n := range ID(5) {
			for range 3 {
				mass := Mass(1e6 + r.Int64N(1e11>>r.IntN(17)))
				b.Asks = append(b.Asks, Order{Node: n, Price: Price(r.IntN(90)), Mass: mass})
				total += mass
			}
			for to := range ID(2) {
				if to != n {
					b.Routes = append(b.Routes, Route{From: n, To: to, Cost: Price(r.IntN(3)), Cap: Unlimited})
				}
			}
		}
		demand := total / Mass(2+r.IntN(5000))
		b.Bids = []Order{{Node: 0, Price: 150, Mass: demand}, {Node: 1, Price: 130, Mass: demand / 2}}
		c := cleared(b)
		if err := c.Verify(b); err != nil {
			t.Fatal(err)
		}
		if len(c.Rationed) == 0 {
			t.Fatalf("seed %d: nothing is rationed", seed)
		}
		want := float64(c.Volume) / float64(total)
		for i, o := range b.Asks {
			if got := float64(c.AskFill[i]); got < float64(want*float64(o.Mass))*0.999-3 || got > float64(want*float64(o.Mass))*1.001+3 {
				t.Errorf("seed %d: ask %d of %v sells %.6f, want %.6f", seed, i, o.Mass, got/float64(o.Mass), want)
			}
		}
	}
}
