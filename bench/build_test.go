package bench

import (
	"testing"

	"monazite/engine/scenario"
)

// BenchmarkBuild gives a scenario that was read its meaning, as every replication of a study with other values does.
func BenchmarkBuild(b *testing.B) {
	for _, name := range []string{"small", "world"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				doc, ps := scenario.Load(scenario.Embedded(), name, nil)
				b.StartTimer()
				if scenario.Build(doc, ps); ps.Err() != nil {
					b.Fatal(ps)
				}
			}
		})
	}
}
