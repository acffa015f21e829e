package finance

import (
	"math"

	"monazite/agents/exact"
)

// The search for a rate of return runs over whole steps, of which there are irrSteps in one: between losing nine tenths
// a year and earning ten times the capital a year.
const (
	irrSteps = 1_000_000_000
	leastIRR = -irrSteps / 10 * 9
	mostIRR  = 10 * irrSteps
)

// IRR is the internal rate of return, a year: the highest multiple of 1e-9 at which the net present value is not
// negative. Found is false where the venture is worth nothing at 0 and at -90 % a year; the latter is then the rate returned.
// A venture that passes 1000 % returns that.
//
// Cash that changes sign once has one rate, and a guess of its step that two questions confirm saves all others.
// Else there may be several rates, of which this is one: the steps are integers and each asks one question, so
// that more cash in any period never gives a lower rate. The first asks about 0: losses late in life, when a floor has
// ended, would drown all else at a negative rate.
func (v Venture) IRR() (rate float64, found bool) {
	worth := func(step int64) bool { return v.NPV(float64(step)/irrSteps) >= 0 }
	if step, ok := v.guess(); ok && worth(step) && !worth(step+1) {
		return float64(step) / irrSteps, true
	}
	low, high := int64(leastIRR), int64(0)
	if worth(0) {
		low, high = 0, mostIRR
		if worth(high) {
			return float64(high) / irrSteps, true
		}
	} else if !worth(low) {
		return float64(low) / irrSteps, false
	}
	for high-low > 1 { // worth at low, not at high
		if step := low + (high-low)/2; worth(step) {
			low = step
		} else {
			high = step
		}
	}
	return float64(low) / irrSteps, true
}

// guess is the step just below the internal rate of return, within the bounds, of a venture that has one only, because it
// costs something and its cash, once positive, stays so: by Newton's method on the discount factor of a period, of which
// the net present value is a polynomial.
func (v Venture) guess() (step int64, ok bool) {
	cost := float64(v.Capex * (1 - v.Grant))
	if cost <= 0 {
		return 0, false
	}
	for i := 1; i < len(v.Cash); i++ {
		if v.Cash[i] < 0 && v.Cash[i-1] >= 0 {
			return 0, false
		}
	}
	const rounds, enough = 20, 1e-8
	discount := 1 / (1 + v.Near)
	if v.PerYear == 2 {
		discount = math.Sqrt(discount)
	}
	for range rounds {
		worth, slope := 0.0, 0.0
		for i := len(v.Cash) - 1; i >= 0; i-- {
			worth += v.Cash[i]
			slope = float64(discount*slope) + worth
			worth = float64(discount * worth)
		}
		last := discount
		discount -= (worth - cost) / slope
		if !(discount > 0.1 && discount < 10) {
			return 0, false
		}
		if math.Abs(discount-last) < enough {
			grown := 1 / discount
			if v.PerYear == 2 {
				grown /= discount
			}
			step = exact.Round(math.Floor((grown - 1) * irrSteps))
			return step, leastIRR <= step && step < mostIRR
		}
	}
	return 0, false
}
