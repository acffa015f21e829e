package engine

import "golang.org/x/sync/errgroup"

// parallel calls f for 0..n-1 in contiguous chunks, one per worker; f may write only what belongs
// to i or to the worker, and gets the world so that it need not capture it, which would allocate. This is the only
// place where a tick starts goroutines. The result does not depend on the number of workers because nothing that f
// writes is shared; nor does a broken invariant, which is raised again here, the lowest chunk's first.
func (w *World) parallel(n int, f func(w *World, worker, i int)) {
	workers := min(w.options.Workers, n)
	if workers <= 1 {
		for i := range n {
			f(w, 0, i)
		}
		return
	}
	broken := make([]any, workers)
	var group errgroup.Group
	for worker := range workers {
		group.Go(func() error {
			defer func() { broken[worker] = recover() }()
			for i := worker * n / workers; i < (worker+1)*n/workers; i++ {
				f(w, worker, i)
			}
			return nil
		})
	}
	_ = group.Wait() // chunks return no errors: what goes wrong in them panics
	for _, cause := range broken {
		if cause != nil {
			panic(cause)
		}
	}
}
