package finance

import "monazite/markets"

// A plant's equipment lasts 25 years, of which each year's cohort then retires, a twenty-fifth a year (MODEL 7.9).
const (
	lifeMonths   = 25 * 12
	retireMonths = 25 * 12
)

// Surviving is the share of its nameplate that a plant still has at an age in months: all of it for 25 years, then 4
// points less each year, month by month.
func Surviving(age int) markets.Share {
	retired := min(max(0, age-lifeMonths), retireMonths)
	return markets.Share(markets.MulDiv(int64(markets.Whole), int64(retireMonths-retired), retireMonths))
}
