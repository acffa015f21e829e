package finance

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
// The steps are integers and each asks one question, so that more cash in any period never gives a lower rate. The first
// asks about 0: losses late in life, when a floor has ended, would drown all else at a negative rate. Cash that changes
// sign more than once may have several rates, of which this is one.
func (v Venture) IRR() (rate float64, found bool) {
	worth := func(step int64) bool { return v.NPV(float64(step)/irrSteps) >= 0 }
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
		middle := low + (high-low)/2
		if worth(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return float64(low) / irrSteps, true
}
