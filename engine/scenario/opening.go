package scenario

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// open fills the state in which the first month begins: stocks, goods in use, money, memories, the
// contracts without which plants could not live, and last month's frame at opening prices.
func (b *builder) open() {
	s := &b.out.Opening
	s.Stock = make([]markets.Lot, len(b.out.Lines))
	s.Beliefs = make([]agents.Belief, len(b.out.Lines))
	s.InUse = make([][engine.UseStages]markets.Lot, len(b.plants))
	s.Running = make([]engine.SiteState, len(b.plants))
	s.Cash = make([]markets.Money, b.out.Accounts())
	s.YearResult = make([]markets.Money, len(b.out.Firms))
	s.Spent = make([]markets.Money, len(b.out.Firms))
	s.Turnover = make([]markets.Money, len(b.out.Firms))
	s.Credit = make([]markets.Money, len(b.out.Firms))
	s.Defaults = make([]int16, len(b.out.Firms))
	b.out.LineMonths = b.opening.LineMonths
	s.Frame.Flow12 = make([]float64, len(b.out.Freight))
	turnover := make([]float64, len(b.out.Firms))
	for i := range b.plants {
		p := &b.plants[i]
		s.Memories = append(s.Memories, p.setup.Memory)
		s.Running[i] = engine.SiteState{Opens: p.common.Opens, Working: 1, CostScale: 1, Gap: b.out.Plants[i].Gap, Found: 1}
		for slot := range p.setup.Lines {
			s.Beliefs[p.first+slot] = p.setup.Memory.Beliefs[slot]
			s.Stock[p.first+slot] = b.openingLot(p, slot)
		}
		b.openInUse(i)
		turnover[p.firm] += b.turnover(p)
	}
	for firm, usd := range turnover {
		cash := exact.Money(usd * b.opening.CashMonths)
		if given := b.companies[firm].Cash; given > 0 {
			cash = exact.Money(given)
		}
		s.Cash[firm] = cash
		s.Cash[len(s.Cash)-2] -= cash // the outside world has put it there
		s.Turnover[firm] = exact.Money(usd)
		s.Credit[firm] = exact.Money(usd * b.opening.LineMonths)
	}
	b.openBooks()
	b.openFrame()
	b.legacy()
}

// openingLot is what a plant holds of a good: months of its 2024 flow, at the reference
// composition; a mine holds its own. Scrap is no exception, though MODEL 5.4 opens it with one month:
// a recycler wants two like any buyer, and with one its output fell by 40 % in the second month, which
// pushed the price of NdPr up by a tenth before the first year began.
func (b *builder) openingLot(p *plant, slot int) (lot markets.Lot) {
	line := p.setup.Lines[slot]
	good := &b.out.Goods[line.Good]
	months := b.opening.StockMonths
	if p.common.Segment != "" && line.Side == agents.Buys {
		months = b.opening.SecureStock
	}
	mass := p.setup.Flows[slot] * months
	content := good.Content
	for _, a := range p.setup.Activities {
		if a.Kind == agents.Extract && len(a.Outputs) > 0 && a.Outputs[0].Slot == slot {
			for e, x := range a.Source {
				content[e] = float64(x) / float64(markets.Whole)
			}
		}
	}
	for e, x := range content {
		lot.Content[e] = exact.Mass(mass * x)
	}
	lot.Mass = exact.Mass(mass)
	if good.Level <= markets.Oxide {
		lot.Mass = lot.Content.Sum()
	}
	if line.Side == agents.Buys {
		lot.Cost = exact.Price(p.setup.Prices[line.Good]).Times(lot.Mass)
	}
	return lot
}

// openInUse fills the stages through which a user's magnets pass with what steady growth of past
// sales has left in them: S1 = sales/(g+d), S(k+1) = d S(k)/(g+d), with d the rate of leaving a
// stage.
func (b *builder) openInUse(site int) {
	p := &b.plants[site]
	if p.setup.Life <= 0 || len(p.setup.DemandPath) == 0 {
		return
	}
	leave := engine.UseStages / p.setup.Life
	growth := exact.Pow(1+b.opening.PastGrowth, 1.0/12) - 1
	for slot, line := range p.setup.Lines {
		stage := p.setup.Flows[slot] / (growth + leave)
		for k := range engine.UseStages {
			lot := markets.Lot{Mass: exact.Mass(stage)}
			for e, x := range b.out.Goods[line.Good].Content {
				lot.Content[e] = exact.Mass(stage * x)
			}
			b.out.Opening.InUse[site][k].Add(lot)
			stage = leave * stage / (growth + leave)
		}
	}
}

// turnover is a month's revenue, or a user's purchases, at opening prices, USD. A plant that opens
// later is founded with what its capacity will turn over.
func (b *builder) turnover(p *plant) float64 {
	var sales, purchases float64
	for slot, line := range p.setup.Lines {
		value := float64(p.setup.Flows[slot] * 1000 * p.setup.Prices[line.Good])
		if line.Side == agents.Sells {
			sales += value
		} else {
			purchases += value
		}
	}
	if p.common.Opens == engine.Never && !p.building {
		return 0 // whoever builds it raises what it needs
	}
	if sales+purchases == 0 && p.setup.Reference < len(p.setup.Lines) && len(p.setup.Lines) > 0 {
		price := p.setup.Prices[p.setup.Lines[p.setup.Reference].Good]
		return max(p.common.Capacity, p.common.Expansion) / 12 * 1000 * price
	}
	return max(sales, purchases)
}

// openFrame publishes opening prices as those of the month before the first.
func (b *builder) openFrame() {
	nodes := len(b.out.Nodes)
	f := &b.out.Opening.Frame
	f.Nodes, f.Month = nodes, -1
	f.Quotes = make([]agents.Quote, len(b.goods)*nodes)
	f.YearExports = make([]markets.Mass, len(b.goods)*nodes)
	f.Needs = make([]agents.Need, len(b.goods)*nodes)
	f.Goods = make([]agents.GoodReport, len(b.goods))
	f.Sites = make([]agents.SiteReport, len(b.plants))
	f.Firms = make([]agents.FirmReport, len(b.out.Firms))
	f.Shocks = make([]bool, len(b.out.Shocks))
	for i := range b.out.Projects {
		f.Projects = append(f.Projects, agents.ProjectReport{Stage: b.out.Projects[i].Stage, Capex: b.out.Projects[i].Capex})
	}
	for node := range nodes {
		for good, usd := range b.pricesAt(markets.ID(node)) {
			price := exact.Price(usd)
			f.Quotes[good*nodes+node] = agents.Quote{Buyers: price, Sellers: price, BuyersTraded: true, SellersTraded: true, VWAP: price}
		}
	}
	for good := range f.Goods {
		f.Goods[good].Volatility = openingVolatility
	}
	for i := range b.plants {
		p := &b.plants[i]
		f.Sites[i] = agents.SiteReport{Open: p.common.Opens <= 0, Capacity: p.common.Capacity / 12, Utilisation: p.setup.Memory.Utilisation}
		for slot, line := range p.setup.Lines {
			if line.Side == agents.Sells {
				f.Goods[line.Good].Sold12 += p.setup.Flows[slot]
			}
			if line.Side == agents.Buys {
				f.Needs[int(line.Good)*nodes+int(p.node)].Use12 += p.setup.Flows[slot]
			}
		}
	}
}

// openingVolatility is the yearly sd of log prices with which all goods open (MODEL 5.6, judgement).
const openingVolatility = 0.30

// legacy signs contracts for plants that could not sell at market prices: most of their output
// goes, at cost and markup, to users of their own region, else of Japan, the United States and the
// EU, as far as these need it.
func (b *builder) legacy() {
	bound := make([]float64, len(b.out.Lines)) // t a month that a buyer has taken already
	for i := range b.plants {
		p := &b.plants[i]
		if p.setup.Legacy <= 0 {
			continue
		}
		main := p.setup.Lines[p.setup.Reference].Good
		for slot, line := range p.setup.Lines {
			if line.Side != agents.Sells || b.out.Goods[line.Good].Level != b.out.Goods[main].Level {
				continue
			}
			price := p.setup.Legacy * p.setup.Prices[line.Good] / p.setup.Prices[main]
			b.sellLegacy(p, slot, price, bound)
		}
	}
}

// leastContract is the share of what a plant makes of a good below which it signs no contract with a
// buyer.
const leastContract = 1e-3

func (b *builder) sellLegacy(p *plant, slot int, price float64, bound []float64) {
	left := p.setup.Flows[slot] * b.opening.Bound
	seller := markets.ID(p.first + slot)
	for _, region := range b.customers(p) {
		for buyer, line := range b.out.Lines {
			user := &b.plants[line.Site]
			if line.Side != agents.Buys || line.Good != b.out.Lines[seller].Good || user.node != b.nodes[b.out.Regions[region]] {
				continue
			}
			take := min(left, float64(user.setup.Flows[buyer-user.first]*b.opening.Bound)-bound[buyer])
			if take <= float64(leastContract*p.setup.Flows[slot]) {
				continue
			}
			bound[buyer] += take
			left -= take
			b.out.Opening.Contracts = append(b.out.Opening.Contracts, engine.Contract{Offtake: agents.Offtake{
				Name: "legacy-" + p.entry.ID + "-" + user.entry.ID + "-" + b.out.Goods[line.Good].Name, Seller: seller, Buyer: markets.ID(buyer),
				Monthly: exact.Mass(take), Price: exact.Price(price), Top: shareOf(b.opening.Bound), Rank: 2, End: b.opening.LegacyEnds, Source: markets.None,
			}, Since: -240})
		}
	}
}

// customers are the regions that a legacy contract may serve, in order, as far as goods can get
// there.
func (b *builder) customers(p *plant) []markets.ID {
	regions := []markets.ID{p.region}
	for _, name := range []string{"JP", "US", "EU"} {
		i := slices.Index(b.out.Regions, name)
		if i < 0 || markets.ID(i) == p.region {
			continue
		}
		if to := b.nodes[name]; slices.ContainsFunc(b.out.Routes, func(r engine.Route) bool { return r.From == p.node && r.To == to }) {
			regions = append(regions, markets.ID(i))
		}
	}
	return regions
}
