package study

import (
	"errors"
	"fmt"
	"math"

	"monazite/agents/exact"
)

// mostWorthNaming is the largest number that is worth naming.
const mostWorthNaming = 1e9

// Settle returns about how many replications would decide the sign of a true change as large as the mean, at the
// effect's level and with a chance of power (0.8) to see it; false where no number helps: the mean is 0, the spread
// unknown, or the answer beyond 1e9. Where the mean is itself mostly noise the answer is an order of magnitude.
//
// Method: ((z_level + z_power) sd/mean)^2 + z_level^2/2, Guenther, "Sample Size Formulas for Normal Theory T Tests", The
// American Statistician 35 (1981).
func (e *Effect) Settle(power float64) (n int, ok bool) {
	if !(power > 0 && power < 1) || checkLevel(e.Level) != nil {
		return 0, false
	}
	z := exact.NormalQuantile((1 + e.Level) / 2)
	ratio := float64((z+exact.NormalQuantile(power))*e.SD) / e.Mean
	need := math.Ceil(float64(ratio*ratio) + float64(float64(z*z)/2))
	if !(need <= mostWorthNaming) { // so that NaN fails it
		return 0, false
	}
	return max(2, int(need)), true
}

// Stop is the rule by which a study may end early: when the interval's half-width is below a share of the effect for
// everything that is watched. It looks only after whole blocks of replications, so that the answer does not depend on
// which worker was faster (Chow and Robbins, Annals of Mathematical Statistics 36, 1965).
type Stop struct {
	Relative float64 // half-width over |effect|, 0.05
	Block    int     // replications between two looks
	Max      int     // replications after which it ends whatever the intervals
}

// Check says all that is wrong with the rule.
func (s Stop) Check() error {
	var errs []error
	if !(s.Relative > 0) || isInfinite(s.Relative) {
		errs = append(errs, fmt.Errorf("stop: relative half-width %v, expected a number above 0 such as 0.05", s.Relative))
	}
	if s.Block < 2 {
		errs = append(errs, fmt.Errorf("stop: block of %d replications, expected at least 2", s.Block))
	}
	if s.Max < s.Block {
		errs = append(errs, fmt.Errorf("stop: at most %d replications, expected a block of %d at least", s.Max, s.Block))
	}
	return errors.Join(errs...)
}

// Enough says whether n replications are: the effects are those of replications 0 to n-1. An effect that is 0 in
// every replication is as precise as it gets; one that was never seen, or only once, asks for more.
func (s Stop) Enough(n int, watched []Effect) bool {
	if n >= s.Max {
		return true
	}
	if s.Block < 1 || n == 0 || n%s.Block != 0 {
		return false
	}
	for i := range watched {
		e := &watched[i]
		precise := e.N > 1 && (e.Identical() || e.Interval.Half() < float64(s.Relative*math.Abs(e.Mean)))
		if !precise {
			return false
		}
	}
	return true
}
