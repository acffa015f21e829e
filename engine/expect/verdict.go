package expect

import (
	"math"
	"slices"
)

// Verdict is what runs say to a claim.
type Verdict struct {
	*Claim
	Observed          []float64 // by seed, from 1; NaN where a run has no such number
	Median, Low, High float64   // of those that there are, NaN without any
	Held              int       // seeds in which the claim holds
	Pass              bool      // whether that is the share of them that the claim asks for
}

// Judge holds the numbers of runs against the claim.
func (c *Claim) Judge(observed []float64) Verdict {
	v := Verdict{Claim: c, Observed: observed, Median: math.NaN(), Low: math.NaN(), High: math.NaN()}
	for _, x := range observed {
		if c.Limit.Holds(x) {
			v.Held++
		}
	}
	v.Pass = len(observed) > 0 && float64(v.Held)/float64(len(observed)) >= c.Share
	known := slices.DeleteFunc(slices.Clone(observed), math.IsNaN)
	slices.Sort(known)
	if n := len(known); n > 0 {
		v.Low, v.High = known[0], known[n-1]
		v.Median = (known[(n-1)/2] + known[n/2]) / 2
	}
	return v
}
