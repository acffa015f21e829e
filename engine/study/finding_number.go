package study

import (
	"math"
	"strconv"
	"strings"

	"monazite/engine/record"
)

// numberScale is how numbers of a unit are shown: divided by Size, followed by the unit.
type numberScale struct {
	size    float64
	unit    string // after a number, "USD/kg"; a share is in per cent
	changes string // after a difference
	step    float64
}

// scaleOf chooses a scale for a difference: money in the size of the largest number, every number to the digits that the interval
// supports, one digit of its half-width or two where the first is a 1. Without a spread it is four digits of the number.
func scaleOf(unit string, e *Effect) numberScale {
	s := numberScale{size: 1, unit: unit, changes: unit}
	largest := math.Abs(e.Mean)
	if e.Interval.Known() {
		largest = max(math.Abs(e.Interval.Low), math.Abs(e.Interval.High))
	}
	switch {
	case unit == "share":
		s = numberScale{size: 0.01, unit: "%", changes: "percentage points"}
	case unit == "1":
		s.unit, s.changes = "", ""
	case unit == "USD" && largest >= 1e9:
		s = numberScale{size: 1e9, unit: "billion USD", changes: "billion USD"}
	case unit == "USD" && largest >= 1e6:
		s = numberScale{size: 1e6, unit: "million USD", changes: "million USD"}
	}
	s.step = stepOf(e) / s.size
	return s
}

// stepOf returns what numbers are rounded to, in the unit of the effect.
func stepOf(e *Effect) float64 {
	half := e.Interval.Half()
	if !(half > 0) || e.constant() {
		return leadingPower(e.Mean) / 1000
	}
	step := leadingPower(half)
	if half < 2*step {
		step /= 10
	}
	nearest := min(math.Abs(e.Interval.Low), math.Abs(e.Interval.High))
	for range 3 { // a bound that is not 0 must not read 0 where that decides
		if e.Decided() && nearest < step/2 {
			step /= 10
		}
	}
	return step
}

// constant says whether the change is the same in every history, but for the rounding of what it is a difference of.
func (e *Effect) constant() bool {
	return e.SD == 0 || e.Interval.Half() <= float64(1e-9*math.Abs(e.Mean))
}

// leadingPower returns the power of ten of a number's first digit; 1 for 0.
func leadingPower(x float64) float64 {
	if x == 0 || math.IsNaN(x) || isInfinite(x) {
		return 1
	}
	text := strconv.FormatFloat(math.Abs(x), 'e', 0, 64)
	power, _ := strconv.ParseFloat("1"+text[1:], 64)
	return power
}

// number writes x rounded to the scale's step, with a minus and commas between thousands; 0 itself has no digits.
func (s numberScale) number(x float64) string {
	if math.IsNaN(x) {
		return "unknown"
	}
	if x == 0 {
		return "0"
	}
	x /= s.size
	decimals := 0
	if exponent := math.Round(math.Log10(s.step)); exponent < 0 {
		decimals = int(min(-exponent, 12))
	} else {
		x = math.RoundToEven(x/s.step) * s.step
	}
	text := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	if x < 0 && strings.Trim(text, "0.") != "" {
		return "-" + withCommas(text)
	}
	return withCommas(text)
}

// withCommas sets commas between thousands of the whole part.
func withCommas(text string) string {
	whole, rest, _ := strings.Cut(text, ".")
	if whole = record.Grouped(whole); rest == "" {
		return whole
	}
	return whole + "." + rest
}

// withUnit joins a number and a unit.
func withUnit(number, unit string) string { return strings.TrimSpace(number + " " + unit) }

// wholeNumber writes a whole number.
func wholeNumber(n int) string { return withCommas(strconv.Itoa(n)) }

// roughNumber writes a number to two digits, rounded up: a number of replications that is only reckoned.
func roughNumber(n int) string {
	step := max(1, int(leadingPower(float64(n)))/10)
	return wholeNumber((n + step - 1) / step * step)
}
