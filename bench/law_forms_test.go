package bench

import (
	"testing"

	"monazite/markets"
)

// MODEL 7.6: at an index of 110 USD/kg a collar of 50 to 90 pays 90 and a contract at half of the index
// and 10 pays 65; 200 M prepaid over 10,000 t take 20 USD/kg off 50.
func TestExactContractForms(t *testing.T) {
	for _, c := range []struct {
		name, terms string
		price       float64 // a kilogram of the contract
		first       float64 // paid at the signing
		later       float64 // a kilogram of a later month
	}{
		{"collar at its cap", "form = \"collar\"\nfloor = \"50 USD/kg\"\ncap = \"90 USD/kg\"", 90, 0, 90},
		{"collar at its floor", "form = \"collar\"\nfloor = \"120 USD/kg\"\ncap = \"150 USD/kg\"", 120, 0, 120},
		{"collar inside", "form = \"collar\"\nfloor = \"50 USD/kg\"\ncap = \"150 USD/kg\"", 110, 0, 110},
		{"indexed", "form = \"indexed\"\nslope = \"50 %\"\nprice = \"10 USD/kg\"", 65, 0, 65},
		{"prepaid", "price = \"50 USD/kg\"\nprepaid = \"200 M USD\"", 50, 200_000_000, 30},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, `
[[route]]
id = "ocean"
freight = "0 USD/kg"

[[instrument]]
id = "deal"
kind = "offtake"
seller = "us-separation"
buyer = "cn-magnet"
good = "NdPr"
quantity = "12000 t/yr"
start = "2024-01"
end = "2024-10"
`+c.terms+"\n")
			s.owns("us-separation", "NdPr", 2000)
			s.of("cn-magnet").want[s.slot("cn-magnet", "NdPr")] = 1000 * markets.Tonne
			good, cn := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "CN")
			s.Opening.Frame.Quotes[int(good)*len(s.Nodes)+int(cn)].VWAP = 110 * markets.USDPerKg
			h := s.play(1)
			seller := h.company(t, "us-separation")
			usd(t, "seller", h.earned(0, seller), 1_000_000*c.later+c.first)
			if got := h.months[0].Contracts[0].Price; got != markets.Price(c.price*1e6) {
				t.Errorf("price %v, want %v USD/kg", got, c.price)
			}
		})
	}
}
