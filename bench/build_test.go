package bench

import (
	"testing"

	"monazite/engine/scenario"
)

// BenchmarkBuild makes a scenario of a document that was read before, as every replication of a study with other values does.
func BenchmarkBuild(b *testing.B) {
	for _, name := range []string{"small", "world"} {
		b.Run(name, func(b *testing.B) {
			base, _ := scenario.Load(scenario.Embedded(), name, nil)
			for b.Loop() {
				doc, ps := base.Clone(), &scenario.Problems{}
				doc.Set([]string{"opening.cash=7 months"}, ps)
				if scenario.Build(doc, ps); ps.Err() != nil {
					b.Fatal(ps)
				}
			}
		})
	}
}
