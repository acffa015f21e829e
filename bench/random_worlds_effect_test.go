package bench

import (
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// unruled is the same world without law and chance, from its opening on: what differs from it is the doing
// of the law that is added.
func (s *sketch) unruled() *sketch {
	c := s.quiet()
	c.entries = slices.DeleteFunc(c.entries, func(e *entry) bool { return e.table == "instrument" })
	c.of("model")[0].set("spin_up", 0)
	return c
}

// effects counts comparisons of two runs and those with the wrong sign.
type effects struct{ compared, wrong int }

// note compares amounts that should not fall.
func (n *effects) note(t *testing.T, from, to float64, format string, args ...any) {
	n.compared++
	if to < from*(1-1e-9) {
		n.wrong++
		t.Logf(format+": %.6g after %.6g", append(args, to, from)...)
	}
}

// within says whether so many of a hundred comparisons at most have the wrong sign.
func (n *effects) within(t *testing.T, what string, percent int) {
	t.Helper()
	t.Logf("%s: %+v", what, *n)
	if n.compared == 0 || 100*n.wrong > percent*n.compared {
		t.Errorf("%s: %d of %d have the wrong sign, expected at most %d %%", what, n.wrong, n.compared, percent)
	}
}

// export finds the good of which most leaves a region in the first year, and the node that it leaves.
func (h *history) export() (good, from engine.ID, mass markets.Mass) {
	type way struct{ good, from engine.ID }
	sums := map[way]markets.Mass{}
	for m := range 12 {
		for _, f := range h.months[m].Flows {
			if h.Nodes[f.From].Segment != "" || h.Nodes[f.From].Region == h.Nodes[f.To].Region {
				continue
			}
			w := way{f.Good, f.From}
			if sums[w] += f.Mass; sums[w] > mass {
				good, from, mass = f.Good, f.From, sums[w]
			}
		}
	}
	return good, from, mass
}

// paidAbroad sums the prices that buyers outside a region pay in both of two runs, USD/kg.
func paidAbroad(a, b *history, months int, good, region engine.ID) (x, y float64) {
	for m := range months {
		for node := range a.Nodes {
			p, q := a.quote(m, good, engine.ID(node)), b.quote(m, good, engine.ID(node))
			if a.Nodes[node].Region != region && p.BuyersTraded && q.BuyersTraded {
				x += float64(p.Buyers) / 1e6
				y += float64(q.Buyers) / 1e6
			}
		}
	}
	return x, y
}

// A quota on what leaves a region does not lower the price abroad: never in its first month, when all bid as
// they would without it, and seldom over a year, in which buyers who come away empty may be gone, and
// plants abroad open or run that otherwise would not.
func TestRandomWorldsQuotaRaisesPricesAbroad(t *testing.T) {
	if testing.Short() {
		t.Skip("a share of few worlds says little")
	}
	first, last := worlds(t, 48)
	var month, year effects
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false).unruled()
		base := w.lived(t, seed)
		if base == nil {
			continue
		}
		good, from, mass := base.export()
		for _, share := range []float64{0.75, 0.5, 0.1} {
			c := w.unruled()
			c.add("instrument", "quota", key{"kind", "export-quota"}, key{"government", base.Nodes[from].Name},
				key{"goods", []string{base.Goods[good].Name}}, key{"annual", []amount{tonnes(rounded(float64(mass)/1e6*share, 9))}})
			h := c.lived(t, seed)
			if mass == 0 || h == nil {
				continue
			}
			for _, over := range []struct {
				months int
				*effects
			}{{1, &month}, {12, &year}} {
				if x, y := paidAbroad(base, h, over.months, good, base.Nodes[from].Region); x > 0 {
					over.note(t, x, y, "world %d, %d months: %s from %s at %v of exports", seed, over.months, base.Goods[good].Name, base.Nodes[from].Name, share)
				}
			}
		}
	}
	month.within(t, "first month", 0)
	year.within(t, "first year", 10)
}

// largest finds the line of the plant that makes most of an ore, oxide, metal or magnet in the first year, of those
// that somebody buys.
func (h *history) largest() (line engine.ID) {
	line = engine.None
	var most markets.Mass
	for i, l := range h.Lines {
		bought := slices.ContainsFunc(h.Lines, func(other agents.Line) bool { return other.Good == l.Good && other.Side == agents.Buys })
		if l.Side != agents.Sells || h.Goods[l.Good].Level == markets.Scrap || !bought {
			continue
		}
		var made markets.Mass
		for m := range 12 {
			made += h.output(m, l.Site, l.Good)
		}
		if made > most {
			line, most = engine.ID(i), made
		}
	}
	return line
}

// revenue is what a line's sales bring at the plant's node, and what all instruments pay, USD.
func (h *history) revenue(months int, line engine.ID) (usd float64) {
	l, stock := h.Lines[line], h.Opening.Stock[line].Mass
	var sum markets.Money
	for m := range months {
		sold := stock + h.output(m, l.Site, l.Good) - h.stock[m][line]
		stock = h.stock[m][line]
		sum += h.quote(m, l.Good, h.Sites[l.Site].Node).Sellers.Times(sold)
		for _, r := range h.months[m].Instruments {
			sum += r.Outlay - r.Receipt
		}
	}
	return float64(sum) / float64(markets.USD)
}

// A higher floor does not lower the revenue of the plant that it protects, support included: seldom over a
// year, in which a plant that counts on its floor makes more and asks less, and where the floor pays
// little may spoil its market.
func TestRandomWorldsFloorRaisesRevenue(t *testing.T) {
	if testing.Short() {
		t.Skip("a share of few worlds says little")
	}
	first, last := worlds(t, 48)
	var year effects
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false).unruled()
		base := w.lived(t, seed)
		if base == nil {
			continue
		}
		line := base.largest()
		if line == engine.None {
			continue
		}
		l := base.Lines[line]
		opening := base.Opening.Frame.Quote(l.Good, base.Index)
		var before float64
		for k, share := range []float64{0.01, 0.8, 1.2, 2} {
			c := w.unruled()
			c.add("instrument", "floor", key{"kind", "floor-cfd"}, key{"government", base.Regions[0]}, key{"plant", base.Sites[l.Site].Name},
				key{"good", base.Goods[l.Good].Name}, key{"strike", perKg(rounded(float64(opening.Price())/1e6*share, 6))}, key{"nominal", false})
			h := c.lived(t, seed)
			if h == nil {
				t.Fatalf("world %d: refused with a floor", seed)
			}
			now := h.revenue(12, line)
			if k > 0 {
				year.note(t, before, now, "world %d: %s of %s at %v of the opening price", seed, base.Goods[l.Good].Name, base.Sites[l.Site].Name, share)
			}
			before = now
		}
	}
	year.within(t, "first year", 10)
}

// The number of workers changes no bit.
func TestRandomWorldsWidths(t *testing.T) {
	first, last := worlds(t, 10)
	for seed := first; seed <= last; seed++ {
		s, err := randomWorld(seed, false).build(t)
		if err != nil {
			continue
		}
		s.Months = goldenMonths
		one := folderOf(t, s, engine.Options{Seed: seed, Workers: 1}, t.TempDir())
		for _, workers := range []int{2, 7} {
			if names := differ(one, folderOf(t, s, engine.Options{Seed: seed, Workers: workers}, t.TempDir())); len(names) > 0 {
				t.Errorf("world %d: with %d workers %v differ", seed, workers, names)
			}
		}
	}
}
