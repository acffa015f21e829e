package bench

import (
	"slices"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// quietMonths of quota2010 come before China's export quota is cut.
const quietMonths = 24

// quotas2010 are the export quotas of quota2010 by year, t of product.
var quotas2010 = []float64{50145, 50145, 30258, 30184, 30184, 30184, 30184}

// crisis is a run of quota2010.
func crisis(t *testing.T, seed uint64, sets ...string) *history {
	t.Helper()
	s := open(t, "quota2010", sets...)
	return live(t, s, s.Months, engine.Options{Seed: seed, Workers: 2})
}

// priceAt is a good's price at a region's open market, USD/kg.
func (h *history) priceAt(t *testing.T, month int, good, region string) float64 {
	t.Helper()
	q := h.quote(month, goodOf(t, h.Scenario, good), nodeOf(t, h.Scenario, region))
	return float64(q.Price()) / 1e6
}

// gap is a good's price in Japan over that in China, the mean of some months.
func (h *history) gap(t *testing.T, from, to int, good string) float64 {
	t.Helper()
	return mean(from, to, func(m int) float64 { return h.priceAt(t, m, good, "JP") / h.priceAt(t, m, good, "CN") })
}

// range2009 is how low and how high a price goes before the cut, over its opening.
func (h *history) range2009(t *testing.T, good, region string) (low, high float64) {
	t.Helper()
	q := h.Opening.Frame.Quote(goodOf(t, h.Scenario, good), nodeOf(t, h.Scenario, region))
	var prices []float64
	for m := range quietMonths {
		prices = append(prices, h.priceAt(t, m, good, region)/(float64(q.Price())/1e6))
	}
	return slices.Min(prices), slices.Max(prices)
}

// widest is the mean gap over the 12 months after the cut in which a good's gap is widest.
func (h *history) widest(t *testing.T, good string) float64 {
	t.Helper()
	var gaps []float64
	for m := quietMonths; m < len(h.months); m++ {
		gaps = append(gaps, h.gap(t, m, m+1, good))
	}
	slices.Sort(gaps)
	return mean(len(gaps)-12, len(gaps), func(i int) float64 { return gaps[i] })
}

// shipped is what left China in a year of what its quota counts, t.
func (h *history) shipped(t *testing.T, year int) (tonnes float64) {
	t.Helper()
	cn := nodeOf(t, h.Scenario, "CN")
	for m := 12 * year; m < 12*year+12; m++ {
		for _, f := range h.months[m].Flows {
			if f.From == cn && f.To != cn && h.Goods[f.Good].Level <= markets.Oxide {
				tonnes += float64(f.Mass) / 1e6
			}
		}
	}
	return tonnes
}

// oxidesOf are the oxides of a scenario by name.
func oxidesOf(s *engine.Scenario) (names []string) {
	for i := range s.Goods {
		if s.Goods[i].Level == markets.Oxide {
			names = append(names, s.Goods[i].Name)
		}
	}
	return names
}

// Regional prices part when the export quota falls by 40 %, and cheap oxides multiply most: the one levy in
// USD/kg that keeps a tonnage quota weighs most on what costs least.
func TestExportQuotaOf2010PartsPrices(t *testing.T) {
	held := 0
	for seed := uint64(1); seed <= 5; seed++ {
		h := crisis(t, seed)
		after, parted := map[string]float64{}, true
		for _, good := range []string{"La", "Ce", "NdPr", "Dy"} {
			before := h.gap(t, 0, quietMonths, good)
			after[good] = h.widest(t, good)
			parted = parted && after[good] > 1.1*before
			t.Logf("seed %d: %s in Japan at %.2f times China's price before the cut, %.2f after", seed, good, before, after[good])
		}
		if parted && min(after["La"], after["Ce"]) > max(after["NdPr"], after["Dy"]) {
			held++
		}
	}
	if held < 4 {
		t.Errorf("prices part, and La and Ce more than NdPr and Dy, in %d of 5 seeds, want 4", held)
	}
}

// Until the cut the world of 2009 stands still: no oxide leaves 15 % around its opening price, the mean of the
// second year is that of the first, and where the quota is not cut, prices do not part later either.
func TestWorldOf2009StandsStill(t *testing.T) {
	for seed := uint64(1); seed <= 5; seed++ {
		h := crisis(t, seed)
		for _, good := range oxidesOf(h.Scenario) {
			for _, region := range []string{"CN", "JP"} {
				low, high := h.range2009(t, good, region)
				if t.Logf("seed %d: %s in %s from %.2f to %.2f of its opening price", seed, good, region, low, high); low < 0.85 || high > 1.15 {
					t.Errorf("seed %d: %s in %s leaves 15 %% around its opening price", seed, good, region)
				}
			}
		}
	}
	h := crisis(t, 1, "model.demand_noise=0", `instrument.cn-export-quota.annual=["50145 t/yr"]`)
	for _, good := range oxidesOf(h.Scenario) {
		price := func(m int) float64 { return h.priceAt(t, m, good, "CN") }
		check(t, claim{"second year of " + good, mean(0, 12, price), near}, mean(12, quietMonths, price), near)
		check(t, claim{"widest gap of " + good, h.gap(t, 0, quietMonths, good), near}, h.widest(t, good), near)
	}
}

// The quota holds in every year. That of 2009 leaves a little unused, those from 2010 on are used up, and nobody
// hoards what may not leave: in the end China's stock of oxides is what it was.
func TestExportQuotaOf2010Holds(t *testing.T) {
	h := crisis(t, 1)
	for year, quota := range quotas2010 {
		switch shipped := h.shipped(t, year); {
		case shipped > quota:
			t.Errorf("year %d: %.0f t leave China under a quota of %.0f t", year, shipped, quota)
		case year < quietMonths/12 && shipped < 0.85*quota, year >= quietMonths/12 && shipped < 0.98*quota:
			t.Errorf("year %d: %.0f t leave China, of a quota of %.0f t", year, shipped, quota)
		}
	}
	stock := func(month int) (tonnes float64) {
		for _, b := range h.months[month].Balances {
			if h.Goods[b.Good].Level == markets.Oxide && h.Regions[b.Region] == "CN" {
				tonnes += float64(b.Closing) / 1e6
			}
		}
		return tonnes
	}
	check(t, claim{"China's stock of oxides", stock(quietMonths - 1), 0.15}, stock(len(h.months)-1), 0.15)
}
