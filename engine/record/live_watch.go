package record

import (
	"errors"
	"slices"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"monazite/agents"
	"monazite/engine"
)

// Most of what a scenario can make many of, so that a server never has more than 2,000 series: 2 x 640 of goods in
// regions, 250 of instruments, 400 of outcomes, and fewer than 70 others.
const (
	maxPlaces      = 640
	maxInstruments = 250
	maxOutcomes    = 400
)

// Subject is what is watched.
type Subject struct {
	Name    string // of the scenario or study
	Version string // of the engine
	Seed    uint64
	Months  int // of a replication
	Planned int // replications, 1 for a run
}

// Outcome is a quantile, over the replications of an arm that are done, of a metric of a study.
type Outcome struct {
	Metric, Arm string
	Q           string // p05, p50 or p95
	Value       float64
}

// Watch adds up what worlds do, tick by tick, and gives a server a snapshot when one is asked for: a tick copies nothing
// for readers who are not there, and a reader holds up a tick for no longer than a copy takes. It is safe for concurrent use: a study has a Feed per worker, and shows the sum of their work and the last of their months.
type Watch struct {
	clear prometheus.Histogram // duration of the clearing phase

	mutex  sync.Mutex
	next   snapshot // being added to
	places roll[place]
	payers roll[payer]

	last    *snapshot // that readers were given: nobody writes it any more
	changed bool      // next is another than last
}

// place is a good in a region, and payer an instrument, by name: the scenarios of a study need not number them alike.
type (
	place struct{ good, region string }
	payer struct{ government, instrument string }
)

// snapshot is all that a server shows.
type snapshot struct {
	Subject
	scenario *engine.Scenario // of the last month; nil before the first
	month    engine.Month
	quotes   []engine.PriceRow // of the last month
	work     agents.Work       // of the last month

	ticks  int         // months of all replications
	total  agents.Work // of all of them
	places []place
	prices []float64 // by place, of the last month, USD/kg
	volume []float64 // by place, bought in all months, g: exact to 9e9 t

	payers []payer
	outlay []float64 // by payer, of all months, 1e-4 USD

	done, failed, violations int // replications
	outcomes                 []Outcome
}

// NewWatch starts with nothing done.
func NewWatch(of Subject) *Watch {
	w := &Watch{clear: newClearDuration(), places: newRoll[place](maxPlaces), payers: newRoll[payer](maxInstruments)}
	w.next = snapshot{
		Subject: of, prices: make([]float64, maxPlaces), volume: make([]float64, maxPlaces), outlay: make([]float64, maxInstruments),
	}
	w.changed = true
	return w
}

// Finish counts a replication that is over, well or, with the error that ended it, not.
func (w *Watch) Finish(err error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if err == nil {
		w.next.done++
	} else {
		w.next.failed++
		if errors.As(err, new(*engine.Violation)) {
			w.next.violations++
		}
	}
	w.changed = true
}

// Rename says what is watched.
func (w *Watch) Rename(name string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.next.Name = name
	w.changed = true
}

// Plan changes how many replications are to come in all.
func (w *Watch) Plan(replications int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.next.Planned = replications
	w.changed = true
}

// Resume counts replications that were over, done or failed, before anybody watched.
func (w *Watch) Resume(done, failed int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.next.done += done
	w.next.failed += failed
	w.changed = true
}

// Show replaces the outcomes; it keeps the first 400.
func (w *Watch) Show(outcomes []Outcome) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.next.outcomes = slices.Clone(outcomes[:min(len(outcomes), maxOutcomes)])
	w.changed = true
}

// snapshot is what there is now.
func (w *Watch) snapshot() *snapshot {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if !w.changed {
		return w.last
	}
	s := w.next
	s.places, s.payers = w.places.names, w.payers.names // only ever appended to, behind what s sees
	s.quotes = slices.Clone(s.quotes)
	s.prices, s.volume = slices.Clone(s.prices[:len(s.places)]), slices.Clone(s.volume[:len(s.places)])
	s.outlay = slices.Clone(s.outlay[:len(s.payers)])
	w.last, w.changed = &s, false
	return w.last
}

// roll lists names in the order in which they came, while there is room.
type roll[Name comparable] struct {
	most  int
	names []Name
	index map[Name]int
}

func newRoll[Name comparable](most int) roll[Name] {
	return roll[Name]{most: most, index: map[Name]int{}}
}

// unplaced is not on the list, or not yet.
const unplaced = -1

// at finds a name or puts it on the list; unplaced where there is no room.
func (r *roll[Name]) at(name Name) int {
	at, known := r.index[name]
	if known {
		return at
	}
	if len(r.names) == r.most {
		return unplaced
	}
	r.names = append(r.names, name)
	r.index[name] = len(r.names) - 1
	return len(r.names) - 1
}
