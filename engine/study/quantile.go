package study

import (
	"fmt"
	"math"
	"slices"
)

// Quantiles returns the quantiles of the numbers that are there (NaN is none), one for each probability at; NaN for all where
// there are none. It sorts a copy once: exact, and meant for up to 1e6 numbers.
//
// Method: type 7 of Hyndman and Fan, The American Statistician 50 (1996), the default of R and NumPy: the order statistic
// number (n-1)p from 0, between two of them the straight line.
func Quantiles(values []float64, at ...float64) ([]float64, error) {
	for _, p := range at {
		if !(p >= 0 && p <= 1) {
			return nil, fmt.Errorf("quantile at %v, expected a probability from 0 to 1", p)
		}
	}
	sorted := present(values)
	slices.Sort(sorted)
	quantiles := make([]float64, len(at))
	for i, p := range at {
		quantiles[i] = quantileOf(sorted, p)
	}
	return quantiles, nil
}

// quantileOf returns the type-7 quantile of numbers in order, p from 0 to 1.
func quantileOf(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	at := float64(float64(n-1) * p)
	i := min(int(at), n-1)
	low, high := sorted[i], sorted[min(i+1, n-1)]
	if low == high {
		return low
	}
	return min(low+float64((at-float64(i))*(high-low)), high)
}
