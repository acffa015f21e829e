package firm

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// testMetals are the metals of the test world.
var testMetals = map[string]markets.Element{"NdPr-metal": markets.NdPr, "DyFe": markets.Dy, "Tb-metal": markets.Tb}

// testMetalUse is what a kg of the magnets of the test world takes of each metal, kg.
func testMetalUse() map[string]float64 {
	use := map[string]float64{}
	for name, e := range testMetals {
		for _, grade := range []string{"MG0", "MG1", "MG2"} {
			conventional, sparing := Metals(grade, 0.27, 1)
			use[name] += testSplit[grade] * Approach(conventional[e], sparing[e], openingSparing)
		}
	}
	return use
}

// testMetalSplit is that as shares.
func testMetalSplit() map[string]float64 {
	use := testMetalUse()
	sum := use["NdPr-metal"] + use["DyFe"] + use["Tb-metal"]
	for name := range use {
		use[name] /= sum
	}
	return use
}

// metalChain is the chain of the other tests with metal making as a stage of its own. What metals
// cost above their oxides is off the magnet makers' conversion.
func metalChain(t *testing.T) *market {
	w := chainOf(t, &MagnetMaker{Inputs: "metal", Conversion: 18.5})
	use := testMetalUse()
	metals := 10000 * (use["NdPr-metal"] + use["DyFe"] + use["Tb-metal"])
	w.add("metal", &MetalMaker{Metals: testMetalSplit(), Cost: 5}, Common{Capacity: metals / 0.8, Output: metals})
	return w
}

// A kg of MG0 holds 0.305 kg of metal and takes 0.305/0.73 = 0.4178 kg; that metal takes
// 0.4178/(0.85 x 0.96) = 0.5120 kg of oxide, as the maker does who buys oxide himself.
func TestMetalStageTakesTheSameOxide(t *testing.T) {
	metal, _ := Metals("MG0", 0.27, 1)
	oxide, _ := Oxides("MG0", 0.27, 1)
	if !near(metal[markets.NdPr], 0.41781, 1e-5) || !near(oxide[markets.NdPr], 0.51202, 1e-5) {
		t.Errorf("metal %v, oxide %v", metal[markets.NdPr], oxide[markets.NdPr])
	}
	for _, grade := range grades {
		for _, loss := range []float64{0, 0.27, 0.5} {
			metals, sparingMetals := Metals(grade.name, loss, 0.965)
			oxides, sparingOxides := Oxides(grade.name, loss, 0.965)
			for e := range markets.Elements {
				for _, c := range [][2]float64{{metals[e], oxides[e]}, {sparingMetals[e], sparingOxides[e]}} {
					if !near(c[0], c[1]*MetalYield(e), 1e-15) {
						t.Errorf("%s: %v: %v kg metal, %v kg oxide", grade.name, e, c[0], c[1])
					}
				}
			}
		}
	}
	for e, want := range map[markets.Element]float64{markets.NdPr: 0.816, markets.Sm: 0.82752, markets.Tb: 0.816, markets.Dy: 0.83616, markets.La: 0} {
		if got := MetalYield(e); !near(got, want, 1e-15) {
			t.Errorf("%v: %v kg of metal, want %v", e, got, want)
		}
	}
}

// runOnce executes one activity on what it takes of a plant's stock, and gives the stock after.
func runOnce(w *market, p *plant, activity int, level markets.Mass) []markets.Lot {
	p.plan.Runs = []agents.Run{{Activity: activity, Level: level}}
	for slot, line := range p.setup.Lines {
		p.account.Stock[slot] = markets.Lot{}
		if line.Side == agents.Buys {
			p.account.Stock[slot] = w.lot(line.Good, 10)
		}
	}
	w.run(p)
	return p.account.Stock
}

// Grams of oxide equivalent survive both ways: 1 t of oxide is 0.816 t of metal that carries 0.96 t; a
// magnet made of it holds what one made of oxide does, and so does the swarf.
func TestMetalCarriesItsOxide(t *testing.T) {
	w := newMarket(t)
	common := Common{Capacity: 12000, Output: 9600}
	keys := MagnetMaker{Family: "NdFeB", Conversion: 20, Grades: testSplit, Loss: 0.27, Collected: 0.95, NdPrContent: 1}
	ofOxide := w.add("of oxide", &keys, common)
	metallic := keys
	metallic.Inputs = "metal"
	ofMetal := w.add("of metal", &metallic, common)
	smelter := w.add("smelter", &MetalMaker{Metals: testMetalSplit(), Cost: 5}, common)

	lot := runOnce(w, smelter, 0, markets.Tonne)[3]
	if lot.Mass != 816_000 || lot.Content[markets.NdPr] != 960_000 {
		t.Errorf("1 t of oxide gives %d g of metal with %d g", lot.Mass, lot.Content[markets.NdPr])
	}
	stock := runOnce(w, ofMetal, 0, markets.Tonne)
	if used := 10*markets.Tonne - stock[0].Mass; used != 417_808 {
		t.Errorf("1 t of MG0 takes %d g of metal", used)
	}
	for activity := range ofMetal.setup.Activities {
		a, b := runOnce(w, ofOxide, activity, markets.Tonne), runOnce(w, ofMetal, activity, markets.Tonne)
		for slot := range a {
			if ofMetal.setup.Lines[slot].Side == agents.Buys {
				continue
			}
			for e := range a[slot].Content {
				if off := a[slot].Content[e] - b[slot].Content[e]; off < -1 || off > 1 || a[slot].Mass != b[slot].Mass {
					t.Errorf("recipe %d, slot %d: %d g of %v of oxide, %d of metal", activity, slot, a[slot].Content[e], markets.Element(e), b[slot].Content[e])
				}
			}
		}
	}
	if mg0 := runOnce(w, ofMetal, 0, markets.Tonne)[3]; mg0.Content[markets.NdPr] != 358_822 { // 0.305/0.85 t less what two floors take
		t.Errorf("1 t of MG0 holds %d g", mg0.Content[markets.NdPr])
	}
}

// At oxide 48.5 metal opens at 1.08 (48.5/0.816 + 5) = 69.591 USD/kg. Per kg of oxide it brings 56.786;
// the oxide and 0.85 x 5 x 0.816 = 3.468 of cost are 51.968: a margin of ln 1.0927 = 0.0887. The oxide
// is worth 53.318 at most, and no ask is below half of 1.08 x 51.968/0.816.
func TestMetalMargin(t *testing.T) {
	w := newMarket(t)
	p := w.add("smelter", &MetalMaker{Metals: map[string]float64{"NdPr-metal": 1}, Cost: 5}, Common{Capacity: 1200, Output: 960})
	a, m := p.agent.(*processor), &p.memory
	metal := p.setup.Lines[1].Good
	if !near(w.prices[metal], 69.59118, 1e-6) || p.setup.Legacy != 0 {
		t.Errorf("metal opens at %v, legacy %v", w.prices[metal], p.setup.Legacy)
	}
	if flow := p.setup.Flows[0]; !near(flow, 80/0.816, 1e-9) {
		t.Errorf("takes %v t of oxide a month for 80 t of metal", flow)
	}
	if want := 0.15 * 5 * 80 * 1000; !near(p.setup.FixedCost, want, 1e-9) {
		t.Errorf("fixed cost %v USD a month, want %v", p.setup.FixedCost, want)
	}
	v := w.view(0)
	var worth worth
	a.appraise(m, a.prospects(v, m, nil), &worth)
	var options [1]option
	a.judge(v, m, &worth, options[:])
	if o := options[0]; !near(o.value, 53.3184, 1e-6) || !near(o.revenue, 56.7864, 1e-6) || !near(o.cost, 51.968, 1e-6) {
		t.Errorf("%+v", o)
	}
	if floor := a.floor(v, m, 0); !near(floor, 34.39059, 1e-6) {
		t.Errorf("floor %v", floor)
	}
	before := UtilisationOffset(0.8, math.Log(56.7864/51.968), 0.3)
	if !near(a.answer.offset, before, 1e-5) {
		t.Errorf("offset %v, want %v", a.answer.offset, before)
	}
	w.frame.Quotes[metal].Sellers = exact.Price(55) // below what the oxide in it costs
	for range 36 {
		p.plan.Runs = p.plan.Runs[:0]
		p.agent.Plan(w.view(0), m, &p.plan)
	}
	if m.Utilisation > 0.72 {
		t.Errorf("runs at %v though metal does not pay", m.Utilisation)
	}
}

// A plant of several metals shares its capacity: nameplate counts metal, whatever the mix.
func TestMetalCapacity(t *testing.T) {
	w := newMarket(t)
	p := w.add("smelter", &MetalMaker{Metals: testMetalSplit(), Cost: 5}, Common{Capacity: 1200, Output: 960})
	p.agent.Plan(w.view(0), &p.memory, &p.plan)
	w.run(p)
	if made := exact.Tonnes(sum(p.made)); !near(made, 80, 1e-5) || len(p.plan.Runs) != 3 {
		t.Errorf("makes %v t a month in %d runs, want 80 in 3", made, len(p.plan.Runs))
	}
}

// The chain with metal making as a stage of its own rests where it does without: same prices of
// oxides and magnets, within a twentieth.
func TestMetalChainRests(t *testing.T) {
	with, without := metalChain(t), chain(t)
	rests(t, with)
	without.deviations(240, 1)
	for _, name := range []string{"ORE", "NdPr", "Dy", "Tb", "MG0", "MG1", "MG2"} {
		a, b := with.price(name), without.price(name)
		t.Logf("%s: %.2f with, %.2f without", name, a, b)
		if math.Abs(a/b-1) > 0.05 {
			t.Errorf("%s: %.2f with the stage, %.2f without", name, a, b)
		}
	}
}
