package bench

import (
	"slices"
	"testing"

	"monazite/markets"
)

// Two quotas over groups of goods both hold, whichever comes first.
func TestExactGroupQuotasHoldTogether(t *testing.T) {
	for _, law := range []string{
		quota("loose", `"NdPr", "Dy"`, 150) + quota("tight", `"NdPr", "Dy"`, 40),
		quota("tight", `"NdPr", "Dy"`, 40) + quota("loose", `"NdPr", "Dy"`, 150),
		quota("tight", `"NdPr", "Dy"`, 40) + quota("wider", `"oxide"`, 150),
	} {
		s := exporting(t, law)
		h := s.play(2)
		us, cn := nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
		for m := range 2 {
			sum := h.flow(m, goodOf(t, s.Scenario, "NdPr"), cn, us).Mass + h.flow(m, goodOf(t, s.Scenario, "Dy"), cn, us).Mass
			if sum > 40*markets.Tonne {
				t.Errorf("%v leave under a quota of 40 t", sum)
			}
			for _, r := range h.months[m].Rents {
				if by := s.Sources[r.Source].Instrument; by != "tight" {
					t.Errorf("rent of %v to %s, want tight", r.Rent, by)
				}
			}
			usd(t, "treasury", h.earned(m, treasuryOf(t, s.Scenario, "CN"))+h.earned(m, treasuryOf(t, s.Scenario, "US")), 0)
		}
	}
}

// Where a good's own quota and a group's bind together, each is credited with its own part: the group's
// levy of 25.000001 USD/kg, and what is left of 45.25.
func TestExactRentsOfTwoQuotas(t *testing.T) {
	for _, law := range []string{
		quota("own", `"NdPr"`, 10) + quota("group", `"NdPr", "Dy"`, 60),
		quota("group", `"NdPr", "Dy"`, 60) + quota("own", `"NdPr"`, 10),
	} {
		s := exporting(t, law)
		h := s.play(1)
		got := map[string]markets.Money{}
		for _, r := range h.months[0].Rents {
			got[s.Sources[r.Source].Instrument+" "+s.Goods[r.Good].Name] += r.Rent
		}
		usd(t, "own", got["own NdPr"], 202_499.99)
		usd(t, "group", got["group NdPr"], 250_000.01)
		usd(t, "group", got["group Dy"], 1_250_000.05)
	}
}

// A quota of nothing is a ban: buyers abroad are told the same prices.
func TestExactQuotaOfNothingIsABan(t *testing.T) {
	prices := func(law string) (list []markets.Price) {
		s := exporting(t, law)
		s.bids("cn-magnet", "NdPr", 50, 45)
		h := s.play(8)
		for m := range h.months {
			q := h.quote(m, goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US"))
			list = append(list, q.Buyers)
		}
		return list
	}
	const ban = `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "CN"
goods = ["NdPr"]
`
	want := prices(ban)
	for _, law := range []string{quota("none", `"NdPr"`, 0), quota("none", `"NdPr", "Dy"`, 0)} {
		if got := prices(law); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// A node that buys nothing this month is told what it would have to pay, the levy of a quota included.
func TestExactIndicationHoldsTheLevy(t *testing.T) {
	s := exporting(t, quota("quota", `"NdPr", "Dy"`, 40)+`
[[instrument]]
id = "dear"
kind = "tariff"
government = "US"
goods = ["Dy"]
per_kg = "45 USD/kg"
`)
	s.bids("cn-magnet", "Dy", 10, 50)
	h := s.play(1)
	us, cn := nodeOf(t, s.Scenario, "US"), nodeOf(t, s.Scenario, "CN")
	ndpr := h.quote(0, goodOf(t, s.Scenario, "NdPr"), us)
	dy := h.quote(0, goodOf(t, s.Scenario, "Dy"), us)
	if dy.BuyersTraded || h.flow(0, goodOf(t, s.Scenario, "Dy"), cn, us).Mass != 0 {
		t.Fatalf("Dy is bought: %+v", dy)
	}
	levy := ndpr.Buyers - 40*markets.USDPerKg
	if want := 85*markets.USDPerKg + levy; dy.Buyers != want {
		t.Errorf("Dy at %v, landed it would come to %v", dy.Buyers, want)
	}
}

// Where nobody can deliver, prices rise until someone could: three quiet months, then 5 % a month.
func TestExactEmbargoRaisesPrices(t *testing.T) {
	s := exporting(t, `
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "CN"
goods = ["NdPr"]
`)
	s.bids("cn-magnet", "NdPr", 50, 45)
	h := s.play(8)
	good, us := goodOf(t, s.Scenario, "NdPr"), nodeOf(t, s.Scenario, "US")
	if before, after := h.quote(2, good, us).Buyers, h.quote(7, good, us).Buyers; after < before*115/100 {
		t.Errorf("buyers who get nothing are told %v, five months before %v", after, before)
	}
}
