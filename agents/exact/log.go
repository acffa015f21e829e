package exact

import "math"

// Log returns the natural logarithm of x within 1 ulp; -Inf at 0, +Inf at +Inf, NaN below 0.
//
// Method: the one of Sun's fdlibm (e_log.c). x = 2^k (1+f) with 1+f in
// [sqrt(1/2), sqrt(2)); with s = f/(2+f), ln(1+f) = 2 atanh s = 2s + s R(s^2),
// and 2s is written f - s f so that f, which is exact, carries the leading bits.
// R is the Taylor series 2/3 z + 2/5 z^2 + ..., whose terms fall by at least 1/33.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	m, e := normalise(x)
	k := float64(e)
	f := m - 1
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	// Odd and even terms apart: half as long a chain of dependent operations.
	odd := 2.0/19 + float64(w*(2.0/23))
	odd = 2.0/15 + float64(w*odd)
	odd = 2.0/11 + float64(w*odd)
	odd = 2.0/7 + float64(w*odd)
	odd = 2.0/3 + float64(w*odd)
	even := 2.0/21 + float64(w*(2.0/25))
	even = 2.0/17 + float64(w*even)
	even = 2.0/13 + float64(w*even)
	even = 2.0/9 + float64(w*even)
	even = 2.0/5 + float64(w*even)
	series := float64(z*odd) + float64(w*even)
	half := float64(float64(0.5*f) * f)
	return float64(k*ln2Hi) - ((half - (float64(s*(half+series)) + float64(k*ln2Lo))) - f)
}

// normalise splits a positive finite x into m 2^k with m in [sqrt(1/2), sqrt(2)), exactly.
func normalise(x float64) (m float64, k int) {
	if x < 0x1p-1022 {
		x *= 0x1p54
		k = -54
	}
	const rootTwo = 0x6a09e667f3bcd // mantissa bits of sqrt(2)
	bits := math.Float64bits(x)
	k += int(bits>>52) - 1023
	bits &= 1<<52 - 1
	above := (bits + (1<<52 - rootTwo)) >> 52 // 1 from sqrt(2) on, without a branch that nobody can predict
	return math.Float64frombits(bits | (1023-above)<<52), k + int(above)
}
