package study

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// SurplusClasses lists those among whom a policy's gains and losses are shared out (MODEL 9). Workers are there for their
// wages: households get them too, but they are no part of what goods are worth to consumers.
var SurplusClasses = []string{"miners", "refiners", "magnet makers", "consumers", "recyclers", "traders", "investors", "treasuries", "rent holders", "workers"}

// Holding is what a class has in a region at the end of a run, in present values of real 2025 USD.
type Holding struct {
	Class  string // one of SurplusClasses
	Region string
	Cash   float64 // received less paid over the run
	Stocks float64 // at the end less at the start, at the baseline's prices
	Value  float64 // to consumers: area under their demand up to choke; 0 for others
}

// Surplus is what a class in a region gains by an arm, USD.
type Surplus struct {
	Class, Region string
	Change        float64
}

// Winners is the table of who gains and who loses by an arm, USD.
type Winners struct {
	Rows  []Surplus // the largest gain first, the largest loss last
	Class []Surplus // the same over all regions, in the order of SurplusClasses, without classes that have no row
	Total float64

	// Gap is what the columns do not explain: the total less (change of consumers' value + change of stocks - change of real
	// resource cost). Money only changes hands, so it is 0 but for rounding; else a payment was booked on one side only.
	Gap float64

	// Unvalued is stocks in t, of either run, whose class does not hold their good in the baseline: they count for nothing.
	Unvalued float64
}

// WinnersOf compares what everybody has in an arm and in the baseline. Several holdings of a class in a region add up; one
// that is missing is 0. Resources is the change of the real resource cost, what was paid to the world outside the model.
func WinnersOf(baseline, arm []Holding, resources float64) (*Winners, error) {
	if err := errors.Join(checkHoldings("baseline", baseline), checkHoldings("arm", arm)); err != nil {
		return nil, err
	}
	if math.IsNaN(resources) || isInfinite(resources) {
		return nil, fmt.Errorf("real resource cost %v, expected a finite number", resources)
	}
	w := &Winners{}
	w.add(baseline, -1)
	w.add(arm, 1)
	slices.SortFunc(w.Rows, func(a, b Surplus) int {
		return cmp.Or(cmp.Compare(b.Change, a.Change), strings.Compare(a.Class, b.Class), strings.Compare(a.Region, b.Region))
	})
	for _, class := range SurplusClasses {
		sum, there := 0.0, false
		for _, row := range w.Rows {
			if row.Class == class {
				sum, there = sum+row.Change, true
			}
		}
		if there {
			w.Class = append(w.Class, Surplus{Class: class, Change: sum})
			w.Total += sum
		}
	}
	w.Gap = w.Total - (realOf(arm) - realOf(baseline) - resources)
	return w, nil
}

// add books holdings with a sign to the rows of their class and region.
func (w *Winners) add(holdings []Holding, sign float64) {
	for _, h := range holdings {
		i := slices.IndexFunc(w.Rows, func(s Surplus) bool { return s.Class == h.Class && s.Region == h.Region })
		if i < 0 {
			i = len(w.Rows)
			w.Rows = append(w.Rows, Surplus{Class: h.Class, Region: h.Region})
		}
		w.Rows[i].Change += float64(sign * (h.Cash + h.Stocks + h.Value))
	}
}

// realOf adds up what is not money.
func realOf(holdings []Holding) (sum float64) {
	for _, h := range holdings {
		sum += h.Stocks + h.Value
	}
	return sum
}

// checkHoldings names every holding that cannot be.
func checkHoldings(of string, holdings []Holding) error {
	var errs []error
	for _, h := range holdings {
		if !slices.Contains(SurplusClasses, h.Class) {
			errs = append(errs, fmt.Errorf("%s, %s: class %q, expected one of %s", of, h.Region, h.Class, strings.Join(SurplusClasses, ", ")))
		}
		for _, x := range []float64{h.Cash, h.Stocks, h.Value} {
			if math.IsNaN(x) || isInfinite(x) {
				errs = append(errs, fmt.Errorf("%s, %s in %s: %v USD, expected a finite number", of, h.Class, h.Region, x))
			}
		}
		if h.Value != 0 && h.Class != "consumers" {
			errs = append(errs, fmt.Errorf("%s, %s in %s: consumer value %v USD, expected 0", of, h.Class, h.Region, h.Value))
		}
	}
	return errors.Join(errs...)
}
