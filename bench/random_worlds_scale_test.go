package bench

import (
	"fmt"
	"testing"

	"monazite/markets"
)

// off is how far prices of a month are from those of another run, as a share, and where most. What is
// as near as the rounding of a price is equal.
func (h *history) off(other *history, month int) (gap float64, where string) {
	for i, p := range h.months[month].Prices {
		mine, its := p.Price(), other.months[month].Prices[i].Price()
		if d := float64(max(mine-its, its-mine) - 2*markets.Price(1)); d > gap*float64(max(mine, its)) {
			gap, where = d/float64(max(mine, its)), fmt.Sprintf("%s at %s: %v, or %v", h.Goods[p.Good].Name, h.Nodes[p.Node].Name, mine, its)
		}
	}
	return gap, where
}

// In a world twice as large prices are the same. Rounding to grams and to 1e-6 USD/kg leaves them within
// a millionth in the first month. Later it now and then decides between what is equal, such as two
// sellers at one price or a market of a gram, and two histories part: most do not in three years. The
// worlds are large, so that they round little, and nothing happens in them by chance.
func TestRandomWorldsMassDoubled(t *testing.T) {
	first, last := worlds(t, 24)
	ran, near := 0, 0
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, true).scaled(1000, 1)
		w.of("model")[0].set("spin_up", 0)
		a, b := w.lived(t, seed), w.scaled(2, 1).lived(t, seed)
		if a == nil || b == nil {
			continue // too large
		}
		if gap, where := a.off(b, 0); gap > 1e-6 {
			t.Errorf("world %d: doubled, %.1e off in the first month: %s", seed, gap, where)
		}
		worst := 0.0
		for m := range a.months {
			gap, _ := a.off(b, m)
			worst = max(worst, gap)
		}
		if ran++; worst < 1e-4 {
			near++
		}
	}
	t.Logf("%d of %d worlds keep their prices for three years when doubled", near, ran)
	if near < ran*3/4 {
		t.Errorf("%d of %d worlds keep their prices for three years when doubled, want three quarters", near, ran)
	}
}

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
