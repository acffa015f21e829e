package markets

import (
	"math/big"
	"math/bits"
)

// fraction is an exact number. Those of scenario files mostly fit into float64s above and below the line, where one
// division gives the nearest float64; others are wide. The zero fraction is no number.
type fraction struct {
	above, below int64 // in lowest terms, below positive; both 0 where wide holds the number
	wide         *big.Rat
}

// maxNarrow bounds the whole numbers of which float64 holds every one.
const maxNarrow = 1 << 53

func fractionOf(r *big.Rat) fraction {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		if above, below := r.Num().Int64(), r.Denom().Int64(); -maxNarrow <= above && above <= maxNarrow && below <= maxNarrow {
			return fraction{above: above, below: below}
		}
	}
	return fraction{wide: r}
}

func whole(n int64) fraction { return fraction{above: n, below: 1} }

// none tells whether there is no number.
func (f fraction) none() bool { return f.below == 0 && f.wide == nil }

// rat is a copy of the number.
func (f fraction) rat() *big.Rat {
	if f.wide != nil {
		return new(big.Rat).Set(f.wide)
	}
	return big.NewRat(f.above, f.below)
}

func (f fraction) times(g fraction) fraction {
	if f.wide == nil && g.wide == nil {
		across, along := common(f.above, g.below), common(g.above, f.below)
		above, fits := product(f.above/across, g.above/along)
		if below, fit := product(f.below/along, g.below/across); fits && fit {
			return fraction{above: above, below: below}
		}
	}
	x := f.rat()
	return fractionOf(x.Mul(x, g.rat()))
}

// over divides by a positive number, such as a unit's worth.
func (f fraction) over(g fraction) fraction {
	if g.wide != nil {
		return f.times(fraction{wide: new(big.Rat).Inv(g.wide)})
	}
	return f.times(fraction{above: g.below, below: g.above})
}

// nearest is the float64 nearest to the number.
func (f fraction) nearest() float64 {
	if f.wide != nil {
		x, _ := f.wide.Float64()
		return x
	}
	return float64(f.above) / float64(f.below)
}

// rounded is the integer nearest to the number, ties to even; false where it does not fit.
func (f fraction) rounded() (n int64, fits bool) {
	if f.wide == nil && f.below == 1 {
		return f.above, true
	}
	wide := roundHalfEven(f.rat())
	return wide.Int64(), wide.IsInt64()
}

// common is the greatest common divisor of a number and a positive one.
func common(a, b int64) int64 {
	a = max(a, -a)
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// product multiplies; false where the result is not narrow.
func product(a, b int64) (int64, bool) {
	high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	return a * b, high == 0 && low <= maxNarrow
}
