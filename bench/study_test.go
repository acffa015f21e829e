package bench

import (
	"testing"
	"time"

	"monazite/engine"
	"monazite/engine/study"
)

// keepStudy runs a study into a folder that is thrown away, and says how long that took.
func keepStudy(b *testing.B, s *study.Study, e study.Effort) time.Duration {
	b.Helper()
	dir := b.TempDir()
	store, err := study.Create(dir, s.Inputs("bench", ""))
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if _, err := s.Run(store, e); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}

// openStudy makes a study of one scenario, in which luck alone varies.
func openStudy(b *testing.B, name string, replications int) *study.Study {
	b.Helper()
	s, err := study.Open(study.Request{Names: []string{name}, Replications: replications})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkStudyOverhead is what a study takes beyond the bare runs of its replications: series, accounts of who gains,
// the journal. Both run by turns on one worker.
func BenchmarkStudyOverhead(b *testing.B) {
	const replications = 24
	for _, name := range []string{"small", "world"} {
		b.Run(name, func(b *testing.B) {
			s := openStudy(b, name, replications)
			base := s.Arms[0].Base
			settled, err := engine.Settled(base)
			if err != nil {
				b.Fatal(err)
			}
			var bare, kept time.Duration
			for b.Loop() {
				began := time.Now()
				for r := range replications {
					if err := engine.Begin(base, engine.Options{Seed: s.Seed, Replication: r, Workers: 1}, &settled).Run(nil); err != nil {
						b.Fatal(err)
					}
				}
				bare += time.Since(began)
				kept += keepStudy(b, s, study.Effort{Workers: 1})
			}
			b.ReportMetric(100*(kept.Seconds()/bare.Seconds()-1), "%overhead")
			b.ReportMetric(float64(bare.Milliseconds())/float64(b.N*replications), "ms/bare")
		})
	}
}

// BenchmarkStudyCores is how many replications of the world two workers do in the time in which one does one.
func BenchmarkStudyCores(b *testing.B) {
	s := openStudy(b, "world", 8)
	var took [2]time.Duration
	for b.Loop() {
		for i := range took {
			took[i] += keepStudy(b, s, study.Effort{Workers: i + 1})
		}
	}
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "x_cores")
	b.Logf("one worker %v, two %v", took[0], took[1])
}
