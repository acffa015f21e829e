package policy

import (
	"slices"

	"monazite/agents"
	"monazite/markets"
)

// RawExportBan forbids exports, as Malaysia has of raw ore since January 2024 (P024) and Vietnam
// by its amended geology and minerals law from January 2026 (P028). Nobody pays anybody. Miners
// of the region sell to refiners at home, at the price that those bid, or keep their ore; the
// value that the ban takes from them stays with the refiners that can use it. It binds the
// region's open market. Who processes at home may be exempt: a mine of which the company's
// plants in the region process at least a share of its feed sells in a segment of its own, whose routes the ban does not
// close, and its plants there learn from their partners as fast as technology transfer lets them.
type RawExportBan struct {
	From      []string      `toml:"from" opt:"" ref:"region" doc:"regions that may not export; the government's own when absent"`
	Goods     []string      `toml:"goods" doc:"goods or levels that may not leave, or *"`
	Exempt    string        `toml:"exempt_segment" opt:"" doc:"segment in which exempt mines sell; without one nobody is exempt"`
	Processes markets.Share `toml:"exempt_above" unit:"1" default:"50 %" min:"0" max:"10" doc:"share of a mine's capacity that its company must process in the region for it to be exempt"`
	CatchUp   float64       `toml:"catch_up" unit:"1" default:"0.03" min:"0" max:"0.5" doc:"share of their cost gap that the processing plants of exempt companies close in a month"`
}

// Page explains the kind.
func (*RawExportBan) Page() Page {
	return Page{
		Users: "Malaysia on raw ore and carbonate since 2024, Vietnam on ore from 2026, India on monazite",
		Mechanism: "It closes every route that leaves the open market of the regions for the goods. Miners are left with the bids of " +
			"refiners at home, so that the price at home falls to what those pay or to the miners' own cost; buyers abroad " +
			"bid up what others sell. A new refinery in the region reckons with the lower price of its feed. Contracts that a " +
			"ban breaks cost nobody a penalty.",
		Formula: "cap of every route out = 0 t a month",
		Test: "Malaysia asks 20 t at 10 USD/kg, China bids 30 t at 25 over a freight of 2, Malaysia 5 t at 14. Free: 20 t go to " +
			"China at 23, the miner gains 260,000 USD. Banned: 5 t sell at home at 10, the miner gains nothing, the refiner " +
			"20,000 USD, 15 t stay unsold.",
		Source: "Malaysia's moratorium on unprocessed rare earths of 1 January 2024 (Reuters, 29 Oct 2025); Vietnam's amended " +
			"Geology and Minerals Law (press, Dec 2025); India's Atomic Energy Act",
		Tension: 0.01,
	}
}

// Build looks up regions, goods and the mines that may be exempt.
func (k *RawExportBan) Build(s *Setup) (agents.Policy, error) {
	in, from, goods, err := s.exports(k.From, k.Goods)
	if err != nil {
		return nil, err
	}
	b := &ban{window: in, exempt: k.Exempt, share: float64(k.Processes) / float64(markets.Whole), catchUp: k.CatchUp, limit: agents.Limit{
		Kind:   agents.OnRoute,
		Scope:  agents.Scope{Goods: goods, From: bits(from)},
		Cap:    markets.Mass(0),
		Source: s.Source,
	}}
	if k.Exempt == "" {
		return b, nil
	}
	for _, region := range from {
		if !s.hasSegment(region, k.Exempt) {
			return nil, &KeyError{"exempt_segment", k.Exempt, "the segment of a [[node]] of " + s.Catalog.Regions[region]}
		}
		b.ventures = append(b.ventures, s.ventures(region)...)
	}
	return b, nil
}

func (s *Setup) hasSegment(region ID, name string) bool {
	return slices.ContainsFunc(s.Catalog.Nodes, func(n markets.Node) bool { return n.Region == region && n.Segment == name })
}

// venture is a mine and the plants of its company in its region that process.
type venture struct {
	mine   ID
	plants []ID
}

// ventures lists the mines of a region whose companies have plants there that process.
func (s *Setup) ventures(region ID) (list []venture) {
	for _, mine := range s.mines(region) {
		v := venture{mine: mine}
		for i := range s.Catalog.Sites {
			f := &s.Catalog.Sites[i]
			if f.Firm == s.Catalog.Sites[mine].Firm && f.Kind == "refiner" && s.Catalog.Nodes[f.Node].Region == region {
				v.plants = append(v.plants, ID(i))
			}
		}
		if len(v.plants) > 0 {
			list = append(list, v)
		}
	}
	return list
}

type ban struct {
	window
	limit    agents.Limit
	ventures []venture
	exempt   string
	share    float64
	catchUp  float64
}

// Enact closes every route out, but for mines that are exempt.
func (b *ban) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !b.holds(v.Month()) {
		return
	}
	out.Limits = append(out.Limits, b.limit)
	for i := range b.ventures {
		if venture := &b.ventures[i]; b.conforms(v, venture) {
			out.Terms = append(out.Terms, agents.Term{
				Parameter: agents.Segment, Operation: agents.SetTo, Name: b.exempt,
				Scope: agents.Scope{Sites: []ID{venture.mine}}, Source: b.limit.Source,
			}, agents.Term{
				Parameter: agents.CatchingUp, Operation: agents.SetTo, Value: b.catchUp,
				Scope: agents.Scope{Sites: venture.plants}, Source: b.limit.Source,
			})
		}
	}
}

// conforms says whether a company processes enough of what its mine digs.
func (b *ban) conforms(v agents.View, venture *venture) bool {
	var processed float64
	for _, site := range venture.plants {
		if r := v.SiteAt(site); r.Open {
			processed += r.Capacity
		}
	}
	mine := v.SiteAt(venture.mine)
	return mine.Open && processed > 0 && processed >= float64(b.share*mine.Capacity)
}
