package bench

import (
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// Less than a kilogram makes no quotation: the market trades it at 70 USD/kg, but the price published
// stays, on both sides, as indicative, and so does the index that a guarantee is settled by. Two fills
// count together.
func TestExactLeastTraded(t *testing.T) {
	for _, c := range []struct {
		name   string
		bids   []markets.Mass // g
		quoted bool
	}{
		{"a gram", []markets.Mass{1}, false},
		{"a gram less than a kilogram", []markets.Mass{500, 499}, false},
		{"a kilogram", []markets.Mass{500, 500}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, floorLaw(110, "2024-01", "2024-12", "nominal = false"))
			s.owns("cn-separation", "NdPr", 1)
			s.owns("us-separation", "NdPr", 10)
			for _, mass := range c.bids {
				for site, o := range map[string]agents.Order{"cn-magnet": {Bid: true, Price: 100 * markets.USDPerKg}, "cn-separation": {Price: 40 * markets.USDPerKg}} {
					o.Slot, o.Mass = int32(s.slot(site, "NdPr")), mass
					s.of(site).orders = append(s.of(site).orders, o)
				}
			}
			good, cn := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "CN")
			want := engine.PriceRow{Quote: s.Opening.Frame.Quote(good, cn)}
			if c.quoted {
				want.Buyers, want.Sellers = 70*markets.USDPerKg, 70*markets.USDPerKg
			}
			h := s.play(3)
			for m := range h.months {
				q := h.quote(m, good, cn)
				if q.Buyers != want.Buyers || q.Sellers != want.Sellers || q.BuyersTraded != c.quoted || q.SellersTraded != c.quoted {
					t.Errorf("month %d: %+v, want %v and %v", m, q, want.Buyers, want.Sellers)
				}
			}
			due := (110*markets.USDPerKg - want.Sellers).Times(10 * markets.Tonne)
			if got := h.earned(2, h.company(t, "us-separation")); got != due {
				t.Errorf("the guarantee pays %v, want %v", got, due)
			}
		})
	}
}
