package bench

import (
	"slices"
	"testing"

	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// steady is the world with demand, and whatever no project builds, as they are in January 2024, and without chance.
func steady(t *testing.T) *engine.Scenario {
	t.Helper()
	s := open(t, "world", "model.outage_chance=0", "model.event_chance=0", "model.demand_noise=0",
		"instrument.cn-mining-quota.growth=0 %/yr", "instrument.cn-smelting-quota.growth=0 %/yr")
	hold := func(path []float64) {
		for i := range path {
			path[i] = path[0]
		}
	}
	for i := range s.Plants {
		p := &s.Plants[i]
		hold(p.Demand)
		hold(p.Collected)
		if p.Project == engine.None {
			hold(p.Capacity)
			hold(p.Size)
		}
	}
	return s
}

// Investment makes no cycle of its own: where demand stands still, what is planned presses on prices for some years,
// few projects follow, and prices come to rest.
func TestInvestmentComesToRest(t *testing.T) {
	s := steady(t)
	ndpr := markets.ID(slices.IndexFunc(s.Goods, func(g markets.Good) bool { return g.Name == "NdPr" }))
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	var years [17]float64
	w.SpinUp()
	for m := range s.Months {
		f := w.Step()
		q := f.Quote(ndpr, s.Index)
		years[m/12] += exact.USDPerKg(q.Price()) / 12
	}
	decided := 0
	for i := range w.Progress {
		if w.Progress[i].Decided >= 120 {
			decided++
		}
	}
	last := years[11:]
	t.Logf("NdPr, China: %.1f USD/kg; %d projects decided after 2033", years, decided)
	if high, low := slices.Max(last), slices.Min(last); high > 1.15*low {
		t.Errorf("yearly prices from %.1f to %.1f after 2034, want them within 15 %%", low, high)
	}
	if decided > 6 {
		t.Errorf("%d projects are decided after 2033, want at most 6", decided)
	}
}
