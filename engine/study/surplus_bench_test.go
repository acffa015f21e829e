package study

import (
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
)

// BenchmarkSurplusMonth is what a month of accounts adds to a month of `history`.
func BenchmarkSurplusMonth(b *testing.B) {
	s, _, err := scenario.Open("history", nil)
	if err != nil {
		b.Fatal(err)
	}
	w := engine.New(s, engine.Options{Seed: 1})
	w.SpinUp()
	m := newSurplusLayout(s).begin(w)
	for range 60 {
		w.Step()
		m.month(w)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.month(w)
	}
}
