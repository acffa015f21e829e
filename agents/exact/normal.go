package exact

import "math"

// NormalCDF returns the probability that a standard normal number is at most x. The relative error stays below
// 1e-15 far into the lower tail: 0 below -38.6, 1 above 8.3.
//
// Method: phi(x) times Mills' ratio R(x) = (1 - Phi(x))/phi(x), from three
// expansions after Marsaglia, "Evaluating the Normal Distribution" (2004): the series of odd
// factorials near 0, Taylor's of R between 1 and 4, Laplace's continued fraction beyond.
func NormalCDF(x float64) float64 {
	switch a := math.Abs(x); {
	case math.IsNaN(x):
		return x
	case a < 1:
		return 0.5 + centralArea(x)
	case a > 40:
		return max(0, math.Copysign(1, x))
	case x > 0:
		return 1 - upperTail(a)
	default:
		return upperTail(a)
	}
}

// centralArea returns the area between 0 and x: phi(x) (x + x^3/3 + x^5/15 + x^7/105 ...).
func centralArea(x float64) float64 {
	square := float64(x * x)
	term, total := x, x
	for n := 3.0; n < 36; n += 2 {
		term = float64(term*square) / n
		total += term
	}
	return float64(density(x) * total)
}

// upperTail returns the area beyond a >= 1.
func upperTail(a float64) float64 {
	if a < 4 {
		return float64(density(a) * millsRatio(a))
	}
	r := a
	for n := 48.0; n > 0; n-- {
		r = a + n/r
	}
	return density(a) / r
}

// millsRatio expands R around the centre of the half unit that holds a, 1 <= a < 4. From R' = x R - 1
// follow all derivatives; written over n!: (n+1) d(n+1) = x d(n) + d(n-1).
func millsRatio(a float64) float64 {
	cell := int(2*a) - 2
	centre := 1.25 + float64(0.5*float64(cell))
	// R at 1.25, 1.75 ... 3.75
	ratio := [...]float64{
		0x1.282805b693bb5p-1, 0x1.db73467cf148ep-2, 0x1.8a6450445bb96p-2, 0x1.4f8ae774d1389p-2,
		0x1.233512cf6779ap-2, 0x1.00c785530ab11p-2,
	}[cell]
	h := a - centre
	previous, current := ratio, float64(centre*ratio)-1
	power := h
	total := float64(current * h)
	for n := 2.0; n < 20; n++ {
		previous, current = current, (float64(centre*current)+previous)/n
		power = float64(power * h)
		total += float64(current * power)
	}
	return ratio + total
}

// density returns exp(-x^2/2)/sqrt(2 pi) with the square in two parts: in the far tail its last bit
// is worth hundreds of the result's.
func density(x float64) float64 {
	square, rest := product(x, x)
	const inverseRoot = 0x1.9884533d43651p-2
	return float64(inverseRoot * expOfSum(-square/2, -rest/2))
}

// NormalQuantile returns the x below which a standard normal number falls with probability p, relative error below
// 1e-15; -Inf at 0, +Inf at 1, NaN outside.
//
// Method: Wichura's algorithm AS 241 (PPND16), Applied Statistics 37 (1988): a rational function of (p-1/2)^2 in the
// centre, two of sqrt(-ln p) in the tails.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q*polynomial(r, [8]float64{
			3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
			4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
		})) / polynomial(r, [8]float64{
			1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
			2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
		})
	}
	r := math.Sqrt(-Log(min(p, 1-p)))
	return math.Copysign(quantileInTail(r), q)
}

// quantileInTail returns |x| for r = sqrt(-ln p), p the smaller tail.
func quantileInTail(r float64) float64 {
	if r <= 5 {
		r -= 1.6
		return polynomial(r, [8]float64{
			1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
			1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
		}) / polynomial(r, [8]float64{
			1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
			1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
		})
	}
	r -= 5
	return polynomial(r, [8]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}) / polynomial(r, [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	})
}

// polynomial returns c0 + c1 x + ... + c7 x^7 by Horner's rule.
func polynomial(x float64, c [8]float64) float64 {
	total := c[7]
	for i := 6; i >= 0; i-- {
		total = c[i] + float64(total*x)
	}
	return total
}
