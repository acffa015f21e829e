package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// DiscountedLoan is public money lent below the market's rate: to a company at once, as the United States' Department of
// Defense lent MP Materials 150 M USD for its heavy circuit (P008), or to projects that are about to decide, as BNDES
// and Finep lend 5 bn BRL for Brazil's strategic minerals (P034), Export Finance Australia 1.65 bn AUD to Iluka (P031) and
// the United States' DFC 465 M USD to Serra Verde (P019). The treasury pays the money out; the company pays interest every
// month, from the end of the build where it builds, and the principal in equal parts after the grace. What
// is owed is the treasury's asset. The gift in it, interest below the market's and the loss to expect, is its
// grant-equivalent.
type DiscountedLoan struct {
	Programme
	Rate  float64 `toml:"rate" unit:"1/yr" min:"0" max:"1" doc:"interest, real"`
	Years float64 `toml:"years" unit:"years" default:"12 years" min:"1" max:"50" doc:"to the last payment"`
	Grace float64 `toml:"grace" unit:"months" default:"24 months" min:"0" max:"240" doc:"before principal falls due; of a project from the end of the build"`
}

// yearly makes an exact share of a rate a year.
func yearly(rate float64) markets.Share {
	return markets.Share(exact.Round(rate * float64(markets.Whole)))
}

// Build looks up the company or the projects.
func (k *DiscountedLoan) Build(s *Setup) (agents.Policy, error) {
	f := agents.Funding{Kind: agents.Lending, Rate: yearly(k.Rate), Months: int(12 * k.Years), Grace: int(k.Grace)}
	if f.Grace >= f.Months {
		return nil, &KeyError{Key: "grace", Expected: "fewer months than the loan has"}
	}
	return k.newProgramme(s, f)
}
