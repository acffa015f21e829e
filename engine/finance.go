package engine

import "monazite/markets"

// finance takes the tax on the year's positive cash result in December, and sets next year's credit
// lines by what companies turned over. Debt service, default and mothballing come with investment;
// until then a company's credit line is its only debt.
func (w *World) finance() {
	if !w.Month.YearEnds() || w.spinning {
		return
	}
	rate := shareOf(w.Model.ProfitTax)
	for firm := range w.Firms {
		if result := w.YearResult[firm]; result > 0 {
			tax := markets.MulDiv(int64(result), int64(rate), int64(markets.Whole))
			w.transfer(firm, w.treasury(w.Firms[firm].Region), markets.Money(tax))
		}
		w.Credit[firm] = max(w.Opening.Credit[firm], w.months(firm, w.LineMonths))
		w.YearResult[firm], w.YearSpent[firm] = 0, 0
	}
}

// months is what a company pays in so many months, by what it paid since January; exact only in
// December.
func (w *World) months(firm int, months float64) markets.Money {
	return markets.Money(markets.MulDiv(int64(w.YearSpent[firm]), int64(shareOf(months/12)), int64(markets.Whole)))
}
