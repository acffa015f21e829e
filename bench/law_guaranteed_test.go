package bench

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// guaranteedLaw is a promise of the United States to buy from a plant.
func guaranteedLaw(plant, goods, more string) string {
	return fmt.Sprintf(`
[[instrument]]
id = "promise"
kind = "guaranteed-offtake"
government = "US"
plant = %q
goods = [%s]
%s
`, plant, goods, more)
}

// digging is a stage on which a mine has 200 t, digs 100 t a month and sells 40 of it at 5 USD/kg.
func digging(t *testing.T, text string) *stage {
	s := newStage(t, text)
	line := lineOf(t, s.Scenario, "us-rock", "ROCK-conc")
	s.of("us-rock").runs = []agents.Run{{Level: 100 * markets.Tonne}}
	s.Opening.Beliefs[line].Made12 = 100
	s.Opening.Stock[line] = markets.Lot{Mass: 200 * markets.Tonne}
	s.Opening.Memories[siteOf(t, s.Scenario, "us-rock")].Cost = 2
	s.asks("us-rock", "ROCK-conc", 40, 5)
	s.bids("us-separation", "ROCK-conc", 40, 5)
	return s
}

// Of three months' output a mine keeps two in store and one for others, who buy 40 t of 100; the treasury takes the other
// 60 from the second month on, at cost and 8 %, or half of the output where the promise is over half.
func TestExactGuaranteedOfftake(t *testing.T) {
	for _, c := range []struct {
		name, more string
		want       []float64
	}{
		{"all", "", []float64{0, 60, 60, 60}},
		{"none for others", "keeps = \"0 months\"", []float64{100, 60, 60, 60}},
		{"half", "quantity = \"50 %\"", []float64{0, 50, 50, 50}},
		{"a fifth", "quantity = \"20 %\"", []float64{0, 20, 20, 20}},
		{"three months", "years = \"3 months\"", []float64{0, 60, 60, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := digging(t, guaranteedLaw("us-rock", `"ROCK-conc"`, c.more)).play(len(c.want))
			law, line := sourceOf(t, h.Scenario, "promise"), lineOf(t, h.Scenario, "promise", "ROCK-conc")
			sum := 0.0
			for m, want := range c.want {
				row := h.law(m, law)
				sum += want
				weighs(t, "covered", row.Covered, want)
				weighs(t, "in store", h.stock[m][line], sum)
				usd(t, "outlay", row.Outlay, 1000*want*2.16)
				usd(t, "receipt", row.Receipt, 0)
				usd(t, "treasury", h.earned(m, treasuryOf(t, h.Scenario, "US")), -1000*want*2.16)
				usd(t, "mine", h.earned(m, h.company(t, "us-rock")), 1000*want*2.16) // its sister paid it for the 40 t
			}
		})
	}
}

// A mine earns 0.2 M USD a month. Of a floor of 3 M the treasury pays in December what the year lacks, for the months in
// which the promise runs; of an excess it gets the first 0.1 M and half of the rest.
func TestExactProfitFloor(t *testing.T) {
	for _, c := range []struct {
		name, start string
		floor       float64 // M USD of the day
		months      float64
	}{
		{"a year", "2024-01", 3, 12}, {"nine months", "2024-04", 3, 9}, {"an excess", "2024-01", 2, 12},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := digging(t, guaranteedLaw("us-rock", `"ROCK-conc"`, fmt.Sprintf(`quantity = 0
start = %q
growth = "0 %%/yr"
profit_floor = "%v M USD/yr"
first = "0.1 M USD/yr"
beyond = "50 %%"`, c.start, c.floor)))
			clear(s.Opening.Stock)
			h := s.play(24)
			for m := range 24 {
				row, months := h.law(m, sourceOf(t, h.Scenario, "promise")), c.months
				var out, in float64
				if m > 11 {
					months = 12
				}
				if m%12 == 11 {
					prices := math.Pow(1.025, float64(m-18)/12)
					lacks := c.floor*months/12/prices - .2*months
					out = max(0, lacks)
					if lacks < 0 {
						first := min(-lacks, .1*months/12/prices)
						in = first + (-lacks-first)/2
					}
				}
				if off := float64(row.Outlay)/1e10 - out; math.Abs(off) > 1e-9 {
					t.Errorf("month %d: paid %v, want %v M USD", m, row.Outlay, out)
				}
				if off := float64(row.Receipt)/1e10 - in; math.Abs(off) > 1e-9 {
					t.Errorf("month %d: got %v, want %v M USD", m, row.Receipt, in)
				}
			}
		})
	}
}

// What is bought from a maker of magnets and sold again passes through the treasury's books to the unit. In a market in
// balance others come first; where the maker keeps nothing for them the treasury buys most.
func TestLawGuaranteedOfftake(t *testing.T) {
	const months = 60
	text := untaxed + lawless + guaranteedLaw("us-magnet", `"magnet"`, "start = \"2024-07\"\n")
	for _, c := range []struct {
		more        string
		least, most markets.Mass
	}{{"", 0, 300}, {"keeps = \"0 months\"\n", 1000, 3000}, {"keeps = \"0 months\"\nresell = true\n", 1000, 3000}} {
		h := live(t, small(t, text+c.more), months, engine.Options{Seed: 1, Workers: 1})
		var bought, sold markets.Mass
		for m := range months {
			row := h.law(m, sourceOf(t, h.Scenario, "promise"))
			var delivered markets.Mass
			for _, c := range h.months[m].Contracts {
				if h.Sites[c.Buyer].Name == "promise" {
					delivered += c.Delivered
				}
			}
			bought, sold = bought+delivered, sold+row.Covered-delivered
			if gain := h.earned(m, treasuryOf(t, h.Scenario, "US")); m > 0 && abs(gain+row.Outlay-row.Receipt) > markets.USD {
				t.Errorf("%v: the treasury gained %v, paid %v and got %v", h.months[m].Month, gain, row.Outlay, row.Receipt)
			}
			if row.Receipt > 0 != (row.Covered > delivered) {
				t.Errorf("%v: %+v", h.months[m].Month, row)
			}
		}
		var stock markets.Mass
		for _, good := range []string{"MG0", "MG1"} {
			stock += h.stock[months-1][lineOf(t, h.Scenario, "promise", good)]
		}
		if bought < c.least*markets.Tonne || bought > c.most*markets.Tonne || stock != bought-sold || sold > 0 != strings.Contains(c.more, "resell") {
			t.Errorf("%s: bought %v, sold %v, %v in store", c.more, bought, sold, stock)
		}
	}
}

// A mine whose profit is guaranteed is decided upon earlier, and its promise costs nothing before it opens.
func TestLawProfitFloorBuilds(t *testing.T) {
	const months = 60
	first := func(text string) (decided, opens int, irr float64, paid markets.Money) {
		h := live(t, open(t, written(t, "extends = \"tour\"\n"+calm+text)), months, engine.Options{Seed: 1, Workers: 1})
		decided, opens = months, months
		for m := range h.months {
			for _, e := range h.months[m].Events {
				if e.Kind == "decision" {
					decided = m
				}
				if e.Kind == "opening" && e.Entity == "us-rock-2" {
					opens = m
				}
			}
			if m < opens && text != "" {
				paid += h.law(m, sourceOf(t, h.Scenario, "promise")).Outlay
			}
		}
		return decided, opens, float64(h.world.Progress[0].IRR), paid
	}
	before, _, low, _ := first("")
	after, opens, high, paid := first(guaranteedLaw("us-rock-2", `"ROCK-conc"`, "quantity = 0\nprofit_floor = \"30 M USD/yr\""))
	if after > before || high < low+.05 || after == months || paid != 0 {
		t.Errorf("decided in month %d at %.3f, without in %d at %.3f; opens in %d, paid before %v", after, high, before, low, opens, paid)
	}
}
