package exact

import "math"

// ln 2 in two parts. The low 20 bits of ln2Hi are zero, so that k*ln2Hi is exact
// for every exponent k of a float64; ln2Lo is what is missing.
const (
	ln2Hi = 0x1.62e42feep-1
	ln2Lo = math.Ln2 - ln2Hi
)

// Exp returns e^x within 1 ulp; 0 below -745.13, +Inf above 709.78, NaN for NaN.
//
// Method: the one of Sun's fdlibm (e_exp.c). x = k ln 2 + r with |r| <= ln2/2,
// e^r = 1 + 2r/(R(r) - r) with the even function R(r) = r (e^r+1)/(e^r-1).
// R is summed from its Bernoulli series, 2 + sum 2 B_2n/(2n)! r^2n, whose terms fall by
// 1/328 each, so exact rational coefficients take the place of fitted ones.
func Exp(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	return expOfSum(x, 0)
}

// expOfSum returns e^(hi+lo) for |lo| far below |hi| or below 1; a second part keeps the last
// bits of an exponent that itself was computed.
func expOfSum(hi, lo float64) float64 {
	switch {
	case hi > 710:
		return math.Inf(1)
	case hi < -746:
		return 0
	}
	k := math.Floor(float64(hi*math.Log2E) + 0.5)
	high := hi - float64(k*ln2Hi) // exact
	low := float64(k*ln2Lo) - lo
	r := high - low
	t := float64(r * r)
	const (
		b1 = 1.0 / 6
		b2 = -1.0 / 360
		b3 = 1.0 / 15120
		b4 = -1.0 / 604800
		b5 = 1.0 / 23950080
		b6 = -691.0 / 653837184000
		b7 = 1.0 / 37362124800
	)
	p := b6 + float64(t*b7)
	p = b5 + float64(t*p)
	p = b4 + float64(t*p)
	p = b3 + float64(t*p)
	p = b2 + float64(t*p)
	p = b1 + float64(t*p)
	c := r - float64(t*p) // r - (R - 2)
	y := 1 - ((low - float64(r*c)/(2-c)) - high)
	if k >= -1021 && k <= 1023 {
		return float64(y * powerOfTwo(int(k)))
	}
	return scale(y, int(k))
}

// scale returns y 2^k for y near 1 outside the normal exponents. It multiplies twice, the
// first time exactly, so that a subnormal result is rounded once.
func scale(y float64, k int) float64 {
	if k > 0 {
		return float64(float64(y*powerOfTwo(1023)) * powerOfTwo(k-1023))
	}
	return float64(float64(y*powerOfTwo(k+1000)) * powerOfTwo(-1000))
}

// powerOfTwo returns 2^k for -1022 <= k <= 1023 by writing the exponent's bits.
func powerOfTwo(k int) float64 { return math.Float64frombits(uint64(k+1023) << 52) }

// Logistic returns 1/(1+e^-x), in [0, 1], without overflow for any x.
func Logistic(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + Exp(-x))
	}
	e := Exp(x)
	return e / (1 + e)
}
