package bench

import (
	"fmt"
	"math"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// untaxed leaves treasuries nothing but what instruments bring.
const untaxed = calm + `
royalty = 0
profit_tax = 0
`

// charged is the small world under China's value added tax and the duty of the United States, with
// a second duty and a second tax, that add to them.
const charged = untaxed + `
[[instrument]]
id = "us-more"
kind = "tariff"
government = "US"
goods = ["MG1", "oxide"]
per_kg = "1.37 USD/kg"

[[instrument]]
id = "cn-more"
kind = "export-tax"
government = "CN"
goods = ["magnet", "Dy"]
per_kg = "0.73 USD/kg"
start = "2024-06"
`

// charges are the shares and amounts of the charges above on a good that leaves China.
func (h *history) charges(t testing.TB, m int, good engine.ID) (duty, tax markets.Price) {
	t.Helper()
	last := int64(h.quote(m-1, good, nodeOf(t, h.Scenario, "CN")).Sellers)
	magnet, more := h.Goods[good].Level == markets.Magnet, markets.Price(730_000)
	if h.months[m].Month < agents.MonthOf(2024, 6) {
		more = 0
	}
	if magnet {
		duty, tax = markets.Price(last*21/1000), more
	} else {
		tax = markets.Price(last * 13 / 100)
		if h.Goods[good].Name == "Dy" {
			tax += more
		}
	}
	if h.Goods[good].Name == "MG1" || h.Goods[good].Level == markets.Oxide {
		duty += 1_370_000
	}
	return duty, tax
}

// Duties and export taxes are what the law says on every gram that passes; the instruments' receipts,
// the flows and the treasuries agree; and a buyer abroad pays the seller's price, the freight and the
// charges, to the last digit.
func TestLawCharges(t *testing.T) {
	const months = 30
	for _, seed := range []uint64{1, 2} {
		h := live(t, small(t, charged), months, engine.Options{Seed: seed, Workers: 1})
		us, cn := nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
		seen := 0
		for m := 1; m < months; m++ {
			var duties, taxes markets.Money
			for _, f := range h.months[m].Flows {
				if f.From != cn {
					if f.Duty != 0 {
						t.Errorf("%v: duty on %+v", h.months[m].Month, f)
					}
					continue
				}
				seen++
				duty, tax := h.charges(t, m, f.Good)
				if f.Duty != duty.Times(f.Mass) {
					t.Errorf("%v: duty on %s %v, want %v", h.months[m].Month, h.Goods[f.Good].Name, f.Duty, duty.Times(f.Mass))
				}
				duties += f.Duty
				taxes += tax.Times(f.Mass)
				landed := h.quote(m, f.Good, cn).Sellers + h.freight(f.Good, cn, us) + duty + tax
				if got := h.quote(m, f.Good, us).Buyers; got != landed {
					t.Errorf("%v: %s at %v, landed %v", h.months[m].Month, h.Goods[f.Good].Name, got, landed)
				}
			}
			h.collected(t, m, []string{"us-duty", "us-more"}, "US", duties)
			h.collected(t, m, []string{"cn-vat", "cn-more"}, "CN", taxes)
		}
		if seen < 3*months {
			t.Errorf("%d flows are too few to show anything", seen)
		}
	}
}

// collected compares what instruments received with what was due, and with what their treasury
// gained; what rounding leaves at a market's end, less than a cent for an order, goes there as well.
func (h *history) collected(t testing.TB, m int, laws []string, region string, due markets.Money) {
	t.Helper()
	var receipts markets.Money
	for _, id := range laws {
		row := h.law(m, sourceOf(t, h.Scenario, id))
		receipts += row.Receipt
		if row.Outlay != 0 || row.Receipt < 0 {
			t.Errorf("%v: %s paid %v and got %v", h.months[m].Month, id, row.Outlay, row.Receipt)
		}
	}
	if receipts != due {
		t.Errorf("%v: %v received %v, want %v", h.months[m].Month, laws, receipts, due)
	}
	if gain := h.earned(m, treasuryOf(t, h.Scenario, region)); m > 0 && abs(gain-due) > markets.USD {
		t.Errorf("%v: the treasury of %s gained %v, want %v", h.months[m].Month, region, gain, due)
	}
}

func abs(m markets.Money) markets.Money { return max(m, -m) }

// freight of a good between two nodes.
func (h *history) freight(good, from, to engine.ID) markets.Price {
	for i, r := range h.Routes {
		if r.From == from && r.To == to {
			return h.Freight[int(good)*len(h.Routes)+i]
		}
	}
	return -1
}

// A duty makes what it is on dearer to import, and importing less: the price abroad rises by less
// than the duty, the price at home falls.
func TestLawTariffMovesTrade(t *testing.T) {
	const months = 36
	free := calmly(t, months, "")
	law := calmly(t, months, `
[[instrument]]
id = "us-section"
kind = "tariff"
government = "US"
from = ["CN"]
goods = ["magnet"]
rate = "50 %"
start = "2025-01"
`)
	good, us, cn := goodOf(t, free.Scenario, "MG1"), nodeOf(t, free.Scenario, "US"), nodeOf(t, free.Scenario, "CN")
	imports := func(h *history) float64 {
		return mean(15, months, func(m int) float64 { return float64(h.flow(m, good, cn, us).Mass) })
	}
	if imports(law) >= imports(free) {
		t.Errorf("imports are %.1f t a month under the duty, %.1f without", imports(law)/1e6, imports(free)/1e6)
	}
	price := func(h *history, node engine.ID) float64 {
		return mean(15, months, func(m int) float64 { return math.Log(float64(h.quote(m, good, node).Buyers)) })
	}
	if rise := math.Exp(price(law, us) - price(free, us)); rise < 1.05 || rise > 1.5 {
		t.Errorf("the price in the United States changes by a factor of %.3f", rise)
	}
	if fall := math.Exp(price(law, cn) - price(free, cn)); fall >= 1 {
		t.Errorf("the price in China changes by a factor of %.3f", fall)
	}
}

// floorLaw is a guarantee for NdPr of the plant in the United States.
func floorLaw(strike float64, start, end, more string) string {
	return fmt.Sprintf(`
[[instrument]]
id = "floor"
kind = "floor-cfd"
government = "US"
plant = "us-separation"
good = "NdPr"
strike = "%v USD/kg"
start = %q
end = %q
%s
`, strike, start, end, more)
}

// guaranteed is a floor and what should come of it.
type guaranteed struct {
	name, more   string
	strike       float64
	nominal      bool
	down, up     markets.Price // percent of the gap
	start, until agents.Month
	pays, gets   bool
}

// At the end of every quarter the treasury pays what the index lacked to the strike on all that the
// plant made, and on its opening stock once; or the company pays its share of what the index was above.
func TestLawPriceFloor(t *testing.T) {
	const months = 36
	for _, c := range []guaranteed{
		{name: "below", strike: 150, more: "nominal = false", down: 100, start: 6, until: 36, pays: true},
		{name: "nominal", strike: 150, nominal: true, down: 100, start: 6, until: 36, pays: true},
		{name: "from the middle of a quarter", strike: 150, more: "nominal = false\ndown = \"40 %\"", down: 40, start: 7, until: 36, pays: true},
		{name: "ends", strike: 150, more: "nominal = false", down: 100, start: 6, until: 18, pays: true},
		{name: "above", strike: 20, more: "nominal = false", down: 100, start: 6, until: 36},
		{name: "above with a share", strike: 20, more: "nominal = false\nup = \"30 %\"\nup_from = \"2025-01\"", down: 100, up: 30, start: 6, until: 36, gets: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := calmly(t, months, floorLaw(c.strike, c.start.String(), (c.until-1).String(), c.more))
			c.check(t, h)
		})
	}
}

// check follows a floor through a run and reckons with the published tables alone.
func (c *guaranteed) check(t *testing.T, h *history) {
	site, good := siteOf(t, h.Scenario, "us-separation"), goodOf(t, h.Scenario, "NdPr")
	law := sourceOf(t, h.Scenario, "floor")
	index, counted, covered := markets.Price(0), markets.Price(0), h.stock[c.start-1][lineOf(t, h.Scenario, "us-separation", "NdPr")]
	var sum engine.InstrumentRow
	for m := c.start; int(m) < len(h.months); m++ {
		row, want := h.law(int(m), law), engine.InstrumentRow{Source: law}
		row.Contingent = 0 // tells what is to come
		if m < c.until {
			index += h.quote(int(m), good, h.Index).VWAP
			counted++
			covered += h.output(int(m), site, good)
		}
		if m.QuarterEnds() && m < c.until {
			want = c.settle(law, m, index/counted, covered)
			index, counted, covered = 0, 0, 0
		}
		if row != want {
			t.Errorf("%v: %+v, want %+v", m, row, want)
		}
		sum.Outlay += row.Outlay
		sum.Receipt += row.Receipt
	}
	if sum.Outlay > 0 != c.pays || sum.Receipt > 0 != c.gets {
		t.Errorf("the treasury paid %v and got %v", sum.Outlay, sum.Receipt)
	}
}

// settle is what a quarter comes to.
func (c *guaranteed) settle(law engine.ID, m agents.Month, index markets.Price, covered markets.Mass) engine.InstrumentRow {
	row := engine.InstrumentRow{Source: law, Covered: covered}
	if gap := strikeOf(m, c.strike, c.nominal) - index; gap > 0 {
		row.Outlay = (gap * c.down / 100).Times(covered)
	} else if m >= agents.MonthOf(2025, 1) {
		row.Receipt = (-gap * c.up / 100).Times(covered)
	}
	return row
}

// strikeOf is a strike in real money of 2025: 1 in July 2025, 2.5 % a year.
func strikeOf(m agents.Month, strike float64, nominal bool) markets.Price {
	if nominal {
		strike /= math.Pow(1.025, float64(m-agents.MonthOf(2025, 7))/12)
	}
	return markets.Price(math.RoundToEven(strike * 1e6))
}

// A covered plant makes at least as much as without the floor, and more for a higher one.
func TestLawPriceFloorKeepsOutput(t *testing.T) {
	const months = 48
	made := func(h *history) float64 {
		return mean(15, months, func(m int) float64 {
			return float64(h.output(m, siteOf(t, h.Scenario, "us-separation"), goodOf(t, h.Scenario, "NdPr"))) / 1e6
		})
	}
	var outputs []float64
	for _, strike := range []float64{0, 80, 110, 160} {
		text := apart
		if strike > 0 {
			text += floorLaw(strike, "2025-01", "2035-12", "")
		}
		outputs = append(outputs, made(calmly(t, months, text)))
	}
	for i := 1; i < len(outputs); i++ {
		if outputs[i] < outputs[i-1] {
			t.Errorf("output falls with the floor: %.2f t a month", outputs)
		}
	}
	if outputs[3] < 1.1*outputs[0] {
		t.Errorf("output hardly rises with the floor: %.2f t a month", outputs)
	}
}
