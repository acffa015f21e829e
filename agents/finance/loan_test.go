package finance

import (
	"testing"

	"monazite/markets"
)

// MODEL 7.9: interest at once, principal linear after 24 months; here 96 parts of 100M.
func TestLoan(t *testing.T) {
	l := Loan{Principal: usd(100e6), Rate: .08, Months: 120, Grace: LoanGrace}
	near(t, MonthlyRate(.08), .006434030, 5e-10)
	for _, c := range []struct {
		month               int
		owed, due, interest markets.Money
	}{
		{0, usd(100e6), 0, 0},
		{1, usd(100e6), 0, usd(643_403.0110)},
		{24, usd(100e6), 0, usd(643_403.0110)},
		{25, usd(98_958_333.3334), usd(1_041_666.6666), usd(643_403.0110)},
		{26, usd(97_916_666.6667), usd(1_041_666.6667), usd(636_700.8963)},
		{72, usd(50e6), usd(1_041_666.6667), usd(328_403.6202)},
		{120, 0, usd(1_041_666.6667), usd(6_702.1147)},
	} {
		if got := l.Outstanding(c.month); got != c.owed {
			t.Errorf("after month %d %v are owed, want %v", c.month, got, c.owed)
		}
		if c.month == 0 {
			continue
		}
		if got := l.Repayment(c.month); got != c.due {
			t.Errorf("month %d repays %v, want %v", c.month, got, c.due)
		}
		if got := l.Interest(c.month); got != c.interest {
			t.Errorf("month %d bears %v, want %v", c.month, got, c.interest)
		}
	}
}

// Every schedule sums to its principal, whatever does not divide.
func TestLoanSums(t *testing.T) {
	for _, l := range []Loan{
		{Principal: 1, Months: 120, Grace: 24}, {Principal: 1_234_567_890_123, Months: 144, Grace: 24}, {Principal: 7, Months: 3},
		{Principal: 999_999_999_999_999, Months: 97, Grace: 13}, {Principal: usd(150e6), Months: 144, Grace: 144}, {Principal: 5, Months: 12, Grace: 24},
	} {
		var sum markets.Money
		for month := 1; month <= l.Months; month++ {
			due := l.Repayment(month)
			if due < 0 || month <= l.Grace && month < l.Months && due != 0 {
				t.Errorf("%+v repays %d in month %d", l, due, month)
			}
			sum += due
		}
		if sum != l.Principal {
			t.Errorf("%+v repays %d", l, sum)
		}
	}
}

func TestGrantEquivalent(t *testing.T) {
	bullet := Loan{Principal: usd(100e6), Rate: .06, Months: 120, Grace: 120}
	for _, c := range []struct {
		name              string
		loan              Loan
		market, loss      float64
		wantMillions, tol float64
	}{
		{"P07: 100M bullet, 10 yr, market 10 %, loan 6 %", bullet, .10, 0, 24.578, .0005},
		{"PD 3 % a year, LGD .6: .058 * 614.457", bullet, .10, .018, 35.638, .001},
		{"at the market", bullet, .06, 0, 0, 0},
		// Two years: 100 owed in the first; 100 less 0, 1/12 ... 11/12 in the second, mean 54.1667.
		// .04 (100/1.1 + 54.1667/1.21)
		{"repaid in the second year", Loan{Principal: usd(100e6), Rate: .06, Months: 24, Grace: 12}, .10, 0, 5.42700, .000005},
		// 100 for one year, half of a second: .04 (100/1.1 + 50/1.21)
		{"18 months", Loan{Principal: usd(100e6), Rate: .06, Months: 18, Grace: 18}, .10, 0, 5.28926, .000005},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, float64(c.loan.GrantEquivalent(c.market, c.loss))/float64(markets.USD)/1e6, c.wantMillions, c.tol)
		})
	}
}
