package firm

import (
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// deviations runs the months and gives the sd of each traded good's log price over the last of them.
func (w *market) deviations(months, last int) map[string]float64 {
	series := map[string][]float64{}
	for m := range months {
		w.step()
		for _, g := range testGoods {
			if m >= months-last && g.name != "SMC" {
				series[g.name] = append(series[g.name], w.price(g.name))
			}
		}
	}
	out := map[string]float64{}
	for name, prices := range series {
		out[name] = deviation(prices)
	}
	return out
}

// A chain of which supply and demand balance comes to rest near its opening: prices stay within a
// fifth and hardly move, nobody goes short, and no plant leaves its utilisation of 2024 by much.
func TestChainRests(t *testing.T) { rests(t, chain(t)) }

func rests(t *testing.T, w *market) {
	t.Helper()
	for good, sd := range w.deviations(240, 96) {
		if sd > 0.014 {
			t.Errorf("%s: sd %.4f, want at most 0.014", good, sd)
		}
	}
	for i, g := range testGoods {
		got := w.price(g.name) / w.prices[i]
		if traded := w.frame.Quotes[i].SellersTraded; traded && g.level != markets.Scrap && (got < 0.8 || got > 1.25) {
			t.Errorf("%s ends at %.2f of its opening price", g.name, got)
		}
	}
	for _, p := range w.plants {
		if p.short > 0 {
			t.Errorf("%s is short of %v", p.name, p.short)
		}
		if p.keys.Capacity > 0 {
			if u := p.keys.Output / p.keys.Capacity; p.memory.Utilisation < u-0.12 || p.memory.Utilisation > u+0.12 {
				t.Errorf("%s runs at %.2f, in 2024 at %.2f", p.name, p.memory.Utilisation, u)
			}
		}
	}
}

// After a step in demand prices settle, dearer or cheaper as it was (MODEL 11.5).
func TestChainSettles(t *testing.T) {
	for _, demand := range []float64{0.8, 1.2} {
		w := chain(t)
		w.deviations(60, 1)
		before := w.price("NdPr")
		w.demand = demand
		for good, sd := range w.deviations(240, 96) {
			if sd > 0.055 {
				t.Errorf("demand x %v: %s: sd %.3f, want at most 0.055", demand, good, sd)
			}
		}
		if after := w.price("NdPr"); (after > before) != (demand > 1) {
			t.Errorf("demand x %v: NdPr from %.1f to %.1f", demand, before, after)
		}
	}
}

// A shortage lets prices go far beyond the sellers' ladders and makes users save; both return.
func TestChainSpikes(t *testing.T) {
	w := chain(t)
	w.deviations(36, 1)
	before, peak := w.price("NdPr"), 0.0
	w.plants[0].account.Working = 0
	for range 12 {
		w.step()
		peak = max(peak, w.price("NdPr"))
	}
	w.plants[0].account.Working = 1
	w.deviations(60, 1)
	if after := w.price("NdPr"); peak < 3*before || after > 1.3*before {
		t.Errorf("NdPr from %.1f to %.1f and back to %.1f", before, peak, after)
	}
}

// Plants without a past find their feed: a second refinery and a third maker take up what a growing
// user wants.
func TestNewPlantsStart(t *testing.T) {
	w := chain(t)
	late := agents.MonthOf(2027, 1)
	mine := w.add("new mine", &Miner{Ore: "ORE", Composition: named(oreContent()), Cost: 3}, Common{Capacity: 20000, Opens: late})
	refinery := w.add("new refinery", &Refiner{
		Set: "full", Feeds: []string{"CARB", "ORE"}, Yield: 0.95, CrackCost: 2.5, LightCost: 2.5, HeavyCost: 6,
	}, Common{Capacity: 19000, Opens: late})
	maker := w.add("new maker", &MagnetMaker{
		Family: "NdFeB", Conversion: 23, Grades: testSplit, Loss: 0.27, Collected: 0.95, NdPrContent: 1,
	}, Common{Capacity: 3000, Opens: late})
	fresh := []*plant{mine, refinery, maker}
	for _, p := range fresh {
		p.account.Open = false
	}
	w.deviations(36, 1)
	for _, p := range fresh {
		p.account.Open = true
	}
	w.demand = 1.25
	w.deviations(48, 1)
	for _, p := range fresh {
		made := exact.Tonnes(sum(p.made))
		if p.memory.Utilisation < 0.5 || made == 0 {
			t.Errorf("%s runs at %.2f and makes %.0f t", p.name, p.memory.Utilisation, made)
		}
	}
	var run markets.Mass
	for _, r := range refinery.plan.Runs {
		run += r.Level
	}
	if exact.Tonnes(run) < 0.2*19000/12 { // it shares the feed that there is with its elders
		t.Errorf("the new refinery runs %.0f t a month", exact.Tonnes(run))
	}
}

func sum(masses []markets.Mass) (total markets.Mass) {
	for _, m := range masses {
		total += m
	}
	return total
}

// named is a composition as a scenario gives it.
func named(x [markets.Elements]float64) map[string]float64 {
	composition := map[string]float64{}
	for e, share := range x {
		if share > 0 {
			composition[markets.Element(e).String()] = share
		}
	}
	return composition
}
