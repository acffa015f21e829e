package markets

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestTimesRoundsHalfToEven(t *testing.T) {
	for _, c := range []struct {
		price Price
		mass  Mass
		want  Money
	}{
		{60 * USDPerKg, 20 * Tonne, 1_200_000 * USD},
		{1, 50_000, 0},  // half a unit
		{1, 150_000, 2}, // one and a half
		{-1, 150_000, -2},
		{1, 50_001, 1},
		{MaxPrice, 9_000 * Tonne, 9_000_000_000_000 * USD},
	} {
		if got := c.price.Times(c.mass); got != c.want {
			t.Errorf("%v x %v = %v, want %v", c.price, c.mass, got, c.want)
		}
	}
	defer func() {
		if r := recover(); r != Invariant("money-range") {
			t.Errorf("overflow panics with %v, want money-range", r)
		}
	}()
	MaxPrice.Times(MaxMass)
}

func TestWideAgainstBigIntegers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	sum, want := Wide{}, new(big.Int)
	for range 2000 {
		p, m := Price(random.Int64N(2e12)-1e12), Mass(random.Int64N(1e18))
		sum = sum.Plus(Product(p, m))
		want.Add(want, new(big.Int).Mul(big.NewInt(int64(p)), big.NewInt(int64(m))))
		got := new(big.Int).Lsh(big.NewInt(sum.Hi), 64)
		got.Add(got, new(big.Int).SetUint64(sum.Lo))
		if got.Cmp(want) != 0 || sum.Sign() != want.Sign() {
			t.Fatalf("sum is %v, want %v", got, want)
		}
		exact := new(big.Rat).SetFrac(want, big.NewInt(1e9))
		printed, _ := new(big.Rat).SetString(sum.String())
		if off := new(big.Rat).Sub(exact, printed); off.Abs(off).Cmp(big.NewRat(1, 2e6)) > 0 {
			t.Fatalf("%v prints as %v", exact, sum)
		}
	}
	for text, w := range map[string]Wide{"0": {}, "0.000002": {Lo: 1500}, "0.000001": {Lo: 501}, "-0.000002": Wide{Lo: 2500}.Negated()} {
		if w.String() != text {
			t.Errorf("%v prints as %s, want %s", [2]any{w.Hi, w.Lo}, w, text)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		total         int64
		weights, want []int64
	}{
		{5, []int64{7, 2, 1}, []int64{4, 1, 0}},
		{10, []int64{1, 1, 1}, []int64{4, 3, 3}},
		{0, []int64{3, 4}, []int64{0, 0}},
		{7, []int64{0, 0}, []int64{7, 0}},
		{1 << 62, []int64{1 << 61, 1 << 61}, []int64{1 << 61, 1 << 61}},
	} {
		out := make([]int64, len(c.weights))
		Split(c.total, c.weights, out)
		for i := range out {
			if out[i] != c.want[i] {
				t.Errorf("Split(%d, %v) = %v, want %v", c.total, c.weights, out, c.want)
				break
			}
		}
	}
}
