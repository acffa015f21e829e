package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// LoanGrace is how many months after it is paid out a loan's principal falls due; interest is due at once (MODEL 7.9).
const LoanGrace = 24

// Loan is money lent at a fixed rate. Months count from its payment, which is 0; payments fall at the end of months 1
// to Months. The money is that of the rate: a nominal loan's service is deflated when it is paid.
type Loan struct {
	Principal markets.Money
	Rate      float64 // a year
	Months    int     // to the last payment
	Grace     int     // months without principal; a Grace of Months is a bullet, paid back at once at the end
}

// MonthlyRate is what a rate a year earns in a month: (1+r)^(1/12) - 1 (MODEL 0).
func MonthlyRate(yearly float64) float64 { return exact.Pow(1+yearly, 1.0/12) - 1 }

// Outstanding is the principal that is owed after the payment of a month. It falls linearly and is 0 at the end;
// what is repaid so far is floored to the unit.
func (l Loan) Outstanding(month int) markets.Money {
	switch {
	case month >= l.Months:
		return 0
	case month <= l.Grace:
		return l.Principal
	}
	repaid := markets.MulDiv(int64(l.Principal), int64(month-l.Grace), int64(l.Months-l.Grace))
	return l.Principal - markets.Money(repaid)
}

// Repayment is the principal due in a month, 1 to Months; the months' sum is the principal.
func (l Loan) Repayment(month int) markets.Money {
	return l.Outstanding(month-1) - l.Outstanding(month)
}

// Interest is the interest due in a month on what was owed before it, rounded half to even.
func (l Loan) Interest(month int) markets.Money {
	return markets.Money(exact.Round(float64(l.Outstanding(month-1)) * MonthlyRate(l.Rate)))
}

// GrantEquivalent is the present value of what a lender below the market gives away, at the market's rate: the missing
// interest and the loss to expect on what is owed, both a year, reckoned at the end of each year on the mean of its
// months (P07). The yearly loss is the probability of default times what is lost then; 0 leaves the interest alone.
// A loan dearer than the market has a negative one.
func (l Loan) GrantEquivalent(market, yearlyLoss float64) markets.Money {
	given := market - l.Rate + yearlyLoss
	discount, worth := 1.0, 0.0
	for month := 1; month <= l.Months; month++ {
		if month%12 == 1 {
			discount /= 1 + market
		}
		worth += float64(float64(exact.USD(l.Outstanding(month-1))/12) * discount)
	}
	return exact.Money(float64(worth * given))
}
