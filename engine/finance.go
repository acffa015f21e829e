package engine

import "monazite/markets"

// finance takes the tax on the year's positive cash result in December. Debt service, default and
// mothballing come with investment; until then a company's credit line is its only debt.
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
		w.YearResult[firm] = 0
	}
}
