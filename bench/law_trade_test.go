package bench

import (
	"fmt"
	"math"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// apart makes the separation plant in the United States a company of its own, that buys its ore.
const apart = `
[[company]]
id = "us-refining"
country = "US"

[[plant]]
id = "us-separation"
company = "us-refining"
`

// A ban keeps every gram at home from its first month on; ore gets cheaper there and dearer abroad,
// the refiner at home gains, runs more and the mine less.
func TestLawRawExportBan(t *testing.T) {
	const months, since = 48, 12
	free := calmly(t, months, apart)
	law := calmly(t, months, apart+`
[[instrument]]
id = "ban"
kind = "raw-export-ban"
government = "US"
goods = ["concentrate"]
start = "2025-01"
`)
	ore, us, cn := goodOf(t, free.Scenario, "ROCK-conc"), nodeOf(t, free.Scenario, "US"), nodeOf(t, free.Scenario, "CN")
	for m := range months {
		f := law.flow(m, ore, us, cn).Mass
		if m >= since && f != 0 {
			t.Errorf("%v: %v leave under a ban", law.months[m].Month, f)
		}
		if m < since && f != free.flow(m, ore, us, cn).Mass {
			t.Errorf("%v: the ban acts before its start", law.months[m].Month)
		}
	}
	home := func(h *history) func(int) float64 {
		return func(m int) float64 { return float64(h.quote(m, ore, us).Sellers) }
	}
	if with, without := mean(since+3, months, home(law)), mean(since+3, months, home(free)); with > 0.8*without {
		t.Errorf("ore at home at %.2f USD/kg under the ban, %.2f without", with/1e6, without/1e6)
	}
	// A kilogram of oxide of neodymium takes almost five of ore.
	oxide := goodOf(t, free.Scenario, "NdPr")
	margin := func(h *history) func(int) float64 {
		return func(m int) float64 {
			return float64(h.quote(m, oxide, us).Sellers) - 5*float64(h.quote(m, ore, us).Buyers)
		}
	}
	if with, without := mean(since+3, months, margin(law)), mean(since+3, months, margin(free)); with <= without {
		t.Errorf("the refiner's spread is %.2f USD/kg under the ban, %.2f without", with/1e6, without/1e6)
	}
	made := func(h *history, site, good string) float64 {
		return mean(since+6, months, func(m int) float64 {
			return float64(h.output(m, siteOf(t, h.Scenario, site), goodOf(t, h.Scenario, good)))
		})
	}
	if with, without := made(law, "us-rock", "ROCK-conc"), made(free, "us-rock", "ROCK-conc"); with >= without {
		t.Errorf("the mine makes %.1f t a month under the ban, %.1f without", with/1e6, without/1e6)
	}
	if with, without := made(law, "us-separation", "NdPr"), made(free, "us-separation", "NdPr"); with <= without {
		t.Errorf("the refiner makes %.1f t a month under the ban, %.1f without", with/1e6, without/1e6)
	}
}

// exported is what leaves China of some goods, by year.
func (h *history) exported(t testing.TB, goods ...string) map[int]markets.Mass {
	t.Helper()
	set := map[engine.ID]bool{}
	for _, name := range goods {
		set[goodOf(t, h.Scenario, name)] = true
	}
	cn, years := nodeOf(t, h.Scenario, "CN"), map[int]markets.Mass{}
	for i := range h.months {
		for _, f := range h.months[i].Flows {
			if set[f.Good] && f.From == cn {
				years[h.months[i].Month.Year()] += f.Mass
			}
		}
	}
	return years
}

// A quota holds over every calendar year to the gram, several goods together; prices part by one
// levy that is the same for all of them, and exporters earn it.
func TestLawExportQuota(t *testing.T) {
	for _, c := range []struct {
		name, goods string
		members     []string
		annual      markets.Mass // t
		start       agents.Month
	}{
		{"over magnets", `"magnet"`, []string{"MG0", "MG1"}, 900, agents.MonthOf(2025, 1)},
		{"of one grade", `"MG1"`, []string{"MG1"}, 600, agents.MonthOf(2025, 1)},
		{"in the middle of a year", `"MG0", "MG1"`, []string{"MG0", "MG1"}, 1200, agents.MonthOf(2025, 6)},
		{"over everything", `"*"`, []string{"MG0", "MG1", "Dy", "Tb"}, 900, agents.MonthOf(2025, 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			const months = 48
			free := calmly(t, months, "")
			law := calmly(t, months, fmt.Sprintf(`
[[instrument]]
id = "quota"
kind = "export-quota"
government = "CN"
goods = [%s]
annual = ["%d t/yr"]
start = "%v"
`, c.goods, c.annual, c.start))
			before := free.exported(t, c.members...)
			for year, mass := range law.exported(t, c.members...) {
				if year > 2024 && mass > c.annual*markets.Tonne {
					t.Errorf("%d: %v leave under a quota of %d t", year, mass, c.annual)
				}
				if year > 2025 && (before[year] < c.annual*markets.Tonne || mass < c.annual*markets.Tonne*95/100) {
					t.Errorf("%d: %v leave, %v without the quota of %d t, which should bind", year, mass, before[year], c.annual)
				}
			}
			for m := int(c.start); m < months; m++ {
				law.levy(t, m, c.members)
			}
			us, cn := nodeOf(t, law.Scenario, "US"), nodeOf(t, law.Scenario, "CN")
			good := goodOf(t, law.Scenario, c.members[len(c.members)-1])
			if c.members[0] == "MG0" {
				good = goodOf(t, law.Scenario, "MG1")
			}
			for _, side := range []struct {
				node  engine.ID
				wants float64 // sign of the change
			}{{us, 1}, {cn, -1}} {
				change := mean(int(c.start)+3, months, func(m int) float64 {
					with, without := law.quote(m, good, side.node), free.quote(m, good, side.node)
					return math.Log(float64(with.Price()) / float64(without.Price()))
				})
				if change*side.wants < 0.05 {
					t.Errorf("price in %s changes by a factor of %.3f", law.Nodes[side.node].Name, math.Exp(change))
				}
			}
		})
	}
}

// levy checks that what parts the prices of the goods under a quota is charges and one levy, and
// that the rents are the levy times what left.
func (h *history) levy(t *testing.T, m int, goods []string) {
	t.Helper()
	us, cn := nodeOf(t, h.Scenario, "US"), nodeOf(t, h.Scenario, "CN")
	first := markets.Price(-1)
	for _, name := range goods {
		good := goodOf(t, h.Scenario, name)
		mass := h.flow(m, good, cn, us).Mass
		if mass == 0 {
			continue
		}
		gap := h.quote(m, good, us).Buyers - h.quote(m, good, cn).Sellers - h.carriage(t, m, good, cn, us)
		if first < 0 {
			first = gap
		}
		if gap != first {
			t.Errorf("%v: a levy of %v on %s, %v on others", h.months[m].Month, gap, name, first)
		}
		var rent markets.Money
		for _, r := range h.months[m].Rents {
			if r.Good == good && h.Sources[r.Source].Instrument == "quota" && r.From == cn && r.To == engine.None {
				rent += r.Rent
			}
		}
		if rent != gap.Times(mass) {
			t.Errorf("%v: rent of %s is %v, want %v", h.months[m].Month, name, rent, gap.Times(mass))
		}
	}
}

// carriage is what a kilogram pays on its way by the law of the small world and last month's prices.
func (h *history) carriage(t testing.TB, m int, good, from, to engine.ID) (cost markets.Price) {
	t.Helper()
	for i, r := range h.Routes {
		if r.From == from && r.To == to {
			cost = h.Freight[int(good)*len(h.Routes)+i]
		}
	}
	last := h.quote(m-1, good, from).Sellers
	share := func(percent float64) markets.Price {
		return markets.Price(markets.MulDiv(int64(last), int64(percent*1e7), int64(markets.Whole)))
	}
	switch magnet := h.Goods[good].Level == markets.Magnet; {
	case from == nodeOf(t, h.Scenario, "US"):
	case magnet:
		cost += share(2.1)
	default:
		cost += share(13)
	}
	return cost
}

// Plants run no more in a year than their quota, no more than half of it by June, and all of it if
// it binds. What is scarce gets dearer.
func TestLawProductionQuota(t *testing.T) {
	const months, annual = 48, 12_000
	free := calmly(t, months, "")
	law := calmly(t, months, fmt.Sprintf(`
[[instrument]]
id = "quota"
kind = "production-quota"
government = "CN"
plants = ["cn-rock", "us-rock"]
annual = ["%d t/yr"]
start = "2025-01"
`, annual))
	for year := 2025; year < 2028; year++ {
		half, whole, without := law.dug(t, year, 6), law.dug(t, year, 12), free.dug(t, year, 12)
		if half > annual/2*markets.Tonne || whole > annual*markets.Tonne {
			t.Errorf("%d: %v by June and %v in the year under a quota of %d t", year, half, whole, annual)
		}
		if without <= annual*markets.Tonne || whole < annual*markets.Tonne*98/100 {
			t.Errorf("%d: %v run, %v without the quota of %d t", year, whole, without, annual)
		}
	}
	oxide, cn := goodOf(t, law.Scenario, "NdPr"), nodeOf(t, law.Scenario, "CN")
	price := func(h *history) float64 {
		return mean(24, months, func(m int) float64 { return float64(h.quote(m, oxide, cn).Sellers) })
	}
	if price(law) < 1.1*price(free) {
		t.Errorf("NdPr at %.2f USD/kg under the quota, %.2f without", price(law)/1e6, price(free)/1e6)
	}
}

// dug is what two mines make in the first months of a year.
func (h *history) dug(t testing.TB, year, months int) (sum markets.Mass) {
	first := int(agents.MonthOf(year, 1))
	for m := first; m < first+months; m++ {
		for _, site := range []string{"cn-rock", "us-rock"} {
			sum += h.output(m, siteOf(t, h.Scenario, site), goodOf(t, h.Scenario, "ROCK-conc"))
		}
	}
	return sum
}
