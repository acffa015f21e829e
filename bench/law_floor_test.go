package bench

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// least is a minimum price in real money of a good in the United States.
func least(good string, usd float64, more string) string {
	return fmt.Sprintf(`
[[instrument]]
id = "least"
kind = "floor-minimum"
government = "US"
good = %q
price = "%g USD/kg"
nominal = false
%s
`, good, usd, more)
}

const free = `
[[route]]
id = "ocean"
freight = "0 USD/kg"
`

// stageF1 is the market of F1 in steps of a tonne: in the United States 200 - P are wanted and P - 70 offered, at most 40 t;
// China offers 2 (P - 20).
func stageF1(t *testing.T, law string) *stage {
	s := newStage(t, free+law)
	s.owns("us-separation", "NdPr", 4000)
	s.owns("cn-separation", "NdPr", 40_000)
	for k := range 200 {
		s.bids("us-magnet", "NdPr", 1, 199.5-float64(k))
	}
	for k := range 40 {
		s.asks("us-separation", "NdPr", 1, 70.5+float64(k))
	}
	for k := range 360 {
		s.asks("cn-separation", "NdPr", 1, 20.25+0.5*float64(k))
	}
	return s
}

// F1 with law from February: what each side pays and gets, to the last unit where the model says it, else within a step.
func TestExactFloorMinimum(t *testing.T) {
	for _, c := range []struct {
		name, more   string
		home, abroad float64 // t
	}{
		{"by merit", "", 0, 90},
		{"pro rata", "ration = \"pro-rata\"\n", 90.0 * 40 / 220, 90.0 * 180 / 220},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := stageF1(t, least("NdPr", 110, "start = \"2024-02\"\n"+c.more)).play(3)
			good, us, cn := goodOf(t, h.Scenario, "NdPr"), nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
			roughly(t, "price before", float64(h.quote(0, good, us).Buyers)/1e6, 77.5, 0.5)
			for m := 1; m < 3; m++ {
				priced(t, "price", h.quote(m, good, us).Buyers, 110)
				weighs(t, "bought", h.quote(m, good, us).Bought, 90)
				roughly(t, "from abroad", float64(h.flow(m, good, cn, us).Mass)/1e6, c.abroad, 0.01)
				roughly(t, "at home", float64(h.quote(m, good, us).Sold)/1e6, c.home, 0.01)
				usd(t, "paid", -h.earned(m, h.company(t, "us-magnet")), 110*90_000)
				abroad := h.flow(m, good, cn, us).Mass
				for site, mass := range map[string]markets.Mass{"us-separation": 90*markets.Tonne - abroad, "cn-separation": abroad} {
					if got, want := h.earned(m, h.company(t, site)), markets.Price(110e6).Times(mass); abs(got-want) > 200 { // each of 220 fills rounds
						t.Errorf("%s earns %v, want %v", site, got, want)
					}
				}
				h.leastRents(t, m, good)
			}
		})
	}
}

// leastRents makes sure that every rent is the instrument's, of deliveries into the United States.
func (h *history) leastRents(t *testing.T, m int, good engine.ID) {
	t.Helper()
	var rent markets.Money
	for _, r := range h.months[m].Rents {
		rent += r.Rent
		if h.Sources[r.Source].Instrument != "least" || r.Good != good || r.To != nodeOf(t, h.Scenario, "US") || r.Rent < 0 {
			t.Errorf("rent %+v", r)
		}
	}
	if rent == 0 {
		t.Errorf("%v: no rent", h.months[m].Month)
	}
}

func roughly(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: got %.4f, want %.4f", what, got, want)
	}
}

// With a levy the treasury earns what foreigners would: it runs 32.5, 54.167, 61.389 and rests at 65 USD/kg, where
// the United States sell their 40 t and China 50 t at 45, and the levy brings 3.25 million a month.
func TestExactFloorMinimumLevy(t *testing.T) {
	const months = 30
	h := stageF1(t, least("NdPr", 110, "levy = true\nstart = \"2024-02\"\n")).play(months)
	good, us, cn := goodOf(t, h.Scenario, "NdPr"), nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
	for m := 1; m < months; m++ {
		levy := 110e6 - h.quote(m-1, good, cn).Sellers
		if path := []float64{32.5, 54.167, 61.389}; m <= len(path) {
			roughly(t, "levy", float64(levy)/1e6, path[m-1], 1)
		}
		f := h.flow(m, good, cn, us)
		if f.Duty != levy.Times(f.Mass) {
			t.Errorf("month %d: %v paid, want %v", m, f.Duty, levy.Times(f.Mass))
		}
		h.collected(t, m, []string{"least"}, "US", f.Duty)
		priced(t, "price", h.quote(m, good, us).Buyers, 110)
	}
	last := h.flow(months-1, good, cn, us)
	roughly(t, "levy at rest", float64(110e6-h.quote(months-1, good, cn).Sellers)/1e6, 65, 1)
	roughly(t, "from China", float64(last.Mass)/1e6, 50, 1)
	roughly(t, "at home", float64(h.quote(months-1, good, us).Sold)/1e6, 40, 1)
	roughly(t, "revenue", float64(last.Duty)/1e4, 3_250_000, 120_000)
}

// In the small world nobody in the United States buys below a minimum price that is above the market; those who deliver from
// China get it less freight and charges; and what the treasury earns is what instruments bring.
func TestLawFloorMinimum(t *testing.T) {
	const months, since = 48, 12
	for _, c := range []struct {
		good, more string
		floor      float64
	}{
		{"NdPr", "", 80}, {"NdPr", "ration = \"pro-rata\"\n", 80}, {"NdPr", "levy = true\n", 80},
		{"MG1", "", 110}, {"MG1", "ration = \"pro-rata\"\n", 110}, {"MG1", "levy = true\n", 110}, {"MG1", "levy = true\nration = \"pro-rata\"\n", 110},
	} {
		t.Run(fmt.Sprint(c.good, " ", c.more), func(t *testing.T) {
			h := live(t, small(t, untaxed+least(c.good, c.floor, "start = \"2025-01\"\n"+c.more)), months, engine.Options{Seed: 1, Workers: 1})
			good, us, cn := goodOf(t, h.Scenario, c.good), nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
			floor := markets.Price(c.floor * 1e6)
			binds, traded := 0, 0
			for m := since; m < months; m++ {
				q := h.quote(m, good, us)
				if q.Buyers < floor || q.Bought > 0 && q.VWAP < floor {
					t.Errorf("%v: bought at %v, %v on average", h.months[m].Month, q.Buyers, q.VWAP)
				}
				if q.BuyersTraded {
					traded++
				}
				if q.BuyersTraded && q.Buyers == floor {
					binds++
					h.foreigners(t, m, good, floor, c.more)
				}
				var receipts markets.Money
				for _, r := range h.months[m].Instruments {
					if region := h.Sources[r.Source].Treasury; region != engine.None && h.Regions[region] == "US" {
						receipts += r.Receipt - r.Outlay
					}
				}
				if gain := h.earned(m, treasuryOf(t, h.Scenario, "US")); abs(gain-receipts) > markets.USD {
					t.Errorf("%v: the treasury gains %v, instruments bring %v", h.months[m].Month, gain, receipts)
				}
			}
			t.Logf("binds in %d of %d months of trade; sellers abroad %v, at home %v", binds, traded, h.quote(months-1, good, cn).Sellers, h.quote(months-1, good, us).Sellers)
			if binds < 12 && !(c.good == "MG1" && strings.HasPrefix(c.more, "levy")) { // the old duty comes on top of the levy
				t.Errorf("the floor binds in %d months", binds)
			}
		})
	}
}

// foreigners makes sure that by merit the price in China and what the floor adds are the floor less freight and charges.
func (h *history) foreigners(t *testing.T, m int, good engine.ID, floor markets.Price, more string) {
	t.Helper()
	us, cn := nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
	f := h.flow(m, good, cn, us)
	var rent markets.Money
	for _, r := range h.months[m].Rents {
		if r.Good == good && r.From == cn {
			rent += r.Rent
		}
	}
	if rent < 0 || f.Mass == 0 && rent != 0 {
		t.Errorf("%v: a rent of %v on %v", h.months[m].Month, rent, f.Mass)
	}
	if more != "" || f.Mass == 0 {
		return
	}
	net := floor - h.carriage(t, m, good, cn, us)
	if got, want := h.quote(m, good, cn).Sellers.Times(f.Mass)+rent, net.Times(f.Mass); abs(got-want) > 2 {
		t.Errorf("%v: China gets %v for %v, want %v", h.months[m].Month, got, f.Mass, want)
	}
}

// A minimum price below every trade changes no byte but the instrument's own rows.
func TestLawFloorBelowTrade(t *testing.T) {
	run := func(law string) map[string]string {
		s := small(t, law)
		s.Months = 24
		return folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
	}
	without := run("")
	for _, usd := range []float64{0, 0.5, 20} {
		if d := differ(without, run(least("NdPr", usd, ""))); len(d) > 0 {
			t.Errorf("at %v USD/kg %v differ", usd, d)
		}
		if d := differ(without, run(least("NdPr", usd, "levy = true\nration = \"pro-rata\""))); len(d) > 0 {
			t.Errorf("at %v USD/kg %v differ", usd, d)
		}
	}
}

// Of several minimum prices the highest binds and is credited, of equal ones the first; one for another good does nothing.
func TestExactFloorsOverlap(t *testing.T) {
	for _, c := range []struct {
		name, good string
		usd        float64
		credited   string
	}{
		{"a lower one", "NdPr", 100, "least"},
		{"a higher one", "NdPr", 120, "other"},
		{"an equal one after it", "NdPr", 110, "least"},
		{"another good", "Dy", 500, "least"},
	} {
		t.Run(c.name, func(t *testing.T) {
			second := strings.Replace(least(c.good, c.usd, "ration = \"pro-rata\""), `id = "least"`, `id = "other"`, 1)
			h := stageF1(t, least("NdPr", 110, "")+second).play(1)
			good, us := goodOf(t, h.Scenario, "NdPr"), nodeOf(t, h.Scenario, "US")
			want := 110.0
			if c.credited == "other" {
				want = c.usd
			}
			priced(t, "price", h.quote(0, good, us).Buyers, want)
			if len(h.months[0].Rents) == 0 {
				t.Error("no rent")
			}
			for _, r := range h.months[0].Rents {
				if got := h.Sources[r.Source].Instrument; got != c.credited {
					t.Errorf("rent of %s, want %s", got, c.credited)
				}
			}
		})
	}
}
