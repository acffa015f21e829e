package markets

import (
	"math"
	"strings"
	"testing"
)

func TestQuantityConverts(t *testing.T) {
	for _, c := range []struct {
		text, unit string
		want       float64
	}{
		{"110 USD/lb", "USD/kg", 110 / 0.45359237},
		{"18 kt/yr", "t/month", 1500},
		{"18 kt REO/yr", "t/yr", 18000},
		{"18 kt/year REO", "t oxide/yr", 18000},
		{"30 %", "1", 0.3},
		{"30%", "1", 0.3},
		{"0.3", "1", 0.3},
		{"5 %/yr", "1/yr", 0.05},
		{"24 months", "years", 2},
		{"90 days", "months", 3},
		{"2 years", "months", 24},
		{"5.2 bn BRL", "USD", 5.2e9 / 5.3},
		{"400 M USD", "USD", 4e8},
		{"400M USD", "USD", 4e8},
		{"400 MUSD", "USD", 4e8},
		{"2 Mt", "kt", 2000},
		{"1 st", "lb", 2000},
		{"500 g", "kg", 0.5},
		{"71 CNY", "USD", 10},
		{"100 EUR", "USD", 116},
		{"100 AUD/t", "USD/t", 65},
		{"100 CAD", "USD", 71},
		{"86 INR", "USD", 1},
		{"100 USD2023/kg", "USD/kg", 100 * 1.025 * 1.025},
		{"1.025 USD2026", "USD", 1},
		{"-5 USD/kg", "USD/kg", -5},
		{"0.95 kg/kg", "1", 0.95},
		{"700 M USD/yr", "USD/month", 7e8 / 12},
		{"12 k USD / t REO", "USD/kg", 12},
	} {
		q, err := ParseQuantity(c.text)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		got, err := q.Float(c.unit)
		if err != nil || math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("%q in %s = %v, %v; want %v", c.text, c.unit, got, err, c.want)
		}
	}
}

func TestQuantityRefuses(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"", "t", "expected a number"},
		{"t", "t", "plain decimal"},
		{"nan t", "t", "plain decimal"},
		{"inf t", "t", "plain decimal"},
		{"1e308 t", "t", "unknown unit"},
		{"1,000 t", "t", "unknown unit"},
		{"1. t", "t", "plain decimal"},
		{"1.2.3 t", "t", "plain decimal"},
		{"+-1 t", "t", "plain decimal"},
		{strings.Repeat("9", 41) + " t", "t", "plain decimal"},
		{"60", "USD/kg", "bare number"},
		{"60 USD", "USD/kg", "converts to USD/kg"},
		{"60 %", "USD/kg", "converts to USD/kg"},
		{"60 dollars", "USD", `unknown unit "dollars"`},
		{"60 M", "USD", "after the prefix"},
		{"60 USD/", "USD", "expected a unit, one of"},
		{"60 USD kg", "USD", `before "kg"`},
		{"60 / kg", "USD", "expected a unit before"},
		{"60 t REO/yr metal", "t/yr", "one basis"},
		{"60 USD metal", "USD", "a mass that is of metal"},
		{"60 USD1066", "USD", "price year"},
		{"60 t metal", "t REO", "on oxide basis"},
	} {
		q, err := ParseQuantity(c.text)
		if err == nil {
			_, err = q.Float(c.unit)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.text, err, c.want)
		}
	}
	huge, _ := ParseQuantity("99999999999999999 kt")
	if _, err := huge.Mass(); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("huge mass: error %v, want too large", err)
	}
}

func TestQuantityIntegers(t *testing.T) {
	read := func(text string) Quantity {
		q, err := ParseQuantity(text)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	if p, err := read("110 USD/lb").Price(); p != 242_508_488 || err != nil {
		t.Errorf("110 USD/lb = %v, %v; want 242.508488 USD/kg", p, err)
	}
	if m, err := read("1 st").Mass(); m != 907_185 || err != nil { // 907,184.74 g
		t.Errorf("1 st = %v, %v", m, err)
	}
	if m, _ := read("0.5 g").Mass(); m != 0 { // half to even
		t.Errorf("0.5 g = %v", m)
	}
	if m, _ := read("1.5 g").Mass(); m != 2 {
		t.Errorf("1.5 g = %v", m)
	}
	if m, _ := read("-2.5 g").Mass(); m != -2 {
		t.Errorf("-2.5 g = %v", m)
	}
	if s, _ := read("12.5 %").Share(); s != Whole/8 {
		t.Errorf("12.5 %% = %v", s)
	}
	for _, m := range []Mass{0, 1, 40 * Tonne, 1_234_567, -5, MaxMass} {
		if back, err := read(m.String()).Mass(); back != m || err != nil {
			t.Errorf("%d g printed as %v reads as %d, %v", m, m, back, err)
		}
	}
	for _, p := range []Price{0, 1, 60 * USDPerKg, 60_500_000, -1, MaxPrice} {
		if back, err := read(p.String()).Price(); back != p || err != nil {
			t.Errorf("%d printed as %v reads as %d, %v", p, p, back, err)
		}
	}
	for _, m := range []Money{0, 1, 460_000 * USD, -12_345, math.MaxInt64} {
		if back, err := read(m.String()).Money(); back != m || err != nil {
			t.Errorf("%d printed as %v reads as %d, %v", m, m, back, err)
		}
	}
}

func TestQuantityBasis(t *testing.T) {
	for _, c := range []struct {
		text, basis, element, unit string
		want                       float64
	}{
		{"85 t metal", "oxide", "NdPr", "t", 100},
		{"100 t REO", "metal", "Dy", "t", 87.1},
		{"100 USD/kg metal", "REO", "Nd", "USD/kg", 85.7},
		{"82.8 USD/kg oxide", "metal", "Pr", "USD/kg", 100},
		{"5 t", "metal", "La", "t metal", 5},
	} {
		q, err := ParseQuantity(c.text)
		if err != nil {
			t.Fatal(err)
		}
		q, err = q.InBasis(c.basis, c.element)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got, err := q.Float(c.unit); got != c.want || err != nil {
			t.Errorf("%q of %s in %s = %v, %v; want %v", c.text, c.element, c.basis, got, err, c.want)
		}
	}
	q, _ := ParseQuantity("5 t metal")
	if _, err := q.InBasis("oxide", "La"); err == nil || !strings.Contains(err.Error(), "La") {
		t.Errorf("La has no factor: error %v", err)
	}
}

func TestQuantityIsForeign(t *testing.T) {
	for text, want := range map[string]bool{
		"110 USD/lb": true, "5 st": true, "35000 CNY/t": true, "400 MEUR": true, "100 USD2023/kg": true, "1 BRL2025": true,
		"110 USD/kg": false, "400 M USD": false, "1 USD2025": false, "18 kt REO/yr": false, "30 %": false, "5": false, "24 months": false,
	} {
		q, err := ParseQuantity(text)
		if err != nil || q.Foreign() != want {
			t.Errorf("%q: foreign %v, %v", text, q.Foreign(), err)
		}
	}
}
