package finance

import "monazite/agents/exact"

// PutCall values the two sides of a guarantee: the expectations of max(0, strike - index) and of
// max(0, index - strike) for a lognormal index of which the mean and the deviation of the
// logarithm are given (MODEL 7.7). Without deviation both are what they would be today.
// A deviation over years is the yearly volatility times the root of the years.
func PutCall(mean, strike, deviation float64) (put, call float64) {
	if mean <= 0 || strike <= 0 || deviation <= 0 {
		return max(0, strike-mean), max(0, mean-strike)
	}
	d1 := (exact.Log(mean/strike) + float64(float64(deviation*deviation)/2)) / deviation
	d2 := d1 - deviation
	call = max(0, float64(mean*exact.NormalCDF(d1))-float64(strike*exact.NormalCDF(d2)))
	return max(0, call+strike-mean), call
}

// PriceFloor is a two-way contract for difference as its seller sees it: a government pays Down of what the index falls
// short of the strike, the seller pays Up of what it exceeds it. Prices in USD/kg, shares from 0 to 1.
type PriceFloor struct {
	Strike, Down, Up float64
}

// Expected is E1, what a kilogram is expected to bring under the contract, USD/kg, when the seller's own price and the
// index are expected at own and mean and the logarithm of the index deviates by deviation (MODEL 7.7).
// With own = mean and Down = 1 it is the strike and 1 - Up of the call: the contract leaves only the upside to chance.
func (f PriceFloor) Expected(own, mean, deviation float64) float64 {
	put, call := PutCall(mean, f.Strike, deviation)
	return own + float64(f.Down*put) - float64(f.Up*call)
}
