package study

import (
	"math"
	"slices"
	"testing"
)

// What may go into data files has these bits on every machine.
func TestBits(t *testing.T) {
	source := draws(0, "bits")
	base, arm := normals(&source, 99, 50, 10), normals(&source, 99, 55, 12)
	o := twoArms(base, arm)
	b, err := o.Bootstrap(1, 0.95, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := o.Paired(1, 0.95)
	s, err := PRCC(arm, []Varied{{"x", base}, {"y", uniforms(&source, 99)}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	fans := []Fan{fanOf(slices.Clone(base)), fanOf(slices.Clone(arm))}
	chances, _ := o.Chances(Target{AtLeast: true, Value: 50}, 0.95)
	n, _ := p.Settle(0.8)
	for i, c := range []struct {
		got  float64
		want uint64
	}{
		{p.Mean, 0x40091f3fc232be3a}, {p.SD, 0x402d882814cc97d0}, {p.VarianceRatio, 0x3ff1670465ce82ed}, {b.Percentile.Low, 0x3fcce1ae59524051}, {b.BCa.Low, 0x3fd6757584a88c2b}, {b.BCa.High, 0x4018877eae41c9a7},
		{s.Ranks[0].Coefficient, 0xbfb1754cc28e9b8c}, {s.Dummy.Coefficient, 0xbfc4bfb33a57b58f}, {fans[0].Lines[1], 0x40468c793d8fa595}, {fans[1].Lines[4], 0x405254e0b5e91ed3},
		{chances[1].Interval.Low, 0x3fe2363c0a8c5308}, {chances[1].GainInterval.High, 0x3fcab305413a8b23}, {float64(n), 0x4066000000000000},
	} {
		if bits := math.Float64bits(c.got); bits != c.want {
			t.Errorf("number %d: %v has bits %#x, want %#x", i, c.got, bits, c.want)
		}
	}
}
