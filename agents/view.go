package agents

import "monazite/markets"

// Catalog is the part of a scenario that agents may know: what there is and where.
type Catalog struct {
	Goods     []markets.Good
	Nodes     []markets.Node
	Regions   []string
	Lines     []Line
	Routes    []Route // between nodes; the same for all goods
	Sites     []SiteFacts
	Sources   []Source
	Companies []FirmFacts
	Plans     []ProjectFacts  // of projects
	Scripted  []string        // names of scripted shocks
	Freight   []markets.Price // [good*len(Routes)+route]; negative where there is no carriage
	Index     ID              // the node whose prices are the index: China's open market
}

// FirmFacts are what never changes of a company.
type FirmFacts struct {
	Name   string
	Region ID
}

// ProjectFacts are what never changes of a project.
type ProjectFacts struct {
	Name     string
	Firm     ID
	Sites    []ID
	Capacity float64 // of its last plant as planned, t a year
}

// Route leads from a node's sellers to another node's buyers.
type Route struct{ From, To ID }

// SiteFacts are what never changes of a plant.
type SiteFacts struct {
	Name, Kind   string // the name is the id in the scenario
	Title        string // for people
	Node, Firm   ID
	First, Lines int // its lines
}

// Source is an instrument of a government.
type Source struct {
	Government, Instrument string
	Treasury               ID      // the region whose treasury pays and receives
	Tension                float64 // weight in China's tension towards the government, 0 to 1
}

// Account is what only the plant itself sees.
type Account struct {
	Stock     []markets.Lot  // by slot
	Committed []markets.Mass // by slot: what contracts and sister plants are due to move this month
	Deals     []Deal         // by slot: what has a price: contracts and, of what it makes, sister plants; may be empty
	Open      bool
	Opens     Month         // first month of operation
	Capacity  float64       // nameplate in force, t a month
	Working   float64       // share of it that works this month, 1 without an outage
	CostScale float64       // avoidable cost over that of the opening: learning, depletion
	Demand    float64       // a user's demand at reference prices, t a month
	Drawn     markets.Money // an instrument's: what it has paid out since the first month
	DrawnYear markets.Money // of which since January
}

// Deal is what contracts are due to move of a good this month and, of what a plant makes, sister
// plants; and the mean price at the seller's node, which between sisters is what it is worth there.
type Deal struct {
	Mass  markets.Mass
	Price markets.Price
}

// Public is what all who look in a month see alike.
type Public struct {
	Month   Month
	Catalog *Catalog
	Last    *Frame      // last month's
	Rules   *Rules      // this month's; nil for an instrument, which makes them
	Heard   *[2][]Heard // by Side.Pays: [good*Nodes + node]; nil where nobody has listened for all
}

// Heard is a price of last month as plants learn from it: many hear the same, and its logarithm is taken once.
type Heard struct {
	Log    float64 // of the price, at least the model's least, USD/kg
	Traded bool
}

// View is what an agent sees. It holds no way to change the world. It is passed by value, so it is small.
type View struct {
	public *Public
	own    *Account
	site   ID
}

// View shows what is public and an account to the agent of a site. The account of an instrument is its own purse,
// and its site is where it holds goods.
func (p *Public) View(own *Account, site ID) View { return View{p, own, site} }

// NewView is a View for a single look.
func NewView(month Month, c *Catalog, last *Frame, rules *Rules, own *Account, site ID) View {
	return (&Public{Month: month, Catalog: c, Last: last, Rules: rules}).View(own, site)
}

// Month is the month to decide.
func (v View) Month() Month { return v.public.Month }

// Site is the plant that looks.
func (v View) Site() ID { return v.site }

// Facts are the plant's own.
func (v View) Facts() SiteFacts { return v.public.Catalog.Sites[v.site] }

// Line is one of the plant's own lines.
func (v View) Line(slot int) Line {
	return v.public.Catalog.Lines[v.public.Catalog.Sites[v.site].First+slot]
}

// Good is the good of a slot.
func (v View) Good(slot int) ID { return v.Line(slot).Good }

// Price is last month's price of a slot's good at the plant's node, on the plant's side, USD/kg.
func (v View) Price(slot int) float64 {
	q, side := v.quote(slot)
	if side == Buys {
		return usdPerKg(q.Buyers)
	}
	return usdPerKg(q.Sellers)
}

// Traded says whether that price came from trade.
func (v View) Traded(slot int) bool {
	q, side := v.quote(slot)
	if side == Buys {
		return q.BuyersTraded
	}
	return q.SellersTraded
}

func (v View) quote(slot int) (*Quote, Side) {
	cell, side := v.cell(slot)
	return &v.public.Last.Quotes[cell], side
}

// cell is where the price of a slot's good stands in a Frame, and on which side.
func (v View) cell(slot int) (int, Side) {
	line := &v.public.Catalog.Lines[v.public.Catalog.Sites[v.site].First+slot]
	return int(line.Good)*v.public.Last.Nodes + int(v.node()), line.Side
}

// Heard is Price and Traded as plants learn from them, if somebody has listened for all.
func (v View) Heard(slot int) (is Heard, known bool) {
	if v.public.Heard == nil {
		return Heard{}, false
	}
	cell, side := v.cell(slot)
	return v.public.Heard[side.Pays()][cell], true
}

// node is where the plant trades this month.
func (v View) node() ID {
	if v.public.Rules != nil {
		return v.public.Rules.Sites[v.site].Node
	}
	return v.public.Catalog.Sites[v.site].Node
}

// PriceAt is last month's published price of a good at a node, USD/kg.
func (v View) PriceAt(good, node ID) float64 {
	q := v.public.Last.Quote(good, node)
	return usdPerKg(q.Price())
}

// TradedAt says whether that price came from trade.
func (v View) TradedAt(good, node ID) bool {
	q := v.public.Last.Quote(good, node)
	return q.BuyersTraded || q.SellersTraded
}

// Need is what those at a node need of a good; what traders and public reserves take does not count.
func (v View) Need(good, node ID) Need {
	return v.public.Last.Needs[int(good)*v.public.Last.Nodes+int(node)]
}

// SellersPrice is last month's price of a good to the sellers of a node.
func (v View) SellersPrice(good, node ID) markets.Price {
	return v.public.Last.Quote(good, node).Sellers
}

// Flow12 is what moved of a good between two nodes a month, on average over about a year, t.
func (v View) Flow12(good, from, to ID) float64 {
	for i, r := range v.public.Catalog.Routes {
		if r.From == from && r.To == to {
			return v.public.Last.Flow12[int(good)*len(v.public.Catalog.Routes)+i]
		}
	}
	return 0
}

// Report is what the world knows of a good.
func (v View) Report(good ID) GoodReport { return v.public.Last.Goods[good] }

// Project is what a project published last month.
func (v View) Project(project ID) ProjectReport { return v.public.Last.Projects[project] }

// Plan is what never changes of a project.
func (v View) Plan(project ID) ProjectFacts { return v.public.Catalog.Plans[project] }

// Firm is what a company published last month.
func (v View) Firm(firm ID) FirmReport { return v.public.Last.Firms[firm] }

// Shock says whether a scripted shock ran last month.
func (v View) Shock(i int) bool { return i < len(v.public.Last.Shocks) && v.public.Last.Shocks[i] }

// Drawn is what an instrument has paid out since the first month, and since January.
func (v View) Drawn() (total, year markets.Money) {
	if v.public.Month.Calendar() == 1 {
		return v.own.Drawn, 0
	}
	return v.own.Drawn, v.own.DrawnYear
}

// SiteAt is what a plant published last month.
func (v View) SiteAt(site ID) SiteReport { return v.public.Last.Sites[site] }

// YearExports is what left a node through its gate from January to last month, spot, contracts
// and transfers; nothing in January.
func (v View) YearExports(good, node ID) markets.Mass {
	if v.public.Month.Calendar() == 1 {
		return 0 // last month's frame still holds the old year
	}
	return v.public.Last.YearExports[int(good)*v.public.Last.Nodes+int(node)]
}

// Stock is the plant's stock of a slot.
func (v View) Stock(slot int) markets.Lot { return v.own.Stock[slot] }

// StockTonnes is the mass of that stock, t.
func (v View) StockTonnes(slot int) float64 { return float64(v.own.Stock[slot].Mass) / 1e6 }

// CommittedTonnes is what contracts and sister plants are due to move this month, t.
func (v View) CommittedTonnes(slot int) float64 { return float64(v.own.Committed[slot]) / 1e6 }

// Deal is what contracts and, of what the plant makes, sister plants are due to move of a slot this
// month, t, and their mean price, USD/kg.
func (v View) Deal(slot int) (tonnes, price float64) {
	if slot >= len(v.own.Deals) || v.own.Deals[slot].Mass == 0 {
		return 0, 0
	}
	d := &v.own.Deals[slot]
	return float64(d.Mass) / 1e6, usdPerKg(d.Price)
}

// Open says whether the plant is operating.
func (v View) Open() bool { return v.own.Open }

// Opens says whether the plant begins to operate this month.
func (v View) Opens() bool { return v.own.Opens == v.public.Month }

// Capacity is the nameplate capacity in force, t a month.
func (v View) Capacity() float64 { return v.own.Capacity }

// Working is the share of capacity that works this month.
func (v View) Working() float64 { return v.own.Working }

// CostScale is the plant's avoidable cost over that of the opening.
func (v View) CostScale() float64 { return v.own.CostScale }

// Demand is a user's demand at reference prices, t a month.
func (v View) Demand() float64 { return v.own.Demand }

// Limit is the most that the plant may run this month, t; infinite without a limit is a very
// large number.
func (v View) Limit() float64 { return float64(v.public.Rules.Sites[v.site].Limit) / 1e6 }

// Credit is the production credit per kg of main output and what its by-products bring, USD.
func (v View) Credit() float64 { return usdPerKg(v.public.Rules.Sites[v.site].Credit) }

// Guaranteed says whether a guarantee covers the plant.
func (v View) Guaranteed() bool {
	for i := range v.public.Rules.Guarantees {
		if v.public.Rules.Guarantees[i].Site == v.site {
			return true
		}
	}
	return false
}

// Guarantee is the i-th guarantee that covers the plant, if there is one.
func (v View) Guarantee(i int) (Guarantee, bool) {
	for _, g := range v.public.Rules.Guarantees {
		if g.Site != v.site {
			continue
		}
		if i == 0 {
			return g, true
		}
		i--
	}
	return Guarantee{}, false
}

func usdPerKg(p markets.Price) float64 { return float64(p) / 1e6 }
