package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

func TestRawExportBan(t *testing.T) {
	ban := build(t, &RawExportBan{Goods: []string{"carbonate"}}, setup("MY", "2024-01", "2025-06"))
	out := ask(ban, 2025, 6, nil)
	if len(out.Limits) != 1 {
		t.Fatalf("%d limits in the last month, want 1", len(out.Limits))
	}
	l := out.Limits[0]
	if l.Kind != agents.OnRoute || l.Cap != 0 || l.Source != 5 {
		t.Errorf("limit is %+v", l)
	}
	if !l.Scope.HasGood(0) || l.Scope.HasGood(1) || !l.Scope.HasFrom(2) || l.Scope.HasFrom(0) || !l.Scope.HasTo(0) {
		t.Errorf("scope is %+v", l.Scope)
	}
	if out := ask(ban, 2025, 7, nil); len(out.Limits) != 0 {
		t.Error("the ban outlives its end")
	}
}

// Malaysia asks 20 t at 10; China bids 30 t at 25 over a freight of 2, Malaysia 5 t at 14. Free, 20 t go to China at
// 23 and the miner earns 20,000 x (23-10) = 260,000. Under the ban 5 t sell at home at the ask of 10: the miner earns
// nothing, the refiner 5,000 x (14-10) = 20,000, and 15 t find no buyer.
func TestRawExportBanMarket(t *testing.T) {
	free := &markets.Book{
		Nodes:  2, // China, Malaysia
		Asks:   []markets.Order{{Price: 10e6, Mass: 20 * markets.Tonne, Node: 1}},
		Bids:   []markets.Order{{Price: 25e6, Mass: 30 * markets.Tonne, Node: 0}, {Price: 14e6, Mass: 5 * markets.Tonne, Node: 1}},
		Routes: []markets.Route{{From: 1, To: 0, Cost: 2e6, Cap: markets.Unlimited}},
	}
	c := auction(free)
	if c.Sellers[1] != 23e6 || c.Flow[0] != 20*markets.Tonne || (c.Sellers[1]-10e6).Times(c.AskFill[0]) != 260_000*markets.USD {
		t.Errorf("free: price %v, flow %v", c.Sellers[1], c.Flow[0])
	}
	out := ask(build(t, &RawExportBan{Goods: []string{"carbonate"}}, setup("MY", "2024-01", "2030-12")), 2024, 1, nil)
	banned := *free
	banned.Routes = []markets.Route{{From: 1, To: 0, Cost: 2e6, Cap: out.Limits[0].Cap}}
	c = auction(&banned)
	if c.Sellers[1] != 10e6 || c.AskFill[0] != 5*markets.Tonne || (14e6-c.Buyers[1]).Times(c.BidFill[1]) != 20_000*markets.USD {
		t.Errorf("banned: price %v, sold %v", c.Sellers[1], c.AskFill[0])
	}
}

// 12,000 t a year, of which oxides and magnets count together. The open market of China has shipped 3,000 t of NdPr
// and 500 t of MG1 by the end of April: 8,500 t over 8 months are 1,062.5 t. What the licensed segment ships, and
// carbonate, does not count.
func TestExportQuota(t *testing.T) {
	quota := build(t, &ExportQuota{Goods: []string{"oxide", "MG1"}, Annual: []float64{12_000, 6_000}}, setup("CN", "2024-01", "2030-12"))
	f := frame()
	f.YearExports[1*f.Nodes+1] = 3_000 * markets.Tonne
	f.YearExports[3*f.Nodes+1] = 500 * markets.Tonne
	f.YearExports[1*f.Nodes+0] = 7_000 * markets.Tonne
	f.YearExports[0*f.Nodes+1] = 7_000 * markets.Tonne
	for _, c := range []struct {
		name        string
		year, month int
		frame       *agents.Frame
		want        markets.Mass
	}{
		{"January has a twelfth", 2024, 1, nil, 1_000 * markets.Tonne},
		{"May spreads what is left", 2024, 5, f, 1_062_500_000},
		{"December takes the rest", 2024, 12, f, 8_500 * markets.Tonne},
		{"a new year forgets the old", 2025, 1, f, 500 * markets.Tonne},
		{"a smaller quota can be overrun", 2025, 12, f, 2_500 * markets.Tonne},
		{"the last year listed is kept", 2029, 1, nil, 500 * markets.Tonne},
		{"the world settles under the first", 2022, 1, nil, 1_000 * markets.Tonne},
	} {
		out := ask(quota, c.year, c.month, c.frame)
		if len(out.Limits) != 1 || out.Limits[0].Cap != c.want {
			t.Errorf("%s: limits %+v, want %v", c.name, out.Limits, c.want)
			continue
		}
		l := out.Limits[0]
		if l.Kind != agents.OnGate || l.Scope.Goods != 0b1110 || l.Scope.From != 0b001 || l.Scope.Segment != "" {
			t.Errorf("%s: limit is %+v", c.name, l)
		}
	}
	f.YearExports[1*f.Nodes+1] = 20_000 * markets.Tonne
	if out := ask(quota, 2024, 6, f); out.Limits[0].Cap != 0 {
		t.Errorf("an overrun quota allows %v", out.Limits[0].Cap)
	}
}

func TestExportQuotaIsEachRegionsOwn(t *testing.T) {
	quota := build(t, &ExportQuota{From: []string{"MY", "CN"}, Goods: []string{"*"}, Annual: []float64{1_200}}, setup("", "2024-01", "2030-12"))
	f := frame()
	f.YearExports[0*f.Nodes+3] = 100 * markets.Tonne // carbonate from Malaysia
	out := ask(quota, 2024, 2, f)
	if len(out.Limits) != 2 || out.Limits[0].Cap != 1_200*markets.Tonne/11 || out.Limits[1].Cap != 100*markets.Tonne || out.Limits[1].Scope.From != 0b100 {
		t.Errorf("limits are %+v", out.Limits)
	}
}

// 270,000 t, half of it by June: January 135,000/6 = 22,500. After 30,000 t by February, March has 105,000/4 = 26,250.
// After 100,000 t by June, July has 170,000/6. Growth of 6 % makes 286,200 in 2025 and 303,372 in 2026.
func TestProductionQuota(t *testing.T) {
	keys := &ProductionQuota{Companies: []string{"north", "south"}, PlantKind: "miner", Annual: []float64{270_000}, Growth: 0.06}
	quota := build(t, keys, setup("CN", "2024-01", "2040-12"))
	ran := func(north, south markets.Mass) *agents.Frame {
		f := frame()
		f.Sites[0].YearLevel, f.Sites[2].YearLevel = north*markets.Tonne, south*markets.Tonne
		f.Sites[1].YearLevel = 1e6 * markets.Tonne // the refiner does not count
		return f
	}
	for _, c := range []struct {
		name        string
		year, month int
		frame       *agents.Frame
		want        markets.Mass
	}{
		{"January", 2024, 1, nil, 22_500 * markets.Tonne},
		{"March", 2024, 3, ran(20_000, 10_000), 26_250 * markets.Tonne},
		{"June takes the rest of the batch", 2024, 6, ran(80_000, 20_000), 35_000 * markets.Tonne},
		{"the first batch is used up", 2024, 6, ran(100_000, 35_000), 0},
		{"July adds what the first batch left", 2024, 7, ran(80_000, 20_000), 28_333_333_333},
		{"December", 2024, 12, ran(200_000, 69_999), markets.Tonne},
		{"no carry over the year", 2025, 1, ran(100_000, 0), 23_850 * markets.Tonne},
		{"growth compounds", 2026, 1, nil, 25_281 * markets.Tonne},
		{"the world settles under 2024", 2023, 1, nil, 22_500 * markets.Tonne},
	} {
		out := ask(quota, c.year, c.month, c.frame)
		if len(out.Limits) != 1 || out.Limits[0].Cap != c.want {
			t.Errorf("%s: limits %+v, want %v", c.name, out.Limits, c.want)
			continue
		}
		if l := out.Limits[0]; l.Kind != agents.OnProducer || len(l.Scope.Sites) != 2 || l.Scope.Sites[0] != 0 || l.Scope.Sites[1] != 2 {
			t.Errorf("%s: limit is %+v", c.name, l)
		}
	}
}

// Demand 200 - P in steps of one tonne: a quota of 100 t sells at 100, one of 120 t at 80.
func TestProductionQuotaMarket(t *testing.T) {
	for annual, want := range map[float64]markets.Price{1200: 100e6, 1440: 80e6} {
		out := ask(build(t, &ProductionQuota{Plants: []string{"south-mine"}, Annual: []float64{annual}}, setup("CN", "2024-01", "2024-12")), 2024, 1, nil)
		b := &markets.Book{Nodes: 1, Asks: []markets.Order{{Mass: out.Limits[0].Cap}}}
		for k := range 200 {
			b.Bids = append(b.Bids, markets.Order{Price: markets.Price(199.5e6 - float64(k)*1e6), Mass: markets.Tonne})
		}
		if c := auction(b); c.Buyers[0] != want {
			t.Errorf("quota %v: price %v, want %v", out.Limits[0].Cap, c.Buyers[0], want)
		}
	}
}
