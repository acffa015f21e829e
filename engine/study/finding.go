package study

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Findings is what a study found, ready to be told: decided differences first, the largest on top, by what the arms are
// compared with.
type Findings struct {
	Baseline string
	Level    float64 // of all intervals
	Most     int     // decided differences that the text tells at most of the arms that are compared with one
	Compared int     // arms times outcomes
	Failed   []Loss  // arms with failed replications

	Decided   []Finding // by |Standardised|, the largest first; of the years of a metric only the one that shows it most
	Undecided []Finding // likewise; the interval holds 0, and no other year of the metric is decided
	Same      []Tie     // arms in which some outcomes never differ from the arm that it is compared with
	Empty     int       // comparisons without any replication that finished in both
	Targets   []TargetFinding
	Spreads   []Spread // of a study with one arm
	Packages  []PackageFinding
	Added     []AddedFinding  // what added capacity has cost, by its output
	Welfare   []Welfare       // by arm; empty where nobody has counted
	Span      string          // the years over which that is, "2024 to 2045"
	Drivers   []DriverFinding // all that was looked at, what matters most first

	lineup *Outcome // some outcome, for its arms
}

// Finding is one difference of an arm from the one that it is compared with.
type Finding struct {
	*Outcome
	Paired
}

// Loss counts an arm's failed replications.
type Loss struct {
	Arm        string
	Failed, Of int
}

// Tie counts the outcomes in which an arm equals the one that it is compared with in every replication.
type Tie struct {
	Arm      string
	Same, Of int
}

// TargetFinding is how often arms meet a target.
type TargetFinding struct {
	*Outcome
	Target  Target
	Chances []Chance // by arm
}

// DriverFinding is what an outcome of one arm depends on, or what the arm changes in it.
type DriverFinding struct {
	*Outcome
	Arm    string
	Change bool // the difference from the arm that it is compared with, not the number itself
	*Sensitivity
}

// settlePower is the chance of seeing a difference for which replications are reckoned.
const settlePower = 0.8

// Find compares every arm of every outcome with the one that it says, or the baseline, at a level such as 0.95. Append to Targets and Drivers what
// else is to be told. Errors name every outcome that is malformed or has another baseline than the first.
func Find(outcomes []Outcome, level float64) (*Findings, error) {
	f := &Findings{Level: level, Most: 10}
	errs := []error{checkLevel(level)}
	for i := range outcomes {
		o := &outcomes[i]
		err := o.Check()
		if err == nil && o.Arms[0] != outcomes[0].Arms[0] {
			err = fmt.Errorf("%s: baseline %q, expected %q as of %s", o.Metric, o.Arms[0], outcomes[0].Arms[0], outcomes[0].Metric)
		}
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil || len(outcomes) == 0 {
		return f, err
	}
	f.Baseline = outcomes[0].Arms[0]
	for i := range outcomes {
		if err := f.take(&outcomes[i]); err != nil {
			return f, err
		}
	}
	f.order()
	return f, nil
}

// order puts the largest differences first once all outcomes are taken.
func (f *Findings) order() {
	f.Decided, f.Undecided = strongest(f.Decided), strongest(f.Undecided)
	f.Undecided = slices.DeleteFunc(f.Undecided, func(u Finding) bool { return slices.ContainsFunc(f.Decided, u.alike) })
}

// take sorts an outcome's differences into those that are decided and those that are not.
func (f *Findings) take(o *Outcome) error {
	f.countFailed(o)
	if f.lineup == nil {
		f.lineup = o
	}
	if len(o.Arms) == 1 {
		return f.spread(o)
	}
	for a := 1; a < len(o.Arms); a++ {
		p, err := o.Paired(a, f.Level)
		if err != nil {
			return err
		}
		f.Compared++
		t := f.tie(p.Arm)
		t.Of++
		switch {
		case p.N == 0:
			f.Empty++
		case p.Identical():
			t.Same++
		case p.Decided():
			f.Decided = append(f.Decided, Finding{o, p})
		default:
			f.Undecided = append(f.Undecided, Finding{o, p})
		}
	}
	return nil
}

// tie returns the count of an arm.
func (f *Findings) tie(arm string) *Tie {
	i := slices.IndexFunc(f.Same, func(t Tie) bool { return t.Arm == arm })
	if i < 0 {
		i = len(f.Same)
		f.Same = append(f.Same, Tie{Arm: arm})
	}
	return &f.Same[i]
}

// countFailed keeps the largest number of failures that an outcome reports of an arm: all outcomes have the same replications.
func (f *Findings) countFailed(o *Outcome) {
	for a, marks := range o.Failed {
		loss := Loss{Arm: o.Arms[a], Of: len(marks)}
		for _, failed := range marks {
			if failed {
				loss.Failed++
			}
		}
		i := slices.IndexFunc(f.Failed, func(l Loss) bool { return l.Arm == loss.Arm })
		switch {
		case loss.Failed == 0:
		case i < 0:
			f.Failed = append(f.Failed, loss)
		case loss.Failed > f.Failed[i].Failed:
			f.Failed[i] = loss
		}
	}
}

// strongest orders findings by size and keeps one time of each metric, place and arm: ten years of one price are one finding.
func strongest(list []Finding) []Finding {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Compare(b.size(), a.size())
	})
	var kept []Finding
	for _, x := range list {
		if !slices.ContainsFunc(kept, x.alike) {
			kept = append(kept, x)
		}
	}
	return kept
}

// alike says whether two findings are of the same metric, place and arm, whatever the time.
func (x Finding) alike(y Finding) bool {
	return x.Metric == y.Metric && x.Where == y.Where && x.Arm == y.Arm
}

// size is by how much findings are ordered; one replication, which has no spread, comes last.
func (x Finding) size() float64 {
	if math.IsNaN(x.Standardised) {
		return -1
	}
	return math.Abs(x.Standardised)
}
