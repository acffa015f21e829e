package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// The mean of what building costs over what was decided, and the deviation of its logarithm (MODEL 7.9: Kalgoorlie rose
// from AUD 575M to 800M).
const (
	overrunMean      = 1.15
	overrunDeviation = 0.2
)

// Overrun is what building costs over the capital cost decided, for a standard normal draw: 1.127 in the median, 1.15
// in the mean, below 1 in 27 of 100. What it adds is raised in the shares of the funding.
func Overrun(normal float64) float64 {
	median := exact.Exp(exact.Log(overrunMean) - float64(overrunDeviation*overrunDeviation)/2)
	return lognormal(median, overrunDeviation, normal)
}

// Installment is what a build spends in one of its months, 1 to months, of the money put into escrow at the decision:
// equal parts that sum to it to the unit (MODEL 7.9).
func Installment(escrow markets.Money, month, months int) markets.Money {
	spent := func(month int) int64 { return markets.MulDiv(int64(escrow), int64(month), int64(months)) }
	return markets.Money(spent(month) - spent(month-1))
}
