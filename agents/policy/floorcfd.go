package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// FloorCfD is a two-way contract for difference between a government and a plant, as the United
// States' Department of Defense has with MP Materials on NdPr from October 2025 to December 2035
// at 110 USD/kg (SEC filings of July 2025; the press also printed 110 per pound, P002). At the end
// of each quarter the treasury pays the plant's company max(0, strike - index) on every kilogram
// that the plant made in the quarter, sold or stored, times down; the company pays max(0, index -
// strike) times up. The index is the quarter's mean price at the index node without VAT, so that
// the company keeps what it bargains above it. Opening stock is covered in the first quarter, each
// tonne once. A nominal strike is divided by the deflator of the month.
type FloorCfD struct {
	Plant   string        `toml:"plant" ref:"plant" doc:"plant whose output is covered"`
	Good    string        `toml:"good" ref:"good" doc:"good that is covered; the plant sells it"`
	Strike  markets.Price `toml:"strike" unit:"USD/kg" min:"0" doc:"price that is guaranteed, in money of the day unless nominal = false"`
	Nominal bool          `toml:"nominal" default:"true" doc:"the strike is in money of the day, not of 2025"`
	Down    markets.Share `toml:"down" unit:"1" default:"100 %" min:"0" max:"1" doc:"share of the gap below the strike that the government pays"`
	Up      markets.Share `toml:"up" unit:"1" default:"0 %" min:"0" max:"1" doc:"share of the gap above the strike that the company pays"`
	UpFrom  agents.Month  `toml:"up_from" default:"2024-01" doc:"first month in which the company pays"`
}

// Page explains the kind.
func (*FloorCfD) Page() Page {
	return Page{
		Users: "US for MP Materials from October 2025; an option of the EU",
		Mechanism: "The plant sells on the market as before and keeps what it bargains above the index. It reckons the payment into " +
			"what a kilogram earns, so that it runs where the market alone would stop it, presses on the price of others, and " +
			"investors ask for less. Output is paid for once, sold or stored; opening stock with the first quarter.",
		Formula: "government pays down x max(0, strike - index) x mass, company pays up x max(0, index - strike) x mass; index = " +
			"quarter's mean price at the index node without VAT; a nominal strike falls by inflation in real terms",
		Test: "Strike 110, 100 t: at an index of 60 the government pays 5.0 M USD; at 130 the company pays 30 % of 20 USD/kg, " +
			"0.6 M USD, from up_from on and nothing before. 110 of the day are 109.323 USD of 2025 in October 2025 and 85.052 " +
			"in December 2035.",
		Source: "Price protection agreement of July 2025 between MP Materials and the Department of Defense: 110 USD/kg NdPr for " +
			"ten years from Q4 2025 (FAS, 15 Jul 2025; 10-Q of Q3 2025). Some press prints 110 per pound, which is 242.508 " +
			"USD/kg",
		Tension: 0.01,
	}
}

// Build looks up the plant and its good.
func (k *FloorCfD) Build(s *Setup) (agents.Policy, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	if !in.end.QuarterEnds() {
		return nil, &KeyError{"end", in.end.String(), "the last month of a quarter, when it is settled"}
	}
	if s.Keys.Government == "" {
		return nil, &KeyError{Key: "government", Expected: "the region whose treasury guarantees the price"}
	}
	good, err := s.good("good", k.Good)
	if err != nil {
		return nil, err
	}
	if err := s.traded("good", good); err != nil {
		return nil, err
	}
	line, err := s.line("plant", k.Plant, good, agents.Sells)
	if err != nil {
		return nil, err
	}
	f := &floorCfD{window: in, upFrom: k.UpFrom, strike: exact.USDPerKg(k.Strike)}
	if k.Nominal {
		f.inflation = s.Model.Inflation
	}
	f.guarantee = agents.Guarantee{
		Site: s.Catalog.Lines[line].Site, Good: good, IndexNode: s.Catalog.Index,
		Down: k.Down, Up: k.Up, Every: 3, End: in.end, Erosion: f.inflation, Source: s.Source,
	}
	return f, nil
}

// Excludes claims the price of the good at the plant: two guarantees would pay for the same kilogram.
func (k *FloorCfD) Excludes(*Setup) []string {
	return []string{"the guaranteed price of " + k.Good + " at " + k.Plant}
}

type floorCfD struct {
	window
	upFrom    agents.Month
	strike    float64 // USD/kg
	inflation float64 // a year; 0 for a real strike
	guarantee agents.Guarantee
}

// Enact renews the guarantee at the month's real strike.
func (f *floorCfD) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) {
	if !f.holds(v.Month()) || f.strike == 0 && f.guarantee.Up == 0 {
		return
	}
	g := f.guarantee
	g.Strike = exact.Price(f.strike / deflator(max(v.Month(), 0), f.inflation))
	if v.Month() < f.upFrom {
		g.Up = 0
	}
	out.Guarantees = append(out.Guarantees, g)
}
