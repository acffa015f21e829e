package study

import (
	"math"
	"slices"
	"testing"
)

// R: quantile(c(1, 2, 3, 4), type = 7).
func TestQuantiles(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		values []float64
		want   []float64 // at 0, .25, .5, .95, 1
	}{
		"four":    {[]float64{4, 1, 3, 2}, []float64{1, 1.75, 2.5, 3.85, 4}},
		"one":     {[]float64{7}, []float64{7, 7, 7, 7, 7}},
		"two":     {[]float64{10, 0}, []float64{0, 2.5, 5, 9.5, 10}},
		"equal":   {[]float64{.1, .1, .1}, []float64{.1, .1, .1, .1, .1}},
		"none":    {nil, []float64{none, none, none, none, none}},
		"missing": {[]float64{none, 4, 1, none, 3, 2}, []float64{1, 1.75, 2.5, 3.85, 4}},
	} {
		before := slices.Clone(c.values)
		got, err := Quantiles(c.values, 0, .25, .5, .95, 1)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if !near(got[i], c.want[i], 1e-15) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
			if i > 0 && got[i] < got[i-1] {
				t.Errorf("%s: %v fall", name, got)
			}
		}
		for i := range before {
			if !near(before[i], c.values[i], 0) {
				t.Errorf("%s: the values were moved", name)
			}
		}
	}
	for _, p := range []float64{-0.1, 1.1, none} {
		if _, err := Quantiles([]float64{1}, p); err == nil {
			t.Errorf("at %v: no error", p)
		}
	}
}

// Quantiles rise with the probability, stay among the values and do not depend on their order.
func TestQuantilesOfAMillion(t *testing.T) {
	source := draws(0, "million")
	values := normals(&source, 1_000_000, 0, 1)
	got, _ := Quantiles(values, FanLevels[:]...)
	for i, want := range []float64{-1.6449, -0.6745, 0, 0.6745, 1.6449} {
		if !near(got[i], want, 0.01) {
			t.Errorf("at %v: %v, want %v", FanLevels[i], got[i], want)
		}
	}
	slices.Reverse(values)
	if again, _ := Quantiles(values, FanLevels[:]...); !slices.Equal(got, again) {
		t.Errorf("%v in one order, %v in another", got, again)
	}
}

// The fan of no number has no lines.
func TestFan(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    [len(FanLevels)]float64
	}{
		{[]float64{4, 0, 2, 1, 3}, [...]float64{0.2, 1, 2, 3, 3.8}},
		{[]float64{40, 0, 10, 30}, [...]float64{1.5, 7.5, 20, 32.5, 38.5}},
	} {
		fan := fanOf(slices.Clone(c.numbers))
		if fan.N != len(c.numbers) {
			t.Errorf("%v: %d numbers", c.numbers, fan.N)
		}
		for i := range FanLevels {
			if !near(fan.Lines[i], c.want[i], 1e-14) {
				t.Errorf("%v: %v, want %v", c.numbers, fan.Lines, c.want)
			}
		}
	}
	if fan := fanOf(nil); fan.N != 0 || !math.IsNaN(fan.Lines[2]) {
		t.Errorf("no number: %v", fan)
	}
}
