package record

import (
	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// sample is a world of two regions and four plants, enough for a row of every table.
func sample() *engine.Scenario {
	s := &engine.Scenario{Name: "two", Title: "Two regions", Months: 24}
	s.Goods = []markets.Good{
		{Name: "ore", Level: markets.Concentrate, Element: markets.Elements},
		{Name: "NdPr", Level: markets.Oxide, Element: markets.NdPr},
		{Name: "MG1", Level: markets.Magnet, Element: markets.Elements},
	}
	s.Regions = []string{"CN", "US"}
	s.Nodes = []markets.Node{{Name: "CN", Region: 0}, {Name: "US", Region: 1}, {Name: "US-def", Region: 1, Segment: "def"}}
	s.Sites = []agents.SiteFacts{
		{Name: "cn-mine", Kind: "miner", Node: 0, Firm: 0},
		{Name: "us-mine", Kind: "miner", Node: 1, Firm: 1},
		{Name: "cn-plant", Kind: "refiner", Node: 0, Firm: 0},
		{Name: "us-users", Kind: "offtaker", Node: 2, Firm: 1},
	}
	s.Plants = []engine.Plant{{Country: "CN"}, {Country: "US"}, {Country: "CN"}, {Country: "US"}}
	s.Firms = []engine.Firm{{Name: "north", Country: "CN"}, {Name: "west", Country: "US"}}
	s.Sources = []agents.Source{{Government: "CN", Instrument: "quota"}}
	s.Routes = []engine.Route{{From: 0, To: 1}}
	return s
}

// month makes rows that differ from month to month; mass and price are integers, so that no bit
// depends on the machine.
func month(m engine.Month, flowRows int) *engine.Tables {
	k := markets.Mass(m + 1)
	t := &engine.Tables{Month: m}
	quote := func(price float64, bought markets.Mass) agents.Quote {
		p := markets.Price(price * 1e6)
		return agents.Quote{Buyers: p, Sellers: p, BuyersTraded: bought > 0, SellersTraded: bought > 0, VWAP: p, Bought: bought}
	}
	t.Prices = []engine.PriceRow{
		{Good: 1, Node: 0, Quote: quote(50, 100*k)},
		{Good: 1, Node: 1, Quote: quote(60, 3*markets.Tonne)},
		{Good: 1, Node: 2, Quote: quote(80, markets.Tonne)},
	}
	for i := range flowRows {
		t.Flows = append(t.Flows, engine.FlowRow{Good: 1, From: 0, To: 2, Mass: k * markets.Mass(i+1), Freight: 3, Duty: 4})
	}
	t.Rents = []engine.RentRow{{Good: 1, Source: 0, From: 0, To: agents.None, Rent: 460_000 * markets.USD}}
	t.Balances = []engine.BalanceRow{
		{Good: 2, Region: 1, Opening: 5, Produced: 7, Used: 8, Closing: 4, Unserved: 25 * k},
	}
	t.Elements = []engine.ElementRow{{Element: markets.Dy, Region: 1, Opening: 2, Mined: 3, Closing: 5}}
	t.Production = []engine.ProductionRow{
		{Site: 0, Good: 0, Output: 300},
		{Site: 1, Good: 0, Output: 200, Input: 100},
		{Site: 2, Good: 1, Output: 90},
		{Site: 3, Good: 2, Input: 75 * k},
	}
	t.Plants = []engine.PlantRow{{Site: 3, Status: "operating", Capacity: 12.5, Utilisation: 0.75}}
	t.Companies = []engine.CompanyRow{{Firm: 1, Cash: 15_000, Debt: 5_000, Equity: 10_000}}
	t.Contracts = []engine.ContractRow{{Name: "deal", Seller: 2, Buyer: 3, Good: 1, Form: "fixed", Quantity: 9, Delivered: 8, Price: 50e6}}
	t.Instruments = []engine.InstrumentRow{{Source: 0, Outlay: 20_000, Covered: 6}}
	t.Metrics = []engine.MetricRow{{Metric: "hhi", Unit: "1", Region: "CN", Stage: "mine", Value: 5400}}
	t.Events = []engine.EventRow{
		{Kind: "refusal", Entity: "us-mine", Reason: "no cash", Count: 600},
		{Kind: "refusal", Entity: "us-mine", Reason: "no stock", Count: 2},
		{Kind: "outage", Entity: "cn-mine", Reason: "accident", Count: 1},
	}
	return t
}
