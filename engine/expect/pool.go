package expect

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

// Each calls run for 0..n-1, as many at a time as there are workers, and tells of every one that is
// over. It waits for all and returns the error, or raises the panic, of the lowest.
func (e *Effort) Each(n int, run func(i int) error) error {
	var group errgroup.Group
	group.SetLimit(max(1, e.Workers))
	errs, panics := make([]error, n), make([]any, n)
	var mutex sync.Mutex
	over := 0
	for i := range n {
		group.Go(func() error {
			defer func() {
				panics[i] = recover()
				mutex.Lock()
				defer mutex.Unlock()
				if over++; e.Done != nil {
					e.Done(over)
				}
			}()
			errs[i] = run(i)
			return nil
		})
	}
	_ = group.Wait() // errors are kept by their run
	for i := range n {
		if panics[i] != nil {
			panic(panics[i])
		}
		if errs[i] != nil {
			return errs[i]
		}
	}
	return nil
}
