package engine

import "monazite/markets"

// turnoverMonths is the length over which what a company pays is averaged: banks look back half a
// year (judgement).
const turnoverMonths = 6

// finance sets credit lines by what companies have turned over, and in December takes the tax on
// the year's positive cash result. Debt service, default and mothballing come with investment;
// until then a company's credit line is its only debt.
func (w *World) finance() {
	line := shareOf(w.LineMonths)
	for firm := range w.Firms {
		w.Turnover[firm] += (w.Spent[firm] - w.Turnover[firm]) / turnoverMonths
		w.Spent[firm] = 0
		grown := markets.MulDiv(int64(w.Turnover[firm]), int64(line), int64(markets.Whole))
		w.Credit[firm] = max(w.Opening.Credit[firm], markets.Money(grown))
	}
	if w.Month.YearEnds() && !w.spinning {
		w.payTax()
	}
}

func (w *World) payTax() {
	rate := shareOf(w.Model.ProfitTax)
	for firm := range w.Firms {
		if result := w.YearResult[firm]; result > 0 {
			tax := markets.MulDiv(int64(result), int64(rate), int64(markets.Whole))
			w.transfer(firm, w.treasury(w.Firms[firm].Region), markets.Money(tax))
		}
		w.YearResult[firm] = 0
	}
}
