package policy

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// GuaranteedOfftake is a government's promise to buy what a plant cannot sell, as the United States' Department of
// Defense has given MP Materials for all magnets of its 10X plant for ten years from the opening at cost plus a
// markup (P006), with a least profit of 140 M USD a year (P007); Australia's reserve is to offer offtakes, too (P030).
//
// The contract is signed in the month after the plant has begun to operate, or at the start if it does. Every
// month, after all other contracts, the plant hands over what it has in store beyond its working stock of two months of
// output and one more for others, who so come first, and at most quantity of what it made in the month; the treasury
// pays its unit cost and the markup, and freight and duty if the plant stands elsewhere. The goods are kept at the open market of the government's region,
// where storage costs 1 % of their value a year; with resell they are asked for at last month's price.
//
// A profit floor is settled in December. If the plant's operating profit of the calendar year, sales less inputs and
// operating cost, is below the floor, the treasury pays its company the difference; of an excess the company
// pays the treasury first whole and beyond of the rest. Floor and first are in money of the day and deflated when they
// are paid; the floor grows each calendar year after that of the opening. Months in which the plant does not operate do not
// count, and both amounts are pro rata. Until the plant is built nobody pays, but those who decide on it know the
// promise: the floor is in their reckoning, and sales count as covered; an owner who has bound himself to build asks for no more than the money. A plant with a floor is not mothballed.
type GuaranteedOfftake struct {
	Plant       string        `toml:"plant" ref:"plant" doc:"plant whose output is bought; it sells the goods"`
	Goods       []string      `toml:"goods" doc:"goods or levels that are bought"`
	Quantity    markets.Share `toml:"quantity" unit:"1" default:"100 %" min:"0" max:"1" doc:"share of the month's output of each good that is bought at most; 0 for none"`
	Markup      markets.Share `toml:"markup" unit:"1" default:"8 %" min:"0" max:"10" doc:"on the plant's unit cost"`
	Keeps       float64       `toml:"keeps" unit:"months" default:"1 months" min:"0" max:"24" doc:"of output that the plant keeps for others, beyond the two months in store that every seller wants"`
	Years       float64       `toml:"years" unit:"years" default:"10 years" min:"0" doc:"from the signing to the end of the offtake and of the floor"`
	Resell      bool          `toml:"resell" default:"false" doc:"whether what has been bought is offered at last month's price"`
	Builds      bool          `toml:"builds" default:"false" doc:"whether the owner has bound himself to build the plant: its project goes ahead when it has its money, whatever it promises"`
	ProfitFloor float64       `toml:"profit_floor" unit:"USD/yr" default:"0 USD/yr" min:"0" max:"1000000000000" doc:"least operating profit, in money of the day; 0 for none"`
	Growth      float64       `toml:"growth" unit:"1/yr" default:"2 %/yr" min:"-0.5" max:"0.5" doc:"of the profit floor, each calendar year after that of the signing"`
	First       float64       `toml:"first" unit:"USD/yr" default:"0 USD/yr" min:"0" max:"1000000000000" doc:"of a profit above the floor, what the government receives whole, in money of the day"`
	Beyond      markets.Share `toml:"beyond" unit:"1" default:"0 %" min:"0" max:"1" doc:"share of the rest of such a profit that it receives"`
}

// workingStock is what sellers want in store, months of output (MODEL 7.4); with less they ask so much that nobody buys.
const workingStock = 2

// Page explains the kind.
func (*GuaranteedOfftake) Page() Page {
	return Page{
		Users: "US for MP's 10X plant, ten years from 2028",
		Mechanism: "Whoever decides on the plant knows that all it makes is sold and that its profit has a floor: the hurdle " +
			"falls and the return has a least. Commercial buyers come first, the treasury takes what is left at cost and " +
			"markup. What it takes is stored and may be sold again.",
		Formula: "treasury pays unit cost x (1 + markup) x mass; in December max(0, floor - profit), and gets first + beyond x " +
			"(excess - first); floor grows by growth a year in money of the day",
		Test: "A floor of 140 M USD: at a profit of 100 it pays 40; at 180 it gets 30 whole and half of the other 10, 35. " +
			"In the third year the floor is 145.656.",
		Source: "Offtake and EBITDA guarantee of July 2025 between MP Materials and the Department of Defense (FAS, 15 Jul " +
			"2025)",
		Tension: 0.01,
	}
}

// Excludes claims what the plant makes: two governments cannot buy all of it.
func (k *GuaranteedOfftake) Excludes(*Setup) []string {
	return []string{"the guaranteed offtake of " + k.Plant}
}

// Holds lists the goods; those that the plant does not sell stay empty.
func (k *GuaranteedOfftake) Holds(s *Setup) ([]ID, error) { return s.held(k.Goods) }

// Build looks up the plant and what it sells of the goods.
func (k *GuaranteedOfftake) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	store, err := s.store(k.Goods)
	if err != nil {
		return nil, err
	}
	sold, err := k.sold(s, &store)
	if err != nil {
		return nil, err
	}
	var bound []ID
	for i := range s.Catalog.Plans {
		if k.Builds && slices.Contains(s.Catalog.Plans[i].Sites, s.Catalog.Lines[sold[0].Seller].Site) {
			bound = append(bound, ID(i))
		}
	}
	return &guaranteedOfftake{
		projects: bound, window: in, store: store, contracts: sold, site: s.Catalog.Lines[sold[0].Seller].Site, quantity: k.Quantity, resell: k.Resell,
		months: agents.Month(exact.Round(12 * k.Years)), inflation: s.Model.Inflation, source: s.Source,
		floor: finance.EBITDAFloor{
			Level: exact.Money(k.ProfitFloor), Growth: k.Growth, First: exact.Money(k.First), Beyond: k.Beyond,
		},
	}, nil
}

// sold drafts a contract over each of the goods that the plant sells. A good named by its id must be among them.
func (k *GuaranteedOfftake) sold(s *Setup, t *store) (drafts []agents.Offtake, err error) {
	if _, err := s.plant("plant", k.Plant); err != nil {
		return nil, err
	}
	for slot, good := range t.goods {
		name := s.Catalog.Goods[good].Name
		line, err := s.line("plant", k.Plant, good, agents.Sells)
		switch {
		case err == nil:
			drafts = append(drafts, agents.Offtake{
				Seller: line, Buyer: s.keptOn(slot), Part: k.Quantity, Form: agents.CostPlus, Markup: k.Markup, Rank: 3, Keeps: workingStock + k.Keeps,
				Name: s.Name + "-" + name, Source: s.Source,
			})
		case slices.Contains(k.Goods, name):
			return nil, err
		}
	}
	if len(drafts) == 0 {
		return nil, &KeyError{"plant", k.Plant, "a plant that sells one of the goods"}
	}
	return drafts, nil
}

// keptOn is the line of a slot of the instrument's site.
func (s *Setup) keptOn(slot int) ID {
	if s.Site == agents.None {
		return agents.None
	}
	return ID(s.Catalog.Sites[s.Site].First + slot)
}

type guaranteedOfftake struct {
	window
	store
	site      ID
	contracts []agents.Offtake // but for their end
	quantity  markets.Share
	months    agents.Month
	resell    bool
	floor     finance.EBITDAFloor
	inflation float64
	source    ID
	projects  []ID // that the owner has bound himself to
}

// Enact signs once the plant operates, renews the floor and offers what may be sold again. It does nothing before 2024.
func (g *guaranteedOfftake) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if v.Month() < 0 || !g.holds(v.Month()) {
		return
	}
	if m.Mode == concluded {
		m.Since++
	} else if v.SiteAt(g.site).Open {
		m.Mode, m.Since = concluded, 0
		g.sign(v, out)
	}
	g.bind(out)
	g.promise(v, m, out)
	if g.resell {
		g.offer(v, out)
	}
}

// last is the last month of what begins in a month.
func (g *guaranteedOfftake) last(first agents.Month) agents.Month {
	return min(g.end, first+g.months-1)
}

// sign concludes the contracts.
func (g *guaranteedOfftake) sign(v agents.View, out *agents.Measures) {
	for _, c := range g.contracts {
		if c.End = g.last(v.Month()) + 1; c.Part > 0 && c.End > v.Month() {
			out.Offtakes = append(out.Offtakes, c)
		}
	}
}

// bind tells that the plant's project goes ahead.
func (g *guaranteedOfftake) bind(out *agents.Measures) {
	if len(g.projects) > 0 && g.quantity > 0 {
		out.Terms = append(out.Terms, agents.Term{
			Parameter: agents.ProjectStart, Operation: agents.SetTo, Value: 1, Scope: agents.Scope{Projects: g.projects}, Source: g.source,
		})
	}
}

// promise renews the floor. Before the plant operates a promise to buy counts as one without a floor, for those who decide
// whether to build.
func (g *guaranteedOfftake) promise(v agents.View, m *agents.Memory, out *agents.Measures) {
	signed := v.Month() - agents.Month(m.Since)
	last := g.last(signed)
	waits := m.Mode != concluded && g.quantity > 0
	if last < v.Month() || g.floor.Level == 0 && !waits {
		return
	}
	p := agents.Guarantee{
		Kind: agents.Profit, Site: g.site, Good: g.goods[0], IndexNode: g.node, Every: 12, End: last, Source: g.source,
	}
	if g.floor.Level > 0 {
		prices := deflator(v.Month(), g.inflation)
		level := g.floor.In(v.Month().Year() - signed.Year())
		p.Level, p.First = exact.Money(exact.USD(level)/prices), exact.Money(exact.USD(g.floor.First)/prices)
		p.Down, p.Up = markets.Whole, g.floor.Beyond
		p.Erosion = (1+g.inflation)/(1+g.floor.Growth) - 1
	}
	out.Guarantees = append(out.Guarantees, p)
}

// offer asks last month's price for all that is kept.
func (g *guaranteedOfftake) offer(v agents.View, out *agents.Measures) {
	for slot, good := range g.goods {
		if stock := v.Stock(slot).Mass; stock > 0 {
			out.Orders = append(out.Orders, agents.PublicOrder{Good: good, Price: limited(v.PriceAt(good, g.node)), Mass: stock, Source: g.source})
		}
	}
}
