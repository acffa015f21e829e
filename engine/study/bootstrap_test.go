package study

import (
	"math"
	"slices"
	"testing"

	"monazite/agents/exact"
)

// Of 0 0 3 the mean's resamples are 0 1 2 3 with chances 8 12 6 1 of 27. The 90 % percentiles are 0 and 2. BCa: the bias is
// the quantile at (8 + 12/2)/27 = 0.0464, the acceleration 0.75/(6 x 1.5^1.5) = 0.0680, the upper end Phi(1.958) = 0.975, beyond the
// 26/27 of 2: 3.
func TestBootstrapByHand(t *testing.T) {
	r := ratio{top: []float64{0, 0, 3}, bottom: []float64{1, 1, 1}}
	if a := r.acceleration(); !near(a, 0.0680414, 1e-6) {
		t.Errorf("acceleration %v", a)
	}
	b := r.bootstrap(0.9, draws(0, "by hand"))
	if b.Percentile != (Interval{0, 2}) || b.BCa != (Interval{0, 3}) {
		t.Errorf("%+v", b)
	}
}

// Without skew BCa is the percentile interval, which is near the normal one.
func TestBootstrapWithoutSkew(t *testing.T) {
	source := draws(0, "no skew")
	half := normals(&source, 100, 0, 1)
	changes := slices.Clone(half)
	for _, x := range half {
		changes = append(changes, -x)
	}
	zero := make([]float64, len(changes))
	o := twoArms(zero, changes)
	b, err := o.Bootstrap(1, 0.95, 7)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := o.Paired(1, 0.95)
	if !b.BCa.near(b.Percentile.Low, b.Percentile.High, 0.02) || !b.BCa.near(p.Interval.Low, p.Interval.High, 0.02) {
		t.Errorf("%+v against %v", b, p.Interval)
	}
	again, _ := o.Bootstrap(1, 0.95, 7)
	other, _ := o.Bootstrap(1, 0.95, 8)
	if again != b || other == b {
		t.Error("the draws do not follow the seed alone")
	}
}

// Skewed differences, where Student's interval is off centre.
func TestCoverageOfBootstrap(t *testing.T) {
	if testing.Short() {
		t.Skip("200 million draws")
	}
	ones := slices.Repeat([]float64{1}, 60)
	cover := covers("bootstrap", func(source *exact.Source) bool {
		values := make([]float64, 60)
		for i := range values {
			values[i] = -exact.Log(1 - source.Uniform()) // exponential, mean 1
		}
		r := ratio{top: values, bottom: ones}
		return r.bootstrap(0.95, *source).BCa.Covers(1)
	})
	if cover < 0.93 || cover > 0.97 {
		t.Errorf("BCa covers in %.3f of experiments", cover)
	}
}

// 300, 500 and 400 million USD for 100, 300 and 200 t/yr are 2 million USD per t/yr, the mean of ratios is not.
func TestFiscalCost(t *testing.T) {
	capacity := twoArms([]float64{0, 0, 0, 0}, []float64{100, 300, 200, 9})
	outlay := twoArms([]float64{0, 0, 0, 0}, []float64{300e6, 500e6, 400e6, 9})
	outlay.Failed = [][]bool{nil, {false, false, false, true}}
	c, err := FiscalCost(outlay, capacity, 1, 0.95, 1)
	if err != nil || c.N != 3 || c.Cost != 2e6 || c.Outlay != 400e6 || c.Capacity != 200 {
		t.Fatalf("%+v, %v", c, err)
	}
	if i := c.Interval.Percentile; !(i.Low >= 5e6/3-1 && i.Low < 2e6 && i.High > 2e6 && i.High <= 3e6+1) {
		t.Errorf("interval %v", i)
	}
	for added, known := range map[float64]bool{50: true, 49.9: false, -200: false} {
		capacity := twoArms([]float64{0, 0}, []float64{added, added})
		c, err := FiscalCost(twoArms([]float64{0, 0}, []float64{1e6, 1e6}), capacity, 1, 0.95, 1)
		if err != nil || math.IsNaN(c.Cost) == known || c.Interval.BCa.Known() != known {
			t.Errorf("%v t/yr: %+v, %v", added, c, err)
		}
	}
	// On average 60 t/yr are added, in many resamples fewer than 50.
	unsure, err := FiscalCost(twoArms([]float64{0, 0}, []float64{1, 1}), twoArms([]float64{0, 0}, []float64{120, 0}), 1, 0.95, 1)
	if err != nil || unsure.Cost != 1.0/60 || unsure.Interval.BCa.Known() {
		t.Errorf("%+v, %v", unsure, err)
	}
	if _, err := FiscalCost(outlay, twoArms(nil, nil), 1, 0.95, 1); err == nil {
		t.Error("other replications: no error")
	}
}

func BenchmarkBootstrap(b *testing.B) {
	source := draws(0, "benchmark")
	o := twoArms(make([]float64, 1000), normals(&source, 1000, 1, 1))
	for b.Loop() {
		if _, err := o.Bootstrap(1, 0.95, 1); err != nil {
			b.Fatal(err)
		}
	}
}
