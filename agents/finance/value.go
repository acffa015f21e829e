package finance

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// LifeYears is how long a project is counted on from its first output, in years, and LifeHalfYears the same in the
// periods of Operation.HalfYear (MODEL 7.9).
const (
	LifeYears     = 20
	LifeHalfYears = 2 * LifeYears
)

// Venture is a project as those see it who may pay for it.
//
// The day of valuation is the start of operation (COD). The capital cost counts as if it were paid on that day, though it
// is spent over the build: rates of return are then comparable between quick and slow projects, and what delay costs
// is DelayLoss. Cash comes at the end of each period, the first one period after COD.
type Venture struct {
	Capex   float64   // K: capital cost, USD
	Grant   float64   // share of Capex that is given, 0 to 1
	PerYear int       // periods of Cash in a year: 1 or 2
	Cash    []float64 // after tax, USD a period; read only
	Near    float64   // a rate near the internal one, 0 if none is known; no result depends on it
}

// NPV is the net present value at a rate a year above -1, USD (MODEL 7.9).
func (v Venture) NPV(rate float64) float64 {
	discount := exact.Pow(1+rate, -1/float64(v.PerYear))
	worth := 0.0
	for i := len(v.Cash) - 1; i >= 0; i-- {
		worth = float64(discount * (worth + v.Cash[i]))
	}
	return worth - float64(v.Capex*(1-v.Grant))
}

// Operation is what a plant earns in a year, USD. The years of a project may differ: a floor or a contract ends.
type Operation struct {
	Margin       float64 // at full output: t/yr x (expected net price - avoidable cost, USD/kg) x 1000, and by-products
	Fixed        float64 // fixed cost, whole from the first day
	Depreciation float64 // deducted from what is taxed, paid to nobody
	Tax          float64 // share of a positive profit, 0 to 1; losses are not carried forward

	Support [LifeHalfYears]float64 // what a government adds, by half-year from the first day, USD a year as it comes
}

// HalfYear is the cash of half a year after tax, USD, in the half-th from COD, which is 0.
func (o Operation) HalfYear(half int) float64 {
	ramp := float64(Ramp(half)) / float64(markets.Whole)
	support := 0.0
	if 0 <= half && half < LifeHalfYears {
		support = o.Support[half]
	}
	cash := float64((float64(ramp*o.Margin) - o.Fixed + support) / 2) // a halving is a product, too
	return cash - float64(o.Tax*max(0, cash-float64(o.Depreciation/2)))
}

// Ramp is the share of its capacity that a new plant makes in the half-th half-year from COD, which is 0 (MODEL 7.9).
func Ramp(half int) markets.Share {
	switch {
	case half < 0:
		return 0
	case half == 0:
		return markets.Whole * 30 / 100
	case half == 1:
		return markets.Whole * 60 / 100
	case half == 2:
		return markets.Whole * 85 / 100
	}
	return markets.Whole
}

// DelayLoss is the share of a present value that is lost when all of it comes so many months later, at a rate a
// year: what a shorter permit keeps (P21).
func DelayLoss(rate float64, months int) float64 {
	return 1 - exact.Pow(1+rate, -float64(months)/12)
}
