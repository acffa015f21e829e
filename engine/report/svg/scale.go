package svg

import (
	"math"
	"strconv"
	"strings"
)

// scale places values between two positions, linearly or by logarithms.
type scale struct {
	low, high float64 // values at the ends
	from, to  float64 // positions of the ends, px
	log       bool
}

// at gives the position of a value; one beyond the ends is placed at the end.
func (s *scale) at(value float64) float64 {
	low, high := s.low, s.high
	if s.log {
		value, low, high = math.Log10(max(value, low)), math.Log10(low), math.Log10(high)
	}
	share := (value - low) / (high - low)
	return s.from + float64(min(max(share, 0), 1)*(s.to-s.from))
}

// niceSteps are what a step between ticks may be, times a power of ten.
var niceSteps = []float64{1, 2, 2.5, 5, 10}

// ticks gives round values at equal distances that enclose low to high, in about count steps.
func ticks(low, high float64, count int) []float64 {
	if !(high > low) {
		high = low + 1
	}
	rough := (high - low) / float64(count)
	unit := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * unit
	for _, s := range niceSteps {
		if s*unit >= rough*(1-1e-9) {
			step = s * unit
			break
		}
	}
	var values []float64
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	for k := first; k <= last; k++ {
		values = append(values, k*step)
	}
	return values
}

// logTicks gives 1, 2 and 5 times powers of ten that enclose low to high, both above zero; the powers
// alone where those were more than most.
func logTicks(low, high float64, most int) (values []float64) {
	for _, leads := range [][]float64{{1, 2, 5}, {1}} {
		values = values[:0]
		for power := math.Floor(math.Log10(low)) - 1; power <= math.Ceil(math.Log10(high))+1; power++ {
			for _, lead := range leads {
				values = append(values, lead*math.Pow(10, power))
			}
		}
		for values[1] <= low {
			values = values[1:]
		}
		for values[len(values)-2] >= high {
			values = values[:len(values)-1]
		}
		if len(values) <= most {
			break
		}
	}
	return values
}

// label prints a tick with no more decimals than its neighbours need, and commas between thousands.
func label(value, step float64) string {
	decimals := 0
	for d := step; decimals < 6 && math.Abs(d-math.Round(d)) > 1e-9*max(1, math.Abs(d)); decimals++ {
		d *= 10
	}
	return Number(value, decimals)
}

// Number prints a value with a number of decimals and commas between thousands; a dash where there is none.
func Number(value float64, decimals int) string {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Abs(value), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if decimals > 0 {
		whole += "." + fraction
	}
	if value < 0 && strings.ContainsAny(whole, "123456789") {
		whole = "−" + whole
	}
	return whole
}
