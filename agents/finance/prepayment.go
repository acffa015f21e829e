package finance

import "monazite/markets"

// Prepayment is money that a buyer pays ahead for all of a contract's mass, and takes back in equal parts off the price
// of each kilogram delivered (MODEL 7.6).
type Prepayment struct {
	Paid  markets.Money
	Total markets.Mass // over the contract's term, > 0
}

// PerKg is the credit on a kilogram, floored to 1e-6 USD: what the clause says. Payments use Credit, which leaves no rest.
func (p Prepayment) PerKg() markets.Price {
	const microUSDPerKg = 100_000 // of 1e-4 USD a gram
	return markets.Price(markets.MulDiv(int64(p.Paid), microUSDPerKg, int64(p.Total)))
}

// Credit is what a delivery takes off the bill, of which so much was delivered before. All deliveries of the term
// take off what was paid, to the unit; what is delivered beyond has no credit.
func (p Prepayment) Credit(before, delivery markets.Mass) markets.Money {
	return p.used(before+delivery) - p.used(before)
}

func (p Prepayment) used(delivered markets.Mass) markets.Money {
	delivered = min(delivered, p.Total)
	return markets.Money(markets.MulDiv(int64(p.Paid), int64(delivered), int64(p.Total)))
}
