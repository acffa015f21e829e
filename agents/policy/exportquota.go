package policy

import (
	"monazite/agents"
	"monazite/markets"
)

// ExportQuota limits what leaves a region in a year, several goods together by product weight, as
// China's quotas of 2005 to 2014 did (P087 to P096; abolished after WTO dispute DS431, P098).
// Nobody pays the government: exporters ship what earns most, the price abroad rises over the
// price at home, and they keep the difference as rent, pro rata to tonnes. A month's limit is what
// is left of the year, spread evenly over the months left; exports since January count, those
// before the instrument's start too. Several regions have a quota each.
type ExportQuota struct {
	From   []string  `toml:"from" opt:"" ref:"region" doc:"regions whose exports are limited, each on its own; the government's own when absent"`
	Goods  []string  `toml:"goods" doc:"goods or levels that count, by product weight, or *"`
	Annual []float64 `toml:"annual" unit:"t/yr" min:"0" doc:"most that may leave in a year, year by year from the start's; the last is kept"`
}

// Page explains the kind.
func (*ExportQuota) Page() Page {
	return Page{
		Users: "China from 2005 to 2014",
		Mechanism: "All goods that count draw on one allowance by product weight, so that one surcharge in USD/kg rations them: it " +
			"is the same on cheap and on dear goods and multiplies the price of the cheap ones most. The price abroad rises " +
			"over the price at home by the surcharge, which exporters keep; tables show it as rent.",
		Formula: "allowance of a month = max(0, annual - exports since January) / months left of the year; rent = surcharge x mass",
		Test: "Exports of 100 - x and 80 - 4 x t at a surcharge of x USD/kg under an allowance of 120 t: x = 12, 88 t and 32 t " +
			"leave, the rent is 1.44 M USD. Of 12,000 t a year, 3,500 t gone by the end of April, May may ship 1,062.5 t.",
		Source: "MOFCOM quotas of 2005 to 2014 as tabulated by USGS and CRS: 50,145 t of product in 2009, 30,258 t in 2010; " +
			"abolished after WTO dispute DS431",
	}
}

// Build looks up regions, their open nodes and the goods.
func (k *ExportQuota) Build(s *Setup) (agents.Policy, error) {
	in, from, goods, err := s.exports(k.From, k.Goods)
	if err != nil {
		return nil, err
	}
	annual, err := newSchedule(in.start, k.Annual, 0, in.start)
	if err != nil {
		return nil, err
	}
	q := &exportQuota{window: in, annual: annual, source: s.Source, set: goods}
	for i := range s.Catalog.Goods {
		if goods == 0 || goods>>uint(i)&1 == 1 {
			q.goods = append(q.goods, ID(i))
		}
	}
	for _, region := range from {
		node, ok := s.openNode(region)
		if !ok {
			return nil, &KeyError{"from", s.Catalog.Regions[region], "a region with an open market"}
		}
		q.gates = append(q.gates, gate{region, node})
	}
	return q, nil
}

type exportQuota struct {
	window
	annual schedule
	source ID
	set    uint64
	goods  []ID
	gates  []gate
}

// gate is where exports of a region's open market are counted.
type gate struct{ region, node ID }

// Enact limits each region to its part of the month.
func (q *exportQuota) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !q.holds(v.Month()) {
		return
	}
	for _, g := range q.gates {
		left := q.annual.of(v.Month().Year())
		for _, good := range q.goods {
			left -= v.YearExports(good, g.node)
		}
		out.Limits = append(out.Limits, agents.Limit{
			Kind:   agents.OnGate,
			Scope:  agents.Scope{Goods: q.set, From: 1 << uint(g.region)},
			Cap:    max(0, left) / markets.Mass(monthsLeft(v.Month())),
			Source: q.source,
		})
	}
}
