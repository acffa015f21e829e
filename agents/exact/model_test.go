package exact

import (
	"math"
	"testing"
)

// MODEL.md 0: the deflator 1.025^((t-18)/12) is 1 at 2025-07, month 18.
func TestDeflator(t *testing.T) {
	deflator := func(tick int) float64 { return Pow(1.025, (float64(tick)-18)/12) }
	cases := []struct {
		month string
		tick  int
		want  float64 // what a nominal strike of 110 USD/kg is worth
	}{
		{"2025-07", 18, 110},
		{"2025-10", 21, 109.323},
		{"2035-12", 143, 85.052},
	}
	for _, c := range cases {
		if got := 110 / deflator(c.tick); math.Abs(got-c.want) > .0005 {
			t.Errorf("110 nominal is %.4f real in %s, want %.3f", got, c.month, c.want)
		}
	}
}

// MODEL.md 7.7, test F3: a seller under a two-way contract at strike 110 expects the strike and (1-u) of a call on the
// index, one year ahead, volatility .3, upside share u .3.
func TestOptionValueOfAFloor(t *testing.T) {
	const strike, s, upside = 110, .3, .3
	call := func(mean float64) float64 {
		d1 := (Log(mean/strike) + s*s/2) / s
		return mean*NormalCDF(d1) - strike*NormalCDF(d1-s)
	}
	cases := []struct{ index, call, expected float64 }{
		{80, 2.0676, 111.4473},
		{60, math.NaN(), 110.1359},
		{110, 13.1159, 119.1811},
	}
	for _, c := range cases {
		got := call(c.index)
		if !math.IsNaN(c.call) && math.Abs(got-c.call) > .00005 {
			t.Errorf("index %v: the call is worth %.5f, want %.4f", c.index, got, c.call)
		}
		if expected := strike + (1-upside)*got; math.Abs(expected-c.expected) > .00005 {
			t.Errorf("index %v: the seller expects %.5f, want %.4f", c.index, expected, c.expected)
		}
	}
	if put := call(80) + strike - 80; math.Abs(put-32.0676) > .00005 {
		t.Errorf("the put at index 80 is worth %.5f, want 32.0676", put)
	}
}
