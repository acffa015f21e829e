package policy

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// ExportLicence lets goods out by licence, destination by destination: each gets a share of what it bought a month on
// average in the year before the licence, but at least a tonne. China did so with seven elements and magnets from
// April 2025 (P059, P064): magnets fell to 52 % of the first quarter's in April, to 24 % in May, to 64 % in June and were
// free of it in practice from July. The base is fixed once: a moving one would spiral to nothing. Nobody pays the
// government; who holds licences earns the difference between prices abroad and at home, pro rata to tonnes. The
// shares are those of the months in which goods pass: what is decided counts 45 working days later. Sellers in a segment of their own are not bound.
type ExportLicence struct {
	From     []string        `toml:"from" opt:"" ref:"region" doc:"regions that license; the government's own when absent"`
	To       []string        `toml:"to" opt:"" ref:"region" doc:"destinations; all others when absent"`
	Goods    []string        `toml:"goods" doc:"goods or levels that need a licence, or *"`
	Shares   []markets.Share `toml:"shares" unit:"1" min:"0" max:"10" doc:"of the base that is let out, month by month from the start's; the last is kept; 100 % and more is no limit"`
	Recovery markets.Share   `toml:"recovery" unit:"1" default:"0 %" min:"0" max:"10" doc:"by which the last share rises every month after the list, until all is let out"`
}

// Page explains the kind.
func (*ExportLicence) Page() Page {
	return Page{
		Users: "China: seven elements and magnets from April 2025, five more announced and suspended",
		Mechanism: "Each destination gets a share of what it bought before. Prices abroad rise for what is listed until buyers " +
			"there give up enough, at home they fall; quotes abroad rise more than what is paid on average, for contracts " +
			"go on at their price. When the shares reach 100 % prices meet again.",
		Formula: "cap of a route in month n = shares[n] x mean of the 12 months before, at least of 1 t; after the list the " +
			"last share + recovery x months",
		Test: "A quarter of 4,000 t a month is 1,000 t; with a recovery of 40 % a month it is 2,600 t in the next and free " +
			"in the third.",
		Source: "MOFCOM and customs announcement 18 of 4 April 2025; announcement 57 of October 2025, suspended to November " +
			"2026",
		Tension: 0.0,
	}
}

// Build looks up the ways that goods take.
func (k *ExportLicence) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	if in.start <= 0 {
		return nil, &KeyError{"start", in.start.String(), "a month after 2024-01: licences let out a share of what left in the year before"}
	}
	from, err := s.regionsOrOwn("from", k.From)
	if err != nil {
		return nil, err
	}
	to, err := s.regions("to", k.To)
	if err != nil {
		return nil, err
	}
	set, err := s.goods(k.Goods)
	if err != nil {
		return nil, err
	}
	if len(k.Shares) == 0 {
		return nil, &KeyError{Key: "shares", Expected: `at least one share such as "24 %"`}
	}
	scope := agents.Scope{Goods: set, From: bits(from), To: bits(to)}
	if err := s.reachable(&scope); err != nil {
		return nil, err
	}
	l := &licence{window: in, shares: k.Shares, recovery: k.Recovery, source: s.Source}
	for good := range s.Catalog.Goods {
		if set != 0 && set>>uint(good)&1 == 0 {
			continue
		}
		for _, r := range s.Catalog.Routes {
			a, b := s.Catalog.Nodes[r.From], s.Catalog.Nodes[r.To]
			if a.Segment == "" && a.Region != b.Region && slices.Contains(from, a.Region) && (len(to) == 0 || slices.Contains(to, b.Region)) {
				l.ways = append(l.ways, way{ID(good), r.From, r.To, agents.Scope{
					Goods: 1 << uint(good), From: 1 << uint(a.Region), To: 1 << uint(b.Region), ToSegment: b.Segment,
				}})
			}
		}
	}
	if len(l.ways) == 0 {
		return nil, &KeyError{Key: "to", Expected: "destinations to which there are routes"}
	}
	return l, nil
}

// way is one good's between two nodes.
type way struct {
	good, from, to ID
	scope          agents.Scope
}

type licence struct {
	window
	shares   []markets.Share
	recovery markets.Share
	ways     []way
	source   ID
}

// Enact fixes the bases in its first month, and caps every way at its share of them.
func (l *licence) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if !l.holds(v.Month()) {
		return
	}
	if len(m.Notes) == 0 {
		for _, w := range l.ways {
			m.Notes = append(m.Notes, max(1, v.Flow12(w.good, w.from, w.to)))
		}
	}
	share := l.share(int(v.Month() - l.start))
	if share >= markets.Whole {
		return
	}
	for i, w := range l.ways {
		out.Limits = append(out.Limits, agents.Limit{
			Kind: agents.OnRoute, Scope: w.scope, Cap: share.Of(exact.Mass(m.Notes[i])), Source: l.source,
		})
	}
}

// share is what is let out of the base so many months after the start.
func (l *licence) share(month int) markets.Share {
	if last := len(l.shares) - 1; month > last {
		return min(markets.Whole, l.shares[last]+l.recovery*markets.Share(month-last))
	}
	return l.shares[month]
}
