package study

import (
	"fmt"
	"math"
	"slices"

	"monazite/engine/record"
)

// CostPerAdded is what a government paid for each tonne a year of capacity that would not be there without the arm.
type CostPerAdded struct {
	N        int       // replications that finished in both arms
	Outlay   float64   // mean difference of the net fiscal cost, USD
	Capacity float64   // mean difference of capacity, t/yr
	Cost     float64   // the first over the second, USD per t/yr; NaN below record.LeastAdded
	Interval Bootstrap // of the cost; unknown where a resample falls below that
}

// FiscalCost divides an arm's mean difference in outlay (USD, MODEL 9's NFC) by that in capacity (t/yr). It is the ratio of
// means: the mean of ratios would be ruled by the replications that added next to nothing.
func FiscalCost(outlay, capacity *Outcome, arm int, level float64, seed uint64) (*CostPerAdded, error) {
	if err := checkLevel(level); err != nil {
		return nil, err
	}
	paid, err := outlay.Differences(arm)
	if err != nil {
		return nil, err
	}
	added, err := capacity.Differences(arm)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(outlay.Arms, capacity.Arms) || len(paid) != len(added) {
		return nil, fmt.Errorf("%s has arms %v and %d replications, %s has %v and %d; expected the same",
			outlay.Metric, outlay.Arms, len(paid), capacity.Metric, capacity.Arms, len(added))
	}
	r := ratio{least: record.LeastAdded}
	for i := range paid {
		if !math.IsNaN(paid[i]) && !math.IsNaN(added[i]) {
			r.top, r.bottom = append(r.top, paid[i]), append(r.bottom, added[i])
		}
	}
	c := &CostPerAdded{N: len(r.top), Outlay: meanOf(r.top), Capacity: meanOf(r.bottom), Cost: math.NaN()}
	c.Interval = r.bootstrap(level, outlay.stream(arm, seed, "fiscal cost"))
	if c.Capacity >= record.LeastAdded {
		c.Cost = c.Outlay / c.Capacity
	} else {
		c.Interval = Bootstrap{unknownInterval(), unknownInterval()}
	}
	return c, nil
}
