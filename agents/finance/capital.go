package finance

import "monazite/markets"

// Terms are what a company's money costs. Rates are real fractions a year.
type Terms struct {
	EquityRate     float64 // rE0: what owners require of a plain project
	DebtRate       float64 // rD: what lenders require; BlendedRate where loans differ
	EquityShare    float64 // E/V: the part of capital that is the owners', 0 to 1
	Tax            float64 // on profit, from which interest is deducted, 0 to 1
	CountryPremium float64 // CRP: added to EquityRate; negative among allies (P11)
	StakeRelief    float64 // dStake: taken off EquityRate while a government holds a stake (P01)
	ContractRelief float64 // dContract: taken off EquityRate when all output is contracted
	FloorRelief    float64 // dFloor: taken off EquityRate when a price floor covers all output
}

// PrivateTerms are those of a private company outside China (MODEL 7.9). Its equity rate contains the country premium.
func PrivateTerms() Terms {
	return Terms{EquityRate: 0.16, DebtRate: 0.08, EquityShare: 0.5, Tax: 0.25, ContractRelief: 0.02, FloorRelief: 0.02}
}

// ChineseStateTerms are those of China's state groups, whose capital costs the same whatever they sell (MODEL 7.9).
func ChineseStateTerms() Terms {
	return Terms{EquityRate: 0.05, DebtRate: 0.05, EquityShare: 0.5, Tax: 0.25}
}

// Cover says what shelters a project's sales from the price, as shares of its output from 0 to 1.
type Cover struct {
	Contracted float64 // sold forward by offtakes
	Floored    float64 // under a government's price or profit floor
}

// RequiredReturn is rE, what owners of a project with this cover ask for, a year (MODEL 7.9).
func (t Terms) RequiredReturn(c Cover) float64 {
	return t.EquityRate + t.CountryPremium - t.StakeRelief - float64(t.ContractRelief*c.Contracted) - float64(t.FloorRelief*c.Floored)
}

// CostOfCapital is w, the rate at which the project's cash is discounted, a year: owners' and lenders' returns weighted
// by what they bring, the latter after the tax that interest saves (MODEL 7.9).
func (t Terms) CostOfCapital(c Cover) float64 {
	debt := float64(float64((1-t.EquityShare)*t.DebtRate) * (1 - t.Tax))
	return float64(t.EquityShare*t.RequiredReturn(c)) + debt
}

// Tranche is a loan at a rate of its own, a year.
type Tranche struct {
	Amount markets.Money
	Rate   float64
}

// BlendedRate is what a debt costs of which the tranches are a part and the rest is at the market's rate, a year. Tranches
// that sum to more than the debt are the whole of it.
func BlendedRate(market float64, debt markets.Money, tranches []Tranche) float64 {
	var lent markets.Money
	interest := 0.0
	for _, t := range tranches {
		lent += t.Amount
		interest += float64(float64(t.Amount) * t.Rate)
	}
	rest := max(0, debt-lent)
	if lent+rest == 0 {
		return market
	}
	return (interest + float64(float64(rest)*market)) / float64(lent+rest)
}

// The premium on the cost of capital that a project without any cover asks for at the usual volatility, and the part
// of price risk that a contract takes away; a contract ends or its buyer fails, a floor does not (MODEL 7.9).
const (
	riskPremium     = 0.04
	usualVolatility = 0.30
	contractShelter = 0.7
)

// Hurdle is the least internal rate of return at which a project is decided, a year: its cost of capital and what
// waiting is worth while the price may still fall, which grows with the volatility (of the price's logarithm, a year)
// that the cover leaves.
func Hurdle(costOfCapital, volatility float64, c Cover) float64 {
	exposed := max(0, 1-c.Floored-float64(contractShelter*c.Contracted))
	return costOfCapital + float64(riskPremium*float64(volatility*exposed))/usualVolatility
}
