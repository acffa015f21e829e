package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"monazite/engine"
)

// investing is a random world in which some plants are yet to be built and investors give money, for
// ten years and more. The same seed gives the same text for ever.
func investing(seed uint64) *sketch {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 11)), sketch: randomWorld(seed, false)}
	for _, e := range m.of("region") {
		m.regions = append(m.regions, e.id)
	}
	m.of("")[0].set("months", 60+m.IntN(120))
	m.investors()
	m.projects()
	m.moods()
	return m.sketch
}

// investors draws none to nine banks and funds.
func (m *maker) investors() {
	for i := range m.IntN(10) {
		kind := m.one([]string{"private-equity", "bank", "development-bank", "strategic"})
		m.add("investor", fmt.Sprintf("investor-%d", i), key{"kind", kind}, key{"region", m.one(m.regions)},
			key{"capital", amount{m.about(500e6, 20), "USD"}}, key{"return", yearly(m.within(0, 20))})
	}
}

// projects makes some plants ones that companies plan, each alone or with others of the same company.
func (m *maker) projects() {
	scopes := map[string]string{
		"miner": "mine", "cracker": "mine+crack", "refiner": "separation", "metalmaker": "metal", "magnetmaker": "magnets", "recycler": "recycling",
	}
	last := map[string]*entry{}
	for _, plant := range m.of("plant") {
		scope, company := scopes[plant.text("kind")], plant.text("company")
		if scope == "" || m.likely(0.6) {
			continue
		}
		plant.keys = slices.DeleteFunc(plant.keys, func(k key) bool {
			return slices.Contains([]string{"output", "intake", "opens", "ramp", "expansion", "expands"}, k.name)
		})
		if p := last[company]; p != nil && m.likely(0.5) {
			p.set("plants", append(p.texts("plants"), plant.id))
			continue
		}
		p := m.add("project", "new-"+plant.id, key{"company", company}, key{"plants", []string{plant.id}}, key{"scope", scope},
			key{"stage", m.one([]string{"EXPL", "RES", "PERMIT", "FIN", "FIN", "BUILD"})}, key{"capex", amount{m.about(50e6, 10), "USD"}})
		if m.likely(0.7) {
			p.set("months_left", amount{float64(m.IntN(20)), "months"})
		}
		if m.likely(0.3) {
			p.set("discovery", yearly(m.within(0, 100)))
		}
		if m.likely(0.3) {
			p.set("byproduct", perKg(m.within(0, 10)))
		}
		last[company] = p
	}
}

// moods draws how dear money is, up to what the keys allow.
func (m *maker) moods() {
	model := m.of("model")[0]
	for _, p := range []struct {
		name string
		most float64
	}{{"debt_return", 100}, {"equity_return", 100}, {"state_return", 100}} {
		switch {
		case m.likely(0.1):
			model.set(p.name, yearly(p.most))
		case m.likely(0.3):
			model.set(p.name, yearly(m.within(0, p.most/4)))
		}
	}
	for _, p := range []struct {
		name string
		list []float64
	}{{"project_scale", []float64{0.1, 0.3, 3, 10}}, {"lead_spread", []float64{0, 1, 2}}, {"pipeline_weight", []float64{0, 5}}, {"payout", []float64{0, 1}}, {"profit_tax", []float64{0, 1}}} {
		if m.likely(0.3) {
			model.set(p.name, amount{p.list[m.IntN(len(p.list))], ""})
		}
	}
	if m.likely(0.3) {
		model.set("horizon", amount{1, "months"})
		model.set("horizon_spread", 0)
	}
}

// Where projects look for money and companies go bankrupt every invariant holds, the books among them.
func TestRandomWorldsInvest(t *testing.T) {
	first, last := worlds(t, 40)
	var plain, wild tally
	for seed := first; seed <= last; seed++ {
		w := investing(seed)
		plain.try(t, fmt.Sprintf("investing world %d", seed), w)
		wild.try(t, fmt.Sprintf("wild investing world %d", seed), w.wild(seed))
	}
	t.Logf("%+v, wild %+v", plain, wild)
	if n := int(last - first + 1); plain.ran < n/2 || wild.ran < n/4 {
		t.Errorf("too few of %d worlds run: %+v, wild %+v", n, plain, wild)
	}
}

// With any number of workers, and cloned in the middle of its projects and loans, a world goes the same way.
func TestInvestingWorldsGoOnAlike(t *testing.T) {
	first, last := worlds(t, 20)
	for seed := first; seed <= last; seed++ {
		s, err := investing(seed).build(t)
		if err != nil {
			continue
		}
		run := func(workers, every int) string {
			o := engine.Options{Seed: seed, Workers: workers}
			w := engine.New(s, o)
			w.SpinUp()
			for int(w.Month) < s.Months {
				w.Step()
				if int(w.Month)%every == 0 {
					w = engine.Resume(s, o, w.State.Clone())
				}
			}
			return digest(w)
		}
		if want := run(1, s.Months+1); run(3, s.Months+1) != want || run(2, 5) != want {
			t.Errorf("investing world %d depends on workers or clones", seed)
		}
	}
}
