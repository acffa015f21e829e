package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// What a bank lends a project (MODEL 7.9): at most half its capital cost, for ten years, and no more than the weakest
// year's cash serves 1.3 times over.
const (
	bankYears    = 10
	bankCover    = 1.3
	bankMostPart = 2 // one part in so many
)

// Annuity is the equal payment at the end of each of so many years that serves a debt of 1 at a rate a year: 0.149 for ten
// years at 8 %. A rate of 0 spreads the debt evenly.
func Annuity(rate float64, years int) float64 {
	if rate == 0 {
		return 1 / float64(years)
	}
	return rate / (1 - exact.Pow(1+rate, -float64(years)))
}

// BankDebt is the most that banks lend at a rate a year to a project of this capital cost of which the weakest full year
// brings so many USD before debt service: min(K/2, CF_min/(1.3 annuity)), never negative (MODEL 7.9).
func BankDebt(capex markets.Money, weakestYear, rate float64) markets.Money {
	half := capex / bankMostPart
	served := weakestYear / float64(bankCover*Annuity(rate, bankYears))
	if !(served > 0) { // no cash, or none that is known
		return 0
	}
	if served >= exact.USD(half) {
		return half
	}
	return exact.Money(served)
}
