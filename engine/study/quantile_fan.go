package study

import "slices"

// FanLevels lists the probabilities of a fan's lines.
var FanLevels = [...]float64{0.05, 0.25, 0.50, 0.75, 0.95}

// Fan is how a monthly series spreads over the replications of an arm in one month, in the unit of the series.
type Fan struct {
	N     int                     // replications that have a number
	Lines [len(FanLevels)]float64 // quantiles at FanLevels, NaN where none has
}

// fanOf sorts the numbers of a month and takes its fan. Every bit is the same on every machine.
func fanOf(numbers []float64) Fan {
	slices.Sort(numbers)
	fan := Fan{N: len(numbers)}
	for i, p := range FanLevels {
		fan.Lines[i] = quantileOf(numbers, p)
	}
	return fan
}
