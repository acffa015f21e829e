package exact

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestWithinOneUlp(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	between := func(lo, hi float64) float64 { return lo + (hi-lo)*rng.Float64() }
	anyPositive := func() float64 { return math.Float64frombits(rng.Uint64() % (2047 << 52)) }
	cases := []struct {
		name string
		draw func() float64
		got  func(float64) float64
		want func(*big.Float) *big.Float
	}{
		{"exp near 0", func() float64 { return between(-1, 1) }, Exp, bigExp},
		{"exp anywhere", func() float64 { return between(-745, 709.7) }, Exp, bigExp},
		{"exp of tiny", func() float64 { return math.Ldexp(between(-1, 1), -rng.IntN(1000)) }, Exp, bigExp},
		{"log near 1", func() float64 { return between(.5, 2) }, Log, bigLog},
		{"log at 1", func() float64 { return 1 + math.Ldexp(between(-1, 1), -5-rng.IntN(48)) }, Log, bigLog},
		{"log anywhere", anyPositive, Log, bigLog},
		{"log of subnormals", func() float64 { return math.Float64frombits(1 + rng.Uint64N(1<<52-1)) }, Log, bigLog},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			worst, at := 0.0, 0.0
			for range trials(1500) {
				x := c.draw()
				if x == 1 {
					continue
				}
				if u := ulps(c.got(x), c.want(bigOf(x))); u > worst {
					worst, at = u, x
				}
			}
			t.Logf("worst %.3f ulp at %v", worst, at)
			if worst > 1 {
				t.Errorf("%.3f ulp at %v (%x), want at most 1", worst, at, at)
			}
		})
	}
}

func TestPowWithinOneUlp(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	worst := 0.0
	for range trials(4000) {
		x := math.Exp((rng.Float64() - .5) * math.Pow(10, 3*rng.Float64()-1))
		y := (rng.Float64() - .5) * 2 * 700 / math.Abs(math.Log(x))
		if rng.IntN(2) == 0 {
			y *= rng.Float64() * rng.Float64()
		}
		exponent := bigNew().Mul(bigOf(y), bigLog(bigOf(x)))
		if u := ulps(Pow(x, y), bigExp(exponent)); u > worst {
			worst = u
			if u > 1 {
				t.Errorf("Pow(%v, %v) = %v: %.3f ulp off", x, y, Pow(x, y), u)
			}
		}
	}
	t.Logf("worst %.3f ulp", worst)
}

func TestNormalAccuracy(t *testing.T) {
	worst := 0.0
	for x := -20.0; x <= 0; x += 20 / float64(trials(480)) {
		want := bigUpperTail(-x)
		got := bigNew().Quo(bigNew().Sub(bigOf(NormalCDF(x)), want), want)
		off, _ := got.Float64()
		worst = max(worst, math.Abs(off))
		if math.Abs(off) > 1e-15 {
			t.Errorf("NormalCDF(%v) is off by %v of itself", x, off)
		}
	}
	t.Logf("worst CDF %.3g", worst)
	worst = 0
	for x := -37.0; x < 8; x += 0.0093 {
		p := NormalCDF(x)
		back := NormalQuantile(p)
		// p itself is rounded: near 1 that moves x by 2^-53/density.
		slack := 4e-16*math.Abs(x) + 3e-16 + math.Max(p*3e-16, 0x1p-53)/math.Exp(-x*x/2)*2.51
		if p < .5 {
			slack = 1e-15*math.Abs(x) + 1e-15
		}
		worst = max(worst, math.Abs(back-x)/slack)
		if math.Abs(back-x) > slack {
			t.Errorf("NormalQuantile(NormalCDF(%v)) = %v, off by %v > %v", x, back, back-x, slack)
		}
	}
	t.Logf("worst round trip %.3g of slack", worst)
}

// trials thins the slow comparisons out under -short, as the race detector runs them ten times slower.
func trials(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}
