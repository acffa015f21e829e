package firm

import (
	"math"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// every is a world with one plant of each kind and way of working, each with its stock at target.
func every(t *testing.T) *market {
	w := newMarket(t)
	common := Common{Capacity: 12000, Output: 9600}
	w.add("miner", &Miner{Ore: "CARB", Composition: named(oreContent()), Cost: 3}, common)
	w.add("cracking miner", &Miner{
		Ore: "ORE", Composition: named(oreContent()), Cost: 2, Cracks: true, Carbonate: "CARB", Cracked: 0.6, CrackCost: 2.5,
	}, common)
	w.add("cracker", &Cracker{Feed: "ORE", Product: "CARB", Cost: 1.5}, common)
	for _, set := range []string{"full", "light"} {
		w.add(set, &Refiner{
			Set: set, Feeds: []string{"ORE", "CARB"}, Intake: map[string]float64{"ORE": 6000, "CARB": 3000}, Yield: 0.95,
			NdPrCapacity: 2000, DyTbCapacity: 200, CrackCost: 2.5, LightCost: 2.5, HeavyCost: 6,
		}, common)
	}
	w.add("heavy", &Refiner{Set: "heavy", Feeds: []string{"SEGH"}, Yield: 0.95, HeavyCost: 6}, common)
	w.add("recycler", &Recycler{
		Feeds: []string{"SWARF", "EOL"}, Intake: map[string]float64{"SWARF": 8000, "EOL": 1600}, Cost: 2, Recovery: 0.9,
	}, common)
	w.add("NdFeB", &MagnetMaker{Family: "NdFeB", Conversion: 23, Grades: testSplit, Loss: 0.27, Collected: 0.95, NdPrContent: 1}, common)
	w.add("SmCo", &MagnetMaker{Family: "SmCo", Conversion: 10, Grades: map[string]float64{"SMC": 1}, Loss: 0.27, Collected: 0.6, NdPrContent: 1}, common)
	w.add("metalmaker", &MetalMaker{Metals: testMetalSplit(), Cost: 5}, common)
	w.add("NdFeB of metal", &MagnetMaker{
		Family: "NdFeB", Inputs: "metal", Conversion: 18.5, Grades: testSplit, Loss: 0.27, Collected: 0.95, NdPrContent: 1,
	}, common)
	w.add("collector", &Collector{}, Common{Output: 1200})
	w.add("motors", &Offtaker{Use: "motors", Demand: 6000, Cover: 2}, Common{})
	w.add("catalyst", &OxideUser{Use: "catalyst", Cover: 2, Demand: map[string]float64{"La": 1200, "Ce": 2400}}, Common{})
	return w
}

// At opening prices with stocks at target every plant wants the utilisation of 2024, uses at most
// 95 % of its inputs and quotes what the market accepts.
func TestEveryKindOpens(t *testing.T) {
	w := every(t)
	kinds := map[string]bool{}
	for i, p := range w.plants {
		kinds[strings.Fields(p.name)[0]] = true
		p.agent.Plan(w.view(i), &p.memory, &p.plan)
		if p.keys.Capacity > 0 && !near(p.memory.Utilisation, p.setup.Memory.Utilisation, 1e-7) {
			t.Errorf("%s: utilisation moves from %v to %v", p.name, p.setup.Memory.Utilisation, p.memory.Utilisation)
		}
		used := make([]float64, len(p.moved))
		for _, run := range p.plan.Runs {
			for _, in := range p.setup.Activities[run.Activity].Inputs {
				used[in.Slot] += exact.Tonnes(in.Per.Of(run.Level))
			}
		}
		users := p.setup.DemandPath != nil
		for slot, tonnes := range used {
			if stock := exact.Tonnes(p.account.Stock[slot].Mass); p.setup.Lines[slot].Side == agents.Buys && !users && tonnes > 0.95*stock+1e-5 {
				t.Errorf("%s uses %v of %v t of slot %d", p.name, tonnes, stock, slot)
			}
		}
		w.run(p)
		p.agent.Quote(w.view(i), &p.memory, &p.orders)
		w.check(p)
		if len(p.orders) == 0 {
			t.Errorf("%s quotes nothing", p.name)
		}
		for slot, b := range p.memory.Beliefs {
			if !(b.Expected > 0) || math.IsInf(b.Expected, 0) || math.IsNaN(b.Flow) {
				t.Errorf("%s: belief %d: %+v", p.name, slot, b)
			}
		}
	}
	if len(kinds) < len(Kinds) {
		t.Errorf("only %v are tested", kinds)
	}
}

// Whatever prices do, plans stay within stocks and orders within what the market accepts.
func TestEveryKindSurvives(t *testing.T) {
	w := every(t)
	source := exact.Stream(exact.Key{Seed: 1, Purpose: exact.Name("prices")})
	for range 240 {
		for i := range w.frame.Quotes {
			price := exact.Price(w.prices[i] * exact.Exp(1.5*source.Normal()))
			w.frame.Quotes[i] = agents.Quote{Buyers: price, Sellers: price, BuyersTraded: source.Chance(0.5), SellersTraded: source.Chance(0.5)}
		}
		w.step()
		for _, p := range w.plants {
			for slot := range p.memory.Beliefs {
				if b := p.memory.Beliefs[slot]; !(b.Expected > 0) || b.Flow < 0 || math.IsNaN(b.Flow) {
					t.Fatalf("%v %s: belief %d: %+v", w.month, p.name, slot, b)
				}
			}
			if u := p.memory.Utilisation; u < 0 || u > 1 || math.IsNaN(u) {
				t.Fatalf("%v %s runs at %v", w.month, p.name, u)
			}
		}
	}
}

func TestFooting(t *testing.T) {
	model := defaultModel(t)
	running := &Setup{Model: model, Keys: &Common{Output: 1}, LegacyShare: 0.8}
	for _, c := range []struct {
		name                          string
		setup                         *Setup
		e                             economics
		scale, legacy, lift, marginal float64
	}{
		{"profitable", running, economics{revenue: 20, other: 5, cost: 10, core: 20, price: 20}, 1, 0, 1, math.Log(20 / 13.5)},
		// 10/1.08 - 5 = 4.259 is 0.5011 of 8.5.
		{"lowered", running, economics{revenue: 10, other: 5, cost: 10, core: 10, price: 10}, 0.50109, 0, 1, math.Log(1.08)},
		// Half of 51 leaves 26/1.08 - 17 < 25.5: a contract at 77 x 1.08 = 83.16 for 80 %.
		{"legacy", running, economics{revenue: 26, other: 17, cost: 60, core: 26, price: 26}, 1, 83.16, 1 + 0.8*57.16/26, math.Log((26 + 0.8*57.16) / 68)},
		// A contract for nothing pays for nothing: 17 + 51 at a price of 26.
		{"legacy of nothing", &Setup{Model: model, Keys: &Common{Output: 1}}, economics{revenue: 26, other: 17, cost: 60, core: 26, price: 26}, 1, 83.16, 1, math.Log(26.0 / 68)},
		{"later", &Setup{Model: model, Keys: &Common{}}, economics{revenue: 10, other: 5, cost: 10, core: 10, price: 10}, 1, 0, 1, math.Log(10 / 13.5)},
		{"group", &Setup{Model: model, Keys: &Common{Output: 1}, Group: true}, economics{revenue: 20, other: 5, cost: 10, core: 20, price: 20}, 1, 0, 1, math.Log(14 / 13.5)},
	} {
		f := c.setup.stand(c.e)
		if !near(f.scale, c.scale) || !near(f.legacy, c.legacy) || !near(f.lift, c.lift) || !near(f.margin, c.marginal) {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

// A Western magnet maker at 80 USD/kg of conversion cannot live at Chinese prices: it opens with a
// contract, and the utilisation that this contract pays for.
func TestLegacyContract(t *testing.T) {
	w := newMarket(t)
	p := w.add("West", &MagnetMaker{
		Family: "NdFeB", Conversion: 80, Grades: testSplit, Loss: 0.27, Collected: 0.6, NdPrContent: 1,
	}, Common{Capacity: 1200, Output: 960})
	if p.setup.Legacy == 0 {
		t.Fatal("no contract")
	}
	p.account.Deals = make([]agents.Deal, len(p.moved))
	for slot, line := range p.setup.Lines {
		if w.catalog.Goods[line.Good].Level != markets.Magnet {
			continue
		}
		b := p.memory.Beliefs[slot]
		if !near(b.Flow, 0.2*p.setup.Flows[slot], 1e-9) {
			t.Errorf("slot %d offers %v of %v t to the market", slot, b.Flow, p.setup.Flows[slot])
		}
		due := exact.Mass(0.8 * p.setup.Flows[slot])
		price := exact.Price(p.setup.Legacy * w.prices[line.Good] / w.prices[p.setup.Lines[p.setup.Reference].Good])
		p.account.Committed[slot], p.account.Deals[slot] = due, agents.Deal{Mass: due, Price: price}
	}
	p.agent.Plan(w.view(0), &p.memory, &p.plan)
	if !near(p.memory.Utilisation, 0.8, 1e-6) {
		t.Errorf("with its contract it wants %v", p.memory.Utilisation)
	}
	clear(p.account.Committed)
	clear(p.account.Deals)
	for range 24 {
		p.agent.Plan(w.view(0), &p.memory, &p.plan)
	}
	if p.memory.Utilisation > 0.4 {
		t.Errorf("without its contract it still wants %v", p.memory.Utilisation)
	}
}

// A guarantee far in the money makes a refinery run fully and takes its ask to the least there is.
func TestGuaranteedRefinery(t *testing.T) {
	w := newMarket(t)
	p := w.add("MP", &Refiner{
		Set: "full", Feeds: []string{"CARB"}, Intake: map[string]float64{"CARB": 7200}, Yield: 0.95, LightCost: 2.5, HeavyCost: 6,
	}, Common{Capacity: 12000 * 0.95, Output: 7200 * 0.95})
	slot := p.setup.Reference
	good := p.setup.Lines[slot].Good
	before := p.agent.(*processor).floor(w.view(0), &p.memory, 0)
	w.rules.Guarantees = []agents.Guarantee{{Site: 0, Good: good, Strike: exact.Price(110), Down: markets.Whole, Up: markets.Whole * 3 / 10, Every: 3}}
	v := w.view(0)
	if got := support(v, &p.memory, slot); !near(got, 110-48.5, 1e-3) {
		t.Errorf("support %v, want 61.5", got)
	}
	if after := p.agent.(*processor).floor(v, &p.memory, 0); after > 0 || before < 0 {
		t.Errorf("floor from %v to %v", before, after)
	}
	for range 36 {
		p.agent.Plan(w.view(0), &p.memory, &p.plan)
	}
	if p.memory.Utilisation < 0.93 {
		t.Errorf("utilisation %v", p.memory.Utilisation)
	}
}

// A sister's ore is valued at netback: a refinery that could not pay the market's price runs on.
func TestSisterFeed(t *testing.T) {
	for _, own := range []bool{false, true} {
		w := newMarket(t)
		p := w.add("refinery", &Refiner{
			Set: "light", Feeds: []string{"CARB"}, Intake: map[string]float64{"CARB": 9600}, Yield: 0.95, LightCost: 30, HeavyCost: 18,
		}, Common{Capacity: 12000 * 0.95, Output: 9600 * 0.95}, func(s *Setup) {
			if own {
				s.Own = []ID{s.mustGood("CARB")}
			}
		})
		if (p.setup.Legacy == 0) != own {
			t.Errorf("own %v: legacy %v", own, p.setup.Legacy)
		}
	}
}

func (s *Setup) mustGood(name string) ID {
	id, found := s.Good(name)
	if !found {
		panic(name)
	}
	return id
}

// The feed of a refinery keeps every bound: tonnes, NdPr, and Dy with Tb, of what is in the stock.
func TestFeedBounds(t *testing.T) {
	w := newMarket(t)
	p := w.add("refinery", &Refiner{
		Set: "full", Feeds: []string{"ORE", "CARB"}, Intake: map[string]float64{"ORE": 5000, "CARB": 5000}, Yield: 0.95,
		NdPrCapacity: 1600, DyTbCapacity: 60, CrackCost: 2.5, LightCost: 2.5, HeavyCost: 6,
	}, Common{Capacity: 12000, Output: 9500})
	for slot := range 2 {
		p.account.Stock[slot] = w.lot(p.setup.Lines[slot].Good, 5000)
	}
	p.memory.Utilisation = 1
	for range 12 {
		p.plan.Runs = p.plan.Runs[:0]
		p.agent.Plan(w.view(0), &p.memory, &p.plan)
	}
	ore := oreContent()
	var feed float64
	for _, run := range p.plan.Runs {
		feed += exact.Tonnes(run.Level)
	}
	u := p.memory.Utilisation
	crack := max(12000/0.95, 1600/(ore[markets.NdPr]*0.95)) / 12 * u
	neo := 1600 / 12.0 / (ore[markets.NdPr] * 0.95) * u
	heavy := 60 / 12.0 / ((ore[markets.Dy] + ore[markets.Tb]) * 0.95) * u
	if want := min(crack, neo, heavy); !near(feed, want, 1e-5) {
		t.Errorf("feeds %v, want %v of %v %v %v", feed, want, crack, neo, heavy)
	}
}

// A mine that can crack does more of it when carbonate earns more than cracking costs.
func TestCrackingShare(t *testing.T) {
	w := newMarket(t)
	p := w.add("mine", &Miner{
		Ore: "ORE", Composition: named(oreContent()), Cost: 2, Cracks: true, Carbonate: "CARB", Cracked: 0.5, CrackCost: 2.5,
	}, Common{Capacity: 12000, Output: 9600})
	p.agent.Plan(w.view(0), &p.memory, &p.plan)
	if got := p.memory.Beliefs[carbonate].Share; !near(got, 0.5, 0.2) {
		t.Errorf("cracks %v at the opening", got)
	}
	good := p.setup.Lines[carbonate].Good
	w.frame.Quotes[good].Sellers *= 2
	for range 24 {
		p.agent.Plan(w.view(0), &p.memory, &p.plan)
	}
	if got := p.memory.Beliefs[carbonate].Share; got < 0.9 {
		t.Errorf("cracks %v although carbonate is dear", got)
	}
}

// A plant that opens later starts from the prices of its day.
func TestOpeningAnchor(t *testing.T) {
	w := newMarket(t)
	p := w.add("mine", &Miner{Ore: "ORE", Composition: named(oreContent()), Cost: 2}, Common{Capacity: 12000, Opens: 24})
	p.account.Opens = 24
	w.frame.Quotes[p.setup.Lines[ore].Good].Sellers = exact.Price(20)
	w.month = 24
	p.agent.Plan(w.view(0), &p.memory, &p.plan)
	if got := p.memory.Beliefs[ore].Expected; !near(got, 20, 1e-9) {
		t.Errorf("expects %v, want 20", got)
	}
}

func TestBuildRefuses(t *testing.T) {
	ore := named(oreContent())
	short := map[string]float64{"NdPr": 0.5}
	for _, c := range []struct {
		keys Builder
		want string
	}{
		{&Miner{Ore: "ORE", Composition: short}, "composition: sums to 0.5000 without Sc, expected 1 within 2 %"},
		{&Miner{Ore: "ORE", Composition: map[string]float64{"Pm": 1}}, "composition: 1 names, of which 0 are elements, expected all"},
		{&Miner{Ore: "ORE", Composition: ore, Cracks: true}, `carbonate: there is no good ""`},
		{&Refiner{Set: "full", Yield: 0.95}, "feeds: none, expected at least one good"},
		{&Refiner{Set: "full", Feeds: []string{"ORE"}, Yield: 0.95, Intake: map[string]float64{"CARB": 1}}, "intake: 1 goods, of which 0 are among the feeds, expected all"},
		{&MagnetMaker{Family: "NdFeB", Grades: map[string]float64{"MG0": 0.5}, NdPrContent: 1}, "grades: sum to 0.5, expected 1"},
		{&MagnetMaker{Family: "NdFeB", Grades: map[string]float64{"SMC": 1}, NdPrContent: 1}, "grades: SMC is not of the family NdFeB"},
		{&MagnetMaker{Family: "SmCo", Inputs: "metal", Grades: map[string]float64{"SMC": 1}, NdPrContent: 1}, "grades: need the metal of Sm, which is not among the goods"},
		{&MetalMaker{Metals: map[string]float64{"NdPr": 1}}, "metals: NdPr is not a metal"},
		{&MetalMaker{Metals: map[string]float64{"Nd-metal": 1}}, "metals: 1 names, of which 0 are among the goods, expected all"},
		{&MetalMaker{Metals: map[string]float64{"DyFe": 0}}, "metals: none, expected at least one"},
		{&Offtaker{Use: "toys"}, `use: there is no use "toys"`},
		{&OxideUser{Use: "catalyst", Demand: map[string]float64{"MG0": 1}}, `demand: "MG0" is not an oxide`},
		{&OxideUser{Use: "catalyst"}, "demand: none, expected at least one oxide"},
	} {
		w := newMarket(t)
		_, err := c.keys.Build(w.newSetup(&Common{Capacity: 1}))
		if err == nil || err.Error() != c.want {
			t.Errorf("%T: %v, want %s", c.keys, err, c.want)
		}
	}
}

// A month of a plant allocates nothing once its plan and orders have grown.
func TestNothingIsAllocated(t *testing.T) {
	w := every(t)
	for range 3 {
		w.step()
	}
	for i, p := range w.plants {
		v := w.view(i)
		if n := testing.AllocsPerRun(20, func() {
			p.plan.Runs, p.orders = p.plan.Runs[:0], p.orders[:0]
			p.agent.Plan(v, &p.memory, &p.plan)
			p.agent.Quote(v, &p.memory, &p.orders)
		}); n > 0 {
			t.Errorf("%s allocates %v times a month", p.name, n)
		}
	}
}

func BenchmarkMonth(b *testing.B) {
	w := every(&testing.T{})
	for b.Loop() {
		for i, p := range w.plants {
			v := w.view(i)
			p.plan.Runs, p.orders = p.plan.Runs[:0], p.orders[:0]
			p.agent.Plan(v, &p.memory, &p.plan)
			p.agent.Quote(v, &p.memory, &p.orders)
		}
	}
}
