package exact

import (
	"math"
	"math/big"
)

// The references: slow and obvious, in 700 bits, of which the tails of the normal distribution cancel 300.
const precision = 700

func bigOf(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

func bigInt(n int64) *big.Float { return new(big.Float).SetPrec(precision).SetInt64(n) }

func bigNew() *big.Float { return new(big.Float).SetPrec(precision) }

// bigExp sums Taylor's series at x/2^40 and squares 40 times.
func bigExp(x *big.Float) *big.Float {
	const halvings = 40
	small := bigNew().SetMantExp(x, -halvings)
	total, term := bigInt(1), bigInt(1)
	for n := int64(1); n < 24; n++ {
		term.Mul(term, small).Quo(term, bigInt(n))
		total.Add(total, term)
	}
	for range halvings {
		total.Mul(total, total)
	}
	return total
}

// bigLog sums 2 atanh((m-1)/(m+1)) of the 64th root of the fraction and adds exponent ln 2.
func bigLog(x *big.Float) *big.Float {
	m := bigNew()
	e := x.MantExp(m)
	total := bigAtanhLog(m)
	ln2 := bigAtanhLog(bigInt(2))
	return total.Add(total, ln2.Mul(ln2, bigInt(int64(e))))
}

func bigAtanhLog(m *big.Float) *big.Float {
	root := bigNew().Set(m)
	for range 6 {
		root.Sqrt(root)
	}
	s := bigNew().Sub(root, bigInt(1))
	s.Quo(s, bigNew().Add(root, bigInt(1)))
	square := bigNew().Mul(s, s)
	power, total := bigNew().Set(s), bigNew()
	for n := int64(1); n < 130; n += 2 {
		total.Add(total, bigNew().Quo(power, bigInt(n)))
		power.Mul(power, square)
	}
	return total.Mul(total, bigInt(128))
}

// bigUpperTail returns 1 - Phi(x): a half less the odd-factorial series.
func bigUpperTail(x float64) *big.Float {
	b := bigOf(x)
	square := bigNew().Mul(b, b)
	term, total := bigNew().Set(b), bigNew().Set(b)
	for n := int64(3); n < 1600; n += 2 {
		term.Mul(term, square).Quo(term, bigInt(n))
		total.Add(total, term)
	}
	half := bigOf(0.5)
	total.Mul(total, bigExp(square.Mul(square, bigOf(-0.5))))
	total.Quo(total, bigNew().Sqrt(bigNew().Mul(bigInt(2), bigPi())))
	return half.Sub(half, total)
}

// bigPi is Machin's formula.
func bigPi() *big.Float {
	arctan := func(inverse int64) *big.Float {
		total, power := bigNew(), bigNew().Quo(bigInt(1), bigInt(inverse))
		for n := int64(0); n < 240; n++ {
			term := bigNew().Quo(power, bigInt(2*n+1))
			if n%2 == 1 {
				term.Neg(term)
			}
			total.Add(total, term)
			power.Quo(power, bigInt(inverse*inverse))
		}
		return total
	}
	a := bigNew().Mul(bigInt(16), arctan(5))
	return a.Sub(a, bigNew().Mul(bigInt(4), arctan(239)))
}

// ulps returns |got - want| in units of the last place of want.
func ulps(got float64, want *big.Float) float64 {
	nearest, _ := want.Float64()
	if got == nearest {
		got = nearest
	}
	size := math.Abs(nearest)
	unit := math.Nextafter(size, math.Inf(1)) - size
	d := bigNew().Sub(bigOf(got), want)
	d.Quo(d, bigOf(unit))
	off, _ := d.Float64()
	return math.Abs(off)
}
