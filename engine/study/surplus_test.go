package study

import (
	"math"
	"slices"
	"testing"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
)

// surplusOf runs a scenario and keeps its vector.
func surplusOf(t *testing.T, l *surplusLayout, s *engine.Scenario) []float64 {
	t.Helper()
	settled, err := engine.Settled(s)
	if err != nil {
		t.Fatal(err)
	}
	w := engine.Begin(s, engine.Options{Seed: 1}, &settled)
	m := l.begin(w)
	for int(w.Month) < w.Months {
		w.Step()
		m.month(w)
	}
	v := m.result(nil)
	if again := m.result(v); !slices.Equal(v, again) || len(v) != l.length() {
		t.Errorf("%s: a result changes when it is asked for again, or is not of %d numbers", s.Name, l.length())
	}
	return v
}

func surplusScenario(t *testing.T, name string, sets ...string) *engine.Scenario {
	t.Helper()
	s, _, err := scenario.Open(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// changeOf is what some classes gain in a region, in any if it is empty.
func changeOf(w *Winners, region string, classes ...string) (sum float64) {
	for _, row := range w.Rows {
		if slices.Contains(classes, row.Class) && (region == "" || row.Region == region) {
			sum += row.Change
		}
	}
	return sum
}

// By hand, over 25 months, at 1.03^-2 from the last of them: users pay 30 to miners, who pay 12 of it to the outside world;
// in the arm they pay 41 and use what is worth 9 less, and 15 go outside. A tonne more of ore is left, at 5 USD/kg.
func TestSurplusByHand(t *testing.T) {
	l := newSurplusLayout(surplusScenario(t, "small"))
	baseline, arm := make([]float64, l.length()), make([]float64, l.length())
	set := func(at int, in, with float64) { baseline[at], arm[at] = in, with }
	set(surplusMonths, 25, 25)
	set(surplusResources, 12, 15)
	set(surplusCells+l.cell(ofConsumers, 0), -30, -41)
	set(surplusCells+l.cell(ofMiners, 1), 18, 26)
	set(l.value(0), 100, 91)
	good := slices.IndexFunc(l.held[ofMiners], func(kind int) bool { return kind >= 0 })
	set(l.price(good, 1), 5, 7)
	set(l.stock(ofMiners, good, 1), 2, 3)
	set(l.purchase(0, 1), 2, 1)   // t
	set(l.purchase(0, 1)+1, 8, 6) // USD: 4 and 6 a tonne
	set(l.unserved(0), 1, 1.5)

	cost, w, err := l.compare(baseline, arm)
	if err != nil {
		t.Fatal(err)
	}
	if want := 500 * l.pairs[0].choke; math.Abs(cost.Price-4) > 1e-12 || math.Abs(cost.Unserved-want) > 1e-9*want {
		t.Errorf("%+v, want a price part of 2 t at 2 USD and %v unserved", cost, want)
	}
	ore := 5000 / (1.03 * 1.03)
	if got := changeOf(w, l.regions[1], "miners"); math.Abs(got-(8+ore)) > 1e-9 {
		t.Errorf("miners gain %v, want %v", got, 8+ore)
	}
	if got := changeOf(w, l.regions[0], "consumers"); got != -20 {
		t.Errorf("consumers gain %v, want -20", got)
	}
	if math.Abs(w.Gap) > 1e-9 || len(w.Rows) != 2 {
		t.Errorf("%+v, want no gap and two rows", w)
	}
}

func TestSurplusIsComparedWithItsLike(t *testing.T) {
	l := newSurplusLayout(surplusScenario(t, "small"))
	v, long := make([]float64, l.length()), make([]float64, l.length())
	long[surplusMonths] = 12
	for _, other := range [][]float64{v[1:], long} {
		if _, _, err := l.compare(v, other); err == nil {
			t.Errorf("%d numbers of %v months were compared", len(other), other[0])
		}
	}
}

// Every kind of plant has a class, or a run with one could not begin.
func TestPlantsHaveAClass(t *testing.T) {
	for _, kind := range scenario.Kinds() {
		if kind.Sort == "plants" && classOf(kind.Name) < 0 {
			t.Errorf("plants of kind %s have no class", kind.Name)
		}
	}
}

// Nobody gains by an arm that does nothing, not even a rounding.
func TestSurplusOfEqualRuns(t *testing.T) {
	s := surplusScenario(t, "small")
	l := newSurplusLayout(s)
	cost, w, err := l.compare(surplusOf(t, l, s), surplusOf(t, l, s))
	if err != nil {
		t.Fatal(err)
	}
	if cost != (ConsumerCost{}) || w.Total != 0 || w.Gap != 0 || w.Unvalued != 0 || len(w.Rows) == 0 {
		t.Errorf("%+v, %+v", cost, w)
	}
	for _, row := range w.Rows {
		if row.Change != 0 {
			t.Errorf("%+v", row)
		}
	}
}

// All classes together have received what the outside world has paid, and a run's vector says so.
func TestSurplusAddsUp(t *testing.T) {
	for _, name := range []string{"small", "tour", "brazil-bonds"} {
		s := surplusScenario(t, name)
		l := newSurplusLayout(s)
		v := surplusOf(t, l, s)
		sum, size := v[surplusResources], 0.0
		for _, x := range v[surplusCells:l.value(0)] {
			sum += x
			size += math.Abs(x)
		}
		if math.Abs(sum) > 1e-12*size || v[surplusMonths] != float64(s.Months) {
			t.Errorf("%s: %v USD of %v were booked on one side only", name, sum, size)
		}
	}
}

// The first month of a run, reckoned again from its rows.
func TestSurplusOfAMonth(t *testing.T) {
	s := surplusScenario(t, "no-intervention")
	l := newSurplusLayout(s)
	w := engine.New(s, engine.Options{Seed: 1})
	w.SpinUp()
	m := l.begin(w)
	before := slices.Clone(w.Cash)
	w.Step()
	m.month(w)
	v := m.result(nil)
	us := slices.Index(s.Regions, "US")
	paid := float64(w.Cash[len(w.Firms)+us]-before[len(w.Firms)+us]) / 1e4
	if got := v[surplusCells+l.cell(ofTreasuries, us)]; math.Abs(got-paid) > 1e-6 {
		t.Errorf("the treasury of the US has %v USD, want %v", got, paid)
	}
	bought := 0.0
	for pair := range l.pairs {
		bought += v[l.purchase(pair, 0)]
		if v[l.purchase(pair, 0)] > 0 == math.IsNaN(meanPrice(v[l.purchase(pair, 0):])) {
			t.Errorf("%+v: %v t at %v USD/kg", l.pairs[pair], v[l.purchase(pair, 0)], meanPrice(v[l.purchase(pair, 0):]))
		}
	}
	want := 0.0
	for i := range w.Lines {
		if w.Plants[w.Lines[i].Site].Use != "" {
			mass, _, _ := w.Use(w.Lines[i].Site, engine.ID(i))
			want += float64(mass) / 1e6
		}
	}
	if math.Abs(bought/want-1) > 1e-9 || want == 0 {
		t.Errorf("users bought %v t, want %v", bought, want)
	}
}

// What policies of the world do to whom, in signs that hold whatever the seed.
func TestSurplusOfPolicies(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the world five times")
	}
	base := surplusScenario(t, "no-intervention")
	l := newSurplusLayout(base)
	if l.length() > surplusLimit || l.window != 1 {
		t.Errorf("%d numbers, windows of %d years", l.length(), l.window)
	}
	baseline := surplusOf(t, l, base)
	producers := []string{"miners", "refiners", "magnet makers", "investors", "workers"}
	arms := map[string][]float64{}
	for _, name := range []string{"us-301", "floor-cfd", "mp-stake", "history"} {
		arms[name] = surplusOf(t, l, surplusScenario(t, name))
	}
	for _, c := range []struct {
		arm, region, who string
		classes          []string
		gain             bool
	}{
		{"us-301", "US", "users of the country that levies a tariff", []string{"consumers"}, false},
		{"us-301", "US", "its treasury", []string{"treasuries"}, true},
		{"us-301", "CN", "makers of what it falls on", []string{"magnet makers"}, false},
		{"floor-cfd", "US", "the treasury that pays up to a strike", []string{"treasuries"}, false},
		{"floor-cfd", "US", "the mine whose price it is", []string{"miners"}, true},
		{"mp-stake", "US", "the treasury that buys shares", []string{"treasuries"}, false},
		{"mp-stake", "US", "the company that sells them", []string{"miners", "refiners", "magnet makers"}, true},
		{"history", "US", "producers under all its policies", producers, true},
		{"history", "US", "users under its tariffs", []string{"consumers"}, false},
	} {
		_, w, err := l.compare(baseline, arms[c.arm])
		if err != nil {
			t.Fatal(err)
		}
		if got := changeOf(w, c.region, c.classes...); got > 0 != c.gain || got == 0 {
			t.Errorf("%s: %s in %q gain %.4g USD", c.arm, c.who, c.region, got)
		}
		if math.Abs(w.Gap) > 1 {
			t.Errorf("%s: a gap of %v USD", c.arm, w.Gap)
		}
	}
}

// A later dollar counts as public money does.
func TestSurplusDiscounts(t *testing.T) {
	if got := record.Discount(12); math.Abs(got-1/1.03) > 1e-15 {
		t.Errorf("%v", got)
	}
}
