package policy

import (
	"monazite/agents"
	"monazite/markets"
)

// EquityStake buys new shares with public money: of a company at once, as the United States' Department of Defense did of MP
// Materials in July 2025 (400 M USD for 15 %, by which it is the largest holder: P001, P005), or of the companies whose
// projects look for money, as Canada's Critical Minerals Sovereign Fund (P040, 2 bn CAD). The treasury pays the company; it
// gets its part of dividends from then on, and holds the shares as an asset. Where shares is not given the money buys
// amount / (value of the company before + amount). As long as the stake is held other owners ask for
// less return, and nobody of the barred regions may invest in the company or buy it when it fails.
type EquityStake struct {
	Programme
	Shares markets.Share `toml:"shares" unit:"1" default:"0 %" min:"0" max:"1" doc:"of the company, for the whole amount; 0 for what its value makes of it"`
	Relief float64       `toml:"relief" unit:"1/yr" default:"2 %/yr" min:"0" max:"0.1" doc:"taken off the return that the other owners ask for"`
	Bars   []string      `toml:"bars" opt:"" ref:"region" doc:"regions whose investors may not own the company"`
}

// Page explains the kind.
func (*EquityStake) Page() Page {
	return Page{
		Users: "US in MP Materials (July 2025), Canada by its sovereign fund (2025 to 2030)",
		Mechanism: "A company gets the money at once and may build with it. A project is offered it when it may decide and lacks " +
			"money alone, or nearly reaches its hurdle; the stake is drawn after grants and before loans, banks and " +
			"private owners. The other owners ask for less beside a government. The treasury gets its part of dividends.",
		Formula: "shares = shares x amount drawn / amount, or amount / (value before + amount) without shares; hurdle falls by " +
			"half the relief",
		Test: "A project of 1,000 with 300 of its own and 500 from banks lacks 200; with 400 offered it goes ahead. A " +
			"company worth 2,266.7 sells 15.0 % for 400; of a dividend of 100 the treasury gets 15. A cost of capital of " +
			"11 % falls to 10 %.",
		Source: "Preferred stock and warrant of July 2025 in MP Materials, 400 M USD for 15 % (10-Q of Q3 2025); Canadian " +
			"budget of November 2025: 2 bn CAD",
		Tension: 0.01,
	}
}

// Build looks up the company or the projects.
func (k *EquityStake) Build(s *Setup) (agents.Policy, error) {
	p, err := k.newProgramme(s, agents.Funding{Kind: agents.Equity, Share: k.Shares, Relief: k.Relief})
	if err != nil {
		return nil, err
	}
	bars, err := s.regions("bars", k.Bars)
	if err != nil {
		return nil, err
	}
	if len(bars) > 0 && k.Company == "" {
		return nil, &KeyError{Key: "bars", Expected: "a company that the stake is in"}
	}
	p.fits = nearlyPays
	return &stake{programme: p, bars: bits(bars), firms: []ID{p.funding.Firm}}, nil
}

// almost is by how much, a year, a project's return may fall short of its hurdle for a stake to be thought of: shares bring the
// hurdle down by about that.
const almost = 0.02

// nearlyPays says whether a project lacks money alone, or misses its hurdle by little.
func nearlyPays(p agents.ProjectReport) bool {
	return p.Gap > 0 || p.Hurdle > 0 && p.IRR >= p.Hurdle-almost
}

type stake struct {
	*programme
	bars  uint64
	firms []ID // whose shares others may not buy then
}

// Enact buys, and bars others from then on.
func (k *stake) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	k.programme.Enact(v, m, out)
	if k.bars != 0 && m.Mode == concluded {
		out.Limits = append(out.Limits, agents.Limit{
			Kind: agents.OnOwner, Scope: agents.Scope{From: k.bars, Firms: k.firms}, Source: k.funding.Source,
		})
	}
}
