package markets

import (
	"math/big"
	"math/bits"
)

// Invariant is what the package panics with when a state is impossible: the name of the broken invariant.
type Invariant string

// Error names the invariant.
func (i Invariant) Error() string { return "invariant broken: " + string(i) }

// Wide is a signed 128-bit sum of price x mass products, in units of 1e-9 USD (micro-USD/kg x gram).
// Sums of such products are exact, so no order of summation can change a welfare or a rent.
type Wide struct {
	Hi int64
	Lo uint64
}

// Product is the exact product of a price and a mass.
func Product(p Price, m Mass) Wide {
	hi, lo := bits.Mul64(uint64(p), uint64(m))
	signs := int64(p)>>63&int64(m) + int64(m)>>63&int64(p) // what Mul64 makes too much of negative factors
	return Wide{Hi: int64(hi) - signs, Lo: lo}
}

// Negated is -w.
func (w Wide) Negated() Wide {
	lo, borrow := bits.Sub64(0, w.Lo, 0)
	hi, _ := bits.Sub64(0, uint64(w.Hi), borrow)
	return Wide{Hi: int64(hi), Lo: lo}
}

// Plus is w + v.
func (w Wide) Plus(v Wide) Wide {
	lo, carry := bits.Add64(w.Lo, v.Lo, 0)
	hi, _ := bits.Add64(uint64(w.Hi), uint64(v.Hi), carry)
	return Wide{Hi: int64(hi), Lo: lo}
}

// add adds a product of a price and a mass that are not negative.
func (w *Wide) add(p Price, m Mass) {
	hi, lo := bits.Mul64(uint64(p), uint64(m))
	var carry uint64
	w.Lo, carry = bits.Add64(w.Lo, lo, 0)
	w.Hi += int64(hi + carry)
}

// Minus is w - v.
func (w Wide) Minus(v Wide) Wide { return w.Plus(v.Negated()) }

// Sign is -1, 0 or 1.
func (w Wide) Sign() int {
	switch {
	case w.Hi < 0:
		return -1
	case w.Hi == 0 && w.Lo == 0:
		return 0
	}
	return 1
}

// Less tells whether w < v.
func (w Wide) Less(v Wide) bool { return w.Minus(v).Sign() < 0 }

// perMoney is how many units of a Wide make one of Money.
const perMoney = 100_000

// Money rounds w to 1e-4 USD, half to even; it panics with "money-range" past about 9e14 USD.
func (w Wide) Money() Money {
	if w.Hi < 0 {
		return -w.Negated().units()
	}
	return w.units()
}

// units is Money of w >= 0. Nearly all values fit in 64 bits, where dividing by a constant is cheap.
func (w Wide) units() Money {
	lo, carry := bits.Add64(w.Lo, perMoney/2, 0)
	hi := uint64(w.Hi) + carry
	q, rest := lo/perMoney, lo%perMoney
	if hi != 0 {
		if hi >= perMoney {
			panic(Invariant("money-range"))
		}
		q, rest = bits.Div64(hi, lo, perMoney)
	}
	if rest == 0 { // it was a half: to even
		q &^= 1
	}
	if q > uint64(Unlimited) {
		panic(Invariant("money-range"))
	}
	return Money(q)
}

// String prints w in USD rounded half to even at 1e-6 USD, the precision of the text book.
func (w Wide) String() string {
	n := new(big.Int).SetUint64(magnitude(w.Hi))
	if w.Hi < 0 {
		m := w.Negated()
		n.SetUint64(uint64(m.Hi))
		w.Lo = m.Lo
	}
	negative := w.Hi < 0
	n.Lsh(n, 64).Add(n, new(big.Int).SetUint64(w.Lo))
	quotient, rest := new(big.Int).QuoRem(n, big.NewInt(1000), new(big.Int))
	if r := rest.Int64(); r > 500 || r == 500 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(1))
	}
	var out []byte
	if negative && quotient.Sign() != 0 {
		out = append(out, '-')
	}
	return string(appendPoint(out, quotient.String(), 6))
}

// Times is the value of m at price p in 1e-4 USD, computed in 128 bits and rounded half to even, once.
// It panics with "money-range" when the value does not fit.
func (p Price) Times(m Mass) Money { return Product(p, m).Money() }

// TimesEach is what masses are worth together at price p, each rounded on its own.
func (p Price) TimesEach(masses []Mass) (sum Money) {
	for _, m := range masses {
		if m != 0 { // of many steps of a ladder nothing is filled
			sum += p.Times(m)
		}
	}
	return sum
}

// MulDiv is floor(a x b / c) through a 128-bit product, for a, b >= 0 and c > 0.
// It panics with "muldiv-range" on other arguments and when the quotient does not fit.
func MulDiv(a, b, c int64) int64 {
	if a < 0 || b < 0 || c <= 0 {
		panic(Invariant("muldiv-range"))
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		panic(Invariant("muldiv-range"))
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	if q > uint64(Unlimited) {
		panic(Invariant("muldiv-range"))
	}
	return int64(q)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
