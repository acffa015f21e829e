package exact

import (
	"math"
	"testing"
)

func TestEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	const tiny, huge = math.SmallestNonzeroFloat64, math.MaxFloat64
	cases := []struct {
		name      string
		got, want float64
	}{
		{"exp 0", Exp(0), 1},
		{"exp -0", Exp(math.Copysign(0, -1)), 1},
		{"exp +inf", Exp(inf), inf},
		{"exp -inf", Exp(-inf), 0},
		{"exp nan", Exp(nan), nan},
		{"exp just finite", Exp(709.782712893384), 1.7976931348622732e+308},
		{"exp just too large", Exp(709.7827128933841), inf},
		{"exp far too large", Exp(1e300), inf},
		{"exp smallest subnormal", Exp(-745.1332191019411), tiny},
		{"exp just too small", Exp(-745.1332191019412), 0},
		{"exp subnormal", Exp(-720), 2.0322308024e-313},
		{"log 0", Log(0), -inf},
		{"log -0", Log(math.Copysign(0, -1)), -inf},
		{"log 1", Log(1), 0},
		{"log +inf", Log(inf), inf},
		{"log -1", Log(-1), nan},
		{"log -inf", Log(-inf), nan},
		{"log nan", Log(nan), nan},
		{"log smallest subnormal", Log(tiny), -744.4400719213812},
		{"log largest", Log(huge), 709.782712893384},
		{"logistic 0", Logistic(0), .5},
		{"logistic +inf", Logistic(inf), 1},
		{"logistic -inf", Logistic(-inf), 0},
		{"logistic nan", Logistic(nan), nan},
		{"logistic of -745 is not 0", Logistic(-745), tiny},
		{"logistic of 1000", Logistic(1000), 1},
		{"quantile 0", NormalQuantile(0), -inf},
		{"quantile 1", NormalQuantile(1), inf},
		{"quantile half", NormalQuantile(.5), 0},
		{"quantile below 0", NormalQuantile(-tiny), nan},
		{"quantile above 1", NormalQuantile(1.0000000000000002), nan},
		{"quantile nan", NormalQuantile(nan), nan},
		{"quantile of the smallest", math.Floor(NormalQuantile(tiny)), -39},
		{"cdf 0", NormalCDF(0), .5},
		{"cdf +inf", NormalCDF(inf), 1},
		{"cdf -inf", NormalCDF(-inf), 0},
		{"cdf nan", NormalCDF(nan), nan},
		{"cdf 9", NormalCDF(9), 1},
		{"cdf -39", NormalCDF(-39), 0},
	}
	for _, c := range cases {
		if !same(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}

// The special cases are IEEE 754's, which the standard library follows too; the other results are checked in 700 bits
// (the standard library's are not good enough: its 1.0000000000000002^2^53 is wrong from the eighth digit).
func TestPowAtEveryEdge(t *testing.T) {
	values := []float64{
		0, math.Copysign(0, -1), 1, -1, .5, -.5, 2, -2, 3, -3, 1.5, 1e300, -1e300, 1e-300, 1 << 53, 1<<53 + 2,
		math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, math.MaxFloat64, -math.MaxFloat64,
		1 + 0x1p-52, 1 - 0x1p-53, math.Inf(1), math.Inf(-1), math.NaN(),
	}
	for _, x := range values {
		for _, y := range values {
			got, want := Pow(x, y), math.Pow(x, y)
			if ordinary(x) && y != 0 && want != 0 && math.Abs(want) <= math.MaxFloat64 {
				power := bigExp(bigNew().Mul(bigOf(y), bigLog(bigOf(math.Abs(x)))))
				if off := ulps(math.Abs(got), power); off > 1 || math.Signbit(got) != math.Signbit(want) {
					t.Errorf("Pow(%v, %v) = %v: %.2f ulp off", x, y, got, off)
				}
			} else if !same(got, want) {
				t.Errorf("Pow(%v, %v) = %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestPowIsExactWhereTheResultIs(t *testing.T) {
	for base := int64(2); base <= 40; base++ {
		want := base
		for power := 1; want < 1<<53; power++ {
			if got := Pow(float64(base), float64(power)); got != float64(want) {
				t.Errorf("Pow(%d, %d) = %v, want %d", base, power, got, want)
			}
			want *= base
		}
	}
	for root := 1.0; root < 1000; root++ {
		if got := Pow(root*root, .5); got != root {
			t.Errorf("Pow(%v, 0.5) = %v", root*root, got)
		}
	}
	for k := -1074; k <= 1023; k++ {
		if got := Pow(2, float64(k)); got != math.Ldexp(1, k) {
			t.Errorf("Pow(2, %d) = %v", k, got)
		}
	}
}

func TestMonotone(t *testing.T) {
	cases := []struct {
		name         string
		f            func(float64) float64
		lo, hi, step float64
	}{
		{"exp", Exp, -746, 710, .0137},
		{"exp between ulps", Exp, 1, 1 + 0x1p-38, 0x1p-52},
		{"log", Log, .001, 50, .00071},
		{"log between ulps", Log, math.Sqrt2, math.Sqrt2 + 0x1p-38, 0x1p-52},
		{"logistic", Logistic, -50, 50, .0031},
		{"quantile", NormalQuantile, 0, 1, .000013},
		{"cdf", NormalCDF, -39, 9, .00017},
	}
	for _, c := range cases {
		last := math.Inf(-1)
		for x := c.lo; x <= c.hi; x += c.step {
			y := c.f(x)
			if !(y >= last) {
				t.Errorf("%s falls at %v: from %v to %v", c.name, x, last, y)
				break
			}
			last = y
		}
	}
}

func TestRoundTrips(t *testing.T) {
	src := Stream(Key{Purpose: Name("round trip")})
	for range 20000 {
		x := src.UniformIn(-5, 5)
		if back := Log(Exp(x)); math.Abs(back-x) > 4e-16 {
			t.Fatalf("Log(Exp(%v)) = %v", x, back)
		}
		p := src.Uniform()
		if back := NormalCDF(NormalQuantile(p)); math.Abs(back-p) > 6e-15*p {
			t.Fatalf("NormalCDF(NormalQuantile(%v)) = %v", p, back)
		}
		if sum := Logistic(x) + Logistic(-x); math.Abs(sum-1) > 3e-16 {
			t.Fatalf("Logistic(%v) + Logistic(%v) = %v", x, -x, sum)
		}
		if NormalQuantile(.5+p/4) != -NormalQuantile(.5-p/4) && .5+p/4-.5 == p/4 && .5-(.5-p/4) == p/4 {
			t.Fatalf("NormalQuantile is not odd around %v", p)
		}
	}
}

// same is equality of values that takes NaN for equal to NaN and tells -0 from 0.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// ordinary tells a number whose powers are computed from one that a special case decides.
func ordinary(x float64) bool { return x != 0 && math.Abs(x) != 1 && math.Abs(x) <= math.MaxFloat64 }
