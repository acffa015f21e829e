package report

import (
	"math"
	"slices"
	"testing"

	"monazite/engine/report/svg"
)

// byHand is a run of two months with three regions, whose numbers are small enough to check by hand.
func byHand() *Run {
	r := &Run{
		manifest: &manifest{From: "2024-12", Until: "2025-01"}, start: svg.MonthOf(2024, 12), months: 2,
		home: "CN", regions: []string{"CN", "US", "EU"}, abroad: []string{"US", "EU"},
		goods: []string{"ROCK", "NdPr", "MG1"}, elements: []string{"NdPr"},
		plants: map[string]plant{}, lives: map[string]*life{}, quotes: map[cell]*quotes{}, pools: map[string][]pool{},
	}
	for _, s := range []*sums{&r.stocks, &r.content, &r.made, &r.took, &r.aims, &r.standing, &r.money} {
		*s = newSums(r.months)
	}
	return r
}

// set adds both months of a cell.
func set(s *sums, what, of, region string, first, second float64) {
	s.add(cell{what, of, region}, 0, first)
	s.add(cell{what, of, region}, 1, second)
}

// same compares series, a missing value being equal to a missing one.
func same(got []float64, want ...float64) bool {
	return slices.EqualFunc(got, want, func(a, b float64) bool { return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-9 })
}

// 40 t last 60 days at 20 t a month, and 80 t 240 days at 10 t, the mean of 20 and 0; without use there is no such number.
func TestCover(t *testing.T) {
	r := byHand()
	set(&r.stocks, "closing", "NdPr", "US", 30, 40)
	set(&r.stocks, "closing", "NdPr", "EU", 10, 40)
	set(&r.stocks, "closing", "MG1", "US", 10, 10)
	set(&r.stocks, "used", "NdPr", "US", 20, 0)
	if got := r.cover([]string{"NdPr"}, r.abroad); !same(got, 60, 240) {
		t.Errorf("cover %v, want 60 and 240 days", got)
	}
	if got := r.cover([]string{"MG1"}, r.abroad); !same(got, math.NaN(), math.NaN()) {
		t.Errorf("cover %v of what nobody uses", got)
	}
}

// A mine that digs 100 t and cracks 40 t of them has made 100 t; two of three parts of 300 t are China's.
func TestOutputAndShare(t *testing.T) {
	r := byHand()
	set(&r.made, "miner", "ROCK", "US", 100, 0)
	set(&r.made, "miner", "NdPr", "US", 40, 0)
	set(&r.took, "miner", "ROCK", "US", 40, 0)
	set(&r.made, "miner", "ROCK", "CN", 200, 50)
	mines := r.stages()[0]
	if got := r.output(&mines, r.abroad); !same(got, 100, 0) {
		t.Errorf("mined abroad %v, want 100 and 0 t", got)
	}
	if got := r.shareChart().Lines[0].Values; !same(got, 100./3, 0) {
		t.Errorf("share abroad %v, want a third, then nothing", got)
	}
}

// Abroad 10 t are bought at 60 USD/kg and 30 t at 80: 75 on average. In the second month nobody buys, and
// the plain mean of 62 and 70 is an indication.
func TestPriceAbroad(t *testing.T) {
	r := byHand()
	r.pools["NdPr"] = []pool{{10*60 + 30*80, 40}, {}}
	quote := func(region string, price float64, indicative bool) {
		q := &quotes{newSide(2), newSide(2)}
		q.buyers.set(0, 1, false)
		q.buyers.set(1, price, indicative)
		r.quotes[cell{of: "NdPr", region: region}] = q
	}
	quote("US", 62, true)
	for _, indicative := range []bool{true, false} { // not where somebody trades, if on the sellers' side
		quote("EU", 70, indicative)
		got := r.priceAbroad("NdPr")
		if !same(got.price, 75, 66) || got.indicative[0] || got.indicative[1] != indicative {
			t.Errorf("%v, indicative %v, want 75 and 66, the second indicative %v", got.price, got.indicative, indicative)
		}
	}
}

// A line keeps to one side of the market: the buyers', unless only sellers ever trade.
func TestShownSide(t *testing.T) {
	for _, c := range []struct {
		name           string
		bought, sold   bool
		wantTheSellers bool
	}{
		{"both trade", true, true, false},
		{"only buyers", true, false, false},
		{"only sellers", false, true, true},
		{"nobody", false, false, false},
	} {
		q := &quotes{newSide(2), newSide(2)}
		q.buyers.set(0, 60, !c.bought)
		q.sellers.set(0, 50, !c.sold)
		if got := q.shown() == &q.sellers; got != c.wantTheSellers {
			t.Errorf("%s: sellers' side %v, want %v", c.name, got, c.wantTheSellers)
		}
	}
}

func TestTrailing(t *testing.T) {
	s := make([]float64, 14)
	s[0], s[1], s[13] = 12, 24, 6
	got := trailing(s)
	for m, want := range map[int]float64{0: 12, 1: 18, 2: 12, 11: 3, 12: 2, 13: 0.5} {
		if math.Abs(got[m]-want) > 1e-9 {
			t.Errorf("month %d: %v, want %v", m, got[m], want)
		}
	}
}

// Home is on top, the regions abroad lie under it from the largest down, and what is too small to tell apart is one.
func TestByRegion(t *testing.T) {
	r := byHand()
	r.abroad = []string{"US", "EU", "JP", "KR", "AU", "MY", "BR", "IN", "VN"}
	r.regions = append([]string{"CN"}, r.abroad...)
	for i, id := range r.abroad[:8] {
		set(&r.stocks, "unserved", "MG1", id, float64(i+1), 0)
	}
	set(&r.stocks, "unserved", "MG1", "CN", 5, 0)
	parts := r.byRegion(func(regions []string) []float64 { return r.stocks.over("unserved", []string{"MG1"}, regions) })
	var got []string
	for _, p := range parts {
		got = append(got, p.Name)
	}
	want := []string{"India", "Brazil", "Malaysia", "Australia", "Korea", "Japan", "others", "China"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if others := parts[6].Values; !same(others, 1+2, 0) {
		t.Errorf("others %v, want 3 t", others)
	}
}

// Users of magnets wanted 10 t and missed 1.
func TestUnserved(t *testing.T) {
	r := byHand()
	set(&r.took, "offtaker", "MG1", "US", 9, 10)
	set(&r.stocks, "unserved", "MG1", "US", 1, 0)
	charts := r.unservedCharts()
	if len(charts) != 2 || !same(charts[1].Lines[1].Values, 10, 0) {
		t.Errorf("%d charts of unserved demand, %v, want two and 10 %%", len(charts), charts)
	}
}

// Of 1,200 t a year, 100 a month, plants aimed at 80 and ran: 60 t dug, 12 of them cracked; 70 t of feed; 50 t of magnets beside swarf.
func TestUtilisation(t *testing.T) {
	r := byHand()
	for _, kind := range []string{"miner", "refiner", "magnetmaker"} {
		set(&r.aims, "capacity", kind, "CN", 1200, 0)
		set(&r.aims, "aim", kind, "CN", 960, 0)
	}
	r.goods = append(r.goods, "SWARF")
	set(&r.made, "miner", "ROCK", "CN", 60, 0)
	set(&r.made, "miner", "NdPr", "CN", 12, 0)
	set(&r.took, "miner", "ROCK", "CN", 12, 0)
	set(&r.took, "refiner", "ROCK", "CN", 70, 0)
	set(&r.made, "refiner", "NdPr", "CN", 20, 0)
	set(&r.took, "offtaker", "MG1", "US", 1, 1)
	set(&r.made, "magnetmaker", "MG1", "CN", 50, 0)
	set(&r.made, "magnetmaker", "SWARF", "CN", 25, 0)
	charts := r.utilisationCharts()
	if len(charts) != 3 {
		t.Fatalf("%d charts of utilisation, want three", len(charts))
	}
	for i, want := range []float64{60, 70, 50} {
		ran, aimed := charts[i].Lines[0], charts[i].Lines[2]
		if !same(ran.Values, want, math.NaN()) || !same(aimed.Values, 80, math.NaN()) || aimed.Name != "China, aim" {
			t.Errorf("%s: ran %v, aimed %v, want %v and 80 %%", charts[i].Title, ran.Values, aimed.Values, want)
		}
	}
}

// In December 50 t of primary oxide and 10 t from scrap became 40 t in magnets, 15 t in other uses and 5 t of stocks.
func TestBalance(t *testing.T) {
	r := byHand()
	set(&r.content, "mined", "NdPr", "CN", 60, 7)
	set(&r.content, "waste", "NdPr", "CN", 8, 7)
	set(&r.stocks, "produced", "NdPr", "CN", 50, 7)
	set(&r.stocks, "recycled", "NdPr", "CN", 10, 7)
	set(&r.stocks, "used", "NdPr", "CN", 55, 7)
	set(&r.stocks, "opening", "NdPr", "CN", 100, 105)
	set(&r.stocks, "closing", "NdPr", "CN", 105, 112)
	set(&r.took, "magnetmaker", "NdPr", "CN", 40, 7)
	set(&r.took, "oxideuser", "NdPr", "CN", 15, 0)
	want := []string{"60.0", "50.0", "10.0", "40.0", "15.0", "5.0", "8.0"}
	if got := r.balance().Rows[0]; got.Label != "NdPr" || !slices.Equal(got.Cells, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestYears(t *testing.T) {
	r := byHand()
	r.start, r.months = svg.MonthOf(2024, 11), 12*12
	var all, few []string
	for _, y := range r.years() {
		all = append(all, y.title())
	}
	for _, y := range r.milestones() {
		few = append(few, y.title())
	}
	if len(all) != 13 || all[0] != "2024 (2 months)" || all[12] != "2036 (10 months)" {
		t.Errorf("years %q", all)
	}
	if want := []string{"2024 (2 months)", "2030", "2035", "2036 (10 months)"}; !slices.Equal(few, want) {
		t.Errorf("milestones %q, want %q", few, want)
	}
}

// A year without anything to tell is left out; users' outages are.
func TestTurningPoints(t *testing.T) {
	r := byHand()
	r.plants["M1"] = plant{name: "Magnets & Co", kind: "magnetmaker", region: "US"}
	r.plants["ev"] = plant{kind: "offtaker", region: "US"}
	for _, e := range []eventRow{
		{Kind: majorEvent, Reason: "licence denial", Detail: "US"}, {Kind: opening, Entity: "M1"}, {Kind: outage, Entity: "M1"},
		{Kind: outage, Entity: "ev"}, {Kind: refusal, Reason: "no cash", Count: 1200}, {Kind: refusal, Reason: "limit", Count: 1}, {Kind: refusal, Reason: "no cash", Count: 34},
	} {
		r.events = append(r.events, event{svg.MonthOf(2025, 1), e})
	}
	rows := r.turningPoints().Rows
	want := []string{"2025-01 licence denial, US", "01 Magnets & Co [M1, US]", "01 Magnets & Co [M1, US]", "limit: 1\nno cash: 1,234"}
	if len(rows) != 1 || rows[0].Label != "2025" || !slices.Equal(rows[0].Cells, want) {
		t.Errorf("%q, want %q", rows, want)
	}
}
