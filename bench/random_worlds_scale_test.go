package bench

import (
	"fmt"
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine/scenario"
	"monazite/markets"
)

// off is how far prices of a month, so many times as high, are from those of another run, as a share, and
// where most. What is as near as the rounding of a price is equal.
func (h *history) off(other *history, month int, times markets.Price) (gap float64, where string) {
	for i, p := range h.months[month].Prices {
		mine, its := times*p.Price(), other.months[month].Prices[i].Price()
		if d := float64(max(mine-its, its-mine) - 2*times); d > gap*float64(max(mine, its)) {
			gap, where = d/float64(max(mine, its)), fmt.Sprintf("%s at %s: %v, or %v", h.Goods[p.Good].Name, h.Nodes[p.Node].Name, mine, its)
		}
	}
	return gap, where
}

// spelled is the same world with every quantity written that plants and instruments would else take
// from the model.
func (s *sketch) spelled() *sketch {
	c := s.mapped(func(a amount) amount { return a }, same)
	keys := map[string][]scenario.KeyDoc{"": scenario.Describe(&agents.Model{})}
	for _, kind := range scenario.Kinds() {
		keys[kind.Name] = kind.Keys
	}
	for _, e := range slices.Concat(c.of("model"), c.of("plant"), c.of("instrument")) {
		for _, k := range keys[e.text("kind")] {
			if e.get(k.Key) != nil || k.Default == "" || !slices.Contains([]string{"t", "t/yr", "USD/kg", "USD"}, k.Unit) {
				continue
			}
			q, err := markets.ParseQuantity(k.Default)
			if err != nil {
				panic(err)
			}
			number, err := q.Float(k.Unit)
			if err != nil {
				panic(err)
			}
			e.set(k.Key, amount{number, k.Unit})
		}
	}
	return c
}

// scales runs large worlds with all masses and all money times something, in most of which prices, so many
// times as high, must be the same for three years. Rounding to grams and to 1e-6 USD/kg leaves prices
// within a millionth in the first month, which is as near as integers can come. Now and then it decides
// between what is equal, such as two users who bid alike or a market of a gram, and two histories part.
func scales(t *testing.T, size, mass float64, money markets.Price) {
	if testing.Short() {
		t.Skip("a share of few worlds says little")
	}
	first, last := worlds(t, 72)
	ran, early, late := 0, 0, 0
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, true).spelled().scaled(size, 1)
		w.of("model")[0].set("spin_up", 0)
		a, b := w.lived(t, seed), w.scaled(mass, float64(money)).lived(t, seed)
		if a == nil || b == nil {
			continue // too large
		}
		ran++
		if gap, where := a.off(b, 0, money); gap > 1e-6 {
			early++
			t.Logf("world %d: %.1e off in the first month: %s", seed, gap, where)
		}
		for m := range a.months {
			if gap, _ := a.off(b, m, money); gap > 1e-4 {
				late++
				break
			}
		}
	}
	t.Logf("of %d worlds %d part, %d in the first month", ran, late, early)
	if ran < int(last-first)/2 || 4*late > ran || 50*early > ran {
		t.Errorf("of %d worlds %d part, %d in the first month: expected at most a quarter and a fiftieth", ran, late, early)
	}
}

// In a world twice as large prices are the same.
func TestRandomWorldsMassDoubled(t *testing.T) { scales(t, 1000, 2, 1) }

// In other money, of which ten make a dollar, prices are ten times as high.
func TestRandomWorldsMoneyTenfold(t *testing.T) { scales(t, 100, 1, 10) }

// Nothing that a world opens with is cut at a number of tonnes: a thousand times as large it has the
// same legacy contracts, each for a thousand times as much.
func TestRandomWorldsContractsGrowWithTheWorld(t *testing.T) {
	first, last := worlds(t, 60)
	contracts := 0
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, true)
		a, refused := w.build(t)
		b, large := w.scaled(1000, 1).build(t)
		if refused != nil || large != nil {
			continue
		}
		if len(a.Opening.Contracts) != len(b.Opening.Contracts) {
			t.Errorf("world %d: %d contracts, and %d in a larger one", seed, len(a.Opening.Contracts), len(b.Opening.Contracts))
			continue
		}
		for i, c := range a.Opening.Contracts {
			large := b.Opening.Contracts[i]
			if off := large.Monthly - 1000*c.Monthly; c.Name != large.Name || max(off, -off) > 1000 {
				t.Errorf("world %d: %s for %v, and %s for %v", seed, c.Name, c.Monthly, large.Name, large.Monthly)
			}
			contracts++
		}
	}
	if contracts*4 < int(last-first) {
		t.Errorf("only %d contracts in %d worlds", contracts, last-first+1)
	}
}
