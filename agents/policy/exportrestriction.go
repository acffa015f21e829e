package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// ExportRestriction keeps part of what a region's mines dig at home, as Brazil has announced for ores without domestic
// processing (P037): a month's exports of the goods together are at most a share of the largest monthly output, on average
// over a year, that the region's mines have had so far. A share of current output would fall with the exports it
// forbids. Beside it exporters may pay a tax, a share of last month's price, to the treasury of the region. Both may be
// tightened year by year. What the limit keeps at home sells there at what refiners bid; the
// rent of what still leaves is the exporters'.
type ExportRestriction struct {
	From   []string        `toml:"from" opt:"" ref:"region" doc:"regions that restrict, each on its own; the government's own when absent"`
	Goods  []string        `toml:"goods" doc:"goods or levels that count, by product weight, or *"`
	Shares []markets.Share `toml:"shares" unit:"1" default:"50 %" min:"0" max:"10" doc:"of the largest output so far that may leave, year by year from the start's; the last is kept"`
	Taxes  []markets.Share `toml:"taxes" unit:"1" default:"10 %" min:"0" max:"10" doc:"on last month's price at home, year by year from the start's; the last is kept"`
}

// Page explains the kind.
func (*ExportRestriction) Page() Page {
	return Page{
		Users: "Brazil has announced it; Myanmar's Kachin region taxes clay",
		Mechanism: "Ore stays at home beyond the limit and its price there falls to what refiners bid; what still leaves earns " +
			"exporters a rent. A refinery at home that reckons with the lower price of its feed may be built, years " +
			"later.",
		Formula: "cap of all exports of a region together = share x largest 12-month mean of its mines' output so far; tax = " +
			"share x last month's price at home",
		Test: "Of 20 t a month half may leave, 10 t, also when output has fallen. At 25 USD/kg in China, a freight of 2 and " +
			"a tax of 10 % the miner gets 20.909 at rest.",
		Source:  "CNPM resolution of 16 October 2025: intent, no law yet",
		Tension: 0.01,
	}
}

// Build looks up the regions, their mines and the goods.
func (k *ExportRestriction) Build(s *Setup) (agents.Policy, error) {
	in, from, goods, err := s.exports(k.From, k.Goods)
	if err != nil {
		return nil, err
	}
	if len(k.Shares) == 0 {
		return nil, &KeyError{Key: "shares", Expected: `at least one share such as "50 %"`}
	}
	if len(k.Taxes) == 0 {
		return nil, &KeyError{Key: "taxes", Expected: `at least one share such as "10 %"`}
	}
	r := &restriction{window: in, goods: goods, shares: k.Shares, taxes: k.Taxes, source: s.Source}
	for _, region := range from {
		mines := s.mines(region)
		if len(mines) == 0 {
			return nil, &KeyError{"from", s.Catalog.Regions[region], "a region with mines: the limit is a share of what they dig"}
		}
		r.regions, r.mines = append(r.regions, region), append(r.mines, mines)
	}
	return r, nil
}

// mines are the mines of a region.
func (s *Setup) mines(region ID) (sites []ID) {
	for i := range s.Catalog.Sites {
		if f := &s.Catalog.Sites[i]; f.Kind == "miner" && s.Catalog.Nodes[f.Node].Region == region {
			sites = append(sites, ID(i))
		}
	}
	return sites
}

type restriction struct {
	window
	goods         uint64
	shares, taxes []markets.Share
	regions       []ID
	mines         [][]ID
	source        ID
}

// Enact follows what the mines dig, also before it is in force, and limits each region to its share of the most.
func (r *restriction) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if len(m.Notes) == 0 {
		m.Notes = make([]float64, 2*len(r.regions)) // of each region the mean over about a year, and the largest so far, t a month
	}
	for i, region := range r.regions {
		mean, most := &m.Notes[2*i], &m.Notes[2*i+1]
		if dug := r.dug(v, i); *mean == 0 {
			*mean = dug
		} else {
			*mean += (dug - *mean) / 12
		}
		*most = max(*most, *mean)
		if !r.holds(v.Month()) {
			continue
		}
		year := max(0, v.Month()).Year() - r.start.Year()
		scope := agents.Scope{Goods: r.goods, From: 1 << uint(region)}
		if share := of(r.shares, year); share < markets.Whole {
			out.Limits = append(out.Limits, agents.Limit{
				Kind: agents.OnGate, Scope: scope, Cap: share.Of(exact.Mass(*most)), Source: r.source,
			})
		}
		if tax := of(r.taxes, year); tax > 0 {
			out.Wedges = append(out.Wedges, agents.Wedge{Kind: agents.ExportTax, Scope: scope, Share: tax, Source: r.source})
		}
	}
}

// dug is what a region's mines ran last month, t.
func (r *restriction) dug(v agents.View, i int) (tonnes float64) {
	for _, site := range r.mines[i] {
		tonnes += exact.Tonnes(v.SiteAt(site).Level)
	}
	return tonnes
}

// of gives a year's share of a list, in years before the first the first.
func of(list []markets.Share, year int) markets.Share {
	return list[min(max(0, year), len(list)-1)]
}
