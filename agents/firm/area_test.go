package firm

import (
	"math"
	"testing"
)

// The area under demand with an elasticity of a half up to four times the reference price: 4 for the first half of the use,
// then the integral of 1/y^2 from 1/2 to 1, which is 1.
func TestAreaUnderDemand(t *testing.T) {
	a := NewArea(0.5, 0.6, 4)
	for _, c := range []struct{ use, want float64 }{{0, 0}, {0.25, 1}, {0.5, 2}, {1, 3}, {2, 3.5}} {
		if got := a.Of(c.use, 0); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("use %v is worth %v, want %v", c.use, got, c.want)
		}
	}
}

// A user at rest at a price values what it uses by the area under its long-run demand, and what a small rise of the price
// costs it is what it uses. So it is for all elasticities, those at which the formulas have their limits included.
func TestAreaAtRest(t *testing.T) {
	for _, e := range [][2]float64{{0.25, 0.6}, {0.4, 0.6}, {0.5, 0.3}, {1, 0.6}, {0.25, 0}, {1.5, 0.2}} {
		a := NewArea(e[0], e[1], 12)
		at := func(p float64) (value, use float64) {
			s := -e[1] * math.Log(p)
			use = math.Exp(s) * math.Pow(p, -e[0])
			return a.Of(use, s), use
		}
		for _, p := range []float64{0.5, 1, 1.5, 4, 9} {
			const step = 1e-4
			low, before := at(p - step)
			high, after := at(p + step)
			_, use := at(p)
			lost := (low - before*(p-step)) - (high - after*(p+step)) // of value less payment
			if slope := lost / (2 * step); math.Abs(slope/use-1) > 1e-4 {
				t.Errorf("elasticities %v, price %v: a rise costs %v a unit of price, want the use, %v", e, p, slope, use)
			}
		}
	}
}

// Demand that does not answer prices is worth its choke price.
func TestAreaOfSteadyDemand(t *testing.T) {
	a := NewArea(0, 0, 12)
	if got := [2]float64{a.Of(0.5, 0), a.Of(2, 0)}; got != [2]float64{6, 12} {
		t.Errorf("%v, want 6 and 12", got)
	}
}
