package bench

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"
)

// walker is an agent that does next to nothing, so that what is measured is how it is called.
type walker struct{ belief, price float64 }

func (w *walker) step() { w.belief += (w.price - w.belief) / 12 }

// BenchmarkGoroutines calls agents once a tick: one after the other, in chunks of one worker per core as the engine does, in a
// goroutine each, and in a goroutine each that lives on and is called through a channel.
func BenchmarkGoroutines(b *testing.B) {
	for _, n := range []int{279, 10_000, 1_000_000} {
		agents := make([]walker, n)
		run := func(name string, tick func()) {
			b.Run(fmt.Sprintf("%s/agents=%d", name, n), func(b *testing.B) {
				for b.Loop() {
					tick()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/agent")
			})
		}
		run("serial", func() {
			for i := range agents {
				agents[i].step()
			}
		})
		run("chunks", func() { inChunks(agents) })
		if n > 100_000 {
			continue // a goroutine each would take gigabytes
		}
		run("goroutine", func() {
			var group sync.WaitGroup
			for i := range agents {
				group.Go(agents[i].step)
			}
			group.Wait()
		})
		months, done := livingGoroutines(agents)
		run("channel", func() {
			for _, month := range months {
				month <- struct{}{}
			}
			for range months {
				<-done
			}
		})
		for _, month := range months {
			close(month)
		}
	}
}

func inChunks(agents []walker) {
	workers := runtime.GOMAXPROCS(0)
	var group errgroup.Group
	for worker := range workers {
		group.Go(func() error {
			for i := worker * len(agents) / workers; i < (worker+1)*len(agents)/workers; i++ {
				agents[i].step()
			}
			return nil
		})
	}
	_ = group.Wait()
}

// livingGoroutines starts a goroutine per agent that steps whenever its channel says so.
func livingGoroutines(agents []walker) (months []chan struct{}, done chan struct{}) {
	done = make(chan struct{}, len(agents))
	for i := range agents {
		month := make(chan struct{})
		months = append(months, month)
		go func() {
			for range month {
				agents[i].step()
				done <- struct{}{}
			}
		}()
	}
	return months, done
}
