package exact

import "math"

// Pow returns x^y within 1 ulp, exact where the result is a float64 integer power, with the special
// cases of IEEE 754: x^0 = 1^y = 1 even for NaN, NaN for a negative base and a fraction.
//
// Method: e^(y ln x) with the logarithm and the product in two float64 each (about 64 correct bits; a plain
// logarithm would lose ten bits at large exponents).
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case x == 0 || math.IsInf(x, 0) || math.IsInf(y, 0):
		return powAtEdge(x, y)
	case x < 0:
		if math.Floor(y) != y {
			return math.NaN()
		}
		if isOdd(y) {
			return -Pow(-x, y)
		}
		return Pow(-x, y)
	}
	b := BaseOf(x)
	return b.Pow(y)
}

// Base is a number that is raised to several powers: its logarithm is taken once.
type Base struct{ hi, lo float64 }

// BaseOf prepares a positive finite number.
func BaseOf(x float64) Base {
	hi, lo := logParts(x)
	return Base{hi, lo}
}

// Pow returns the base raised to a finite y, as the function Pow does.
func (b *Base) Pow(y float64) float64 {
	// |ln x| >= 2^-53 unless x is 1, so a larger |y| over- or underflows as surely as 2^64 does.
	y = max(-0x1p64, min(y, 0x1p64))
	p, rest := product(y, b.hi)
	return expOfSum(p, rest+float64(y*b.lo))
}

// powAtEdge is x^y where x is 0 or infinite or y is infinite, and neither is NaN.
func powAtEdge(x, y float64) float64 {
	if math.IsInf(y, 0) {
		switch {
		case x == -1:
			return 1
		case (math.Abs(x) < 1) == (y > 0):
			return 0
		}
		return math.Inf(1)
	}
	size := 0.0
	if (x == 0) == (y < 0) {
		size = math.Inf(1)
	}
	if isOdd(y) {
		return math.Copysign(size, x)
	}
	return size
}

// isOdd tells whether y is an odd integer; from 2^53 on all float64 are even.
func isOdd(y float64) bool {
	half := y / 2
	return math.Abs(y) < 1<<53 && math.Floor(y) == y && math.Floor(half) != half
}

// logParts returns ln x as hi + lo with a relative error near 2^-64, for positive finite x.
// As in Log, ln m = 2 atanh s, s = (m-1)/(m+1); the terms 2 + 2/3 s^2 are carried in two parts, the
// rest is below 2^-11 of them and needs one.
func logParts(x float64) (hi, lo float64) {
	m, e := normalise(x)
	k := float64(e)
	f := m - 1
	d := m + 1
	dLow := m - (d - 1)
	s := f / d
	p, pLow := product(s, d)
	sLow := (((f - p) - pLow) - float64(s*dLow)) / d

	z, zLow := product(s, s)
	zLow += float64(2 * float64(s*sLow))
	tail := 2.0/21 + float64(z*(2.0/23))
	tail = 2.0/19 + float64(z*tail)
	tail = 2.0/17 + float64(z*tail)
	tail = 2.0/15 + float64(z*tail)
	tail = 2.0/13 + float64(z*tail)
	tail = 2.0/11 + float64(z*tail)
	tail = 2.0/9 + float64(z*tail)
	tail = 2.0/7 + float64(z*tail)
	tail = 2.0/5 + float64(z*tail)

	const (
		twoThirds    = 0x1.5555555555555p-1
		twoThirdsLow = 2.0/3 - twoThirds
	)
	a, aLow := sum(twoThirds, float64(z*tail))
	aLow += twoThirdsLow
	b, bLow := product(z, a)
	bLow += float64(z*aLow) + float64(zLow*a)
	c, cLow := sum(2, b)
	cLow += bLow
	g, gLow := product(s, c)
	gLow += float64(s*cLow) + float64(sLow*c)

	hi, lo = sum(float64(k*ln2Hi), g)
	lo += gLow + float64(k*ln2Lo)
	return sum(hi, lo)
}

// sum returns a+b rounded and the exact rest, for |a| >= |b| or a = 0 (Dekker).
func sum(a, b float64) (s, rest float64) {
	s = a + b
	return s, (a - s) + b
}

// product returns a*b rounded and the exact rest (Veltkamp's split, Dekker's product),
// for factors below 2^996. A fused multiply-add would do it in one step, where there is one.
func product(a, b float64) (p, rest float64) {
	const splitter = 1<<27 + 1
	t := float64(a * splitter)
	aHi := t - (t - a)
	aLo := a - aHi
	t = float64(b * splitter)
	bHi := t - (t - b)
	bLo := b - bHi
	p = float64(a * b)
	rest = float64(aHi*bHi) - p
	rest += float64(aHi * bLo)
	rest += float64(aLo * bHi)
	rest += float64(aLo * bLo)
	return p, rest
}
