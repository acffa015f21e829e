package policy

import (
	"slices"

	"monazite/agents"
	"monazite/markets"
)

// OriginRule keeps goods of some origins from the secure buyers of a region, as the United States'
// defence procurement does with Chinese magnets (MODEL P30). Nobody is paid by the rule itself.
// Where a waiver is granted, a good from there is let in at a duty on top, paid by the importer to
// the treasury of the region, until the first delivery of that good from anywhere else; then the
// ban stands for ever. The origin is that of the last substantial process: where the good was sold.
type OriginRule struct {
	Node    string        `toml:"node" ref:"node" doc:"secure buyers' node"`
	Origins []string      `toml:"origins" ref:"region" doc:"regions that are kept out"`
	Goods   []string      `toml:"goods" doc:"goods or levels that the rule concerns, or *"`
	Waiver  markets.Share `toml:"waiver" unit:"1" default:"0 %" min:"0" max:"10" doc:"duty at which a good is let in before its first delivery from elsewhere; 0 for no waiver"`
}

// originRule is the instrument.
type originRule struct {
	window  window
	source  ID
	node    agents.ID
	region  agents.ID
	origins uint64
	goods   []ID
	allies  []ID // nodes outside the origins
	segment string
	waiver  markets.Share
}

// mostGoods is how many goods one rule may concern: it remembers one bit for each.
const mostGoods = 15

// Page explains the kind.
func (*OriginRule) Page() Page {
	return Page{
		Users: "US defence procurement, on magnets since 2019",
		Mechanism: "It closes the routes from the origins to the secure buyers' node, who then pay what sellers elsewhere ask. With " +
			"a waiver a good comes in at a duty until it is first delivered from elsewhere; each good is judged on its own, " +
			"once and for all.",
		Formula: "cap of the routes = 0; before a good's first delivery from elsewhere: duty = waiver x last month's price at the " +
			"exporter's node",
		Test: "China asks 50 USD/kg, the United States 30 t at 80, defence bids 20 t at 100: defence pays 80, China sells " +
			"nothing.",
		Source:  "10 U.S.C. 4872 on sensitive materials from non-allied nations (recalled); the price of a waiver is a judgement",
		Tension: 0.05,
	}
}

// Build looks up the node, the regions and the goods.
func (k *OriginRule) Build(s *Setup) (agents.Policy, error) {
	window, err := s.window()
	if err != nil {
		return nil, err
	}
	origins, err := s.regions("origins", k.Origins)
	if err != nil {
		return nil, err
	}
	if len(origins) == 0 {
		return nil, &KeyError{Key: "origins", Expected: "the ids of regions that are kept out"}
	}
	set, err := s.goods(k.Goods)
	if err != nil {
		return nil, err
	}
	r := &originRule{window: window, source: s.Source, node: agents.None, origins: bits(origins), waiver: k.Waiver}
	for i, node := range s.Catalog.Nodes {
		switch {
		case node.Name == k.Node:
			r.node, r.region, r.segment = ID(i), node.Region, node.Segment
		case !slices.Contains(origins, node.Region):
			r.allies = append(r.allies, ID(i))
		}
	}
	if r.node == agents.None || r.segment == "" {
		return nil, &KeyError{"node", k.Node, "a node with a segment"}
	}
	for good := range s.Catalog.Goods {
		if set == 0 || set>>uint(good)&1 == 1 {
			r.goods = append(r.goods, ID(good))
		}
	}
	if len(r.goods) > mostGoods {
		return nil, &KeyError{"goods", "", "at most 15 goods: name those that the rule is about"}
	}
	return r, nil
}

// Enact lets in, at the waiver's duty, what nobody else has delivered yet, and bans the rest.
func (r *originRule) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if !r.window.holds(v.Month()) {
		return
	}
	for i, good := range r.goods {
		if r.delivered(v, good) {
			m.Mode |= 1 << i
		}
		scope := agents.Scope{Goods: 1 << uint(good), From: r.origins, To: 1 << uint(r.region), ToSegment: r.segment}
		if r.waiver > 0 && m.Mode>>i&1 == 0 {
			out.Wedges = append(out.Wedges, agents.Wedge{Kind: agents.Duty, Scope: scope, Share: r.waiver, Source: r.source})
			continue
		}
		out.Limits = append(out.Limits, agents.Limit{Kind: agents.OnRoute, Scope: scope, Source: r.source})
	}
}

// delivered says whether the good has reached the secure buyers from elsewhere.
func (r *originRule) delivered(v agents.View, good ID) bool {
	for _, ally := range r.allies {
		if v.Flow12(good, ally, r.node) > 0 {
			return true
		}
	}
	return false
}
