package exact

import (
	"math"
	"strings"
	"testing"

	"monazite/markets"
)

func TestRoundHalfToEven(t *testing.T) {
	cases := []struct {
		x    float64
		want int64
	}{
		{0, 0},
		{.5, 0},
		{1.5, 2},
		{2.5, 2},
		{-.5, 0},
		{-1.5, -2},
		{-2.5, -2},
		{.49999999999999994, 0},
		{2.4, 2},
		{2.6, 3},
		{1<<53 + 2, 1<<53 + 2},
		{-0x1p63, math.MinInt64},
		{0x1p63 - 1024, math.MaxInt64 - 1023},
	}
	for _, c := range cases {
		if got := Round(c.x); got != c.want {
			t.Errorf("Round(%v) = %d, want %d", c.x, got, c.want)
		}
	}
}

func TestConversionsNameTheInvariant(t *testing.T) {
	cases := []struct {
		name    string
		convert func()
		unit    string
	}{
		{"NaN", func() { Round(math.NaN()) }, ""},
		{"infinity", func() { Round(math.Inf(1)) }, ""},
		{"2^63", func() { Round(0x1p63) }, ""},
		{"NaN tonnes", func() { Mass(math.NaN()) }, " g"},
		{"1e13 t", func() { Mass(1e13) }, " g"},
		{"an infinite price", func() { Price(math.Inf(-1)) }, " micro-USD/kg"},
		{"1e15 USD", func() { Money(1e15) }, " 1e-4 USD"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				invariant, _ := recover().(markets.Invariant)
				message := string(invariant)
				if !strings.Contains(message, "finite-integer") || !strings.Contains(message, c.unit) {
					t.Errorf("panic %q, want the invariant finite-integer and the unit%s", message, c.unit)
				}
			}()
			c.convert()
		})
	}
}

func TestUnitsGoThereAndBack(t *testing.T) {
	if got := Mass(18_000.25); got != 18_000_250_000 {
		t.Errorf("18,000.25 t are %d g", got)
	}
	if got := Price(109.323); got != 109_323_000 {
		t.Errorf("109.323 USD/kg are %d micro-USD/kg", got)
	}
	if got := Money(-460_000.00005); got != -4_600_000_000 { // half a unit, to even
		t.Errorf("-460,000.00005 USD are %d units", got)
	}
	src := Stream(Key{Purpose: Name("units")})
	for range 10000 {
		n := int64(src.Uint64()>>13) - 1<<50
		if m := markets.Mass(n); Mass(Tonnes(m)) != m {
			t.Fatalf("%d g come back as %d", m, Mass(Tonnes(m)))
		}
		if p := markets.Price(n); Price(USDPerKg(p)) != p {
			t.Fatalf("%d micro-USD/kg come back as %d", p, Price(USDPerKg(p)))
		}
		if a := markets.Money(n); Money(USD(a)) != a {
			t.Fatalf("%d units of money come back as %d", a, Money(USD(a)))
		}
	}
}
