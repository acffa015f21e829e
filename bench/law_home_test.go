package bench

import (
	"testing"

	"monazite/markets"
)

// arms adds a secure buyer of oxide in the United States, at a node of its own.
const arms = `
[[node]]
id = "US-def"
region = "US"
segment = "def"

[[company]]
id = "us-arms"
country = "US"

[[plant]]
id = "us-arms-magnet"
kind = "magnetmaker"
company = "us-arms"
country = "US"
segment = "def"
family = "NdFeB"
conversion = "30 USD/kg"
grades = { MG0 = 0.5, MG1 = 0.5 }
capacity = "80 t/yr"
output = "60 t/yr"

[[route]]
id = "ocean"
freight = "0 USD/kg"

[[instrument]]
id = "tax"
kind = "export-tax"
government = "US"
goods = ["NdPr"]
per_kg = "10 USD/kg"
`

// What goes from the market of a region to a segment of it crosses no border: a quota and a tax on exports of
// 20 t a month do not see the 50 t that a secure buyer takes, 10 of them by contract. Abroad 20 t
// are wanted at 90 and 30 at 70, and 20 come: the price is the middle of both, or a levy's least above 70. While
// the secure buyer buys nothing he is quoted the price at home.
func TestExactNoExportWithinARegion(t *testing.T) {
	american := func(goods string) string { return ofUnitedStates(quota("quota", goods, 20)) }
	for _, c := range []struct {
		name, law    string
		spot, agreed markets.Mass // t that the secure buyer takes
		abroad       float64      // USD/kg
	}{
		{"of one good", american(`"NdPr"`), 40, 10, 80},
		{"of two goods", american(`"NdPr", "La"`), 40, 10, 70.000001},
		{"nobody buys", american(`"NdPr"`), 0, 0, 80},
		{"of two goods, nobody buys", american(`"NdPr", "La"`), 0, 0, 70.000001},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, arms+c.law+offtake("deal", "us-arms-magnet", 120, 50, 0, 1))
			s.owns("us-separation", "NdPr", 1000)
			s.asks("us-separation", "NdPr", 200, 40)
			s.bids("cn-magnet", "NdPr", 20, 90)
			s.bids("cn-magnet", "NdPr", 30, 70)
			s.bids("us-arms-magnet", "NdPr", c.spot, 60)
			s.of("us-arms-magnet").want[s.slot("us-arms-magnet", "NdPr")] = c.agreed * markets.Tonne
			h := s.play(3)
			good, us := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US")
			cn, def := nodeOf(t, s.Scenario, "CN"), s.Sites[siteOf(t, s.Scenario, "us-arms-magnet")].Node
			for m := range 3 {
				weighs(t, "abroad", h.flow(m, good, us, cn).Mass, 20)
				weighs(t, "within", h.flow(m, good, us, def).Mass, float64(c.spot+c.agreed))
				priced(t, "at home", h.quote(m, good, us).Sellers, 40)
				priced(t, "to the secure buyer", h.quote(m, good, def).Buyers, 40)
				priced(t, "price abroad", h.quote(m, good, cn).Buyers, c.abroad)
				usd(t, "tax", h.earned(m, treasuryOf(t, s.Scenario, "US")), 200_000)
				usd(t, "tax by law", h.law(m, sourceOf(t, s.Scenario, "tax")).Receipt, 200_000)
				rent := markets.Money(0)
				for _, r := range h.months[m].Rents {
					rent += r.Rent
				}
				usd(t, "rent", rent, 20_000*(c.abroad-40-10)+0.00001)
			}
		})
	}
}
