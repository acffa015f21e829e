package policy

import (
	"monazite/agents"
	"monazite/markets"
)

// RawExportBan forbids exports, as Malaysia has of raw ore since January 2024 (P024) and Vietnam
// by its amended geology and minerals law from January 2026 (P028). Nobody pays anybody. Miners
// of the region sell to refiners at home, at the price that those bid, or keep their ore; the
// value that the ban takes from them stays with the refiners that can use it. It binds the
// region's open market: who sells in a segment of its own, by licence, is exempt.
type RawExportBan struct {
	From  []string `toml:"from" opt:"" ref:"region" doc:"regions that may not export; the government's own when absent"`
	Goods []string `toml:"goods" doc:"goods or levels that may not leave, or *"`
}

// Build looks up regions and goods.
func (k *RawExportBan) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	from, err := s.regionsOrOwn("from", k.From)
	if err != nil {
		return nil, err
	}
	goods, err := s.goods(k.Goods)
	if err != nil {
		return nil, err
	}
	return &ban{in, agents.Limit{
		Kind:   agents.OnRoute,
		Scope:  agents.Scope{Goods: goods, From: bits(from)},
		Cap:    markets.Mass(0),
		Source: s.Source,
	}}, nil
}

type ban struct {
	window
	limit agents.Limit
}

// Enact closes every route out.
func (b *ban) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if b.holds(v.Month()) {
		out.Limits = append(out.Limits, b.limit)
	}
}
