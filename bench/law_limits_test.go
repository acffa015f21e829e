package bench

import (
	"fmt"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// quota is an export quota of China on some goods, t a month.
func quota(id, goods string, monthly int) string {
	return fmt.Sprintf(`
[[instrument]]
id = %q
kind = "export-quota"
government = "CN"
goods = [%s]
annual = ["%d t/yr"]
`, id, goods, 12*monthly)
}

// exporting is a stage on which each of two goods would leave China at 100 t a month, at 40 USD/kg;
// those abroad would pay up to 90.
func exporting(t testing.TB, law string) *stage {
	s := newStage(t, "[[route]]\nid = \"ocean\"\nfreight = \"0 USD/kg\"\n"+law)
	for _, good := range []string{"NdPr", "Dy"} {
		s.owns("cn-separation", good, 1000)
		s.asks("cn-separation", good, 200, 40)
		for k := range 100 {
			s.bids("us-magnet", good, 1, 90-float64(k)/2)
		}
	}
	return s
}

// Of several limits on one thing the tightest binds and is credited, ties to the first.
func TestExactTightestLimit(t *testing.T) {
	const ban = `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "CN"
goods = ["NdPr"]
`
	for _, c := range []struct {
		name, law string
		ndpr, dy  float64
		credited  string // with the rent of NdPr
	}{
		{"tight first", quota("tight", `"NdPr"`, 10) + quota("loose", `"NdPr"`, 30), 10, 100, "tight"},
		{"tight last", quota("loose", `"NdPr"`, 30) + quota("tight", `"NdPr"`, 10), 10, 100, "tight"},
		{"equal", quota("one", `"NdPr"`, 10) + quota("two", `"NdPr"`, 10), 10, 100, "one"},
		{"ban and quota", quota("tight", `"NdPr"`, 10) + ban, 0, 100, ""},
		{"a good within a group", quota("tight", `"NdPr"`, 10) + quota("group", `"NdPr", "Dy"`, 150), 10, 100, "tight"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := exporting(t, c.law)
			h := s.play(2)
			us, cn := nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
			for m := range 2 {
				weighs(t, "NdPr", h.flow(m, goodOf(t, s.Scenario, "NdPr"), cn, us).Mass, c.ndpr)
				weighs(t, "Dy", h.flow(m, goodOf(t, s.Scenario, "Dy"), cn, us).Mass, c.dy)
				for _, r := range h.months[m].Rents {
					if by := s.Sources[r.Source].Instrument; r.Good == goodOf(t, s.Scenario, "NdPr") && by != c.credited {
						t.Errorf("rent of %v to %s, want %s", r.Rent, by, c.credited)
					}
				}
			}
		})
	}
}

// Of two production quotas the tighter binds each plant.
func TestExactTightestProducerLimit(t *testing.T) {
	law := func(id, plants string, annual int) string {
		return fmt.Sprintf("[[instrument]]\nid = %q\nkind = \"production-quota\"\ngovernment = \"CN\"\nplants = [%s]\nannual = [\"%d t/yr\"]\n", id, plants, annual)
	}
	both, one := law("both", `"cn-rock", "us-rock"`, 2400), law("one", `"us-rock"`, 120)
	for _, text := range []string{both + one, one + both} {
		s := newStage(t, text)
		for _, site := range []string{"cn-rock", "us-rock"} {
			s.of(site).runs = []agents.Run{{Level: 1000 * markets.Tonne}}
		}
		h := s.play(1)
		good := goodOf(t, s.Scenario, "ROCK-conc")
		weighs(t, "us-rock", h.output(0, siteOf(t, s.Scenario, "us-rock"), good), 10)
		// both run 200 t, shared by their capacities of 20 and 6 kt a year
		if cn := h.output(0, siteOf(t, s.Scenario, "cn-rock"), good); cn < 152*markets.Tonne || cn > 155*markets.Tonne {
			t.Errorf("cn-rock made %v, want 20/26 of 200 t", cn)
		}
		if !h.refused(0, "us-rock", "limit") {
			t.Error("no refusal of what the limit kept from running")
		}
	}
}

// refused says whether a plant's wish was refused for a reason.
func (h *history) refused(month int, plant, reason string) bool {
	for _, e := range h.months[month].Events {
		if e.Kind == "refusal" && e.Entity == plant && e.Reason == reason {
			return true
		}
	}
	return false
}

// family lets a mine in China and a separation plant abroad belong together, and deal sells the plant's
// oxide to a magnet maker by contract.
const family = `
[[company]]
id = "family"
country = "CN"

[[plant]]
id = "us-separation"
company = "family"

[[plant]]
id = "cn-rock"
company = "family"

[[instrument]]
id = "deal"
kind = "offtake"
seller = "cn-separation"
buyer = "us-magnet"
good = "NdPr"
quantity = "180 t/yr"
price = "50 USD/kg"
`

// Sister plants pass goods on first, contracts deliver then, and both use up what a quota leaves to the
// market; a ban stops all three.
func TestExactQuotaCountsEverything(t *testing.T) {
	const ban = `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "CN"
goods = ["*"]
`
	for _, c := range []struct {
		name, law   string
		good        string
		total, spot float64
	}{
		{"free", "", "NdPr", 115, 100},
		{"of one good", quota("quota", `"NdPr"`, 20), "NdPr", 20, 5},
		{"of two goods", quota("quota", `"NdPr", "La"`, 20), "NdPr", 20, 5},
		{"less than the contract", quota("quota", `"NdPr"`, 10), "NdPr", 10, 0},
		{"of two goods, less than the contract", quota("quota", `"NdPr", "La"`, 10), "NdPr", 10, 0},
		{"banned", ban, "NdPr", 0, 0},
		{"free sister", "", "ROCK-conc", 115, 100},
		{"sister under a quota", quota("quota", `"ROCK-conc"`, 20), "ROCK-conc", 20, 5},
		{"sister under a group's", quota("quota", `"concentrate", "La"`, 20), "ROCK-conc", 20, 5},
		{"banned sister", ban, "ROCK-conc", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := together(t, c.law)
			good, us, cn := goodOf(t, h.Scenario, c.good), nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
			for m := range h.months {
				moved := h.months[m].Contracts[0].Delivered
				if c.good == "ROCK-conc" {
					moved = h.flow(m, good, cn, us).Mass - h.quote(m, good, us).Bought
				}
				weighs(t, "exported", h.flow(m, good, cn, us).Mass, c.total)
				weighs(t, "of it sold on the market", h.flow(m, good, cn, us).Mass-moved, c.spot)
			}
		})
	}
}

// together runs a stage on which 15 t of ore go to a sister and 15 t of oxide by contract, and 100 t of
// each would be sold on the market.
func together(t testing.TB, law string) *history {
	s := exporting(t, family+law)
	s.of("us-magnet").want[s.slot("us-magnet", "NdPr")] = 15 * markets.Tonne
	s.of("us-separation").want[s.slot("us-separation", "ROCK-conc")] = 15 * markets.Tonne
	s.Opening.Stock[lineOf(t, s.Scenario, "cn-rock", "ROCK-conc")] = markets.Lot{Mass: 1000 * markets.Tonne}
	s.asks("cn-rock", "ROCK-conc", 200, 5)
	for k := range 100 {
		s.bids("us-separation", "ROCK-conc", 1, 60-float64(k)/2)
	}
	return s.play(3)
}
