package engine_test

import (
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// Every payment of households has a reason and a region, in every month; what the outside world gets beyond the real cost is
// lent or paid back.
func TestHouseholdsKnowWhy(t *testing.T) {
	for _, name := range []string{"small", "tour", "history", "brazil-bonds"} {
		s, _, err := scenario.Open(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		settled, err := engine.Settled(s)
		if err != nil {
			t.Fatal(err)
		}
		w := engine.Begin(s, engine.Options{Seed: 1}, &settled)
		for range 48 {
			before := w.Cash[w.Households()]
			w.Step()
			sum := homes(w)
			if gained := w.Cash[w.Households()] - before; gained != sum {
				t.Fatalf("%s, %v: households gained %d x 1e-4 USD, of which %d have a reason", name, w.Month-1, gained, sum)
			}
		}
	}
}

// homes adds up what households of all regions got in a month, net.
func homes(w *engine.World) (sum markets.Money) {
	for region := range len(w.Regions) + 1 {
		id := engine.ID(region)
		if region == len(w.Regions) {
			id = engine.None
		}
		h := w.Home(id)
		sum += h.Wages + h.Scrap + h.Owned + h.Public - h.Paid
	}
	return sum
}
