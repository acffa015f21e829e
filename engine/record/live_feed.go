package record

import (
	"slices"
	"time"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// Feed passes on what one world after another does. It is not safe for concurrent use.
type Feed struct {
	watch    *Watch
	scenario *engine.Scenario
	open     []bool // by node: whether its price is its region's
	places   []int  // [good*regions + region]: where it is on the Watch's list, unplaced before it is
	payers   []int  // the same by source
}

// Feed starts to watch worlds of a scenario.
func (w *Watch) Feed(s *engine.Scenario) *Feed {
	f := &Feed{watch: w, scenario: s, open: openNodes(s)}
	f.places = slices.Repeat([]int{unplaced}, len(s.Goods)*len(s.Regions))
	f.payers = slices.Repeat([]int{unplaced}, len(s.Sources))
	return f
}

// openNodes marks the node whose price is the region's: the open market, else the first there is.
func openNodes(s *engine.Scenario) []bool {
	best := slices.Repeat([]int{unplaced}, len(s.Regions))
	for i, node := range s.Nodes {
		if b := best[node.Region]; b == unplaced || s.Nodes[b].Segment != "" && node.Segment == "" {
			best[node.Region] = i
		}
	}
	open := make([]bool, len(s.Nodes))
	for _, node := range best {
		if node != unplaced {
			open[node] = true
		}
	}
	return open
}

// Clock is what times phases where somebody watches, for engine.Options.Clock.
func Clock() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}

// FeedReads are the tables that a Feed reads.
const FeedReads = engine.PriceTable | engine.InstrumentTable

// Month takes a month's rows and what it cost the machine, which is in the world's Frame.Work where engine.Options.Clock
// was set, for readers to see. It keeps nothing of the rows.
func (f *Feed) Month(t *engine.Tables, work agents.Work) {
	w := f.watch
	w.mutex.Lock()
	defer w.mutex.Unlock()
	s := &w.next
	s.scenario, s.month, s.work = f.scenario, t.Month, work
	s.quotes = append(s.quotes[:0], t.Prices...)
	s.ticks++
	s.total.Clearing = s.total.Clearing.Plus(work.Clearing)
	for i, took := range work.Phases {
		s.total.Phases[i] += took
		if engine.PhaseName(i) == "clear" {
			w.clear.Observe(took.Seconds())
		}
	}
	f.addPrices(t, true)
	f.addPrices(t, false)
	f.addOutlays(t)
	w.changed = true
}

// addPrices takes goods into account that were bought, or those that were not: what trades gets a series first.
func (f *Feed) addPrices(t *engine.Tables, bought bool) {
	s := &f.watch.next
	for i := range t.Prices {
		r := &t.Prices[i]
		if (r.Bought > 0) != bought || !bought && r.Price() == 0 {
			continue
		}
		if at := f.place(r.Good, f.scenario.Nodes[r.Node].Region); at != unplaced {
			s.volume[at] += float64(r.Bought)
			if f.open[r.Node] {
				s.prices[at] = perKg(r.Price())
			}
		}
	}
}

// place finds the series of a good in a region.
func (f *Feed) place(good, region markets.ID) int {
	at := &f.places[int(good)*len(f.scenario.Regions)+int(region)]
	if *at == unplaced {
		*at = f.watch.places.at(place{f.scenario.Goods[good].Name, f.scenario.Regions[region]})
	}
	return *at
}

// addOutlays takes into account what instruments paid.
func (f *Feed) addOutlays(t *engine.Tables) {
	s := &f.watch.next
	for i := range t.Instruments {
		r := &t.Instruments[i]
		if at := f.payer(r.Source); at != unplaced {
			s.outlay[at] += float64(r.Outlay)
		}
	}
}

// payer finds the series of an instrument.
func (f *Feed) payer(source markets.ID) int {
	at := &f.payers[source]
	if *at == unplaced {
		name := &f.scenario.Sources[source]
		*at = f.watch.payers.at(payer{name.Government, name.Instrument})
	}
	return *at
}
