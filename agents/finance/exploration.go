package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// The median of a discovery in tonnes of REO, and the deviation of its logarithm (MODEL 7.11).
const (
	discoveryMedian    = 200_000
	discoveryDeviation = 1
)

// ChanceOfDiscovery is the probability that an explorer who makes discoveries at a rate a year makes at least one in
// so many years.
func ChanceOfDiscovery(perYear, years float64) float64 {
	return 1 - exact.Exp(-float64(perYear*years))
}

// Discoveries is how many an explorer makes in a month at a rate a year, for a uniform draw from 0 to below 1: the Poisson
// count below which that share of months stays (MODEL 7.11).
func Discoveries(perYear, uniform float64) int {
	mean := perYear / 12
	chance := exact.Exp(-mean)
	below, n := chance, 0
	for uniform >= below && chance > 0 { // chance falls to 0 where rounding keeps below under 1
		n++
		chance = float64(chance*mean) / float64(n)
		below += chance
	}
	return n
}

// DiscoverySize is what a discovery holds, REO, for a standard normal draw.
func DiscoverySize(normal float64) markets.Mass {
	return exact.Mass(lognormal(discoveryMedian, discoveryDeviation, normal))
}
