package bench

import (
	"fmt"
	"strings"
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// reserveLaw is a public reserve of the United States.
func reserveLaw(goods, more string) string {
	return fmt.Sprintf(`
[[instrument]]
id = "reserve"
kind = "strategic-reserve"
government = "US"
goods = [%s]
start = "2024-07"
%s
`, goods, more)
}

// The treasury pays for what the reserve takes in, at the market's price, and for storage; nothing else
// moves in its books. What is bought and not sold is in store, and worth the month's price.
func TestLawReserveBooks(t *testing.T) {
	const months = 60
	h := live(t, small(t, untaxed+lawless+reserveLaw(`"NdPr"`, `low = "130 %"
sells = "never"`)), months, engine.Options{Seed: 1, Workers: 1})
	law, line, us := sourceOf(t, h.Scenario, "reserve"), lineOf(t, h.Scenario, "reserve", "NdPr"), nodeOf(t, h.Scenario, "US")
	good, before := goodOf(t, h.Scenario, "NdPr"), markets.Mass(0)
	for m := range months {
		row, stock := h.law(m, law), h.stock[m][line]
		bought := stock - before
		if row.Covered != bought || bought < 0 {
			t.Errorf("%v: %v covered, %v bought", h.months[m].Month, row.Covered, bought)
		}
		outlay := h.quote(m, good, us).Buyers.Times(bought)
		if before > 0 {
			last := h.quote(m-1, good, us)
			outlay += markets.Share(833_333).OfMoney(last.Price().Times(before))
		}
		if row.Outlay != outlay || row.Receipt != 0 {
			t.Errorf("%v: paid %v and got %v, want %v", h.months[m].Month, row.Outlay, row.Receipt, outlay)
		}
		now := h.quote(m, good, us)
		if row.Asset != now.Price().Times(stock) {
			t.Errorf("%v: asset %v, %v in store at %v", h.months[m].Month, row.Asset, stock, now.Price())
		}
		if gain := h.earned(m, treasuryOf(t, h.Scenario, "US")); m > 0 && abs(gain+outlay) > markets.USD {
			t.Errorf("%v: the treasury gained %v, want %v", h.months[m].Month, gain, -outlay)
		}
		if cash := h.cash[m][h.company(t, "reserve")]; cash != 0 {
			t.Errorf("%v: %v are left at the reserve", h.months[m].Month, cash)
		}
		before = stock
	}
	if h.stock[5][line] != 0 || before < 10*markets.Tonne {
		t.Errorf("%v in store at the start and %v at the end", h.stock[5][line], before)
	}
}

// A reserve has no rows among companies and plants.
func TestReserveIsNoCompany(t *testing.T) {
	h := calmly(t, 12, reserveLaw(`"NdPr"`, `low = "130 %"`))
	for m := range h.months {
		for _, r := range h.months[m].Plants {
			if h.Sites[r.Site].Name == "reserve" {
				t.Fatalf("%+v", r)
			}
		}
		for _, r := range h.months[m].Companies {
			if h.Firms[r.Firm].Name == "reserve" {
				t.Fatalf("%+v", r)
			}
		}
	}
}

// What a reserve takes of an oxide is lacking elsewhere: its price rises while it fills. One that is full and must sell
// brings it down again.
func TestLawReserveMovesPrices(t *testing.T) {
	const months = 48
	price := func(h *history, from, until int) float64 {
		return mean(from, until, func(m int) float64 {
			return float64(h.quote(m, goodOf(t, h.Scenario, "Dy"), nodeOf(t, h.Scenario, "CN")).Sellers)
		})
	}
	free := calmly(t, months, "")
	fills := calmly(t, months, reserveLaw(`"Dy"`, "low = \"140 %\"\ntarget = \"720 days\"\npace = \"120 days\""))
	if rise := price(fills, 8, months) / price(free, 8, months); rise < 1.01 {
		t.Errorf("the price of dysprosium changes by a factor of %.4f", rise)
	}
	flood := small(t, calm+reserveLaw(`"Dy"`, "low = \"1 %\"\nhigh = \"20 %\"\npace = \"240 days\""))
	line := lineOf(t, flood, "reserve", "Dy")
	lot := markets.Lot{Mass: 40 * markets.Tonne}
	lot.Content[markets.Dy] = lot.Mass
	flood.Opening.Stock[line] = lot
	sells := live(t, flood, months, engine.Options{Seed: 1, Workers: 1})
	if fall := price(sells, 7, 14) / price(free, 7, 14); fall > .99 {
		t.Errorf("the price of dysprosium changes by a factor of %.4f", fall)
	}
	var receipts markets.Money
	for m := range months {
		receipts += sells.law(m, sourceOf(t, flood, "reserve")).Receipt
	}
	if receipts <= 0 || sells.stock[months-1][line] >= lot.Mass {
		t.Errorf("sold for %v, %v left", receipts, sells.stock[months-1][line])
	}
}

// idle are instruments of no strength, over goods in a region each.
var idle = []string{
	reserveLaw(`"oxide", "MG1"`, `target = "0 days"`),
	guaranteedLaw("us-magnet", `"magnet"`, `quantity = 0`),
}

// An instrument of no strength changes no byte.
func TestIdleHoldingsChangeNothing(t *testing.T) {
	run := func(text string) map[string]string {
		s := small(t, text)
		s.Months = 30
		return folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
	}
	free := run("")
	for _, text := range idle {
		if d := differ(free, run(text)); len(d) > 0 {
			t.Errorf("%v differ under %s", d, text)
		}
	}
}

// A reserve gives the same bytes for any number of workers.
func TestReserveWorkers(t *testing.T) {
	s := small(t, reserveLaw(`"oxide", "magnet", "concentrate"`, "low = \"120 %\"\nhigh = \"125 %\""))
	s.Months = 40
	one := folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
	if d := differ(one, folderOf(t, s, engine.Options{Seed: 1, Workers: 5}, t.TempDir())); len(d) > 0 {
		t.Errorf("%v differ", d)
	}
}

// The site and the company of an instrument that holds goods bear its id, which nobody else may have.
func TestReserveNeedsItsName(t *testing.T) {
	_, _, err := scenario.Open(written(t, "extends = \"small\"\n"+strings.ReplaceAll(reserveLaw(`"NdPr"`, ""), `"reserve"`, `"us-rock"`)), nil)
	if err == nil || !strings.Contains(err.Error(), "there is a plant of this id") {
		t.Errorf("error %v", err)
	}
}
