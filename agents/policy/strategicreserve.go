package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// StrategicReserve is a public stock of goods, as the United States' National Defense Stockpile buys (FY2025 plan: 1,100 t
// of lanthanum oxide, NdPr, magnets, P105), China's bureau of state reserves has bought to hold a price up (2011, P100),
// Australia plans from July 2026 (AUD 1.2bn for several minerals, P030), and the EU (pilot 2026, P049) and the United
// States with Japan have announced (P022).
//
// The treasury buys on the open market of its region at no more than low x the anchor price until the reserve covers
// its target, and sells at no less than high x the anchor. The anchor is the instrument's own slow average of the
// node's published price: it starts at the price of the first month and moves by the model's anchor_speed, 2 % of the
// way a month, towards prices at which goods changed hands. In a month it bids for and offers a good for no more than
// pace days of use; use is what the plants and users of the region took in a month on average over about a year.
// The treasury pays the sellers when goods are delivered, and 1 % of their value a year for storage; buyers pay the
// treasury. A budget bounds what it pays for goods in a calendar year at the limits of its bids; where it does not
// reach, all bids are cut alike. What the reserve holds when it ends stays where it is.
type StrategicReserve struct {
	Goods  []string      `toml:"goods" doc:"goods or levels to keep"`
	Target float64       `toml:"target" unit:"days" default:"60 days" min:"0" max:"3650" doc:"days of the region's use to keep of each good; 0 for none"`
	Rate   float64       `toml:"pace" unit:"days" default:"10 days" min:"0" max:"365" doc:"days of use that it buys or sells in a month at most"`
	Low    float64       `toml:"low" unit:"1" default:"80 %" min:"0" max:"10" doc:"most it pays, over the anchor; above 100 % it buys at market prices"`
	High   float64       `toml:"high" unit:"1" default:"150 %" min:"0" max:"100" doc:"least it sells at, over the anchor; above low"`
	Bid    markets.Price `toml:"bid" unit:"USD/kg" default:"0 USD/kg" min:"0" doc:"most it pays for any of the goods, real, instead of low x the anchor; 0 for that"`
	Budget float64       `toml:"budget" unit:"USD/yr" default:"1000 bn USD/yr" min:"0" max:"1000000000000" doc:"most it pays for goods in a calendar year, real"`
	Sells  string        `toml:"sells" default:"price" oneof:"price crisis never" doc:"whether it offers its stock at high x the anchor: always; after a month in which 5 % of the region's final demand went unserved or the price was above 150 % of the anchor; or never"`
}

// The crisis in which a reserve sells (MODEL 8.2, P27).
const (
	crisisUnserved = 0.05 // share of final demand
	crisisPrice    = 1.5  // of the anchor
)

// Page explains the kind.
func (*StrategicReserve) Page() Page {
	return Page{
		Users: "US (NDS, Vault 2026), Japan (60 days), Australia from July 2026, EU pilot, China",
		Mechanism: "Buying raises the price of what is bought and, because plants make oxides together, lowers that of what " +
			"comes with it; selling in a crisis does the reverse. The stock is an asset at market price; it costs " +
			"storage.",
		Formula: "bid low x anchor for min(pace, target - stock, budget / bid); ask high x anchor for min(pace, stock); anchor " +
			"moves 2 % of the way a month to the price",
		Test: "An anchor of 60: it bids 48 and asks 90. With 130 t supplied and a demand of 200 - 2 P the price is 35 " +
			"alone; buying 20 t brings 45 for 0.9 M USD; buying up to 40 t stops at 48 with 26 t.",
		Source: "US DLA acquisition plan FY2025; Project Vault, 2 February 2026; Australian Critical Minerals Strategic " +
			"Reserve, January 2026",
		Tension: 0.01,
	}
}

// Holds lists the goods.
func (k *StrategicReserve) Holds(s *Setup) ([]ID, error) { return s.held(k.Goods) }

// Build looks up the goods and the nodes of the government's region.
func (k *StrategicReserve) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	store, err := s.store(k.Goods)
	if err != nil {
		return nil, err
	}
	if k.Low >= k.High {
		return nil, &KeyError{Key: "low", Expected: "less than high: a reserve does not sell for less than it pays"}
	}
	s.Notes = len(store.goods)
	return &strategicReserve{window: in, store: store, keys: *k, speed: s.Model.AnchorSpeed, source: s.Source}, nil
}

type strategicReserve struct {
	window
	store
	keys   StrategicReserve
	speed  float64
	source ID
}

// Enact learns the anchors and bids and offers around them. It does nothing before 2024.
func (r *strategicReserve) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if v.Month() < 0 || !r.holds(v.Month()) {
		return
	}
	first := len(out.Orders)
	for slot, good := range r.goods {
		m.Notes[slot] = r.learn(v, good, m.Notes[slot], m.Mode == 0)
		r.order(v, slot, exact.Exp(m.Notes[slot]), out)
	}
	m.Mode = 1
	r.afford(v, out.Orders[first:])
}

// learn gives the ln of the anchor after last month's price.
func (r *strategicReserve) learn(v agents.View, good ID, anchor float64, begins bool) float64 {
	price := exact.Log(max(v.PriceAt(good, r.node), leastPrice))
	switch {
	case begins:
		return price
	case v.TradedAt(good, r.node):
		return anchor + float64(r.speed*(price-anchor))
	}
	return anchor
}

// leastPrice keeps logarithms finite, USD/kg.
const leastPrice = 1e-6

// order bids for what a good's stock lacks and offers what there is.
func (r *strategicReserve) order(v agents.View, slot int, anchor float64, out *agents.Measures) {
	use, good := r.use(v, r.goods[slot]), r.goods[slot]
	stock, most := v.StockTonnes(slot), float64(use*r.keys.Rate)/daysAMonth
	bid, ask := float64(r.keys.Low*anchor), float64(r.keys.High*anchor)
	if r.keys.Bid > 0 {
		bid = exact.USDPerKg(r.keys.Bid)
	}
	if lacks := min(most, float64(use*r.keys.Target)/daysAMonth-stock); lacks > 0 {
		out.Orders = append(out.Orders, agents.PublicOrder{Good: good, Bid: true, Price: limited(bid), Mass: exact.Mass(lacks), Source: r.source})
	}
	if offer := min(most, stock); offer > 0 && ask > bid && r.offers(v, good, anchor) {
		out.Orders = append(out.Orders, agents.PublicOrder{Good: good, Price: limited(ask), Mass: exact.Mass(offer), Source: r.source})
	}
}

// offers says whether the reserve sells a good this month.
func (r *strategicReserve) offers(v agents.View, good ID, anchor float64) bool {
	switch r.keys.Sells {
	case "never":
		return false
	case "crisis":
		demand, unserved := r.final(v, good)
		return unserved > float64(crisisUnserved*demand) || v.PriceAt(good, r.node) > float64(crisisPrice*anchor)
	}
	return true
}

// afford cuts all bids alike to what is left of the year's budget.
func (r *strategicReserve) afford(v agents.View, orders []agents.PublicOrder) {
	var cost markets.Money
	for i := range orders {
		if orders[i].Bid {
			cost += orders[i].Price.Times(orders[i].Mass)
		}
	}
	_, drawn := v.Drawn()
	left := max(0, exact.Money(r.keys.Budget)-drawn)
	if cost <= left {
		return
	}
	for i := range orders {
		if o := &orders[i]; o.Bid {
			o.Mass = markets.Mass(markets.MulDiv(int64(o.Mass), int64(left), int64(cost)))
		}
	}
}

// limited is a price within the market's bounds.
func limited(usdPerKg float64) markets.Price {
	return exact.Price(min(max(0, usdPerKg), exact.USDPerKg(markets.MaxPrice)))
}

// daysAMonth is what a month counts for in days of use.
const daysAMonth = 30

// store is where an instrument keeps goods: which, by slot, at which node, and the nodes of its region.
type store struct {
	goods []ID
	node  ID
	nodes []ID
}

// store looks up where the government keeps goods.
func (s *Setup) store(names []string) (store, error) {
	goods, err := s.held(names)
	if err != nil {
		return store{}, err
	}
	if s.Keys.Government == "" {
		return store{}, &KeyError{Key: "government", Expected: "the region whose treasury pays, and in which the goods are kept"}
	}
	regions, err := s.regions("government", []string{s.Keys.Government})
	if err != nil {
		return store{}, err
	}
	node, ok := s.openNode(regions[0])
	if !ok {
		return store{}, &KeyError{"government", s.Keys.Government, "a region with an open market"}
	}
	t := store{goods: goods, node: node}
	for i, n := range s.Catalog.Nodes {
		if n.Region == regions[0] {
			t.nodes = append(t.nodes, ID(i))
		}
	}
	return t, nil
}

// use is what the region takes in of a good a month, t.
func (t *store) use(v agents.View, good ID) (tonnes float64) {
	for _, node := range t.nodes {
		tonnes += v.Need(good, node).Use12
	}
	return tonnes
}

// final is what the region's final users wished to consume last month, and what of it they did not find, t.
func (t *store) final(v agents.View, good ID) (demand, unserved float64) {
	for _, node := range t.nodes {
		need := v.Need(good, node)
		demand += need.Demand
		unserved += need.Unserved
	}
	return demand, unserved
}
