package bench

import (
	"testing"

	"monazite/markets"
)

// MODEL 0.1: 10 t of ore at 10 USD/kg that is worth half as much again as the reference, and 10 t of
// carbonate of the reference at 20, cost a refiner all his 300,000 USD and a premium of 50,000. He
// earns 40,000 a month: what he lacks, 10,000, he owes for a month, and is never beyond his credit line.
func TestExactPremiumBeyondCash(t *testing.T) {
	s := newStage(t, "")
	refiner := int(s.Sites[siteOf(t, s.Scenario, "cn-separation")].Firm)
	opensWith(s.Scenario, int(refiner), 300_000*markets.USD)
	s.Opening.Credit[refiner], s.LineMonths = 0, 0

	ore, carbonate := markets.Lot{Mass: 10 * markets.Tonne}, markets.Lot{Mass: 10 * markets.Tonne}
	ore.Content[markets.NdPr] = ore.Mass
	for e, share := range map[markets.Element]markets.Mass{markets.La: 41, markets.NdPr: 45, markets.Dy: 12, markets.Tb: 2} {
		carbonate.Content[e] = carbonate.Mass * share / 100
	}
	for i, lot := range []markets.Lot{ore, carbonate} {
		mine, good := []string{"cn-rock", "cn-clay"}[i], []string{"ROCK-conc", "CLAY-carb"}[i]
		s.Opening.Stock[lineOf(t, s.Scenario, mine, good)] = lot
		s.asks(mine, good, 10, []float64{10, 20}[i])
		s.bids("cn-separation", good, 10, []float64{10, 20}[i])
	}
	s.owns("cn-separation", "NdPr", 10)
	s.asks("cn-separation", "NdPr", 1, 40)
	s.bids("cn-magnet", "NdPr", 1, 40)

	h := s.play(2)
	usd(t, "mines", h.earned(0, h.company(t, "cn-rock")), 350_000)
	for month, want := range []struct{ cash, owed float64 }{{0, 10_000}, {30_000, 0}} {
		usd(t, "cash", h.cash[month][refiner], want.cash)
		usd(t, "owed", h.months[month].Companies[refiner].Debt, want.owed)
	}
}
