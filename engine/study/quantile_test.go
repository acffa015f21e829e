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

// Replications 0 1 2 3 4 in month 0, ten times that in month 1; the third has no number there, the last failed.
func TestFans(t *testing.T) {
	fans, err := Fans([][]float64{{0, 0}, {1, 10}, {2, math.NaN()}, {3, 30}, {4, 40}, nil})
	if err != nil {
		t.Fatal(err)
	}
	want := []Fan{{5, [5]float64{0.2, 1, 2, 3, 3.8}}, {4, [5]float64{1.5, 7.5, 20, 32.5, 38.5}}}
	for m := range want {
		if fans[m].N != want[m].N {
			t.Errorf("month %d: %d replications", m, fans[m].N)
		}
		for i := range FanLevels {
			if !near(fans[m].Lines[i], want[m].Lines[i], 1e-14) {
				t.Errorf("month %d: %v, want %v", m, fans[m].Lines, want[m].Lines)
			}
		}
	}
	if fans, err := Fans([][]float64{nil, nil}); len(fans) != 0 || err != nil {
		t.Errorf("all failed: %v, %v", fans, err)
	}
	if fans, _ := Fans([][]float64{{math.NaN()}}); fans[0].N != 0 || !math.IsNaN(fans[0].Lines[2]) {
		t.Errorf("no number: %v", fans)
	}
	if _, err := Fans([][]float64{{1, 2}, nil, {1}}); err == nil {
		t.Error("series of two lengths: no error")
	}
}

func TestFansAllocateNothingPerMonth(t *testing.T) {
	of := func(months int) float64 {
		series := make([][]float64, 50)
		for r := range series {
			series[r] = make([]float64, months)
		}
		return testing.AllocsPerRun(10, func() { Fans(series) })
	}
	if few, many := of(2), of(200); few != many {
		t.Errorf("%v allocations for 2 months, %v for 200", few, many)
	}
}
