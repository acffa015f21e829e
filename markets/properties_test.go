package markets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// cleared is a book's clearing by a fresh auction.
func cleared(b *Book) *Clearing {
	c := &Clearing{}
	NewCallAuction().Clear(b, c)
	return c
}

func clone(b *Book) *Book {
	return &Book{b.Nodes, slices.Clone(b.Asks), slices.Clone(b.Bids), slices.Clone(b.Routes), slices.Clone(b.Gates), slices.Clone(b.Floors), slices.Clone(b.Near)}
}

// eachRandomBook runs a property on random books.
func eachRandomBook(t *testing.T, n int, property func(r *rand.Rand, b *Book) error) {
	t.Helper()
	for seed := range short(n) {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		b := randomBook(r)
		if err := property(r, b); err != nil {
			t.Fatalf("seed %d: %v\nbook %+v", seed, err, *b)
		}
	}
}

// same compares fields of clearings by name.
func same(got, want *Clearing, skip ...string) error {
	g, w := *got, *want
	for _, name := range skip {
		switch name {
		case "fills":
			g.AskFill, g.BidFill, w.AskFill, w.BidFill = nil, nil, nil, nil
		case "prices":
			g.Sellers, g.Buyers, g.Gates, w.Sellers, w.Buyers, w.Gates = nil, nil, nil, nil, nil, nil
		default:
			panic(name)
		}
	}
	if diff := difference(&g, &w); diff != "" {
		return fmt.Errorf("%s", diff)
	}
	return nil
}

func TestPermutingOrdersMovesOnlyRounding(t *testing.T) {
	eachRandomBook(t, 20_000, func(r *rand.Rand, b *Book) error {
		before, p := cleared(b), clone(b)
		asks, bids := r.Perm(len(b.Asks)), r.Perm(len(b.Bids))
		for i, j := range asks {
			p.Asks[i] = b.Asks[j]
		}
		for i, j := range bids {
			p.Bids[i] = b.Bids[j]
		}
		after := cleared(p)
		for i, j := range asks {
			if d := after.AskFill[i] - before.AskFill[j]; d < -1 || d > 1 {
				return fmt.Errorf("ask %d fills %v, then %v", j, before.AskFill[j], after.AskFill[i])
			}
		}
		for i, j := range bids {
			if d := after.BidFill[i] - before.BidFill[j]; d < -1 || d > 1 {
				return fmt.Errorf("bid %d fills %v, then %v", j, before.BidFill[j], after.BidFill[i])
			}
		}
		return same(after, before, "fills")
	})
}

func TestSplittingAnOrderChangesNobodyElse(t *testing.T) {
	split := func(r *rand.Rand, orders []Order) ([]Order, int) {
		if len(orders) == 0 {
			return orders, -1
		}
		i := r.IntN(len(orders))
		a, b := orders[i], orders[i]
		a.Mass = Mass(r.Int64N(int64(a.Mass) + 1))
		b.Mass -= a.Mass
		return slices.Insert(slices.Replace(orders, i, i+1, a), i+1, b), i
	}
	joined := func(fills []Mass, i int) []Mass {
		if i < 0 {
			return fills
		}
		fills[i] += fills[i+1]
		return slices.Delete(fills, i+1, i+2)
	}
	eachRandomBook(t, 20_000, func(r *rand.Rand, b *Book) error {
		p := clone(b)
		var ask, bid int
		p.Asks, ask = split(r, p.Asks)
		p.Bids, bid = split(r, p.Bids)
		after := cleared(p)
		after.AskFill, after.BidFill = joined(after.AskFill, ask), joined(after.BidFill, bid)
		return same(after, cleared(b))
	})
}

func TestShiftingPricesShiftsPrices(t *testing.T) {
	eachRandomBook(t, 10_000, func(r *rand.Rand, b *Book) error {
		shift, p := Price(r.IntN(1000)), clone(b)
		for i := range p.Asks {
			p.Asks[i].Price += shift
		}
		for i := range p.Bids {
			p.Bids[i].Price += shift
		}
		after := cleared(p)
		for n := range b.Nodes {
			if after.HasSellers[n] {
				after.Sellers[n] -= shift
				after.Gates[n] -= shift
			}
			if after.HasBuyers[n] {
				after.Buyers[n] -= shift
			}
		}
		return same(after, cleared(b))
	})
}

func TestScalingQuantitiesScalesFlows(t *testing.T) {
	eachRandomBook(t, 10_000, func(r *rand.Rand, b *Book) error {
		k, p, want := Mass(1+r.IntN(1000)), clone(b), cleared(b)
		scale := func(m *Mass) {
			if *m != Unlimited {
				*m *= k
			}
		}
		for _, orders := range [][]Order{p.Asks, p.Bids} {
			for i := range orders {
				scale(&orders[i].Mass)
			}
		}
		for i := range p.Routes {
			scale(&p.Routes[i].Cap)
		}
		for i := range p.Gates {
			scale(&p.Gates[i].Quota)
		}
		for _, masses := range [][]Mass{want.Flow, want.Local, want.Exports} {
			for i := range masses {
				masses[i] *= k
			}
		}
		want.Volume *= k
		sum := Wide{}
		for range k {
			sum = sum.Plus(want.Welfare)
		}
		want.Welfare = sum
		return same(cleared(p), want, "fills")
	})
}

// Two nodes joined by free routes both ways, whose other routes are alike and uncapped, are one market: what trades,
// trades at the same price. (Goods never go on from a buyers' side, so free routes alone do not merge their other routes.)
func TestMergingNodesJoinedByFreeRoutes(t *testing.T) {
	eachRandomBook(t, 10_000, func(_ *rand.Rand, b *Book) error {
		if b.Nodes < 2 {
			return nil
		}
		apart := clone(b)
		for i := range apart.Gates {
			apart.Gates[i].Active = apart.Gates[i].Active && i > 1
		}
		for i, r := range b.Routes {
			if r.From < 2 || r.To < 2 {
				apart.Routes[i].Cap, r.Cap = Unlimited, Unlimited
				if r.From < 2 {
					r.From = 1 - r.From
				}
				if r.To < 2 {
					r.To = 1 - r.To
				}
				if r.From < 2 && r.To < 2 {
					continue
				}
				apart.Routes = append(apart.Routes, r)
			}
		}
		merged := clone(apart)
		apart.Routes = append(apart.Routes, Route{From: 0, To: 1, Cap: Unlimited}, Route{From: 1, To: 0, Cap: Unlimited})
		move := func(n *ID) {
			if *n == 1 {
				*n = 0
			}
		}
		for _, orders := range [][]Order{merged.Asks, merged.Bids} {
			for i := range orders {
				move(&orders[i].Node)
			}
		}
		for i := range merged.Routes {
			move(&merged.Routes[i].From)
			move(&merged.Routes[i].To)
		}
		merged.Routes = slices.DeleteFunc(merged.Routes, func(r Route) bool { return r.From == r.To })
		x, y := cleared(apart), cleared(merged)
		if x.Welfare != y.Welfare || x.Volume != y.Volume {
			return fmt.Errorf("welfare %v and volume %v, merged %v and %v", x.Welfare, x.Volume, y.Welfare, y.Volume)
		}
		for i, o := range apart.Asks {
			if n := merged.Asks[i].Node; x.AskFill[i] > 0 && x.Sellers[o.Node] != y.Sellers[n] {
				return fmt.Errorf("sellers of %d get %v, merged %v", o.Node, x.Sellers[o.Node], y.Sellers[n])
			}
		}
		for i, o := range apart.Bids {
			if n := merged.Bids[i].Node; x.BidFill[i] > 0 && x.Buyers[o.Node] != y.Buyers[n] {
				return fmt.Errorf("buyers of %d pay %v, merged %v", o.Node, x.Buyers[o.Node], y.Buyers[n])
			}
		}
		return nil
	})
}

// vectors gives the least and greatest price by side: sellers, then buyers.
func vectors(b *Book) []bounds {
	a, c := NewCallAuction(), &Clearing{}
	a.Clear(b, c)
	all := make([]bounds, 0, 2*b.Nodes)
	for _, vertices := range [][]int32{a.seller, a.buyer} {
		for _, v := range vertices {
			if v < 0 {
				all = append(all, bounds{-unbounded, unbounded})
			} else {
				all = append(all, a.bounds[v])
			}
		}
	}
	return all
}

func TestAnExtraBidNeverLowersPrices(t *testing.T) {
	eachRandomBook(t, 20_000, func(r *rand.Rand, b *Book) error {
		node := ID(r.IntN(b.Nodes))
		if !slices.ContainsFunc(b.Bids, func(o Order) bool { return o.Node == node && o.Mass > 0 }) {
			return nil // a side that appears has no price to compare
		}
		before, p := vectors(b), clone(b)
		p.Bids = append(p.Bids, Order{Node: node, Price: Price(r.IntN(20)), Mass: Mass(1 + r.IntN(5))})
		for i, after := range vectors(p) {
			if after.least < before[i].least || after.greatest < before[i].greatest {
				return fmt.Errorf("side %d: bounds %v, with the bid %v", i, before[i], after)
			}
		}
		return nil
	})
}

// The greatest price of a buyers' side is what one more gram there costs everybody, where it can be had at all.
func TestGreatestPriceIsTheCostOfOneMoreGram(t *testing.T) {
	eachRandomBook(t, 10_000, func(r *rand.Rand, b *Book) error {
		node, all := r.IntN(b.Nodes), vectors(b)
		greatest := all[b.Nodes+node].greatest
		if greatest == unbounded {
			return nil
		}
		p := clone(b)
		p.Bids = append(p.Bids, Order{Node: ID(node), Price: 10_000, Mass: 1})
		gain := cleared(p).Welfare.Minus(cleared(b).Welfare)
		if want := Product(10_000-greatest, 1); gain != want {
			return fmt.Errorf("one more gram for node %d costs 10000 - %v, greatest price %v", node, gain.Lo, int64(greatest))
		}
		return nil
	})
}

func TestWelfareNeverFallsWhenACapGrows(t *testing.T) {
	eachRandomBook(t, 10_000, func(r *rand.Rand, b *Book) error {
		before, p := cleared(b), clone(b)
		grow := func(m *Mass) {
			if *m != Unlimited {
				*m += Mass(r.IntN(3))
			}
		}
		for i := range p.Routes {
			grow(&p.Routes[i].Cap)
		}
		for i := range p.Gates {
			grow(&p.Gates[i].Quota)
		}
		if after := cleared(p); after.Welfare.Less(before.Welfare) {
			return fmt.Errorf("welfare falls from %v to %v", before.Welfare, after.Welfare)
		}
		return nil
	})
}
