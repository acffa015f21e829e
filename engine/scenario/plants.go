package scenario

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/firm"
	"monazite/engine"
	"monazite/markets"
)

// readPlants decodes every plant with the keys of its kind.
func (b *builder) readPlants() {
	for _, e := range b.doc.Tables["plant"] {
		p := plant{entry: e}
		kind, ok := b.kind(e)
		if !ok {
			continue
		}
		p.builder = kind.Keys()
		b.decode(e, &p.common, p.builder)
		p.region = b.countries[p.common.Country]
		p.firm = b.firms[p.common.Company]
		p.node = b.plantNode(&p)
		b.plants = append(b.plants, p)
	}
	if len(b.plants) == 0 && b.ps.Len() == 0 {
		b.ps.Add(b.doc.Top.Problem("plant", "a scenario has at least one [[plant]]"))
	}
}

func (b *builder) kind(e *Entry) (firm.Kind, bool) {
	names := make([]string, len(firm.Kinds))
	for i, kind := range firm.Kinds {
		names[i] = kind.Name
	}
	i, ok := b.kindAmong(e, names)
	if !ok {
		return firm.Kind{}, false
	}
	return firm.Kinds[i], true
}

// kindAmong finds the kind that an entry names.
func (b *builder) kindAmong(e *Entry, names []string) (int, bool) {
	text, _ := e.Values["kind"].Raw.(string)
	if i := slices.Index(names, text); i >= 0 {
		return i, true
	}
	p := e.Problem("kind", "expected one of "+quoted(names))
	if len(names) > mostKinds {
		p = e.Problem("kind", "expected one of those that monazite kinds lists")
	}
	p.Suggestion = Nearest(text, names)
	b.ps.Add(p)
	return 0, false
}

// mostKinds is how many kinds a message lists.
const mostKinds = 10

// plantNode finds where a plant trades: its region's open market, or the segment it names.
func (b *builder) plantNode(p *plant) markets.ID {
	for i, node := range b.out.Nodes {
		if node.Region == p.region && node.Segment == p.common.Segment {
			return markets.ID(i)
		}
	}
	b.ps.Add(p.entry.Problem("segment", "its region has no node of this segment: add a [[node]]"))
	return 0
}

// buildPlants lets every kind declare lines and activities. Plants are built twice: the second
// time each knows what its sisters sell.
func (b *builder) buildPlants() {
	b.buildAll(nil)
	own := make([][]markets.ID, len(b.companies))
	for i := range b.plants {
		p := &b.plants[i]
		for _, line := range p.setup.Lines {
			if line.Side == agents.Sells {
				own[p.firm] = append(own[p.firm], line.Good)
			}
		}
	}
	if b.ps.Len() == 0 {
		b.buildAll(own)
	}
	if b.ps.Len() == 0 {
		b.joinPlants()
		b.compareCrafts()
	}
}

func (b *builder) buildAll(own [][]markets.ID) {
	prices := map[markets.ID][]float64{}
	for i := range b.plants {
		p := &b.plants[i]
		if prices[p.node] == nil {
			prices[p.node] = b.pricesAt(p.node)
		}
		p.setup = &firm.Setup{
			ID: markets.ID(i), Keys: &p.common, China: b.out.Nodes[p.node].Region == b.out.Nodes[b.out.Index].Region,
			Group: b.companies[p.firm].Group, Model: &b.out.Model, Goods: b.out.Goods, Prices: prices[p.node], Index: b.prices,
			Finishing: b.out.Finishing, Uses: b.uses, Months: b.top.Months, LegacyShare: b.opening.Bound,
		}
		if own != nil {
			p.setup.Own = own[p.firm]
		}
		agent, err := p.builder.Build(p.setup)
		if err != nil {
			b.ps.Add(placed(p.entry, err))
		}
		p.agent = agent
	}
}

// joinPlants lays the lines of all plants end to end and fills the catalog.
func (b *builder) joinPlants() {
	for i := range b.plants {
		p := &b.plants[i]
		p.first = len(b.out.Lines)
		for _, line := range p.setup.Lines {
			line.Site = markets.ID(i)
			b.out.Lines = append(b.out.Lines, line)
		}
		b.out.Sites = append(b.out.Sites, agents.SiteFacts{
			Name: p.entry.ID, Title: p.common.Name, Kind: p.common.Kind, Node: p.node, Firm: p.firm,
			First: p.first, Lines: len(p.setup.Lines),
		})
		use := b.useOf(p)
		capacity, size := capacityPath(&p.common, b.top.Months)
		b.out.Plants = append(b.out.Plants, engine.Plant{
			Agent: p.agent, Country: p.common.Country, Activities: p.setup.Activities,
			FixedCost: exact.Money(p.setup.FixedCost), Capacity: capacity, Size: size,
			Demand: p.setup.DemandPath, Reference: p.setup.Reference, Life: p.setup.Life, Use: use,
			Collected: b.collected(use), Learning: p.setup.Learning, Reserves: p.setup.Reserves,
			Project: b.builtBy(markets.ID(i)), Industry: p.common.Industry,
			Start: engine.Start{Level: p.setup.Level, Margin: p.setup.Margin, CostScale: p.setup.CostScale, Legacy: p.setup.Legacy},
		})
		b.out.Firms[p.firm].Sites = append(b.out.Firms[p.firm].Sites, markets.ID(i))
	}
	for i := range b.out.Firms {
		if len(b.out.Firms[i].Sites) > engine.MaxPlants {
			b.ps.Add(b.doc.Tables["company"][i].Problem("", "a company has at most 64 plants"))
		}
	}
	b.joinSisters()
	b.findCollectors()
}

// useOf gives the final use of a user's plant.
func (b *builder) useOf(p *plant) string {
	use, _ := p.entry.Values["use"].Raw.(string)
	return use
}

// joinSisters lets every plant pass what it makes to the plants of its company that buy it, in the
// order of ids.
func (b *builder) joinSisters() {
	for _, firm := range b.out.Firms {
		for _, from := range firm.Sites {
			for _, to := range firm.Sites {
				if from != to {
					b.joinPair(from, to)
				}
			}
		}
	}
	b.out.Opening.Passed = make([]markets.Mass, len(b.out.Transfers))
	b.out.Opening.PassedAt = make([]markets.Price, len(b.out.Transfers))
}

func (b *builder) joinPair(from, to markets.ID) {
	for s, sells := range b.plants[from].setup.Lines {
		for t, buys := range b.plants[to].setup.Lines {
			if sells.Side == agents.Sells && buys.Side == agents.Buys && sells.Good == buys.Good {
				b.out.Transfers = append(b.out.Transfers, engine.Transfer{
					From: markets.ID(b.plants[from].first + s), To: markets.ID(b.plants[to].first + t),
				})
			}
		}
	}
}

// findCollectors finds the line that receives each region's used magnets.
func (b *builder) findCollectors() {
	b.out.Collectors = make([]markets.ID, len(b.out.Regions))
	for region := range b.out.Collectors {
		b.out.Collectors[region] = markets.None
	}
	for i := range b.plants {
		p := &b.plants[i]
		if p.common.Kind == "collector" {
			b.out.Collectors[p.region] = markets.ID(p.first)
		}
	}
}

// capacityPath is nameplate by month, t a month: from 30 % at the opening to all of it over the
// ramp, with the expansion and the yearly growth. Size is full nameplate over the capacity key.
func capacityPath(c *firm.Common, months int) (path, size []float64) {
	path, size = make([]float64, months), make([]float64, months)
	growth := 1.0
	for m := range path {
		month := agents.Month(m)
		if month.Calendar() == 1 && month >= c.GrowthFrom {
			growth *= 1 + c.Growth
		}
		nameplate := c.Capacity
		if c.Expansion > 0 && month >= c.Expands {
			nameplate = c.Expansion
		}
		size[m] = growth
		if c.Capacity > 0 {
			size[m] = nameplate / c.Capacity * growth
		}
		path[m] = nameplate / 12 * growth * rampShare(float64(month-c.Opens), c.Ramp)
	}
	return path, size
}

// rampStart is the share of nameplate that a plant reaches when it opens (MODEL 7.9).
const rampStart = 0.3

func rampShare(age, ramp float64) float64 {
	if ramp <= 0 || age >= ramp || age < 0 {
		return 1
	}
	return rampStart + float64((1-rampStart)*(age/ramp))
}

// growthIndex compounds yearly rates by month, 1 in January 2024; the last rate is kept.
func growthIndex(rates []float64, scale float64, months int) []float64 {
	index := make([]float64, months)
	level := 1.0
	for m := range index {
		index[m] = level
		if len(rates) > 0 {
			rate := float64(rates[min(m/12, len(rates)-1)] * scale)
			level *= exact.Pow(1+rate, 1.0/12)
		}
	}
	return index
}

// collected is the share of a use's retired magnets that is collected, by month.
func (b *builder) collected(use string) []float64 {
	keys, ok := b.useKeys[use]
	if !ok || keys.Life == 0 {
		return []float64{0}
	}
	shares := make([]float64, b.top.Months)
	for m := range shares {
		way := min(1, float64(m)/float64(agents.MonthOf(2035, 1)))
		shares[m] = keys.Collected + float64((keys.Collected2035-keys.Collected)*way)
	}
	return shares
}

func shareOf(ratio float64) markets.Share {
	return markets.Share(exact.Round(ratio * float64(markets.Whole)))
}
