package finance

import (
	"math"
	"testing"

	"monazite/markets"
)

// near fails the test unless got is within tol of want.
func near(t *testing.T, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("got %v, want %v within %v", got, want, tol)
	}
}

// usd is an amount of whole USD.
func usd(amount float64) markets.Money {
	return markets.Money(math.Round(amount * float64(markets.USD)))
}

func TestCostOfCapital(t *testing.T) {
	changed := func(change func(*Terms)) Terms {
		terms := PrivateTerms()
		change(&terms)
		return terms
	}
	for _, c := range []struct {
		name   string
		terms  Terms
		cover  Cover
		rE, w  float64
		hurdle float64 // at volatility .30
	}{
		{"MODEL 7.9: private, no cover", PrivateTerms(), Cover{}, .16, .110, .150},
		{"P01: a stake takes .02 off rE", changed(func(t *Terms) { t.StakeRelief = .02 }), Cover{}, .14, .100, .140},
		{"P07: rD .05 on all debt", changed(func(t *Terms) { t.DebtRate = .05 }), Cover{}, .16, .09875, .13875},
		{"P11: a member's CRP falls by .015", changed(func(t *Terms) { t.CountryPremium = -.015 }), Cover{}, .145, .1025, .1425},
		// .16 - .02 = .14: .07 + .03; nothing is left exposed
		{"a floor on all output", PrivateTerms(), Cover{Floored: 1}, .14, .100, .100},
		// .16 - .02 = .14; .3 of the output stays exposed: .04 * .3
		{"contracts for all output", PrivateTerms(), Cover{Contracted: 1}, .14, .100, .112},
		// .16 - .01 - .005 = .145; exposed 1 - .25 - .35 = .4: .1025 + .016
		{"half contracted, a quarter under a floor", PrivateTerms(), Cover{Contracted: .5, Floored: .25}, .145, .1025, .1185},
		// .5 * .05 + .5 * .05 * .75; covered twice is not covered less than nothing
		{"a Chinese group, covered twice", ChineseStateTerms(), Cover{Contracted: 1, Floored: 1}, .05, .04375, .04375},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := c.terms.CostOfCapital(c.cover)
			near(t, c.terms.RequiredReturn(c.cover), c.rE, 1e-15)
			near(t, w, c.w, 1e-15)
			near(t, Hurdle(w, .30, c.cover), c.hurdle, 1e-15)
		})
	}
	near(t, Hurdle(.11, .15, Cover{}), .13, 1e-15)
}

// MODEL 7.9, P07: loan tranches weigh rD.
func TestBlendedRate(t *testing.T) {
	for _, c := range []struct {
		name     string
		debt     markets.Money
		tranches []Tranche
		want     float64
	}{
		{"no loan", usd(50), nil, .08},
		{"all of the debt at .05", usd(50), []Tranche{{usd(50), .05}}, .05},
		{"a quarter at .04", usd(100), []Tranche{{usd(25), .04}}, .07}, // .01 + .06
		{"loans beyond the debt", usd(50), []Tranche{{usd(60), .05}, {usd(20), .01}}, .04},
		{"no debt", 0, nil, .08},
	} {
		t.Run(c.name, func(t *testing.T) { near(t, BlendedRate(.08, c.debt, c.tranches), c.want, 1e-15) })
	}
}
