package policy

import (
	"monazite/agents"
)

// ExportTax is paid by exporters, when goods leave, to the treasury of the region of origin: a
// share of what their market paid for the goods last month, or an amount per kilogram. Examples
// are China's value-added tax, which is rebated on exported magnets and not on oxides (P101),
// its export duties of 15 to 25 % until May 2015 (P097), and the tax of 35,000 CNY/t that
// Kachin's new rulers take on Myanmar's concentrate (P102).
type ExportTax struct {
	From  []string `toml:"from" opt:"" ref:"region" doc:"regions of origin; the government's own when absent"`
	Goods []string `toml:"goods" doc:"goods or levels that pay, or *"`
	Rate
}

// Build looks up regions and goods.
func (k *ExportTax) Build(s *Setup) (agents.Policy, error) {
	from, err := s.regionsOrOwn("from", k.From)
	if err != nil {
		return nil, err
	}
	return k.newCharge(s, k.Goods, agents.Wedge{
		Kind:  agents.ExportTax,
		Scope: agents.Scope{From: bits(from)},
	})
}
