package policy

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// FloorMinimum is a legal minimum price in the markets of a zone, as was proposed in February 2026 for a group of
// importing countries: a floor that a variable levy at the zone's border keeps up (P04 of the model). Every month
// buyers in the zone who bid less than the price are refused, and where the market would sell for less the others pay it
// on every kilogram that they buy there, contracts apart. No treasury pays: the sellers who deliver, local or foreign,
// get the price less freight, duties and taxes. More is offered at it than is taken: with ration = "merit" the lowest asks
// sell, with "pro-rata" all who are willing sell the same share of what they offer.
//
// With a levy importers also pay, when the goods cross the zone's border, contracts included, what the exporter's market
// paid for them last month lacks, with freight, to the price, so that what foreigners would gain goes to a treasury: that
// of the government, or where the instrument has none that of the region of destination. A nominal price is divided by the
// deflator of the month.
type FloorMinimum struct {
	Zone    []string      `toml:"zone" opt:"" ref:"region" doc:"regions whose buyers may pay no less; the government's own when absent"`
	Good    string        `toml:"good" ref:"good" doc:"good that has a minimum price"`
	Price   markets.Price `toml:"price" unit:"USD/kg" min:"0" doc:"least price, in money of the day unless nominal = false"`
	Nominal bool          `toml:"nominal" default:"true" doc:"the price is in money of the day, not of 2025"`
	Ration  string        `toml:"ration" default:"merit" oneof:"merit pro-rata" doc:"who sells when more is offered than is taken: merit, the lowest asks; pro-rata, the same share of every offer"`
	Levy    bool          `toml:"levy" default:"false" doc:"importers pay the treasury what last month's price at the exporter's node and the freight lack to the least price"`
}

// Page explains the kind.
func (*FloorMinimum) Page() Page {
	return Page{
		Users: "proposed for importing countries in February 2026; one of four forms that a floor can have",
		Mechanism: "Buyers in the zone pay the price, whoever delivers: nothing is spent by the state, and foreigners earn the " +
			"rent. By merit the lowest asks sell and dearer producers at home get nothing; pro rata all sell the same " +
			"share. With a levy the rent of foreigners goes to the treasury and producers at home sell first.",
		Formula: "buyers pay max(market price, price); seller gets that less freight, duty and tax; levy = max(0, price - " +
			"exporter's price of last month - freight)",
		Test: "Demand 200 - P, home supply P - 70 up to 40, foreign 2 (P - 20), price 110: by merit 0 t from home and 90 " +
			"from abroad; pro rata 16.4 and 73.6; with a levy 40 and 50, a levy of 65 and 3.25 M USD a month.",
		Source:  "Proposals of price floors with border adjustment of February 2026 (model 7.7, forms c and d)",
		Tension: 0.01,
	}
}

// Build looks up the zone, the good and, for a levy, the ways into the zone.
func (k *FloorMinimum) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	zone, err := s.regionsOrOwn("zone", k.Zone)
	if err != nil {
		return nil, err
	}
	good, err := s.good("good", k.Good)
	if err != nil {
		return nil, err
	}
	if err := s.traded("good", good); err != nil {
		return nil, err
	}
	if k.Ration != "" && k.Ration != "merit" && k.Ration != "pro-rata" {
		return nil, &KeyError{"ration", k.Ration, "merit or pro-rata"}
	}
	f := &floorMinimum{window: in, price: exact.USDPerKg(k.Price), good: good}
	f.limit = agents.Limit{
		Kind: agents.OnPrice, Scope: agents.Scope{Goods: 1 << uint(good), To: bits(zone)},
		ProRata: k.Ration == "pro-rata", Source: s.Source,
	}
	if k.Nominal {
		f.inflation = s.Model.Inflation
	}
	if k.Levy {
		f.entries = s.entries(good, zone)
	}
	return f, nil
}

// entry is a way from a node into a region of the zone.
type entry struct {
	from    ID
	freight markets.Price
	scope   agents.Scope
}

// entries lists the ways of a good into a zone, one for each node outside it and region inside. Freight is that to the
// region's open market, or where no way leads there, of the first way in.
func (s *Setup) entries(good ID, zone []ID) (entries []entry) {
	c := s.Catalog
	for r, route := range c.Routes {
		from, to := &c.Nodes[route.From], &c.Nodes[route.To]
		freight := c.Freight[int(good)*len(c.Routes)+r]
		if freight < 0 || slices.Contains(zone, from.Region) || !slices.Contains(zone, to.Region) {
			continue
		}
		region := bits([]ID{to.Region})
		known := slices.IndexFunc(entries, func(e entry) bool { return e.from == route.From && e.scope.To == region })
		switch {
		case known < 0:
			scope := agents.Scope{Goods: 1 << uint(good), From: bits([]ID{from.Region}), Segment: from.Segment, To: region}
			entries = append(entries, entry{route.From, freight, scope})
		case to.Segment == "":
			entries[known].freight = freight
		}
	}
	return entries
}

type floorMinimum struct {
	window
	price     float64 // USD/kg
	inflation float64 // a year; 0 for a real price
	good      ID
	limit     agents.Limit
	entries   []entry // none without a levy
}

// Enact says the least price of the month again and what it lacks at every way into the zone.
func (f *floorMinimum) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !f.holds(v.Month()) {
		return
	}
	limit := f.limit
	limit.Price = exact.Price(f.price / deflator(max(v.Month(), 0), f.inflation))
	out.Limits = append(out.Limits, limit)
	for i := range f.entries {
		e := &f.entries[i]
		if lacks := limit.Price - v.SellersPrice(f.good, e.from) - e.freight; lacks > 0 {
			out.Wedges = append(out.Wedges, agents.Wedge{Kind: agents.Duty, Scope: e.scope, PerKg: lacks, Source: f.limit.Source})
		}
	}
}
