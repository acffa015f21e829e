package bench

import (
	"math"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// openingStocks are the stocks in which the first month begins, by plant and good.
func openingStocks(s *engine.Scenario, seed uint64) map[[2]string]markets.Lot {
	w := engine.New(s, engine.Options{Seed: seed, Workers: 1})
	w.SpinUp()
	stocks := map[[2]string]markets.Lot{}
	for i, line := range w.Lines {
		stocks[[2]string{s.Sites[line.Site].Name, s.Goods[line.Good].Name}] = w.Stock[i]
	}
	return stocks
}

// Opening noise multiplies every stock by exp(N(0, .1)), its elements and its cost alike, and draws
// for each plant and good by name: the same world with a plant more opens the others with the same.
func TestOpeningNoise(t *testing.T) {
	const noise = calm + "opening_noise = 0.1\n"
	still, noisy := openingStocks(small(t, calm), 3), openingStocks(small(t, noise), 3)
	var n, mean, square float64
	for name, lot := range still {
		got := noisy[name]
		if lot.Mass < markets.Tonne {
			continue
		}
		ratio := float64(got.Mass) / float64(lot.Mass)
		x := math.Log(ratio)
		n, mean, square = n+1, mean+x, square+x*x
		for e, m := range lot.Content {
			if off := float64(got.Content[e]) - ratio*float64(m); math.Abs(off) > 1+1e-6*float64(m) {
				t.Errorf("%v: %v moves by another factor, off by %v g", name, markets.Element(e), off)
			}
		}
		if off := float64(got.Cost) - ratio*float64(lot.Cost); math.Abs(off) > 1+1e-6*float64(lot.Cost) {
			t.Errorf("%v: cost moves by another factor", name)
		}
	}
	// n draws of sd .1: the sd of their mean is .1/sqrt(n), of their sd .1/sqrt(2n). Four times that.
	sd := math.Sqrt(square / n)
	if n < 30 || math.Abs(mean/n) > 0.4/math.Sqrt(n) || math.Abs(sd-0.1) > 0.4/math.Sqrt(2*n) {
		t.Errorf("%v stocks moved by %.3f on average, sd %.3f; want 0 and 0.1", n, mean/n, sd)
	}
	mine := [2]string{"cn-rock", "ROCK-conc"}
	if other := openingStocks(small(t, noise), 4); other[mine].Mass == noisy[mine].Mass {
		t.Error("another seed draws the same stock")
	}
	const more = "[[plant]]\nid = \"a-user\"\nkind = \"offtaker\"\ncompany = \"us-users\"\ncountry = \"US\"\nuse = \"EV\"\ndemand = \"1 t/yr\"\n"
	fuller, fullerNoisy := openingStocks(small(t, calm+more), 3), openingStocks(small(t, noise+more), 3)
	for name, lot := range still {
		if lot.Mass < markets.Tonne {
			continue
		}
		with := float64(fullerNoisy[name].Mass) / float64(fuller[name].Mass)
		without := float64(noisy[name].Mass) / float64(lot.Mass)
		if math.Abs(with/without-1) > 1e-5 {
			t.Errorf("%v: times %v, and %v beside another plant", name, without, with)
		}
	}
}

// With noise the first month opens with what was drawn, and every gram is accounted for from then on.
func TestOpeningNoiseIsInTheBooks(t *testing.T) {
	h := live(t, small(t, calm+"opening_noise = 0.3\n"), 24, engine.Options{Seed: 5, Workers: 2})
	want := map[string]markets.Mass{}
	for name, lot := range openingStocks(h.Scenario, 5) {
		want[name[1]] += lot.Mass
	}
	got := map[string]markets.Mass{}
	for _, b := range h.months[0].Balances {
		got[h.Goods[b.Good].Name] += b.Opening
	}
	for good, mass := range want {
		if got[good] != mass {
			t.Errorf("%s opens with %d g in the balances, %d in the stocks", good, got[good], mass)
		}
	}
}
