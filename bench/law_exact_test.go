package bench

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

const bulky = `
[[route]]
id = "ocean"
freight = "2 USD/kg"
`

// MODEL 8.3, P13: without the ban the ore goes abroad at 25 less freight; under it 5 t stay at home
// at 10, and what the miner loses stays with the refiner.
func TestExactRawExportBan(t *testing.T) {
	for _, c := range []struct {
		name, law             string
		sold, price           float64
		abroad, revenue, home float64
	}{
		{"free", "", 20, 23, 20, 460_000, 0},
		{"banned", `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "US"
goods = ["NdPr"]
`, 5, 10, 0, 50_000, 20_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, bulky+c.law)
			s.owns("us-separation", "NdPr", 20)
			s.asks("us-separation", "NdPr", 20, 10)
			s.bids("us-magnet", "NdPr", 5, 14)
			s.bids("cn-magnet", "NdPr", 30, 25)
			h := s.play(1)
			good, us, cn := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
			weighs(t, "sold", h.quote(0, good, us).Sold, c.sold)
			priced(t, "price of the miner", h.quote(0, good, us).Sellers, c.price)
			weighs(t, "exported", h.flow(0, good, us, cn).Mass, c.abroad)
			usd(t, "revenue", h.earned(0, h.company(t, "us-separation")), c.revenue)
			spent := -h.earned(0, h.company(t, "us-magnet"))
			worth := markets.Price(14 * markets.USDPerKg).Times(h.quote(0, good, us).Bought)
			usd(t, "gain of the buyer at home", worth-spent, c.home)
		})
	}
}

// MODEL 7.5, Q1: two goods of which 100 - x and 80 - 4x t are exported at a levy of x USD/kg share a
// quota of 120 t: the levy is 12, 88 and 32 t leave, and exporters earn 1.44 M.
func TestExactExportQuotaOverGoods(t *testing.T) {
	s := newStage(t, `
[[route]]
id = "ocean"
freight = "0 USD/kg"

[[instrument]]
id = "quota"
kind = "export-quota"
government = "CN"
goods = ["NdPr", "Dy"]
annual = ["1440 t/yr"]
`)
	for _, good := range []string{"NdPr", "Dy"} {
		s.owns("cn-separation", good, 1000)
		s.asks("cn-separation", good, 500, 40)
	}
	for k := range 100 {
		s.bids("us-magnet", "NdPr", 1, 41+float64(k)-1e-6)
	}
	for k := range 20 {
		s.bids("us-magnet", "Dy", 4, 41+float64(k)-1e-6)
	}
	h := s.play(2)
	cn, us := nodeOf(t, s.Scenario, "CN"), nodeOf(t, s.Scenario, "US")
	for month := range 2 {
		for i, name := range []string{"NdPr", "Dy"} {
			good := goodOf(t, s.Scenario, name)
			weighs(t, name, h.flow(month, good, cn, us).Mass, []float64{88, 32}[i])
			priced(t, name+" at home", h.quote(month, good, cn).Sellers, 40)
			priced(t, name+" abroad", h.quote(month, good, us).Buyers, 52)
			of := func(r engine.RentRow) bool { return r.Good == good }
			rent := h.months[month].Rents[slices.IndexFunc(h.months[month].Rents, of)]
			usd(t, name+" rent", rent.Rent, 12_000*[]float64{88, 32}[i])
			if len(h.months[month].Rents) != 2 || rent.Source != sourceOf(t, s.Scenario, "quota") || rent.From != cn || rent.To != engine.None {
				t.Errorf("rent row %+v", rent)
			}
		}
		usd(t, "exporter", h.earned(month, h.company(t, "cn-separation")), 120_000*40+1_440_000)
		usd(t, "treasury", h.earned(month, treasuryOf(t, s.Scenario, "CN")), 0)
	}
}

// A quota of one good: the gate lets 20 t pass, and the price behind it is that of the twentieth.
// The text book's example C2 with one buyer: rent (83 - 55 - 5) x 20 t = 460,000 USD, the price at home
// between what sold last and what was next.
func TestExactExportQuotaOfOneGood(t *testing.T) {
	s := newStage(t, `
[[route]]
id = "ocean"
freight = "5 USD/kg"

[[instrument]]
id = "quota"
kind = "export-quota"
government = "CN"
goods = ["NdPr"]
annual = ["240 t/yr"]
`)
	s.owns("cn-separation", "NdPr", 100)
	s.owns("cn-recycler", "NdPr", 50)
	s.owns("us-separation", "NdPr", 30)
	s.asks("cn-separation", "NdPr", 100, 50)
	s.asks("cn-recycler", "NdPr", 50, 60)
	s.asks("us-separation", "NdPr", 20, 83)
	s.asks("us-separation", "NdPr", 10, 200)
	s.bids("cn-magnet", "NdPr", 80, 90)
	s.bids("us-magnet", "NdPr", 30, 120)
	h := s.play(1)
	good, us, cn := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
	weighs(t, "exported", h.flow(0, good, cn, us).Mass, 20)
	priced(t, "at home", h.quote(0, good, cn).Sellers, 55)
	priced(t, "abroad", h.quote(0, good, us).Buyers, 83)
	usd(t, "rent", h.months[0].Rents[0].Rent, 460_000)
	usd(t, "exporter", h.earned(0, h.company(t, "cn-separation")), 100_000*55+460_000)
	usd(t, "freight", h.earned(0, len(h.cash[0])-2), 100_000)
}

// MODEL 8.5, P22: demand 200 - P at a quota of 100 and of 120 t a month.
func TestExactProductionQuota(t *testing.T) {
	for _, c := range []struct{ annual, made, price float64 }{{1200, 100, 100}, {1440, 120, 80}} {
		s := newStage(t, fmt.Sprintf(`
[[instrument]]
id = "quota"
kind = "production-quota"
government = "CN"
plants = ["cn-rock"]
annual = ["%v t/yr"]
`, c.annual))
		s.of("cn-rock").runs = []agents.Run{{Level: 75 * markets.Tonne}, {Level: 75 * markets.Tonne}}
		s.asks("cn-rock", "ROCK-conc", 1000, 0.01)
		for k := range 200 {
			s.bids("cn-separation", "ROCK-conc", 1, 199.5-float64(k))
		}
		h := s.play(3)
		for m := range 3 {
			weighs(t, "output", h.output(m, siteOf(t, s.Scenario, "cn-rock"), goodOf(t, s.Scenario, "ROCK-conc")), c.made)
			priced(t, "price", h.quote(m, goodOf(t, s.Scenario, "ROCK-conc"), nodeOf(t, s.Scenario, "CN")).Sellers, c.price)
		}
	}
}

// charge is a tariff or an export tax on what China sells abroad at a price, and who should get what of
// 50 t.
type charge struct {
	name, law              string
	home, abroad           float64 // USD/kg
	toImporter, toExporter float64 // USD
	byLaw                  []float64
}

// MODEL 8.3, P29: 25 % on an exporter's price of 40 is 10 USD/kg, paid to the importer's treasury.
// P29b: 13 % at the gate make 60 at home 67.8 abroad, paid to the exporter's.
func TestExactCharges(t *testing.T) {
	for _, c := range []charge{
		{"tariff", `
[[instrument]]
id = "law"
kind = "tariff"
government = "US"
from = ["CN"]
goods = ["NdPr"]
rate = "25 %"
`, 40, 50, 500_000, 0, []float64{500_000}},
		{"export tax", `
[[instrument]]
id = "law"
kind = "export-tax"
government = "CN"
goods = ["oxide"]
rate = "13 %"
`, 60, 67.8, 0, 390_000, []float64{390_000}},
		{"specific amounts add", `
[[instrument]]
id = "law"
kind = "tariff"
government = "US"
from = ["CN"]
goods = ["oxide"]
per_kg = "3 USD/kg"

[[instrument]]
id = "more"
kind = "tariff"
government = "US"
goods = ["*"]
per_kg = "1.5 USD/kg"
`, 40, 44.5, 225_000, 0, []float64{150_000, 75_000}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c *charge) check(t *testing.T) {
	s := newStage(t, "[[route]]\nid = \"ocean\"\nfreight = \"0 USD/kg\"\n"+c.law)
	s.owns("cn-separation", "NdPr", 1000)
	s.asks("cn-separation", "NdPr", 100, c.home)
	s.bids("us-magnet", "NdPr", 50, 100)
	h := s.play(3)
	good, us, cn := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
	for m := 1; m < 3; m++ { // a share is of last month's price
		priced(t, "at home", h.quote(m, good, cn).Sellers, c.home)
		priced(t, "abroad", h.quote(m, good, us).Buyers, c.abroad)
		usd(t, "treasury of the importer", h.earned(m, treasuryOf(t, s.Scenario, "US")), c.toImporter)
		usd(t, "treasury of the exporter", h.earned(m, treasuryOf(t, s.Scenario, "CN")), c.toExporter)
		usd(t, "duty of the flow", h.flow(m, good, cn, us).Duty, c.toImporter)
		for i, want := range c.byLaw {
			usd(t, "receipts", h.law(m, engine.ID(i)).Receipt, want)
		}
	}
}

// MODEL 7.7, F2: at an index of 60 the treasury pays 50 USD on every kilogram made or in stock at the
// start, sold or not; at 130 the company pays 30 % of 20.
func TestExactPriceFloor(t *testing.T) {
	for _, c := range []struct{ index, toCompany float64 }{{60, 50}, {110, 0}, {130, -6}} {
		s := newStage(t, floorLaw(110, "2024-01", "2024-12", "nominal = false\nup = \"30 %\""))
		s.owns("cn-separation", "NdPr", 1000)
		s.asks("cn-separation", "NdPr", 20, c.index)
		s.bids("cn-magnet", "NdPr", 10, c.index)
		s.owns("us-separation", "NdPr", 10)
		ore := lineOf(t, s.Scenario, "us-separation", "ROCK-conc")
		s.Opening.Stock[ore] = markets.Lot{Mass: 10_000 * markets.Tonne}
		s.Opening.Stock[ore].Content[markets.NdPr] = 10_000 * markets.Tonne
		s.of("us-separation").runs = []agents.Run{{Level: 20 * markets.Tonne}}
		h := s.play(6)
		covered := 10 * markets.Tonne
		for m := range 6 {
			covered += h.output(m, siteOf(t, s.Scenario, "us-separation"), goodOf(t, s.Scenario, "NdPr"))
			var want markets.Money
			if m == 2 || m == 5 {
				want = (markets.Price(math.Abs(c.toCompany) * 1e6)).Times(covered)
				covered = 0
			}
			if c.toCompany < 0 {
				want = -want
			}
			if got := h.earned(m, h.company(t, "us-separation")); got != want {
				t.Errorf("index %v, month %d: the company gets %v, want %v", c.index, m, got, want)
			}
			if got := h.earned(m, treasuryOf(t, s.Scenario, "US")); got != -want {
				t.Errorf("index %v, month %d: the treasury gets %v, want %v", c.index, m, got, -want)
			}
		}
	}
}
