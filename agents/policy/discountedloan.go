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
	Interest float64 `toml:"interest" unit:"1/yr" min:"0" max:"1" doc:"a year, real"`
	Years    float64 `toml:"years" unit:"years" default:"12 years" min:"1" max:"50" doc:"to the last payment"`
	Grace    float64 `toml:"grace" unit:"months" default:"24 months" min:"0" max:"240" doc:"before principal falls due; of a project from the end of the build"`
}

// Page explains the kind.
func (*DiscountedLoan) Page() Page {
	return Page{
		Users: "Brazil (BNDES, Finep), US (DoD, DFC), Australia (EFA), Japan (JOGMEC)",
		Mechanism: "It lowers what debt costs a project, and so its hurdle, and fills its funding before banks and owners are " +
			"asked. Interest is added to the debt while the project is built. If the borrower fails the treasury stands " +
			"with the other creditors.",
		Formula: "grant-equivalent = present value at the market rate of (market rate - interest + 1.8 % of expected loss) x what " +
			"is owed",
		Test: "100 M USD over ten years, repaid at the end, at 6 % where the market asks 10 %: a gift of 24.578 M USD. At 5 " +
			"% on all debt a cost of capital of 11 % falls to 9.875 %.",
		Source: "BNDES and Finep call of January 2025, 5 bn BRL; loan agreement of MP Materials with the Department of " +
			"Defense, August 2025, 150 M USD",
		Tension: 0.01,
	}
}

// yearly makes an exact share of a rate a year.
func yearly(rate float64) markets.Share {
	return markets.Share(exact.Round(rate * float64(markets.Whole)))
}

// Build looks up the company or the projects.
func (k *DiscountedLoan) Build(s *Setup) (agents.Policy, error) {
	f := agents.Funding{Kind: agents.Lending, Rate: yearly(k.Interest), Months: int(12 * k.Years), Grace: int(k.Grace)}
	if f.Grace >= f.Months {
		return nil, &KeyError{Key: "grace", Expected: "fewer months than the loan has"}
	}
	return k.newProgramme(s, f)
}
