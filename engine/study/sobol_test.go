package study

import (
	"math"
	"slices"
	"testing"
)

// TestSobolFirstPoints are those of Bratley and Fox, "Algorithm 659" (1988), in the first two coordinates and by hand in the
// third: m = 1, 3, 3 gives the fractions 1/2, 3/4, 3/8, which the Gray codes 0 1 3 2 6 7 5 4 combine.
func TestSobolFirstPoints(t *testing.T) {
	want := [][]float64{
		{0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125},
		{0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625},
		{0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375},
	}
	for coordinate := range want {
		v := sobolDirections(coordinate)
		for n, w := range want[coordinate] {
			if got := float64(sobolPoint(&v, n)) * 0x1p-64; got != w {
				t.Errorf("coordinate %d of point %d is %v, want %v", coordinate+1, n, got, w)
			}
		}
	}
}

// TestSobolAllCoordinates compares a late point with scipy 1.17.1: qmc.Sobol(53, scramble=False), point 54321, times 2^16.
func TestSobolAllCoordinates(t *testing.T) {
	want := []uint64{
		38013, 38699, 48017, 12657, 26599, 37447, 44907, 29445, 62121, 32337, 5347, 16099, 40331, 58301,
		43107, 55413, 8375, 52471, 53837, 56631, 33183, 39989, 56527, 47271, 10663, 19277, 8687, 10989,
		16443, 29001, 53419, 16827, 60379, 32281, 5977, 31065, 35051, 58361, 32413, 39749, 13057, 38629,
		23071, 9021, 3469, 5913, 6017, 56397, 53027, 60935, 23857, 3247, 27939,
	}
	if len(want) != sobolDimensions {
		t.Fatal(len(want))
	}
	for i := range want {
		v := sobolDirections(i)
		if got := sobolPoint(&v, 54321) >> 48; got != want[i] {
			t.Errorf("coordinate %d: %d, want %d", i+1, got, want[i])
		}
	}
}

// TestSobolSeeds finds every polynomial primitive and used once, and every m odd and below 2^k.
func TestSobolSeeds(t *testing.T) {
	var seen []int
	for i, seed := range sobolSeeds {
		degree := len(seed.m)
		polynomial := 1<<degree | int(seed.a)<<1 | 1
		order, x := 1, 2%polynomial
		if degree == 1 {
			x = 1
		}
		for ; x != 1; order++ {
			if x <<= 1; x>>degree == 1 {
				x ^= polynomial
			}
		}
		if order != 1<<degree-1 || slices.Contains(seen, polynomial) {
			t.Errorf("coordinate %d: polynomial %b is not primitive or not new", i+2, polynomial)
		}
		seen = append(seen, polynomial)
		for k, m := range seed.m {
			if m%2 == 0 || int(m) >= 2<<k {
				t.Errorf("coordinate %d: m %d is even or too large", i+2, m)
			}
		}
	}
}

// ishigami is the function of Ishigami and Homma (1990) with a = 7, b = 0.1 on [-pi, pi]^3: mean a/2 and variance
// a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2.
func ishigami(x, y, z float64) float64 {
	return math.Sin(x) + 7*math.Sin(y)*math.Sin(y) + 0.1*z*z*z*z*math.Sin(x)
}

// TestSobolBeatsRandom integrates two functions with 1,024 points under several seeds.
func TestSobolBeatsRandom(t *testing.T) {
	const pi4 = math.Pi * math.Pi * math.Pi * math.Pi
	mean, variance := 3.5, 49.0/8+0.1*pi4/5+0.01*pi4*pi4/18+0.5
	angle := Vary{Distribution: "uniform", Low: "-3.141592653589793", High: "3.141592653589793"}
	errorOf := func(kind string, seed uint64) (ofMean, ofVariance, ofProduct float64) {
		design := Design{Kind: kind, Seed: seed, Points: 1024}
		for _, path := range []string{"x.x", "x.y", "x.z"} {
			angle.Path = path
			design.Vary = append(design.Vary, angle)
		}
		table, err := Draw(design)
		if err != nil {
			t.Fatal(err)
		}
		x, _, _ := table.Numbers(0)
		y, _, _ := table.Numbers(1)
		z, _, _ := table.Numbers(2)
		f, product := make([]float64, len(x)), 0.0
		for i := range x {
			f[i] = ishigami(x[i], y[i], z[i])
			product += (1 + x[i]/4) * (1 + y[i]/4) * (1 + z[i]/4) / float64(len(x)) // integral 1
		}
		m, sd := sampleMoments(f)
		return math.Abs(m - mean), math.Abs(sd*sd - variance), math.Abs(product - 1)
	}
	var random, sobol [3]float64
	for seed := range uint64(10) {
		m, v, p := errorOf(Sobol, seed)
		if m > 0.05 || v > 0.3 || p > 0.005 {
			t.Errorf("seed %d: errors of sobol %v %v %v", seed, m, v, p)
		}
		sobol[0], sobol[1], sobol[2] = sobol[0]+m, sobol[1]+v, sobol[2]+p
		m, v, p = errorOf(Random, seed)
		random[0], random[1], random[2] = random[0]+m, random[1]+v, random[2]+p
	}
	t.Logf("sums of errors: sobol %v, random %v", sobol, random)
	for i := range sobol {
		if sobol[i] > random[i]/5 {
			t.Errorf("errors of sobol %v, of random %v", sobol, random)
		}
	}
}
