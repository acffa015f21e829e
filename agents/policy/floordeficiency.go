package policy

import (
	"monazite/agents"
	"monazite/markets"
)

// FloorDeficiency is a deficiency payment: at the end of each quarter the treasury pays a plant's company what its own mean
// price of the quarter, over all that it sold to others, lacked to the floor, on every kilogram sold (MODEL 7.7b, P03). It
// costs the same as a contract for difference where the plant sells at the index, but whoever is paid the rest has no
// reason to bargain: buyers get the share of a new contract's gain that buyers_power says, and what is sold cheaply to a
// friend is made up by the state. The company pays nothing above the floor.
type FloorDeficiency struct {
	Plant       string        `toml:"plant" ref:"plant" doc:"plant whose sales are covered"`
	Good        string        `toml:"good" ref:"good" doc:"good that is covered; the plant sells it"`
	Strike      markets.Price `toml:"strike" unit:"USD/kg" min:"0" doc:"price that is made up to, in money of the day unless nominal = false"`
	Nominal     bool          `toml:"nominal" default:"true" doc:"the strike is in money of the day, not of 2025"`
	BuyersPower float64       `toml:"buyers_power" unit:"1" default:"90 %" min:"0" max:"1" doc:"share of a contract's gain that goes to the buyer, half where nobody is paid the rest"`
}

// Page explains the kind.
func (*FloorDeficiency) Page() Page {
	return Page{
		Users: "nobody yet; one of four forms that a floor can have",
		Mechanism: "What a kilogram earns is the floor, however it is sold: the plant runs as under a contract for difference, " +
			"but has no reason to bargain, and new contracts give nearly all of their gain to buyers.",
		Formula: "government pays max(0, strike - own price) x mass sold to others; own price = the quarter's mean, spot and " +
			"contracts",
		Test: "A sale of 40 t at 50 USD/kg to a friend while the index is 60: a floor of 110 on the own price costs 2.4 M " +
			"USD, a contract for difference 2.0 M.",
		Source:  "Deficiency payments of farm policy; model 7.7, form b",
		Tension: 0.01,
	}
}

// Build makes the contract for difference of which it differs in the index alone.
func (k *FloorDeficiency) Build(s *Setup) (agents.Policy, error) {
	cfd, err := (&FloorCfD{Plant: k.Plant, Good: k.Good, Strike: k.Strike, Nominal: k.Nominal, Down: markets.Whole}).Build(s)
	if err != nil {
		return nil, err
	}
	f := cfd.(*floorCfD)
	f.guarantee.Kind = agents.OwnPrice
	return &deficiency{f, k.BuyersPower}, nil
}

// Excludes names the price that it guarantees.
func (k *FloorDeficiency) Excludes(s *Setup) []string {
	return (&FloorCfD{Plant: k.Plant, Good: k.Good}).Excludes(s)
}

type deficiency struct {
	*floorCfD
	power float64
}

// Enact renews the guarantee, and tells how little its seller bargains.
func (d *deficiency) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if !d.holds(v.Month()) || d.strike == 0 {
		return
	}
	d.floorCfD.Enact(v, m, out)
	out.Terms = append(out.Terms, agents.Term{
		Parameter: agents.BuyersPower, Operation: agents.SetTo, Value: d.power,
		Scope: agents.Scope{Sites: []ID{d.guarantee.Site}}, Source: d.guarantee.Source,
	})
}
