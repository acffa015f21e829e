package firm

import (
	"math"

	"monazite/agents/exact"
)

// Area is what using a good is worth to a final user: the area under its demand up to the choke price (MODEL 7.3, 9). At the
// reference price, 1, demand is 1; at a price p it is p^-e at once, and substitution S, which moves as prices have been for
// long, takes it to S p^-e. At rest S is p^-L, so that demand answers by e + L in the long run.
//
// The area under the demand of the moment would count use that a substitute has replaced as lost at up to the choke price,
// although its user has turned to the substitute for a price far below. So the value has two parts: the area under
// the demand that substitution has left, and what has been substituted, at what it took to give it up. With the second a
// user at rest values what it uses by the area under its long-run demand, and a small rise of price costs it
// the rise times what it uses, as it must.
type Area struct {
	choke    float64 // v, in reference prices
	curve    float64 // 1 - 1/e
	steady   bool    // demand does not answer prices
	least    float64 // v^-e: demand at the choke price
	atLeast  float64 // that ^(1 - 1/e) / (1 - 1/e), to be taken off
	gone     float64 // ln of what substitution leaves where prices have been at the choke for long
	forgone  float64 // of a substituted unit, if it is given up at no price
	saved    float64 // and what is taken off that for the price at which it is
	habit    float64 // 1 - (1-e)/L
	constant bool    // that is zero
}

// nearly is how close an elasticity comes to 1, or an exponent to 0, before its limit is meant.
const nearly = 1e-6

// NewArea is the area under demand of an elasticity in the short run and of its substitution in the long run, up to a choke
// price in reference prices. An elasticity of 1 counts as one just below.
func NewArea(short, long, choke float64) Area {
	if math.Abs(1-short) < nearly {
		short = 1 - nearly
	}
	a := Area{choke: choke, gone: -float64(long * exact.Log(max(choke, 1)))}
	if short < nearly {
		a.steady, a.least = true, 1
	} else {
		a.curve = 1 - 1/short
		a.least = exact.Pow(choke, -short)
		a.atLeast = exact.Pow(a.least, a.curve) / a.curve
	}
	a.forgone = exact.Pow(choke, 1-short) / (1 - short)
	if long > 0 {
		a.saved, a.habit = 1/(1-short), 1-(1-short)/long
		a.constant = math.Abs(a.habit) < nearly
	}
	return a
}

// Of is what use is worth, in reference prices times demand at the reference price: use is over that demand, too, and
// substitution the logarithm of what it has left of it.
func (a *Area) Of(use, substitution float64) float64 {
	if substitution == 0 {
		return a.under(use)
	}
	left := exact.Exp(substitution)
	value := float64(left * a.under(use/left))
	if substitution < a.gone {
		substitution, left = a.gone, exact.Exp(a.gone)
	}
	return value + a.substituted(substitution, left)
}

// under is the area under the demand of the moment, over its level.
func (a *Area) under(use float64) float64 {
	switch {
	case use <= a.least:
		return float64(a.choke * max(0, use))
	case a.steady:
		return a.choke // more is worth nothing
	}
	return float64(a.choke*a.least) + exact.Exp(a.curve*exact.Log(use))/a.curve - a.atLeast
}

// substituted is the sum over what substitution has taken, from demand at the reference price on, of the consumer surplus of
// a unit at the price at which it was given up.
func (a *Area) substituted(substitution, left float64) float64 {
	given := float64(a.forgone * (1 - left))
	switch {
	case a.saved == 0:
		return given
	case a.constant:
		return given + float64(a.saved*substitution)
	}
	return given - float64(a.saved*(1-exact.Exp(a.habit*substitution))/a.habit)
}

// worth is what using a slot's good is worth, USD, where demand would be so many tonnes at the reference price.
func (c *consumer) worth(slot int, demand, used, substitution float64) float64 {
	if demand <= 0 {
		return 0
	}
	return float64(float64(demand*c.reference[slot])*c.area.Of(used/demand, substitution)) * kgPerTonne
}

// Choke is the most that a user pays, USD/kg.
func (c *consumer) Choke(slot int) float64 { return float64(c.choke * c.reference[slot]) }
