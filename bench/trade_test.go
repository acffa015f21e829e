package bench

import (
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// longest follows how long each good goes without trade, and its stock and use by year.
type longest struct {
	quiet, worst []int
	since        []engine.Month
	stock, use   []map[int]float64
}

func newLongest(goods int) *longest {
	l := &longest{quiet: make([]int, goods), worst: make([]int, goods), since: make([]engine.Month, goods)}
	for range goods {
		l.stock, l.use = append(l.stock, map[int]float64{}), append(l.use, map[int]float64{})
	}
	return l
}

func (l *longest) Record(t *engine.Tables) error {
	bought := make([]markets.Mass, len(l.quiet))
	for _, p := range t.Prices {
		bought[p.Good] += p.Bought
	}
	for good := range bought {
		l.quiet[good]++
		if bought[good] > 0 {
			l.quiet[good] = 0
		}
		if l.quiet[good] > l.worst[good] {
			l.worst[good], l.since[good] = l.quiet[good], t.Month-engine.Month(l.quiet[good])+1
		}
	}
	for _, b := range t.Balances {
		l.stock[b.Good][t.Month.Year()] += float64(b.Closing) / 1e6
		l.use[b.Good][t.Month.Year()] += float64(b.Used) / 1e6
	}
	return nil
}

// sums adds up stock and use of the years from first to last.
func (l *longest) sums(good, first, last int) (stock, use float64) {
	for year := first; year <= last; year++ {
		stock += l.stock[good][year]
		use += l.use[good][year]
	}
	return stock, use
}

// No good goes without trade for a year in any of ten worlds, and over the ten of them stocks do
// not pile up, but for goods that the scenario lists with a reason. In a single world they may: a
// year without Bayan Obo leaves the early thirties short and the late ones, after demand has
// thinned out, with a glut.
func TestWorldTrades(t *testing.T) {
	if testing.Short() {
		t.Skip("ten runs of the world")
	}
	s := open(t, "world")
	var early, late [engine.MaxGoods]struct{ stock, use float64 }
	for seed := uint64(1); seed <= 10; seed++ {
		l := newLongest(len(s.Goods))
		if err := engine.New(s, engine.Options{Seed: seed, Workers: 2, Recorder: l}).Run(nil); err != nil {
			t.Fatal(err)
		}
		for good := range s.Goods {
			if l.worst[good] >= 12 && s.Untraded[good] == "" {
				t.Errorf("seed %d: %s goes without trade for %d months from %v", seed, s.Goods[good].Name, l.worst[good], l.since[good])
			}
			stock, use := l.sums(good, 2030, 2034)
			early[good].stock, early[good].use = early[good].stock+stock, early[good].use+use
			laterStock, laterUse := l.sums(good, 2036, 2040)
			late[good].stock, late[good].use = late[good].stock+laterStock, late[good].use+laterUse
			if use > 0 && laterUse > 0 && laterStock/laterUse > 1.5*stock/use && s.Surplus[good] == "" {
				t.Logf("seed %d: %s: stock over use from %.1f to %.1f months", seed, s.Goods[good].Name, stock/use, laterStock/laterUse)
			}
		}
	}
	for good := range s.Goods {
		before, after := early[good].stock/early[good].use, late[good].stock/late[good].use
		if after > 1.5*before && s.Surplus[good] == "" {
			t.Errorf("%s: stock over use grows from %.2f to %.2f months", s.Goods[good].Name, before, after)
		}
	}
}

// Demand outgrows the dated list: prices rise and demand thins out, and neither breaks.
func TestShortageRaisesPricesAndThinsDemand(t *testing.T) {
	s := open(t, "world")
	w := engine.New(s, engine.Options{Seed: 1, Workers: 2})
	w.SpinUp()
	price := func(good string) float64 {
		for i := range s.Goods {
			if s.Goods[i].Name == good {
				q := w.State.Frame.Quote(engine.ID(i), s.Index)
				return float64(q.Price()) / 1e6
			}
		}
		t.Fatalf("there is no %s", good)
		return 0
	}
	before := price("NdPr")
	for w.Month < agents.MonthOf(2040, 12) {
		w.Step()
		if p := price("NdPr"); p < 5 || p > 3000 {
			t.Fatalf("%v: NdPr at %.2f USD/kg", w.Month, p)
		}
	}
	if after := price("NdPr"); after < 1.2*before {
		t.Errorf("NdPr goes from %.1f to %.1f USD/kg although demand outgrows supply", before, after)
	}
}
