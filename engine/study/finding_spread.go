package study

import (
	"fmt"
	"slices"
	"strings"
)

// Spread is how a number lies over the histories of a study that has one arm and so compares nothing.
type Spread struct {
	*Outcome
	N                 int     // replications that have the number
	Low, Median, High float64 // quantiles of 5, 50 and 95 %, in the unit of the outcome
}

// mostSpreads is how many are told.
const mostSpreads = 20

// spread takes the outcome of a single arm.
func (f *Findings) spread(o *Outcome) error {
	column, err := o.Column(0)
	if err != nil {
		return err
	}
	known := present(column)
	if len(known) == 0 {
		return nil
	}
	q, err := Quantiles(known, 0.05, 0.5, 0.95)
	if err == nil {
		f.Spreads = append(f.Spreads, Spread{o, len(known), q[0], q[1], q[2]})
	}
	return err
}

// tellSpreads tells how numbers lie, of each metric in the middle one of its years.
func (f *Findings) tellSpreads(page *strings.Builder) {
	if len(f.Spreads) == 0 {
		page.WriteString("No arm is compared with a baseline.\n")
		return
	}
	tell(page, "", fmt.Sprintf("One arm, %s: nothing is compared. Medians over %s histories, and in brackets the 5 and 95 %% quantiles:", f.Baseline, wholeNumber(f.Spreads[0].N)))
	var of [][]*Spread // by metric
	for i := range f.Spreads {
		s := &f.Spreads[i]
		at := slices.IndexFunc(of, func(list []*Spread) bool { return list[0].Metric == s.Metric && list[0].Where == s.Where })
		if at < 0 {
			at, of = len(of), append(of, nil)
		}
		of[at] = append(of[at], s)
	}
	for i, list := range of {
		if i == mostSpreads {
			tellMore(page, len(of)-i, "in summary.csv")
			break
		}
		tell(page, "   - ", list[len(list)/2].line())
	}
}

// line is one number: what, its median and its quantiles.
func (s *Spread) line() string {
	scale := scaleOf(s.Unit, &Effect{Mean: s.Median, SD: s.High - s.Low, Interval: Interval{s.Low, s.High}})
	if s.High > s.Low {
		scale.step /= 10
	}
	return capital(fmt.Sprintf("%s: %s (%s to %s)", strings.TrimPrefix(s.phrase(), "the "), withUnit(scale.number(s.Median), scale.unit), scale.number(s.Low), scale.number(s.High)))
}
