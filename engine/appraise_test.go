package engine_test

import (
	"slices"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// A mine and its separation plant need money for what they pay to others until they are paid, not for the ore
// that one passes to the other.
func TestProjectDoesNotPayForItsOwnOre(t *testing.T) {
	s, _, err := scenario.Open("world", nil)
	if err != nil {
		t.Fatal(err)
	}
	id := slices.IndexFunc(s.Projects, func(p engine.Project) bool { return p.Name == "nolans" })
	sites := s.Projects[id].Sites
	spends := func(part []engine.ID) float64 {
		s.Projects[id].Sites = part
		w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
		for _, phase := range w.Phases()[:3] {
			phase.Run()
		}
		return engine.Inside{World: w}.Spends(id)
	}
	mine, separation, both := spends(sites[:1]), spends(sites[1:]), spends(sites)
	if both <= mine || both > mine+0.6*separation {
		t.Errorf("spends %.0f USD a month; the mine alone %.0f and the separation plant alone, with its ore, %.0f", both, mine, separation)
	}
}

// What a project counts on beside its rare earths is paid to it once it runs: 2 USD/kg, 20,000 units of 1e-4 USD.
func TestByproductsArePaid(t *testing.T) {
	s, _, err := scenario.Open("tour", []string{"project.us-second-mine.byproduct=2 USD/kg", "project.us-second-mine.stage=BUILD", "project.us-second-mine.months_left=1 month"})
	if err != nil {
		t.Fatal(err)
	}
	site := s.Projects[0].Sites[0]
	firm, line := s.Sites[site].Firm, s.Sites[site].First
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	w.SpinUp()
	var paid markets.Money
	var made markets.Mass
	for range 6 {
		for _, phase := range w.Phases() {
			before := w.Cash[firm]
			phase.Run()
			if phase.Name == "support" {
				paid += w.Cash[firm] - before
				made += engine.Inside{World: w}.Made()[line]
			}
		}
	}
	if want := markets.Money(int64(made) / 1000 * 20_000); made == 0 || paid < want-100_000 || paid > want+100_000 {
		t.Errorf("%v made, %d x 1e-4 USD paid, want %d", made, paid, want)
	}
}

// A plant owes under its contracts what it can make while it ramps up: in its first half-year 30 % of the
// quantity.
func TestRampingPlantOwesLess(t *testing.T) {
	s, _, err := scenario.Open("tour", []string{"project.us-second-mine.stage=BUILD", "project.us-second-mine.months_left=1 month"})
	if err != nil {
		t.Fatal(err)
	}
	site := s.Projects[0].Sites[0]
	firm, line := s.Sites[site].Firm, markets.ID(s.Sites[site].First)
	buyer := slices.IndexFunc(s.Lines, func(l agents.Line) bool {
		return l.Good == s.Lines[line].Good && l.Side == agents.Buys && s.Sites[l.Site].Node == s.Sites[site].Node
	})
	const tonnes = 100
	s.Opening.Contracts = append(s.Opening.Contracts, engine.Contract{Offtake: agents.Offtake{
		Seller: line, Buyer: markets.ID(buyer), Monthly: tonnes * markets.Tonne, Price: 1, Rank: 2, End: 100, Source: markets.None,
	}})
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	w.SpinUp()
	w.Step()
	for _, phase := range w.Phases() {
		before, stock, market := w.Cash[firm], w.Stock[line].Mass, w.State.Frame.Quote(s.Lines[line].Good, s.Sites[site].Node).Sellers
		phase.Run()
		if phase.Name == "contract" {
			short := tonnes*markets.Tonne*3/10 - stock
			if got, want := before-w.Cash[firm], (market - 1).Times(short); short <= 0 || got < want-10 || got > want+10 {
				t.Errorf("pays %d x 1e-4 USD for %v that it lacks, want %d", got, short, want)
			}
		}
	}
}
