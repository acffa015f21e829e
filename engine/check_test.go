package engine_test

import (
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
)

// BenchmarkControlTotals sets the checks of a month beside the month: they may cost a fiftieth.
func BenchmarkControlTotals(b *testing.B) {
	s, _, err := scenario.Open("world", nil)
	if err != nil {
		b.Fatal(err)
	}
	w := engine.New(s, engine.Options{Seed: 1})
	w.SpinUp()
	b.Run("month", func(b *testing.B) {
		for b.Loop() {
			if w.Month >= 200 {
				w = engine.New(s, engine.Options{Seed: 1})
				w.SpinUp()
			}
			w.Step()
		}
	})
	phases := w.Phases()
	for _, phase := range phases[:len(phases)-1] {
		phase.Run()
	}
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			engine.Inside{World: w}.Check()
		}
	})
}
