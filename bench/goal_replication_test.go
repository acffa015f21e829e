package bench

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"monazite/agents"
	"monazite/engine"
)

// settled is a scenario with the state in which its replications begin.
func settled(tb testing.TB, name string) (*engine.Scenario, *engine.State) {
	tb.Helper()
	s := open(tb, name)
	state, err := engine.Settled(s)
	if err != nil {
		tb.Fatal(err)
	}
	return s, &state
}

// replicate runs a scenario once, without a recorder and without spin-up.
func replicate(tb testing.TB, s *engine.Scenario, from *engine.State, o engine.Options) {
	if err := engine.Begin(s, o, from).Run(nil); err != nil {
		tb.Error(err)
	}
}

// A tick at width 1 allocates nothing: what a month needs was reserved when the world was made, or has grown since. Now and then
// a buffer grows further, and in a quarter's first month contracts are drawn.
func TestTickAllocatesNothing(t *testing.T) {
	for _, name := range []string{"small", "world", "history"} {
		s, from := settled(t, name)
		w := engine.Begin(s, engine.Options{Seed: 1, Workers: 1}, from)
		for range 36 {
			w.Step()
		}
		var before, after runtime.MemStats
		nothing := 0
		for range 60 {
			runtime.ReadMemStats(&before)
			w.Step()
			runtime.ReadMemStats(&after)
			if after.Mallocs == before.Mallocs {
				nothing++
			}
		}
		if t.Logf("%s: nothing in %d of 60 months", name, nothing); nothing < 24 {
			t.Errorf("%s: only %d of the 40 months that begin no quarter allocate nothing", name, nothing)
		}
	}
}

// BenchmarkG6 counts what a tick allocates at width 1, all growth of buffers and rare events of a run included.
func BenchmarkG6(b *testing.B) {
	s, from := settled(b, "history")
	var before, after runtime.MemStats
	allocs, months := uint64(0), 0
	for b.Loop() {
		w := engine.Begin(s, engine.Options{Seed: 1, Workers: 1}, from)
		runtime.ReadMemStats(&before)
		for int(w.Month) < s.Months {
			w.Step()
			months++
		}
		runtime.ReadMemStats(&after)
		allocs += after.Mallocs - before.Mallocs
	}
	b.ReportMetric(float64(allocs)/float64(months), "allocs/tick")
}

// BenchmarkG7 runs a replication on one core, from the settled state, without files: the least of all runs, and what each phase
// of a month takes in the least.
func BenchmarkG7(b *testing.B) {
	for _, name := range []string{"history", "world"} {
		b.Run(name, func(b *testing.B) {
			s, from := settled(b, name)
			replication := time.Hour
			for b.Loop() {
				began := time.Now()
				replicate(b, s, from, engine.Options{Seed: 1, Workers: 1})
				replication = min(replication, time.Since(began))
			}
			b.ReportMetric(us(replication)/1e3, "ms/replication")
			b.ReportMetric(us(replication)/float64(s.Months), "us/tick")
			for i, d := range phasesOf(s, from) {
				b.ReportMetric(us(d), "us/"+engine.PhaseName(i))
			}
		})
	}
}

// phasesOf is what each phase of a month takes in a replication, the least of ten runs.
func phasesOf(s *engine.Scenario, from *engine.State) (least [agents.Phases]time.Duration) {
	for run := range 10 {
		var spent [agents.Phases]time.Duration
		w := engine.Begin(s, engine.Options{Seed: 1, Workers: 1, Clock: sinceStart}, from)
		for int(w.Month) < s.Months {
			for i, d := range w.Step().Work.Phases {
				spent[i] += d
			}
		}
		for i := range spent {
			if d := spent[i] / time.Duration(s.Months); run == 0 || d < least[i] {
				least[i] = d
			}
		}
	}
	return least
}

// BenchmarkG7Cores runs one replication per core at a time: x_cores is how many times the replications of one core that is.
func BenchmarkG7Cores(b *testing.B) {
	s, from := settled(b, "history")
	alone := time.Hour
	for range 3 {
		alone = min(alone, sideBySide(b, s, from, 1))
	}
	for cores := 1; cores <= runtime.GOMAXPROCS(0); cores *= 2 {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			least := time.Hour
			for b.Loop() {
				least = min(least, sideBySide(b, s, from, cores))
			}
			b.ReportMetric(float64(cores)/least.Seconds(), "replications/s")
			b.ReportMetric(float64(cores)*float64(alone)/float64(least), "x_cores")
		})
	}
}

// sideBySide runs replications side by side.
func sideBySide(b *testing.B, s *engine.Scenario, from *engine.State, n int) time.Duration {
	began := time.Now()
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { replicate(b, s, from, engine.Options{Seed: uint64(i), Workers: 1}) })
	}
	group.Wait()
	return time.Since(began)
}
