package study

import (
	"fmt"
	"math"
	"slices"
)

// Welfare is what an arm costs users, and who gains and who loses by it, against the arm that it is compared with: each is a
// change in real 2025 USD over the run, over the replications that finished in both. All but what users pay is at present
// value (record.Discount).
type Welfare struct {
	Arm, Against string
	N            int // replications that finished in both

	Price    Effect  // what users pay more for what they bought in Against
	Unserved Effect  // what they lack more, at what it is worth to them
	Cost     Effect  // both
	Unpriced float64 // mean of what users bought in Against for which an arm has no price, t

	Classes []Gain // over all regions, in the order of SurplusClasses
	Gains   []Gain // by class, then region; without those that have nothing in any replication
	Total   Effect // of all
	Gap     Effect // of the total that is not explained: see Winners.Gap
	Widest  float64
}

// Gain is what a class gains.
type Gain struct {
	Class  string // one of SurplusClasses
	Region string // "" for all
	Effect
}

// Identical says whether the arm changes nothing, for anybody, in any replication.
func (w *Welfare) Identical() bool {
	return w.Cost.Identical() && w.Unserved.Identical() && !slices.ContainsFunc(w.Gains, func(g Gain) bool { return !g.Identical() })
}

// tally sums up changes one by one, in the room of one (Welford, Technometrics 4, 1962). Equal ones have themselves as mean
// and no spread.
type tally struct {
	n, up, down   int
	mean, squares float64
}

func (t *tally) add(x float64) {
	t.n++
	if x > 0 {
		t.up++
	} else if x < 0 {
		t.down++
	}
	off := x - t.mean
	t.mean += off / float64(t.n)
	t.squares += float64(off * (x - t.mean))
}

// effect is what of so many replications was summed up.
func (t *tally) effect(level float64, of int) Effect {
	e := Effect{N: t.n, Missing: of - t.n, Mean: t.mean, SD: math.NaN(), Level: level, Up: t.up, Down: t.down, Same: t.n - t.up - t.down}
	if t.n == 0 {
		e.Mean = math.NaN()
	}
	if t.n > 1 {
		e.SD = math.Sqrt(t.squares / float64(t.n-1))
	}
	e.Interval = studentInterval(e.Mean, e.SD, e.N, level)
	return e
}

// welfareTally sums up the replications of an arm.
type welfareTally struct {
	price, unserved, cost, unpriced, total, gap tally
	widest                                      float64
	classes, cells                              []tally
	there                                       []bool    // by cell: somebody has something
	row                                         []float64 // by cell, of one replication
}

func newWelfareTally(l *surplusLayout) *welfareTally {
	cells := len(SurplusClasses) * len(l.regions)
	return &welfareTally{classes: make([]tally, len(SurplusClasses)), cells: make([]tally, cells), there: make([]bool, cells), row: make([]float64, cells)}
}

// add takes a replication into account.
func (t *welfareTally) add(l *surplusLayout, cost ConsumerCost, w *Winners) {
	t.price.add(cost.Price)
	t.unserved.add(cost.Unserved)
	t.cost.add(cost.Total)
	t.unpriced.add(cost.Unpriced)
	t.total.add(w.Total)
	t.gap.add(w.Gap)
	t.widest = max(t.widest, math.Abs(w.Gap))
	clear(t.row)
	for _, s := range w.Rows {
		cell := l.cell(slices.Index(SurplusClasses, s.Class), slices.Index(l.regions, s.Region))
		t.row[cell], t.there[cell] = s.Change, true
	}
	for cell, x := range t.row {
		t.cells[cell].add(x)
	}
	for class, name := range SurplusClasses {
		change := 0.0
		if i := slices.IndexFunc(w.Class, func(s Surplus) bool { return s.Class == name }); i >= 0 {
			change = w.Class[i].Change
		}
		t.classes[class].add(change)
	}
}

// welfare is what was summed up of n replications.
func (t *welfareTally) welfare(l *surplusLayout, level float64, n int) Welfare {
	w := Welfare{
		N: t.total.n, Price: t.price.effect(level, n), Unserved: t.unserved.effect(level, n), Cost: t.cost.effect(level, n), Unpriced: t.unpriced.mean,
		Total: t.total.effect(level, n), Gap: t.gap.effect(level, n), Widest: t.widest,
	}
	for class, name := range SurplusClasses {
		there := false
		for region, place := range l.regions {
			if cell := l.cell(class, region); t.there[cell] {
				there = true
				w.Gains = append(w.Gains, Gain{name, place, t.cells[cell].effect(level, n)})
			}
		}
		if there {
			w.Classes = append(w.Classes, Gain{name, "", t.classes[class].effect(level, n)})
		}
	}
	return w
}

// weigh compares what everybody has in every arm, replication by replication. One of them is in memory at a time, of every arm.
func (c *compaction) weigh() error {
	arms := c.study.Arms
	if len(arms) < 2 || arms[0].Base == nil {
		return nil
	}
	l := newSurplusLayout(arms[0].Base)
	tallies := make([]*welfareTally, len(arms))
	for arm := range tallies {
		tallies[arm] = newWelfareTally(l)
	}
	reader := segmentReader{folders: c.parts.folders}
	defer reader.close()
	held := make([]Result, len(arms))
	for r := range c.n {
		for arm := range arms {
			held[arm].Surplus = held[arm].Surplus[:0]
			if c.failed[arm][r] {
				continue
			}
			if err := c.parts.result(Key{arm, r}, &reader, &held[arm]); err != nil {
				return err
			}
		}
		for arm := 1; arm < len(arms); arm++ {
			than, own := held[arms[arm].Against].Surplus, held[arm].Surplus
			if len(than) == 0 || len(own) == 0 {
				continue
			}
			cost, w, err := l.compare(than, own)
			if err != nil {
				return fmt.Errorf("%v: %w", Key{arm, r}, err)
			}
			tallies[arm].add(l, cost, w)
		}
	}
	for arm := 1; arm < len(arms); arm++ {
		w := tallies[arm].welfare(l, c.study.Level, c.n)
		w.Arm, w.Against = arms[arm].Name, arms[arms[arm].Against].Name
		c.findings.Welfare = append(c.findings.Welfare, w)
	}
	return nil
}
