package bench

import (
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// In December companies decide on dividends by what they have before any is paid. A company that earned
// 60,000 USD and has 70,000 pays 10,000 a month for what it buys: half its result would leave less than
// six months of that. The 300,000 that its subsidiary pays out change nothing, whichever stands first.
func TestExactDividends(t *testing.T) {
	for _, subsidiary := range []string{"cn-separation", "us-separation"} {
		t.Run(subsidiary, func(t *testing.T) {
			s := newStage(t, "[[route]]\nid = \"ocean\"\nfreight = \"0 USD/kg\"\n")
			s.Model.Payout = 0.5
			parent, child := s.Sites[siteOf(t, s.Scenario, "cn-magnet")].Firm, s.Sites[siteOf(t, s.Scenario, subsidiary)].Firm
			s.Opening.Owners[child] = []engine.Owner{{Firm: parent, Region: engine.None, Investor: engine.None, Source: engine.None, Share: markets.Whole}}
			opensWith(s.Scenario, int(parent), 10_000*markets.USD)
			clear(s.Opening.Turnover)

			s.owns(subsidiary, "NdPr", 100)
			s.asks(subsidiary, "NdPr", 5, 10)
			s.bids("cn-magnet", "NdPr", 1, 10)
			s.bids("us-magnet", "NdPr", 4, 10)
			magnets := markets.Lot{Mass: 100 * markets.Tonne}
			magnets.Content[markets.NdPr] = magnets.Mass
			s.Opening.Stock[lineOf(t, s.Scenario, "cn-magnet", "MG0")] = magnets
			s.asks("cn-magnet", "MG0", 1, 15)
			s.bids("cn-electronics", "MG0", 1, 15)

			h := s.play(12)
			usd(t, "parent in November", h.cash[10][parent], 65_000)
			usd(t, "subsidiary in December", h.earned(11, int(child)), 50_000-300_000)
			usd(t, "parent in December", h.cash[11][parent], 70_000+300_000)
		})
	}
}
