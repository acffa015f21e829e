package finance

import "monazite/markets"

// livingMonths is how many months of cost a company keeps in cash before it invests (MODEL 7.9).
const livingMonths = 3

// SpareCash is what a company puts into a project of its own: its cash above three months of cost.
func SpareCash(cash, monthlyCost markets.Money) markets.Money {
	return max(0, cash-livingMonths*monthlyCost)
}

// strategicPatience is what a strategic investor takes off his required return for a contract, a year: he buys the
// metal as much as the share (MODEL 7.9).
const strategicPatience = 0.03

// Investor is a fund, or a maker of cars or electronics, that buys into projects.
type Investor struct {
	Capital   markets.Money // all that it invests
	Free      markets.Money // what is not yet bound
	Required  float64       // kappa: the rate of return that it accepts, a year
	Strategic bool          // uses what the project makes
}

// Accepts tells whether the investor would join a project with this internal rate of return that would, or would not,
// sell to it under a contract.
func (i Investor) Accepts(irr float64, contract bool) bool {
	required := i.Required
	if i.Strategic && contract {
		required -= strategicPatience
	}
	return irr >= required
}

// Offer is the most that an investor who accepts puts in, of the gap that all other sources leave: nobody takes
// more than three tenths of it or stakes more than a quarter of his capital, so that it takes four to close one
// (MODEL 7.9).
func (i Investor) Offer(gap markets.Money) markets.Money {
	part := markets.Money(markets.MulDiv(int64(max(0, gap)), 3, 10))
	return max(0, min(i.Free, part, i.Capital/4))
}

// Stake is the share of a company that new equity buys: amount/(pre-money value + amount), floored (P01). A company worth
// nothing is taken over whole.
func Stake(preMoney, amount markets.Money) markets.Share {
	if amount <= 0 {
		return 0
	}
	return markets.Share(markets.MulDiv(int64(amount), int64(markets.Whole), int64(max(0, preMoney)+amount)))
}
