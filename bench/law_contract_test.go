package bench

import (
	"fmt"
	"strings"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// offtake is a contract over NdPr of the plant in the United States, t a year at USD/kg.
func offtake(id, buyer string, annual, price, top float64, rank int) string {
	return fmt.Sprintf(`
[[instrument]]
id = %q
kind = "offtake"
seller = "us-separation"
buyer = %q
good = "NdPr"
quantity = "%v t/yr"
price = "%v USD/kg"
top = "%v %%"
rank = %d
`, id, buyer, annual, price, 100*top, rank)
}

// MODEL 7.6: of 100 t a month at 50 USD/kg, 80 % take-or-pay, the buyer lifts 60: 4.0 M. If nothing is
// offered that he could lift he owes nothing; a seller who is short owes what the market costs more.
func TestExactTakeOrPay(t *testing.T) {
	for _, c := range []struct {
		name          string
		stock, want   markets.Mass
		law           string
		lifted, money float64
	}{
		{"lifts 60 of 100", 100, 60, "", 60, 4_000_000},
		{"lifts 90 of 100", 100, 90, "", 90, 4_500_000},
		{"lifts nothing", 100, 0, "", 0, 4_000_000},
		{"offered less than the minimum", 70, 60, "", 60, 3_000_000 - 30*30_000},
		{"short: the market costs 30 more", 70, 100, "", 70, 3_500_000 - 30*30_000},
		{"banned: nobody pays", 100, 100, `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "US"
goods = ["oxide"]
`, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, "[[route]]\nid = \"ocean\"\nfreight = \"1 USD/kg\"\n"+c.law+offtake("deal", "cn-magnet", 1200, 50, .8, 2))
			s.owns("us-separation", "NdPr", c.stock)
			s.of("cn-magnet").want[s.slot("cn-magnet", "NdPr")] = c.want * markets.Tonne
			good, us := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US")
			s.Opening.Frame.Quotes[int(good)*len(s.Nodes)+int(us)].Sellers = 80 * markets.USDPerKg
			h := s.play(1)
			usd(t, "seller", h.earned(0, h.company(t, "us-separation")), c.money)
			usd(t, "buyer", -h.earned(0, h.company(t, "cn-magnet")), c.money+1000*c.lifted)
			row := h.months[0].Contracts[0]
			weighs(t, "delivered", row.Delivered, c.lifted)
			weighs(t, "agreed", row.Quantity, 100)
			weighs(t, "flow", h.flow(0, good, us, nodeOf(t, s.Scenario, "CN")).Mass, c.lifted)
		})
	}
}

// A contract's price holds at the seller's node: freight and duty are the buyer's, the tax at the gate
// the seller's, and treasuries and instruments get what they get of a sale on the market.
func TestExactContractPaysCharges(t *testing.T) {
	s := newStage(t, `
[[route]]
id = "ocean"
freight = "2 USD/kg"

[[instrument]]
id = "duty"
kind = "tariff"
government = "US"
goods = ["oxide"]
per_kg = "3 USD/kg"

[[instrument]]
id = "tax"
kind = "export-tax"
government = "CN"
goods = ["oxide"]
per_kg = "7 USD/kg"

[[instrument]]
id = "deal"
kind = "offtake"
seller = "cn-separation"
buyer = "us-magnet"
good = "NdPr"
quantity = "120 t/yr"
price = "50 USD/kg"
`)
	s.owns("cn-separation", "NdPr", 10)
	s.of("us-magnet").want[s.slot("us-magnet", "NdPr")] = 10 * markets.Tonne
	h := s.play(1)
	usd(t, "seller", h.earned(0, h.company(t, "cn-separation")), 500_000-70_000)
	usd(t, "buyer", -h.earned(0, h.company(t, "us-magnet")), 500_000+20_000+30_000)
	usd(t, "treasury of the importer", h.earned(0, treasuryOf(t, s.Scenario, "US")), 30_000)
	usd(t, "treasury of the exporter", h.earned(0, treasuryOf(t, s.Scenario, "CN")), 70_000)
	usd(t, "duty", h.law(0, sourceOf(t, s.Scenario, "duty")).Receipt, 30_000)
	usd(t, "tax", h.law(0, sourceOf(t, s.Scenario, "tax")).Receipt, 70_000)
	good, us := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US")
	priced(t, "mean price of what was bought", h.quote(0, good, us).VWAP, 55)
	weighs(t, "bought", h.quote(0, good, us).Bought, 10)
	weighs(t, "sold", h.quote(0, good, nodeOf(t, s.Scenario, "CN")).Sold, 10)
}

// Contracts are served by rank, then by start, then in proportion, and before the spot market,
// which gets what is left however much it pays.
func TestExactRanks(t *testing.T) {
	law := offtake("later", "us-magnet", 600, 50, 0, 2) + "start = \"2024-02\"\n" +
		offtake("third", "us-magnet", 600, 50, 0, 3) + offtake("even", "us-magnet", 240, 50, 0, 2) +
		offtake("odd", "cn-magnet", 480, 50, 0, 2) + offtake("first", "cn-catalysts", 120, 50, 0, 1)
	const firstMonth = 10 + 20 + 40 + 50 + 5 // what contracts in force and the spot market take
	for _, c := range []struct {
		left                           markets.Mass // for the second month
		first, even, odd, later, third float64
		spot                           float64
	}{
		{left: 5, first: 5},
		{left: 40, first: 10, even: 10, odd: 20},
		{left: 100, first: 10, even: 20, odd: 40, later: 30},
		{left: 150, first: 10, even: 20, odd: 40, later: 50, third: 30},
		{left: 175, first: 10, even: 20, odd: 40, later: 50, third: 50, spot: 5},
	} {
		s := newStage(t, law)
		s.owns("us-separation", "NdPr", firstMonth+c.left)
		for _, buyer := range []string{"us-magnet", "cn-magnet", "cn-catalysts"} {
			s.of(buyer).want[s.slot(buyer, "NdPr")] = 1000 * markets.Tonne
		}
		s.asks("us-separation", "NdPr", 5, 1)
		s.bids("us-magnet", "NdPr", 1000, 500)
		h := s.play(2)
		want := map[string]float64{"first": c.first, "even": c.even, "odd": c.odd, "later": c.later, "third": c.third}
		var sum markets.Mass
		for _, row := range h.months[1].Contracts {
			weighs(t, fmt.Sprintf("%v left: %s", c.left, row.Name), row.Delivered, want[row.Name])
			sum += row.Delivered
			delete(want, row.Name)
		}
		if len(want) > 0 {
			t.Errorf("no rows of %v", want)
		}
		sold := h.quote(1, goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US")).Sold
		weighs(t, "spot", sold-sum, c.spot)
	}
}

// A contract in a living world is kept as long as it runs: no month delivers more than agreed, a buyer
// who needs the goods gets them all, they are a part of what the plant sells, and what it has left for
// others is less than without.
func TestLawOfftake(t *testing.T) {
	const months, since, until = 36, 12, 24
	free := calmly(t, months, apart)
	law := calmly(t, months, apart+offtake("deal", "us-magnet", 180, 60, .8, 2)+"start = \"2025-01\"\nend = \"2025-12\"\n")
	good, us := goodOf(t, law.Scenario, "NdPr"), nodeOf(t, law.Scenario, "US")
	var delivered, spot, before markets.Mass
	for m := range months {
		var rows []engine.ContractRow
		for _, r := range law.months[m].Contracts {
			if r.Name == "deal" {
				rows = append(rows, r)
			}
		}
		if m < since || m >= until {
			if len(rows) > 0 {
				t.Errorf("%v: %+v out of its term", law.months[m].Month, rows)
			}
			continue
		}
		if len(rows) != 1 || rows[0].Quantity != 15*markets.Tonne || rows[0].Delivered > rows[0].Quantity || rows[0].Delivered < 0 {
			t.Fatalf("%v: %+v", law.months[m].Month, rows)
		}
		delivered += rows[0].Delivered
		spot += law.quote(m, good, us).Sold - rows[0].Delivered
		before += free.quote(m, good, us).Sold
		if law.quote(m, good, us).Bought < rows[0].Delivered {
			t.Errorf("%v: %v bought, %v by contract", law.months[m].Month, law.quote(m, good, us).Bought, rows[0].Delivered)
		}
	}
	if delivered < 9*15*markets.Tonne {
		t.Errorf("%v delivered of %v", delivered, 12*15*markets.Tonne)
	}
	if spot >= before {
		t.Errorf("%v sold beside the contract, %v without it", spot, before)
	}
}

// abroad is a contract by which a plant in China sells NdPr to the United States at 10 USD/kg, t a month.
func abroad(id, seller string, monthly float64, rank int) string {
	return strings.Replace(offtake(id, "us-magnet", 12*monthly, 10, 0.9, rank), `"us-separation"`, fmt.Sprintf("%q", seller), 1)
}

// Contracts of equal rank and start share what a cap leaves in proportion to what they would deliver,
// whoever sells and whichever was signed first: of 40 and 20 t under a quota of 30 t 20 and 10 leave, of a
// stock of 10 and 20 t under one of 15 t 5 and 10. One of lower rank gets what they leave. Nobody pays for
// what a law forbids, though the market costs more than the contracts.
func TestExactRanksUnderCap(t *testing.T) {
	for _, c := range []struct {
		name, law         string
		stock             markets.Mass // of the separator, t
		refined, recycled float64
		low               float64
	}{
		{"free", "", 50, 40, 20, 10},
		{"quota", quota("quota", `"NdPr"`, 30), 50, 20, 10, 0},
		{"of two goods", quota("quota", `"NdPr", "La"`, 30), 50, 20, 10, 0},
		{"two quotas", quota("quota", `"NdPr"`, 45) + quota("both", `"NdPr", "La"`, 30), 50, 20, 10, 0},
		{"short of stock", quota("quota", `"NdPr"`, 15), 10, 5, 10, 0},
		{"leaves some to the next", quota("quota", `"NdPr"`, 65), 50, 40, 20, 5},
	} {
		refined, recycled := abroad("refined", "cn-separation", 40, 2), abroad("recycled", "cn-recycler", 20, 2)
		for _, deals := range []string{refined + recycled, recycled + refined} {
			t.Run(c.name, func(t *testing.T) {
				s := newStage(t, abroad("low", "cn-separation", 10, 3)+c.law+deals)
				s.owns("cn-separation", "NdPr", c.stock)
				s.owns("cn-recycler", "NdPr", 20)
				s.of("us-magnet").want[s.slot("us-magnet", "NdPr")] = 100 * markets.Tonne
				h := s.play(1)
				want := map[string]float64{"refined": c.refined, "recycled": c.recycled, "low": c.low}
				for _, row := range h.months[0].Contracts {
					weighs(t, row.Name, row.Delivered, want[row.Name])
				}
				usd(t, "separator", h.earned(0, h.company(t, "cn-separation")), 10_000*(c.refined+c.low))
				usd(t, "recycler", h.earned(0, h.company(t, "cn-recycler")), 10_000*c.recycled)
			})
		}
	}
}

// What a contract that is in force from the first month pays ahead is paid in it, and the books close.
func TestPrepaidFromTheStart(t *testing.T) {
	h := live(t, small(t, `
[[instrument]]
id       = "ahead"
kind     = "offtake"
seller   = "us-separation"
buyer    = "us-magnet"
good     = "NdPr"
quantity = "60 t/yr"
price    = "50 USD/kg"
prepaid  = "2 M USD"
end      = "2026-12"
`), 40, engine.Options{Seed: 1, Workers: 1})
	if len(h.months) != 40 {
		t.Fatalf("%d months", len(h.months))
	}
}
