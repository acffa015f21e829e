package finance

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"monazite/markets"
)

// sixteen is MODEL 7.9's project: K 100, CF 16 at the end of each of 10 years.
func sixteen() Venture {
	return Venture{Capex: 100, PerYear: 1, Cash: slices.Repeat([]float64{16}, 10)}
}

// MODEL 7.9, and P07 and P01 for .09875 and .10.
func TestNPV(t *testing.T) {
	for _, c := range []struct{ w, want float64 }{{.11, -5.772}, {.10, -1.687}, {.09875, -1.157}, {.09, 2.683}, {0, 60}} {
		t.Run(fmt.Sprint(c.w), func(t *testing.T) { near(t, sixteen().NPV(c.w), c.want, .0005) })
	}
	for _, c := range []struct {
		name         string
		capex, grant float64
		want         float64 // what is left to pay, at any rate
	}{
		{"P09: a credit of .25 on K 100", 100, .25, -75},
		{"P20: a grant of 18.7 on K 100", 100, .187, -81.3},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, Venture{Capex: c.capex, Grant: c.grant, PerYear: 1}.NPV(.1), c.want, 1e-12)
		})
	}
	// 11 after half a year at 21 % a year is worth 11/1.1.
	near(t, Venture{PerYear: 2, Cash: []float64{11}}.NPV(.21), 10, 1e-12)
}

func TestIRR(t *testing.T) {
	for _, c := range []struct {
		name    string
		venture Venture
		want    float64
		found   bool
		tol     float64
	}{
		{"MODEL 7.9: 9.606 %", sixteen(), .09606, true, .000005},
		{"100 for 121 after two years", Venture{Capex: 100, PerYear: 1, Cash: []float64{0, 121}}, .10, true, 1e-9},
		{"100 for 110 after half a year", Venture{Capex: 100, PerYear: 2, Cash: []float64{110}}, .21, true, 1e-9},
		{"half of it given", Venture{Capex: 200, Grant: .5, PerYear: 1, Cash: []float64{125}}, .25, true, 1e-9},
		{"half of it lost", Venture{Capex: 100, PerYear: 1, Cash: []float64{50}}, -.50, true, 1e-9},
		{"never any cash", Venture{Capex: 100, PerYear: 1, Cash: []float64{0, 0}}, -.90, false, 0},
		{"cash is lost every year", Venture{Capex: 100, PerYear: 1, Cash: []float64{-1, -1}}, -.90, false, 0},
		{"losses after the end of a floor", Venture{Capex: 100, PerYear: 1, Cash: []float64{150, -30}}, .2623475, true, 1e-7}, // 1+r = .75 + 105^.5/20; the other rate is -.762
		{"all of it given", Venture{Capex: 100, Grant: 1, PerYear: 1, Cash: []float64{1}}, 10, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, found := c.venture.IRR()
			near(t, got, c.want, c.tol)
			if found != c.found {
				t.Errorf("found %v, want %v", found, c.found)
			}
		})
	}
}

// The rate is the one that bisection finds without a guess, to the step, whether cash is lost at first, for ever or between.
func TestIRRIsThatOfBisection(t *testing.T) {
	src := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		v := Venture{Capex: 100 * src.Float64(), Grant: max(0, src.Float64()-.5), PerYear: 1 + src.IntN(2), Cash: make([]float64, LifeHalfYears)}
		level, lossy, trend := 30*src.Float64(), src.IntN(5), src.Float64()-.5
		for i := range v.Cash {
			v.Cash[i] = level * (1 + trend*float64(i)/10)
			if i < lossy || src.IntN(40) == 0 {
				v.Cash[i] -= 20 * src.Float64()
			}
		}
		low, high := int64(leastIRR), int64(0)
		if v.NPV(0) >= 0 {
			low, high = 0, mostIRR
		}
		for high-low > 1 {
			if middle := low + (high-low)/2; v.NPV(float64(middle)/irrSteps) >= 0 {
				low = middle
			} else {
				high = middle
			}
		}
		if rate, found := v.IRR(); found && rate != float64(low)/irrSteps && rate != mostIRR/irrSteps {
			t.Fatalf("%+v: %v, bisection finds %v", v, rate, float64(low)/irrSteps)
		}
	}
}

// A rate is the last step that is worth it, and more cash never gives a lower one.
func TestIRRIsMonotone(t *testing.T) {
	src := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		v := Venture{Capex: 50 + 100*src.Float64(), PerYear: 2, Cash: make([]float64, LifeHalfYears)}
		for i := range v.Cash {
			v.Cash[i] = 20*src.Float64() - 2
		}
		rate, found := v.IRR()
		if !found || v.NPV(rate) < 0 || v.NPV(rate+2e-9) > 0 {
			t.Fatalf("found %v: NPV is %v at %v and %v a step on", found, v.NPV(rate), rate, v.NPV(rate+1e-9))
		}
		v.Cash[src.IntN(len(v.Cash))] += src.Float64() * 1e-6
		if more, _ := v.IRR(); more < rate {
			t.Fatalf("more cash gives %v instead of %v", more, rate)
		}
	}
}

// MODEL 7.9: ramp 30/60/85/100 % by half-year; MODEL 7.9's CF: margin on the ramp, fixed cost whole, then tax.
func TestOperation(t *testing.T) {
	o := Operation{Margin: 40, Fixed: 10, Depreciation: 8, Tax: .25}
	for _, c := range []struct {
		half  int
		share markets.Share
		cash  float64
	}{
		{-1, 0, -5},
		{0, markets.Whole * 30 / 100, 1},          // 6 - 5 = 1, less than depreciation 4: no tax
		{1, markets.Whole * 60 / 100, 6.25},       // 12 - 5 = 7, taxed 3
		{2, markets.Whole * 85 / 100, 10},         // 17 - 5 = 12, taxed 8
		{3, markets.Whole, 12.25},                 // 20 - 5 = 15, taxed 11
		{LifeHalfYears - 1, markets.Whole, 12.25}, // to the end
	} {
		t.Run(fmt.Sprint("half-year ", c.half), func(t *testing.T) {
			if got := Ramp(c.half); got != c.share {
				t.Errorf("ramp %v, want %v", got, c.share)
			}
			near(t, o.HalfYear(c.half), c.cash, 1e-12)
		})
	}
}

// P21: 33 months earlier keep 1 - 1.10^-2.75 = 23.1 % of the present value.
func TestDelayLoss(t *testing.T) {
	near(t, DelayLoss(.10, 33), .231, .0005)
	near(t, DelayLoss(.10, 12), 1-1/1.1, 1e-15)
	near(t, DelayLoss(.10, 0), 0, 0)
}
