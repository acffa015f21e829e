package svg

import (
	"math"
	"slices"
	"testing"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		name      string
		low, high float64
		want      []float64
	}{
		{"prices", 0, 116, []float64{0, 25, 50, 75, 100, 125}},
		{"a share", 0, 37.4, []float64{0, 10, 20, 30, 40}},
		{"the end is a tick", 0, 100, []float64{0, 20, 40, 60, 80, 100}},
		{"below one", 0, 0.55, []float64{0, 0.2, 0.4, 0.6000000000000001}},
		{"on both sides of zero", -3, 12, []float64{-5, 0, 5, 10, 15}},
		{"nothing but zeros", 0, 0, []float64{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}},
	} {
		if got := ticks(c.low, c.high, 5); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		name      string
		low, high float64
		want      []float64
	}{
		{"one decade and a bit", 30, 450, []float64{20, 50, 100, 200, 500}},
		{"ends are ticks", 20, 500, []float64{20, 50, 100, 200, 500}},
		{"below one", 0.3, 4, []float64{0.2, 0.5, 1, 2, 5}},
		{"too many for 2 and 5", 0.3, 4000, []float64{0.1, 1, 10, 100, 1000, 10000}},
	} {
		got := logTicks(c.low, c.high, 8)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a/b-1) < 1e-12 }) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// On 0 to 200 px, 10 lies halfway between 1 and 100 by logarithms, and at a tenth of 0 to 100.
func TestScale(t *testing.T) {
	linear := scale{low: 0, high: 100, from: 200, to: 0}
	logarithmic := scale{low: 1, high: 100, from: 200, to: 0, log: true}
	for _, c := range []struct {
		name  string
		scale scale
		value float64
		want  float64
	}{
		{"linear", linear, 10, 180},
		{"linear, the low end", linear, 0, 200},
		{"linear, above the high end", linear, 150, 0},
		{"log", logarithmic, 10, 100},
		{"log, the high end", logarithmic, 100, 0},
		{"log, not above zero", logarithmic, 0, 200},
	} {
		if got := c.scale.at(c.value); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{label(2500, 500), "2,500"},
		{label(7.5, 2.5), "7.5"},
		{label(5, 2.5), "5.0"},
		{label(0.6000000000000001, 0.2), "0.6"},
		{label(0.05, 0.05), "0.05"},
		{Number(1234567.8, 0), "1,234,568"},
		{Number(-1108.4, 0), "−1,108"},
		{Number(-0.04, 1), "0.0"},
		{Number(math.NaN(), 1), "–"},
		{px(12.04), "12"},
		{px(-0.01), "0"},
		{px(99.95), "100"},
		{px(7.25), "7.2"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestMonthTicks(t *testing.T) {
	for _, c := range []struct {
		name     string
		start    Month
		months   int
		want     []string
		oneAYear bool
	}{
		{"seventeen years", MonthOf(2024, 1), 204, []string{"2025-01", "2030-01", "2035-01", "2040-01"}, true},
		{"five years from March", MonthOf(2024, 3), 60, []string{"2025-01", "2026-01", "2027-01", "2028-01", "2029-01"}, true},
		{"half a year", MonthOf(2024, 11), 6, []string{"2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04"}, false},
		{"one month", MonthOf(2024, 5), 1, []string{"2024-05"}, false},
	} {
		ticks, years := monthTicks(c.start, c.months, 6)
		var got []string
		for _, m := range ticks {
			got = append(got, m.String())
		}
		if !slices.Equal(got, c.want) || years != c.oneAYear {
			t.Errorf("%s: %v, years %v, want %v, %v", c.name, got, years, c.want, c.oneAYear)
		}
	}
}

// Labels 10 px apart between 0 and 100.
func TestSpread(t *testing.T) {
	for _, c := range []struct {
		name         string
		wanted, want []float64
	}{
		{"far apart", []float64{10, 50}, []float64{10, 50}},
		{"two on one spot stand around it", []float64{50, 50}, []float64{45, 55}},
		{"three, two of them close", []float64{20, 48, 52}, []float64{20, 45, 55}},
		{"a pair pushes a third, around the mean of what they want", []float64{40, 40, 46}, []float64{32, 42, 52}},
		{"at the top edge", []float64{0, 0}, []float64{0, 10}},
		{"at the bottom edge", []float64{100, 100}, []float64{90, 100}},
		{"too many: the gap shrinks", []float64{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, []float64{
			0, 100. / 12, 200. / 12, 300. / 12, 400. / 12, 500. / 12, 600. / 12, 700. / 12, 800. / 12, 900. / 12, 1000. / 12, 1100. / 12, 100,
		}},
		{"none", nil, []float64{}},
	} {
		got := spread(c.wanted, 10, 0, 100)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
