package firm

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// market is a small closed world of one node in which agents of this package meet. It executes plans and clears every good by the
// call auction, without money, routes and governments, as the engine does with them.
type market struct {
	t       *testing.T
	model   *agents.Model
	catalog agents.Catalog
	prices  []float64
	finish  [markets.Elements]float64
	uses    map[string]Use
	frame   agents.Frame
	rules   agents.Rules
	plants  []*plant
	month   agents.Month
	auction markets.Mechanism
	demand  float64 // on top of every user's path
}

// plant is one agent with what the engine keeps for it.
type plant struct {
	name    string
	keys    Common
	setup   *Setup
	agent   agents.Agent
	memory  agents.Memory
	account agents.Account
	plan    agents.Plan
	orders  []agents.Order
	made    []markets.Mass
	moved   []markets.Mass
	short   markets.Mass
}

// months of the test world's paths.
const testMonths = 400

var testGoods = []struct {
	name  string
	level markets.Level
}{
	{"ORE", markets.Concentrate}, {"CARB", markets.Carbonate}, {"SEGH", markets.Carbonate},
	{"NdPr", markets.Oxide}, {"La", markets.Oxide}, {"Ce", markets.Oxide}, {"Sm", markets.Oxide}, {"Tb", markets.Oxide}, {"Dy", markets.Oxide},
	{"MG0", markets.Magnet}, {"MG1", markets.Magnet}, {"MG2", markets.Magnet}, {"SMC", markets.Magnet},
	{"SWARF", markets.Scrap}, {"EOL", markets.Scrap},
	{"NdPr-metal", markets.Metal}, {"DyFe", markets.Metal}, {"Tb-metal", markets.Metal},
}

// testSplit is the use of magnets by grade.
var testSplit = map[string]float64{"MG0": 0.6, "MG1": 0.25, "MG2": 0.15}

// oreContent holds NdPr, Dy and Tb in the proportions that the magnets take beyond recycled swarf.
func oreContent() (x [markets.Elements]float64) {
	for _, grade := range []string{"MG0", "MG1", "MG2"} {
		conventional, sparing := Oxides(grade, 0.27, 1)
		for e := range x {
			x[e] += testSplit[grade] * Approach(conventional[e], sparing[e], openingSparing)
		}
	}
	scale := 0.2 / x[markets.NdPr]
	rest := 1.0
	for e := range x {
		x[e] *= scale
		rest -= x[e]
	}
	x[markets.La], x[markets.Sm] = 0.25, 0.01
	x[markets.Ce] = rest - 0.26
	return x
}

func newMarket(t *testing.T) *market {
	w := &market{t: t, model: defaultModel(t), auction: markets.NewCallAuction(), demand: 1}
	w.catalog.Nodes = []markets.Node{{Name: "CN"}}
	ore := oreContent()
	w.finish = [markets.Elements]float64{
		markets.La: FinishingFor(w.model, 0.3, 0.95, 0.49), markets.Ce: FinishingFor(w.model, 0.4, 0.95, 0.82), markets.Sm: FinishingFor(w.model, 0.97, 0.95, 2.2),
	}
	oxides := [markets.Elements]float64{markets.NdPr: 48.5, markets.La: 0.49, markets.Ce: 0.82, markets.Sm: 2.2, markets.Tb: 717, markets.Dy: 230}
	separation := Separation{Model: w.model, Yield: 0.95, Light: 2.5, Heavy: 6, Price: oxides, Finishing: w.finish}
	for _, g := range testGoods {
		good := markets.Good{Name: g.name, Level: g.level, Element: markets.Elements}
		price := 0.0
		switch g.level {
		case markets.Oxide:
			good.Element, _ = markets.ParseElement(g.name)
			good.Content[good.Element] = 1
			price = oxides[good.Element]
		case markets.Metal:
			good.Element = testMetals[g.name]
			good.Content[good.Element] = MetalContent(good.Element)
			price = 1.08 * (oxides[good.Element]/MetalYield(good.Element) + 5)
		case markets.Concentrate:
			good.Content = ore
			separation.Crack = 2.5
			price = 0.85 * separation.Netback(&ore)
		case markets.Carbonate:
			good.Content = ore
			if g.name == "SEGH" {
				good.Content = [markets.Elements]float64{}
				left := ore[markets.Sm] + ore[markets.Tb] + ore[markets.Dy]
				for _, e := range []markets.Element{markets.Sm, markets.Tb, markets.Dy} {
					good.Content[e] = ore[e] / left
				}
			}
			separation.Crack = 0
			price = 0.85 * separation.Netback(&good.Content)
		case markets.Magnet:
			good.Content, _ = MagnetContent(g.name, 1)
			price = 1.08 * (23 + MagnetCost(w.model, g.name, 0.27, 1, &oxides))
		case markets.Scrap:
			for _, grade := range []string{"MG0", "MG1", "MG2"} {
				content, _ := MagnetContent(grade, 1)
				for e, x := range content {
					good.Content[e] += testSplit[grade] * x
				}
			}
			price = 0.5 * dot(&good.Content, &oxides)
			if g.name == "SWARF" {
				price *= 1.8
			}
		}
		w.catalog.Goods = append(w.catalog.Goods, good)
		w.prices = append(w.prices, price)
	}
	w.uses = map[string]Use{
		"motors":   {Elasticity: 0.25, Choke: 12, Grades: testSplit, Life: 10},
		"catalyst": {Elasticity: 0.4, Choke: 20},
	}
	w.frame = agents.Frame{Nodes: 1, Month: -1, Quotes: make([]agents.Quote, len(w.prices)), Goods: make([]agents.GoodReport, len(w.prices))}
	for i, p := range w.prices {
		price := exact.Price(p)
		w.frame.Quotes[i] = agents.Quote{Buyers: price, Sellers: price, BuyersTraded: true, SellersTraded: true}
		w.frame.Goods[i].Volatility = 0.3
	}
	return w
}

// setup is what a plant is built with.
func (w *market) newSetup(common *Common) *Setup {
	return &Setup{
		ID: ID(len(w.plants)), Keys: common, China: true, Model: w.model, Goods: w.catalog.Goods, Prices: w.prices, Index: w.prices,
		Finishing: w.finish, Uses: w.uses, Months: testMonths, LegacyShare: 0.8,
	}
}

// add builds a plant and gives it two months of its flows in stock.
func (w *market) add(name string, keys Builder, common Common, change ...func(*Setup)) *plant {
	w.t.Helper()
	p := &plant{name: name, keys: common}
	p.setup = w.newSetup(&p.keys)
	for _, c := range change {
		c(p.setup)
	}
	agent, err := keys.Build(p.setup)
	if err != nil {
		w.t.Fatalf("%s: %v", name, err)
	}
	p.agent, p.memory = agent, p.setup.Memory
	n := len(p.setup.Lines)
	p.made, p.moved = make([]markets.Mass, n), make([]markets.Mass, n)
	p.plan = agents.Plan{Demand: make([]markets.Mass, n), Want: make([]markets.Mass, n), Worth: make([]markets.Price, n)}
	p.account = agents.Account{Stock: make([]markets.Lot, n), Committed: make([]markets.Mass, n), Open: true, Working: 1, CostScale: 1, Capacity: common.Capacity / 12}
	w.catalog.Sites = append(w.catalog.Sites, agents.SiteFacts{Name: name, First: len(w.catalog.Lines), Lines: n})
	w.rules.Sites = append(w.rules.Sites, agents.SiteRule{Limit: markets.Unlimited})
	for slot, line := range p.setup.Lines {
		line.Site = ID(len(w.plants))
		w.catalog.Lines = append(w.catalog.Lines, line)
		p.account.Stock[slot] = w.lot(line.Good, 2*p.setup.Flows[slot])
		if line.Side == agents.Sells {
			w.frame.Goods[line.Good].Sold12 += p.setup.Flows[slot]
		}
	}
	w.plants = append(w.plants, p)
	return p
}

// lot is a reference lot of a good.
func (w *market) lot(good ID, tonnes float64) (lot markets.Lot) {
	g := &w.catalog.Goods[good]
	for e, x := range g.Content {
		lot.Content[e] = exact.Mass(tonnes * x)
	}
	lot.Mass = exact.Mass(tonnes)
	if g.Level <= markets.Oxide {
		lot.Mass = lot.Content.Sum()
	}
	return lot
}

func (w *market) view(i int) agents.View {
	p := w.plants[i]
	if path := p.setup.DemandPath; len(path) > 0 {
		p.account.Demand = w.demand * path[min(max(int(w.month), 0), len(path)-1)]
	}
	return agents.NewView(w.month, &w.catalog, &w.frame, &w.rules, &p.account, ID(i))
}

// step runs a month.
func (w *market) step() {
	for i, p := range w.plants {
		p.plan.Runs = p.plan.Runs[:0]
		clear(p.plan.Demand)
		clear(p.plan.Want)
		clear(p.made)
		clear(p.moved)
		p.agent.Plan(w.view(i), &p.memory, &p.plan)
	}
	for _, p := range w.plants {
		w.run(p)
	}
	for i, p := range w.plants {
		p.orders = p.orders[:0]
		p.agent.Quote(w.view(i), &p.memory, &p.orders)
		w.check(p)
	}
	for good := range w.prices {
		w.clear(ID(good))
	}
	for _, p := range w.plants {
		for slot := range p.moved {
			b := &p.memory.Beliefs[slot]
			b.Made12 += (exact.Tonnes(p.made[slot]) - b.Made12) / 12
			b.Sold12 += (exact.Tonnes(p.moved[slot]) - b.Sold12) / 12
		}
		p.memory.Unserved12 += (exact.Tonnes(p.short) - p.memory.Unserved12) / 12
	}
	w.month++
}

// run executes a plan.
func (w *market) run(p *plant) {
	taken := make([]markets.Mass, len(p.moved))
	for _, run := range p.plan.Runs {
		a := &p.setup.Activities[run.Activity]
		var pool markets.Lot
		for _, in := range a.Inputs {
			need := in.Per.Of(run.Level)
			if need > p.account.Stock[in.Slot].Mass {
				w.t.Fatalf("%v %s plans %v of slot %d with %v in stock", w.month, p.name, need, in.Slot, p.account.Stock[in.Slot].Mass)
			}
			taken[in.Slot] += need
			pool.Add(p.account.Stock[in.Slot].Take(need))
		}
		for e, share := range a.Source {
			pool.Content[e] += share.Of(run.Level)
		}
		for _, out := range a.Outputs {
			var lot markets.Lot
			for e, share := range out.Recovery {
				lot.Content[e] = (share - share.Times(run.Reject[e])).Of(pool.Content[e])
			}
			if lot.Mass = lot.Content.Sum(); out.Per > 0 {
				lot.Mass = out.Per.Of(run.Level)
			}
			p.account.Stock[out.Slot].Add(lot)
			p.made[out.Slot] += lot.Mass
		}
	}
	p.short = 0
	for slot, wish := range p.plan.Demand {
		p.short += max(0, wish-taken[slot])
	}
}

// check refuses orders that the market would refuse, and offers beyond the stock.
func (w *market) check(p *plant) {
	offered := make([]markets.Mass, len(p.moved))
	for _, o := range p.orders {
		side := p.setup.Lines[o.Slot].Side
		if o.Price <= 0 || o.Mass <= 0 || o.Bid != (side == agents.Buys) {
			w.t.Fatalf("%v %s: order %+v on side %v", w.month, p.name, o, side)
		}
		if !o.Bid {
			offered[o.Slot] += o.Mass
		}
	}
	for slot, mass := range offered {
		if mass > p.account.Stock[slot].Mass {
			w.t.Fatalf("%v %s offers %v of %v in slot %d", w.month, p.name, mass, p.account.Stock[slot].Mass, slot)
		}
	}
}

// clear trades one good and publishes its price.
func (w *market) clear(good ID) {
	book := markets.Book{Nodes: 1}
	type place struct{ plant, slot int }
	var asks, bids []place
	for i, p := range w.plants {
		for _, o := range p.orders {
			if p.setup.Lines[o.Slot].Good != good {
				continue
			}
			order := markets.Order{Price: o.Price, Mass: o.Mass, Owner: ID(i)}
			if o.Bid {
				book.Bids, bids = append(book.Bids, order), append(bids, place{i, int(o.Slot)})
			} else {
				book.Asks, asks = append(book.Asks, order), append(asks, place{i, int(o.Slot)})
			}
		}
	}
	q := &w.frame.Quotes[good]
	q.BuyersTraded, q.SellersTraded = false, false
	report := &w.frame.Goods[good]
	report.Sold12 -= report.Sold12 / 12
	if len(asks) == 0 || len(bids) == 0 {
		return
	}
	var c markets.Clearing
	w.auction.Clear(&book, &c)
	report.Sold12 += exact.Tonnes(c.Volume) / 12
	if c.Volume == 0 {
		return
	}
	*q = agents.Quote{Buyers: c.Buyers[0], Sellers: c.Sellers[0], BuyersTraded: true, SellersTraded: true}
	var pool markets.Lot
	for k, fill := range c.AskFill {
		p := w.plants[asks[k].plant]
		pool.Add(p.account.Stock[asks[k].slot].Take(fill))
		p.moved[asks[k].slot] += fill
	}
	for k, fill := range c.BidFill {
		p := w.plants[bids[k].plant]
		p.account.Stock[bids[k].slot].Add(pool.Take(fill))
		p.moved[bids[k].slot] += fill
	}
}

// price is a good's price, USD/kg.
func (w *market) price(name string) float64 {
	for i := range w.catalog.Goods {
		if w.catalog.Goods[i].Name == name {
			return exact.USDPerKg(w.frame.Quotes[i].Buyers)
		}
	}
	w.t.Fatalf("no good %q", name)
	return 0
}

// deviation is the sd of the logarithm of a series.
func deviation(series []float64) float64 {
	var sum, squares float64
	for _, x := range series {
		sum += math.Log(x)
	}
	mean := sum / float64(len(series))
	for _, x := range series {
		squares += (math.Log(x) - mean) * (math.Log(x) - mean)
	}
	return math.Sqrt(squares / float64(len(series)))
}

// chain is a whole supply chain for 10,000 t of magnets a year: mine, refinery, recycler, two
// magnet makers, a user of magnets and one of lanthanum and cerium.
func chain(t *testing.T) *market { return chainOf(t, &MagnetMaker{Conversion: 23}) }

// chainOf is that chain with other magnet makers.
func chainOf(t *testing.T, keys *MagnetMaker) *market {
	w := newMarket(t)
	ore := oreContent()
	magnets := 10000.0
	var need float64
	for _, grade := range []string{"MG0", "MG1", "MG2"} {
		conventional, sparing := Oxides(grade, 0.27, 1)
		need += magnets * testSplit[grade] * Approach(conventional[markets.NdPr], sparing[markets.NdPr], openingSparing)
	}
	swarf := magnets * 0.27 / 0.73 * 0.95
	recycled := need * 0.27 * 0.96 * 0.95 * 0.9
	feed := (need - recycled) / 0.95 / ore[markets.NdPr]
	w.add("mine", &Miner{Ore: "ORE", Composition: named(ore), Cost: 3}, Common{Capacity: feed / 0.85, Output: feed})
	w.add("refinery", &Refiner{
		Set: "full", Feeds: []string{"ORE"}, Intake: map[string]float64{"ORE": feed}, Yield: 0.95, CrackCost: 2.5, LightCost: 2.5, HeavyCost: 6,
	}, Common{Capacity: feed * 0.95 / 0.8, Output: feed * 0.95})
	w.add("recycler", &Recycler{Feeds: []string{"SWARF"}, Cost: 6, Recovery: 0.9}, Common{Capacity: swarf / 0.7, Output: swarf})
	for _, part := range []float64{0.7, 0.3} {
		maker := *keys
		maker.Family, maker.Grades, maker.Loss, maker.Collected, maker.NdPrContent = "NdFeB", testSplit, 0.27, 0.95, 1
		w.add("maker", &maker, Common{Capacity: part * magnets / 0.8, Output: part * magnets})
	}
	w.add("motors", &Offtaker{Use: "motors", Demand: magnets, Cover: 2}, Common{})
	w.add("catalyst", &OxideUser{Use: "catalyst", Cover: 2, Demand: map[string]float64{
		"La": feed * ore[markets.La] * 0.95 * 0.7, "Ce": feed * ore[markets.Ce] * 0.95 * 0.6,
	}}, Common{})
	return w
}
