package finance

import "monazite/agents/exact"

// Match is a contract that a seller and a buyer could sign (MODEL 7.6).
type Match struct {
	Worth   float64 // V: what the buyer expects to pay otherwise over the term, at most what it is worth to him, USD/kg
	Premium float64 // pi_sec: what he adds for security of supply, a share of Worth, 0 to 0.3
	Least   float64 // Pmin: the seller's unit cost, capital included, USD/kg
	Tonnes  float64 // a month
	Years   float64 // of the term
}

// Surplus is what the two gain over the term, USD; negative where they do not meet.
func (m Match) Surplus() float64 {
	const kgPerTonne, months = 1000, 12
	perKg := float64(m.Worth*(1+m.Premium)) - m.Least
	return float64(perKg * m.Tonnes * m.Years * (kgPerTonne * months))
}

// Price is the price of Nash's bargaining solution, USD/kg: the seller gets his least price and what the buyer's bargaining
// power, from 0 to 1, leaves of the distance to the worth. The premium for security brings a buyer to
// the table and stays out of the price. It never falls below the least price.
func (m Match) Price(buyersPower float64) float64 {
	return m.Least + float64((1-buyersPower)*max(0, m.Worth-m.Least))
}

// MatchWeight is the integer weight by which a partner is drawn whose match has a surplus, of which the largest on offer
// is given: round(1e6 exp(S/Smax)), and 0 for a match that gains nothing. The best is 2.7 times as likely as one that
// barely pays: contracts follow acquaintance as well as profit.
func MatchWeight(surplus, largest float64) int {
	if surplus <= 0 || largest <= 0 {
		return 0
	}
	return int(exact.Round(1e6 * exact.Exp(min(1, surplus/largest))))
}
