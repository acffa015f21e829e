package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// sample is a catalog of three regions, CN with a segment beside the open market, four goods that all routes carry, and
// five plants.
func sample() *agents.Catalog {
	c := &agents.Catalog{
		Goods: []markets.Good{
			{Name: "CLAY-carb", Level: markets.Carbonate, Element: markets.Elements},
			{Name: "NdPr", Level: markets.Oxide, Element: markets.NdPr},
			{Name: "Dy", Level: markets.Oxide, Element: markets.Dy},
			{Name: "MG1", Level: markets.Magnet, Element: markets.Elements},
		},
		Regions: []string{"CN", "US", "MY"},
		Nodes: []markets.Node{
			{Name: "CN-lic", Region: 0, Segment: "lic"},
			{Name: "CN", Region: 0}, {Name: "US", Region: 1}, {Name: "MY", Region: 2},
		},
		Sites: []agents.SiteFacts{
			{Name: "north-mine", Kind: "miner", Node: 1, Firm: 0, First: 0, Lines: 1},
			{Name: "north-plant", Kind: "refiner", Node: 1, Firm: 0, First: 1, Lines: 2},
			{Name: "south-mine", Kind: "miner", Node: 1, Firm: 1, First: 3, Lines: 1},
			{Name: "mp", Kind: "refiner", Node: 2, Firm: 2, First: 4, Lines: 2},
			{Name: "north-magnet", Kind: "magnetmaker", Node: 1, Firm: 0, First: 6, Lines: 2},
		},
		Lines: []agents.Line{
			{Site: 0, Good: 0, Side: agents.Sells},
			{Site: 1, Good: 0, Side: agents.Buys}, {Site: 1, Good: 1, Side: agents.Sells},
			{Site: 2, Good: 0, Side: agents.Sells},
			{Site: 3, Good: 0, Side: agents.Buys}, {Site: 3, Good: 1, Side: agents.Sells},
			{Site: 4, Good: 1, Side: agents.Buys}, {Site: 4, Good: 3, Side: agents.Sells},
		},
		Plans: []agents.ProjectFacts{
			{Name: "dig", Firm: 1, Sites: []agents.ID{2}, Capacity: 1000},
			{Name: "split", Firm: 2, Sites: []agents.ID{3}, Capacity: 500},
			{Name: "both", Firm: 0, Sites: []agents.ID{0, 1}, Capacity: 300},
		},
		Companies: []agents.FirmFacts{{Name: "north", Region: 0}, {Name: "south", Region: 0}, {Name: "mp", Region: 1}},
		Index:     1,
	}
	for from := range c.Nodes {
		for to := range c.Nodes {
			if from != to {
				c.Routes = append(c.Routes, agents.Route{From: ID(from), To: ID(to)})
			}
		}
	}
	c.Freight = make([]markets.Price, len(c.Goods)*len(c.Routes))
	return c
}

// setup is what the scenario hands over for an instrument of a government.
func setup(government, start, end string) *Setup {
	s := &Setup{
		Name: "it", Source: 5, Catalog: sample(), Site: agents.None,
		Keys:  &Common{Government: government},
		Model: &agents.Model{Inflation: 0.025},
	}
	for text, month := range map[string]*agents.Month{start: &s.Keys.Start, end: &s.Keys.End} {
		if err := month.UnmarshalText([]byte(text)); err != nil {
			panic(err)
		}
	}
	return s
}

func build(t *testing.T, b Builder, s *Setup) agents.Policy {
	t.Helper()
	p, err := b.Build(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ask gives a policy's measures of a month. The frame is last month's.
func ask(p agents.Policy, year, month int, f *agents.Frame) agents.Measures {
	if f == nil {
		f = frame()
	}
	var out agents.Measures
	p.Enact(agents.NewView(agents.MonthOf(year, month), sample(), f, nil, &agents.Account{}, agents.None), &agents.Memory{}, &out)
	return out
}

// frame is a month in which nothing has happened yet.
func frame() *agents.Frame {
	c := sample()
	return &agents.Frame{
		Nodes:       len(c.Nodes),
		Quotes:      make([]agents.Quote, len(c.Goods)*len(c.Nodes)),
		Goods:       make([]agents.GoodReport, len(c.Goods)),
		Sites:       make([]agents.SiteReport, len(c.Sites)),
		Needs:       make([]agents.Need, len(c.Goods)*len(c.Nodes)),
		YearExports: make([]markets.Mass, len(c.Goods)*len(c.Nodes)),
		Flow12:      make([]float64, len(c.Goods)*len(c.Routes)),
		Projects:    make([]agents.ProjectReport, len(c.Plans)),
		Firms:       make([]agents.FirmReport, len(c.Companies)),
	}
}

// auction runs the call auction.
func auction(b *markets.Book) *markets.Clearing {
	var c markets.Clearing
	markets.NewCallAuction().Clear(b, &c)
	return &c
}
