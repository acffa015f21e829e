package policy

import (
	"monazite/agents"
)

// Tariff is an import duty. Importers pay, when the goods cross the border, a share of what the
// exporter's market paid for them last month (without VAT, freight and taxes), or an amount per
// kilogram, to the treasury of the region of destination; duties add. Examples are the United
// States' Section 301 duties on Chinese magnets from January 2026 (P017) and minerals from 2024
// (P018), and China's on concentrate from the United States.
type Tariff struct {
	From  []string `toml:"from" opt:"" ref:"region" doc:"regions of origin; all when absent"`
	To    []string `toml:"to" opt:"" ref:"region" doc:"regions of destination; the government's own when absent"`
	Goods []string `toml:"goods" doc:"goods or levels that pay, or *"`
	Rate
}

// Page explains the kind.
func (*Tariff) Page() Page {
	return Page{
		Users: "US on Chinese magnets and minerals; EU, India and China on magnets",
		Mechanism: "It raises what goods cost landed: importers bid less for what comes from there, and the rest of the world gets " +
			"those goods cheaper. Sellers at home and in exempt regions gain up to the duty. Several duties add; a relief " +
			"cancels them.",
		Formula: "duty = rate x last month's price at the exporter's node + per_kg, on every kilogram imported",
		Test:    "25 % on an exporter's price of 40 USD/kg are 10 USD/kg; on 3 t the treasury gets 30,000 USD.",
		Source: "US Section 301: 25 % on magnets from 1 January 2026, on other critical minerals from 2024 (Fastmarkets, 14 May " +
			"2024); national customs tariffs, heading 8505 11",
		Tension: 0.1,
	}
}

// Build looks up regions and goods.
func (k *Tariff) Build(s *Setup) (agents.Policy, error) {
	from, err := s.regions("from", k.From)
	if err != nil {
		return nil, err
	}
	to, err := s.regionsOrOwn("to", k.To)
	if err != nil {
		return nil, err
	}
	return k.newCharge(s, k.Goods, agents.Wedge{
		Kind:  agents.Duty,
		Scope: agents.Scope{From: bits(from), To: bits(to)},
	})
}
