package expect

import (
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// toy is a scenario of two regions with a node each and a secure one, an oxide, two magnets, a plant
// of several kinds, three projects and three instruments.
func toy() *engine.Scenario {
	s := &engine.Scenario{Name: "toy", Months: 12}
	s.Regions = []string{"CN", "US"}
	s.Nodes = []markets.Node{{Name: "CN"}, {Name: "US", Region: 1}, {Name: "def", Region: 1, Segment: "def"}}
	s.Goods = []markets.Good{
		{Name: "ore", Level: markets.Concentrate, Element: markets.Elements},
		{Name: "NdPr", Level: markets.Oxide, Element: markets.NdPr},
		{Name: "MG0", Level: markets.Magnet, Element: markets.Elements},
		{Name: "MG1", Level: markets.Magnet, Element: markets.Elements},
	}
	s.Firms = []engine.Firm{{Name: "a", Country: "CN"}, {Name: "b", Country: "US", Region: 1}}
	for i, p := range []struct {
		kind, country string
		node          engine.ID
		reference     int
		goods         []engine.ID
	}{
		{"miner", "CN", 0, 0, []engine.ID{0, 1}}, {"refiner", "CN", 0, 1, []engine.ID{0, 1, 3}}, {"magnetmaker", "CN", 0, 1, []engine.ID{1, 2}},
		{"magnetmaker", "US", 1, 1, []engine.ID{1, 2, 3}}, {"offtaker", "US", 1, 0, []engine.ID{2, 3}},
	} {
		s.Sites = append(s.Sites, agents.SiteFacts{Name: p.kind + p.country, Kind: p.kind, Node: p.node, First: len(s.Lines), Lines: len(p.goods)})
		for _, good := range p.goods {
			s.Lines = append(s.Lines, agents.Line{Site: engine.ID(i), Good: good})
		}
		s.Plants = append(s.Plants, engine.Plant{Country: p.country, Reference: p.reference})
	}
	for i, firm := range []engine.ID{0, 0, 0, 1, 1} {
		s.Sites[i].Firm = firm
	}
	s.Projects = []engine.Project{
		{Name: "old", Firm: 0, Sites: []engine.ID{mine, refiner}}, {Name: "new", Firm: 1, Sites: []engine.ID{magnetUS}}, {Name: "lost", Firm: 1, Sites: []engine.ID{magnetUS}},
	}
	s.Sources = []agents.Source{{Government: "US", Instrument: "stake"}, {Government: "US", Instrument: "duty"}, {Government: "CN", Instrument: "quota"}}
	return s
}

// Enumerates toy's sites.
const (
	mine = engine.ID(iota)
	refiner
	magnetCN
	magnetUS
	user
)

// tonnes are masses in tonnes.
func tonnes(list ...markets.Mass) []markets.Mass {
	for i := range list {
		list[i] *= markets.Tonne
	}
	return list
}

// month is one month of toy.
func month() *engine.Tables {
	quote := func(usd, tonnes, vwap int64) agents.Quote {
		return agents.Quote{
			Buyers: markets.Price(usd) * markets.USDPerKg, BuyersTraded: true, VWAP: markets.Price(vwap) * markets.USDPerKg,
			Bought: markets.Mass(tonnes) * markets.Tonne,
		}
	}
	const tonne, usd = markets.Tonne, markets.USD
	return &engine.Tables{
		Quotes: []agents.Quote{
			{}, {}, {},
			quote(50, 30, 40), quote(80, 10, 60), quote(900, 1, 900),
			quote(60, 0, 0), quote(70, 0, 0), {},
			{}, {}, {},
		},
		Needs: []agents.Need{
			{}, {}, {},
			{}, {}, {},
			{}, {Demand: 12, Unserved: 1}, {Demand: 8, Unserved: 1}, // in two segments
			{}, {Demand: 10, Unserved: 1}, {},
		},
		Balances: []engine.BalanceRow{
			{Good: 1, Region: 0, Produced: 90 * tonne, Recycled: 10 * tonne, Exported: 20 * tonne, Used: 50 * tonne, Closing: 70 * tonne, Waste: 3 * tonne},
			{Good: 1, Region: 1, Imported: 20 * tonne, Used: 15 * tonne, Closing: 5 * tonne},
			{Good: 2, Region: 1, Unserved: 2 * tonne}, {Good: 3, Region: 1, Unserved: 1 * tonne},
		},
		// by line: mine, refiner, magnetCN, magnetUS, user
		Made:  tonnes(200, 7, 0, 90, 1, 0, 100, 0, 20, 5, 0, 0),
		Taken: tonnes(0, 0, 150, 0, 0, 50, 0, 15, 0, 0, 18, 9),
		Plants: []engine.PlantRow{
			{Site: magnetCN, Capacity: 2000, Utilisation: 0.6}, {Site: magnetUS, Capacity: 500, Utilisation: 0.9}, {Site: mine, Capacity: 9000, Utilisation: 0.3},
		},
		Companies: []engine.CompanyRow{{Firm: 0, Cash: 0, Debt: 5 * usd}, {Firm: 1, Cash: 3 * usd, Debt: 5 * usd, Equity: 20 * usd}},
		Projects: []engine.ProjectRow{
			{Project: 0, Capacity: 900, ProjectState: engine.ProjectState{Stage: engine.Ramping, Due: -3}},
			{Project: 1, Capacity: 400, ProjectState: engine.ProjectState{Stage: engine.Building, Due: 7, IRR: 0.1, Hurdle: 0.12, Gap: 3 * markets.USD}},
			{Project: 2, Capacity: 300, ProjectState: engine.ProjectState{Stage: engine.Abandoned, Due: engine.Never}},
		},
		Contracts: []engine.ContractRow{
			{Seller: refiner, Good: 1, Quantity: 45 * tonne, Delivered: 40 * tonne}, {Seller: magnetUS, Good: 3, Quantity: 3 * tonne, Delivered: 2 * tonne},
		},
		Instruments: []engine.InstrumentRow{
			{Source: 0, Outlay: 100 * usd, Receipt: 10 * usd, Asset: 80 * usd, Grant: 20 * usd, Added: 400},
			{Source: 1, Receipt: 7 * usd, Covered: 30 * tonne, Contingent: 2 * usd},
		},
		Rents: []engine.RentRow{{Good: 1, Source: 2, From: 0, To: 1, Rent: 50 * usd}, {Good: 1, Source: engine.None, From: 0, To: 1, Rent: 4 * usd}},
		Events: []engine.EventRow{
			{Kind: "refusal", Reason: "no cash", Count: 4}, {Kind: "refusal", Reason: "limit", Count: 3}, {Kind: "outage", Reason: "no cash", Count: 50},
		},
		Metrics: []engine.MetricRow{{Metric: "hhi", Stage: "magnet", Value: 6800}, {Metric: "hhi", Stage: "mine", Value: 1}, {Metric: "rejected", Stage: "NdPr", Value: 0.25}},
	}
}

// Every metric of the month above, by hand.
func TestMetrics(t *testing.T) {
	goods := func(names ...string) Where { return Where{Goods: names} }
	in := func(region string, w Where) Where { w.Regions = []string{region}; return w }
	of := func(country string, w Where) Where { w.Countries = []string{country}; return w }
	at := func(stage string) Where { return Where{Stage: stage} }
	by := func(instruments ...string) Where { return Where{Instruments: instruments} }
	from := func(government string) Where { return Where{Governments: []string{government}} }
	owned := func(company string, w Where) Where { w.Companies = []string{company}; return w }
	plant := func(name string, w Where) Where { w.Plants = []string{name}; return w }
	project := func(name string) Where { return Where{Projects: []string{name}} }
	tested := map[string]bool{}
	for _, c := range []struct {
		metric string
		where  Where
		want   float64
	}{
		{"price", in("CN", goods("NdPr")), 50},
		{"price", in("US", goods("NdPr")), 80},           // the secure buyer's market is another
		{"price", goods("NdPr"), 57.5},                   // (30 x 50 + 10 x 80) / 40
		{"price", goods("magnet"), 65},                   // nobody bought: the plain mean
		{"price", in("US", goods("MG1")), none()},        // no market
		{"vwap", goods("NdPr"), 45},                      // (30 x 40 + 10 x 60) / 40
		{"spread", goods("NdPr"), 1.6},                   // outside is the US
		{"spread", in("CN", goods("NdPr")), 1},           //
		{"spread", in("world", goods("NdPr")), 1.15},     // 57.5 / 50
		{"volume", goods("NdPr"), 40},                    //
		{"turnover", goods("NdPr"), 1_800_000},           // USD: 30 t at 40, 10 t at 60
		{"turnover", in("outside", goods("oxide")), 6e5}, //
		{"produced", goods("oxide"), 90}, {"recycled", goods("NdPr"), 10}, {"imported", in("US", goods("NdPr")), 20},
		{"exported", in("CN", goods("NdPr")), 20}, {"used", goods("NdPr"), 65}, {"used", in("US", goods("NdPr")), 15},
		{"waste", goods("NdPr"), 3}, {"stock", goods("NdPr"), 75}, {"produced", in("US", goods("NdPr")), 0},
		{"demand", goods("magnet"), 30}, {"demand", goods("MG0"), 20}, {"demand", in("CN", goods("magnet")), 0},
		{"unserved", goods("magnet"), 0.1}, {"unserved", in("CN", goods("magnet")), none()},
		{"output", at("mine"), 200}, {"output", at("separation"), 90}, {"output", at("magnet"), 125},
		{"output", in("US", at("magnet")), 25}, {"output", of("CN", at("magnet")), 100}, {"output", goods("NdPr"), 97},
		{"output", Where{Stage: "mine", Goods: []string{"NdPr"}}, 7},
		{"input", Where{Stage: "magnet", Goods: []string{"NdPr"}}, 65}, {"input", goods("ore"), 150},
		{"capacity", at("magnet"), 2500}, {"capacity", in("outside", at("magnet")), 500},
		{"utilisation", at("magnet"), 0.66}, // (2000 x .6 + 500 x .9) / 2500
		{"utilisation", at("use"), none()},
		{"output", plant("magnetmakerUS", Where{}), 20}, // what it is for, not all that it makes
		{"output", plant("magnetmakerUS", goods("MG1")), 5}, {"output", owned("a", Where{}), 390}, {"output", owned("a", at("magnet")), 100},
		{"input", plant("magnetmakerUS", goods("NdPr")), 15}, {"capacity", plant("minerCN", Where{}), 9000},
		{"utilisation", owned("b", Where{}), 0.9}, {"capacity", owned("a", in("US", Where{})), 0},
		{"delivered", at("separation"), 40}, {"delivered", owned("b", goods("magnet")), 2}, {"delivered", plant("magnetmakerUS", Where{}), 0},
		{"contracted", at("separation"), 0.5}, {"contracted", plant("magnetmakerUS", goods("MG1")), 0.6}, {"contracted", at("metal"), none()},
		{"cash", Where{}, 3}, {"cash", owned("a", Where{}), 0}, {"debt", Where{}, 10}, {"debt", in("CN", Where{}), 5}, {"equity", owned("b", Where{}), 20},
		{"decided", Where{}, 2}, {"decided", owned("b", Where{}), 1}, {"decided", project("lost"), 0}, {"decided", at("separation"), 1},
		{"decided_capacity", in("outside", Where{}), 400}, {"opened", Where{}, 1}, {"opened", project("new"), 0}, {"opened_capacity", Where{}, 900},
		{"opening", project("old"), -3}, {"opening", project("new"), 7}, {"opening", project("lost"), 12}, // months, all of them
		{"hurdle", project("new"), 0.12}, {"irr", project("new"), 0.1}, {"gap", project("new"), 3}, {"hurdle", project("old"), none()},
		{"outlay", Where{}, 100}, {"outlay", by("duty"), 0}, {"outlay", by("absent"), 0}, {"receipt", by("stake", "duty"), 17},
		{"receipt", from("US"), 17}, {"receipt", from("CN"), 0}, {"fiscal_cost", by("stake"), 90}, {"fiscal_cost", by("duty"), -7},
		{"grant_equivalent", by("stake"), 20}, {"contingent", Where{}, 2}, {"asset", by("stake"), 80}, {"covered", by("duty"), 30},
		{"added_capacity", by("stake"), 400}, {"rent", Where{}, 54}, {"rent", by("quota"), 50}, {"rent", in("US", Where{}), 0}, {"rent", goods("ore"), 0},
		{"broke", Where{}, 1}, {"broke", in("US", Where{}), 0},
		{"refusals", Where{}, 7}, {"refusals", Where{Reason: "no cash"}, 4},
		{"hhi", at("magnet"), 6800}, {"hhi", at("metal"), none()}, {"rejected", goods("NdPr"), 0.25},
		{"outside_china", at("mine"), none()}, {"cover", goods("NdPr"), none()},
	} {
		tested[c.metric] = true
		r, err := NewRecorder(toy(), []Series{{Find(c.metric), c.where}})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Record(month()); err != nil {
			t.Fatal(err)
		}
		if got := r.Monthly[0][0]; !near(got, c.want) {
			t.Errorf("%s %+v: %v, want %v", c.metric, c.where, got, c.want)
		}
	}
	for _, m := range Metrics {
		if !tested[m.Name] {
			t.Errorf("%s has no test", m.Name)
		}
	}
}

func none() float64 { return over(0, 0) }

func TestSeriesOfWhatIsNotThere(t *testing.T) {
	for _, c := range []struct {
		where Where
		want  string
	}{
		{Where{Goods: []string{"Dy"}}, "toy has no good Dy"},
		{Where{Goods: []string{"NdPr"}, Regions: []string{"EU"}}, "toy has no region EU"},
		{Where{Stage: "magnet", Countries: []string{"FR"}}, "toy has nothing in FR"},
		{Where{Plants: []string{"x", "minerCN"}}, "toy has no plant x"},
		{Where{Companies: []string{"c"}}, "toy has no company c"},
		{Where{Projects: []string{"dream"}}, "toy has no project dream"},
	} {
		if _, err := NewRecorder(toy(), []Series{{Find("output"), c.where}}); err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v, want %s", c.where, err, c.want)
		}
	}
	claim := Claim{Series: Series{Find("price"), Where{Goods: []string{"NdPr"}}}, When: Window{Last: 12, Reduce: "mean"}}
	if err := claim.Fits(toy()); err == nil {
		t.Error("a claim about a month after the last fits")
	}
	claim = Claim{Series: Series{Find("outlay"), Where{Instruments: []string{"grant"}}}, Against: "toy", As: "ratio", When: Window{Last: 11, Reduce: "mean"}}
	if err := claim.Fits(toy()); err == nil || !strings.Contains(err.Error(), `toy has no instrument grant, whose outlay is 0 there and divides nothing: expected as = "difference"`) {
		t.Errorf("a ratio to what moves nothing: %v", err)
	}
	if claim.As = "difference"; claim.Fits(toy()) != nil {
		t.Errorf("the difference to what moves nothing: %v", claim.Fits(toy()))
	}
}
