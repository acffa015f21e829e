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

// Page explains the kind.
func (*ExportTax) Page() Page {
	return Page{
		Users: "China by value added tax that is not refunded on ore, oxide and scrap; Kachin State in Myanmar",
		Mechanism: "It opens a gap between the price abroad and at home. As magnets are exempt, makers in the taxing region buy " +
			"their oxide cheaper than makers abroad. Sales by contract pay it too.",
		Formula: "tax = rate x last month's price at the exporter's node + per_kg, on every kilogram exported",
		Test:    "13 % on 60 USD/kg in China: 67.8 at the gate. 35,000 CNY/t at 7.1 CNY per USD are 4.929577 USD/kg at any price.",
		Source: "State Taxation Administration, since April 2019; export duties of 15 to 25 % until 1 May 2015 (WTO panel DS431); " +
			"Kachin's tax of 35,000 CNY/t (rawmaterials.net, 2025)",
		Tension: 0.01,
	}
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
