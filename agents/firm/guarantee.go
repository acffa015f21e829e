package firm

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
)

// leastVolatility is the least yearly deviation of a log price that anyone reckons with.
const leastVolatility = 0.15

// PutCall values the two sides of a guarantee: the expectations of max(0, strike - index) and of
// max(0, index - strike) for a lognormal index of which the mean and the deviation of the
// logarithm are given (MODEL 7.7). Without deviation both are what they would be today.
func PutCall(mean, strike, deviation float64) (put, call float64) {
	if mean <= 0 || strike <= 0 || deviation <= 0 {
		return max(0, strike-mean), max(0, mean-strike)
	}
	d1 := (exact.Log(mean/strike) + float64(float64(deviation*deviation)/2)) / deviation
	d2 := d1 - deviation
	call = max(0, float64(mean*exact.NormalCDF(d1))-float64(strike*exact.NormalCDF(d2)))
	return max(0, call+strike-mean), call
}

// support is what policy adds to a kilogram of a good that the plant makes: the value of the
// guarantees that cover it a month ahead, less what the plant owes when the index is high. Strikes
// come in this month's real dollars; deflating them is the instrument's affair. The index is
// expected to move as the plant's own price does.
func support(v agents.View, m *agents.Memory, slot int) (usdPerKg float64) {
	for i := 0; ; i++ {
		g, found := v.Guarantee(i)
		if !found {
			return usdPerKg
		}
		good := v.Good(slot)
		if g.Good != good {
			continue
		}
		mean := v.PriceAt(good, g.IndexNode)
		if own := v.Price(slot); own > 0 {
			mean = float64(mean * (m.Beliefs[slot].Expected / own))
		}
		deviation := max(leastVolatility, v.Report(good).Volatility) * math.Sqrt(1.0/12)
		put, call := PutCall(mean, exact.USDPerKg(g.Strike), deviation)
		usdPerKg += float64(ratio(g.Down)*put) - float64(ratio(g.Up)*call)
	}
}
