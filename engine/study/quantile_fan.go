package study

import (
	"fmt"
	"math"
	"slices"
)

// FanLevels lists the probabilities of a fan's lines.
var FanLevels = [...]float64{0.05, 0.25, 0.50, 0.75, 0.95}

// Fan is how a monthly series spreads over the replications of an arm in one month, in the unit of the series.
type Fan struct {
	N     int                     // replications that have a number
	Lines [len(FanLevels)]float64 // quantiles at FanLevels, NaN where none has
}

// Fans returns an arm's fan month by month of a series [replication][month]. A replication that failed is nil and left out; NaN
// is a month without number. All months share one buffer. Every bit is the same on every machine.
func Fans(series [][]float64) ([]Fan, error) {
	months, err := monthsOf(series)
	if err != nil {
		return nil, err
	}
	fans := make([]Fan, months)
	column := make([]float64, 0, len(series))
	for m := range fans {
		column = column[:0]
		for _, s := range series {
			if s != nil && !math.IsNaN(s[m]) {
				column = append(column, s[m])
			}
		}
		fans[m] = fanOf(column)
	}
	return fans, nil
}

// fanOf sorts the numbers of a month and takes its fan.
func fanOf(numbers []float64) Fan {
	slices.Sort(numbers)
	fan := Fan{N: len(numbers)}
	for i, p := range FanLevels {
		fan.Lines[i] = quantileOf(numbers, p)
	}
	return fan
}

// monthsOf returns the length that all series share, 0 without any.
func monthsOf(series [][]float64) (months int, err error) {
	first := slices.IndexFunc(series, func(s []float64) bool { return s != nil })
	if first < 0 {
		return 0, nil
	}
	for r, s := range series {
		if s != nil && len(s) != len(series[first]) {
			return 0, fmt.Errorf("replication %d has %d months, expected the %d of replication %d", r, len(s), len(series[first]), first)
		}
	}
	return len(series[first]), nil
}
