package study

import (
	"fmt"
	"math"
)

// Effect sums up how much something changes from replication to replication, in the unit of the outcome.
type Effect struct {
	N        int // replications that count
	Missing  int // those left out: they failed, or have no such number, in an arm that is compared
	Mean     float64
	SD       float64  // NaN of one replication
	Level    float64  // of the interval
	Interval Interval // Student's t; no width where all are equal, unknown of one replication
	Up       int      // replications above 0
	Down     int      // below 0
	Same     int      // exactly 0
}

// effectOf sums up a column of changes by replication, NaN where there is none.
func effectOf(changes []float64, level float64) Effect {
	there := present(changes)
	e := Effect{N: len(there), Missing: len(changes) - len(there), Mean: meanOf(there), Level: level}
	e.SD = math.Sqrt(varianceOf(there, e.Mean))
	e.Interval = studentInterval(e.Mean, e.SD, e.N, level)
	for _, x := range there {
		switch {
		case x > 0:
			e.Up++
		case x < 0:
			e.Down++
		default:
			e.Same++
		}
	}
	return e
}

// Share returns the share of replications with a positive change, NaN of none.
func (e *Effect) Share() float64 { return float64(e.Up) / float64(e.N) }

// Identical says whether nothing changes in any replication.
func (e *Effect) Identical() bool { return e.N > 0 && e.Same == e.N }

// Decided says whether the interval excludes 0, so that the sign of the change is known at its level.
func (e *Effect) Decided() bool { return e.Interval.Known() && !e.Interval.Covers(0) }

// Signs says in how many replications the sign is that of the mean, "18 of 20".
func (e *Effect) Signs() string {
	count := e.Up
	if e.Mean < 0 {
		count = e.Down
	}
	return fmt.Sprintf("%d of %d", count, e.N)
}

// Paired is what an arm changes against the one that it is compared with, Baseline: the differences arm - Baseline over
// the replications that finished in both (MODEL 10; Law, Simulation Modeling and Analysis, 2015, 10.2).
type Paired struct {
	Effect
	Arm, Baseline         string
	ArmMean, BaselineMean float64 // over the same replications

	// VarianceRatio is Var(arm - baseline)/(Var(arm) + Var(baseline)): what common random numbers leave of the variance
	// that independent ones would give. NaN where neither arm varies.
	VarianceRatio float64

	// Standardised is the mean difference over the spread of histories, sqrt((Var(arm) + Var(baseline))/2) (Cohen's d).
	// Infinite where neither arm varies and they differ, 0 where they do not.
	Standardised float64
}

// Differences returns an arm less the one that it is compared with by replication, NaN where either has no number.
func (o *Outcome) Differences(arm int) ([]float64, error) { return o.between(arm, o.than(arm)) }

// between returns arm - than by replication.
func (o *Outcome) between(arm, than int) ([]float64, error) {
	a, err := o.Column(arm)
	if err != nil {
		return nil, err
	}
	b, err := o.Column(than)
	if err != nil {
		return nil, err
	}
	for r := range a {
		a[r] -= b[r]
	}
	return a, nil
}

// Paired compares an arm with the one that it is compared with, with an interval at a level such as 0.95.
func (o *Outcome) Paired(arm int, level float64) (Paired, error) {
	if err := checkLevel(level); err != nil {
		return Paired{}, err
	}
	changes, err := o.Differences(arm)
	if err != nil {
		return Paired{}, err
	}
	than := o.than(arm)
	p := Paired{Effect: effectOf(changes, level), Arm: o.Arms[arm], Baseline: o.Arms[than]}
	var own, base []float64
	for r, x := range changes {
		if !math.IsNaN(x) {
			own, base = append(own, o.Values[arm][r]), append(base, o.Values[than][r])
		}
	}
	p.ArmMean, p.BaselineMean = meanOf(own), meanOf(base)
	spread := varianceOf(own, p.ArmMean) + varianceOf(base, p.BaselineMean)
	p.VarianceRatio = float64(p.SD*p.SD) / spread
	if p.Mean != 0 {
		p.Standardised = p.Mean / math.Sqrt(spread/2)
	}
	return p, nil
}
