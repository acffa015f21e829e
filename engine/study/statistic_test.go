package study

import (
	"math"
	"strings"
	"testing"

	"monazite/agents/exact"
)

func near(a, b, within float64) bool {
	return math.Abs(a-b) <= within || math.IsNaN(a) && math.IsNaN(b) || a == b
}

func (i Interval) near(low, high, within float64) bool {
	return near(i.Low, low, within) && near(i.High, high, within)
}

// draws returns the keyed stream of one experiment.
func draws(experiment int, purpose string) exact.Source {
	return exact.Stream(exact.Key{Seed: 1, Replication: experiment, Purpose: exact.Name(purpose), Tick: -1})
}

// covers counts the share of 2,000 keyed experiments that succeed.
func covers(purpose string, succeeds func(source *exact.Source) bool) float64 {
	const experiments = 2000
	n := 0
	for i := range experiments {
		source := draws(i, purpose)
		if succeeds(&source) {
			n++
		}
	}
	return float64(n) / experiments
}

func normals(source *exact.Source, n int, mean, sd float64) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = mean + float64(sd*source.Normal())
	}
	return values
}

func twoArms(base, arm []float64) *Outcome {
	return &Outcome{Metric: "price", Unit: "USD/kg", When: "2030", Arms: []string{"none", "floor"}, Values: [][]float64{base, arm}}
}

// Equal numbers have themselves as mean and no spread, whatever their rounding.
func TestEqualNumbersDoNotSpread(t *testing.T) {
	source := draws(0, "equal")
	for n := 1; n < 200; n++ {
		x := float64(source.Normal() * exact.Exp(20*source.Normal()))
		values := make([]float64, n)
		for i := range values {
			values[i] = x
		}
		if mean := meanOf(values); mean != x {
			t.Fatalf("%d times %v: mean %v", n, x, mean)
		}
		if n > 1 && varianceOf(values, x) != 0 {
			t.Fatalf("%d times %v: variance %v", n, x, varianceOf(values, x))
		}
	}
}

func TestOutcomeCheck(t *testing.T) {
	none := []float64{1, 2}
	for name, c := range map[string]struct {
		outcome Outcome
		want    []string
	}{
		"no arm":     {Outcome{Metric: "m"}, []string{"m: no arm"}},
		"columns":    {Outcome{Arms: []string{"a", "b"}, Values: [][]float64{none}, Failed: [][]bool{nil}}, []string{"1 columns of values", "1 columns of failures"}},
		"rows":       {Outcome{Arms: []string{"a", "b"}, Values: [][]float64{none, {1}}}, []string{`"b" has 1 replications, the baseline 2`}},
		"twice":      {Outcome{Arms: []string{"a", "a"}, Values: [][]float64{none, none}}, []string{`"a" is there twice`}},
		"marks":      {Outcome{Arms: []string{"a"}, Values: [][]float64{none}, Failed: [][]bool{{true}}}, []string{"2 values and 1 marks"}},
		"infinite":   {Outcome{Arms: []string{"a"}, Values: [][]float64{{1, math.Inf(1)}}}, []string{"replication 1: +Inf"}},
		"everything": {Outcome{Arms: []string{"a", "a"}, Values: [][]float64{none, {math.Inf(-1)}}}, []string{"twice", "1 replications", "-Inf"}},
	} {
		err := c.outcome.Check()
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q in it", name, err, want)
			}
		}
	}
}

func TestColumnIsACopyWithoutFailures(t *testing.T) {
	o := twoArms([]float64{1, 2}, []float64{3, 4})
	o.Failed = [][]bool{nil, {false, true}}
	column, err := o.Column(1)
	if err != nil || column[0] != 3 || !math.IsNaN(column[1]) {
		t.Fatalf("%v, %v", column, err)
	}
	column[0] = 9
	if o.Values[1][0] != 3 || o.Values[1][1] != 4 {
		t.Error("a column changes the outcome")
	}
	for _, arm := range []int{-1, 2} {
		if _, err := o.Column(arm); err == nil {
			t.Errorf("arm %d: no error", arm)
		}
	}
}

// Student's t of 0.975 is 12.706 for one degree of freedom and 2.262157 for nine (any table).
func TestStudentInterval(t *testing.T) {
	if i := studentInterval(0, math.Sqrt2, 2, 0.95); !near(i.High, 12.7062047, 1e-6) {
		t.Errorf("n = 2: %v", i)
	}
	if i := studentInterval(5, math.Sqrt(10), 10, 0.95); !i.near(5-2.2621572, 5+2.2621572, 1e-6) {
		t.Errorf("n = 10: %v", i)
	}
	if i := studentInterval(5, math.NaN(), 1, 0.95); i.Known() {
		t.Errorf("n = 1: %v", i)
	}
	if i := studentInterval(5, 0, 3, 0.95); i != (Interval{5, 5}) {
		t.Errorf("no spread: %v", i)
	}
}

// 8 of 10 and 0 of 10 as printed by R's binom.confint(method = "wilson").
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		met, of   int
		low, high float64
	}{{8, 10, 0.4901625, 0.9433178}, {0, 10, 0, 0.2775328}, {10, 10, 0.7224672, 1}, {0, 0, math.NaN(), math.NaN()}, {1, 1, 0.2065493, 1}} {
		if i := wilson(c.met, c.of, 0.95); !i.near(c.low, c.high, 1e-6) {
			t.Errorf("%d of %d: %v", c.met, c.of, i)
		}
	}
}

// 12 gained and 4 lost of 50: (12-4)/52 +- 1.959964 sqrt((17/52 - (8/52)^2)/52).
func TestPairedShares(t *testing.T) {
	if i := pairedShares(12, 4, 50, 0.95); !i.near(0.004171, 0.303521, 2e-6) {
		t.Errorf("%v", i)
	}
	if i := pairedShares(0, 0, 0, 0.95); i.Known() {
		t.Errorf("no pair: %v", i)
	}
}

// The arm meets >= 10 in 3 of 4; the baseline in 1 of 3, and its last replication failed.
func TestChances(t *testing.T) {
	o := twoArms([]float64{10, 9, 8, 50}, []float64{9, 11, 10, 12})
	o.Failed = [][]bool{{false, false, false, true}, nil}
	chances, err := o.Chances(Target{AtLeast: true, Value: 10}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	base, arm := chances[0], chances[1]
	if base.Met != 1 || base.N != 3 || base.Gain != 0 || base.GainInterval != (Interval{}) {
		t.Errorf("baseline %+v", base)
	}
	if arm.Met != 3 || arm.N != 4 || arm.Pairs != 3 || arm.OnlyArm != 2 || arm.OnlyBaseline != 1 || !near(arm.Gain, 1.0/3, 1e-15) {
		t.Errorf("arm %+v", arm)
	}
	below, _ := o.Chances(Target{Value: 9}, 0.95)
	if below[1].Met != 1 || below[0].Met != 2 {
		t.Errorf("<= 9: %+v", below)
	}
	if _, err := o.Chances(Target{Value: math.NaN()}, 0.95); err == nil {
		t.Error("a target that is no number: no error")
	}
	if _, err := o.Chances(Target{}, 1); err == nil {
		t.Error("a level of 1: no error")
	}
}

func TestCoverageOfShares(t *testing.T) {
	wilsons := covers("wilson", func(source *exact.Source) bool {
		met := 0
		for range 50 {
			if source.Chance(0.3) {
				met++
			}
		}
		return wilson(met, 50, 0.95).Covers(0.3)
	})
	gains := covers("gain", func(source *exact.Source) bool { // arms share the draw: 0.5 against 0.35
		arm, base := 0, 0
		for range 60 {
			u := source.Uniform()
			if u < 0.25 {
				arm++
			} else if u < 0.35 {
				base++
			}
		}
		return pairedShares(arm, base, 60, 0.95).Covers(0.15)
	})
	for name, c := range map[string]float64{"Wilson": wilsons, "Agresti and Min": gains} {
		if c < 0.93 || c > 0.97 {
			t.Errorf("%s covers in %.3f of experiments", name, c)
		}
	}
}

// 5 USD/kg dearer on 2 t is 10,000 USD; 3 t more unserved at 40 USD/kg are 120,000. Cheaper goods bring 1,000 back.
func TestConsumerCost(t *testing.T) {
	none := math.NaN()
	got, err := ConsumerCostOf([]Purchase{
		{What: "NdPr 2030", Quantity: 2, BaselinePrice: 60, ArmPrice: 65, BaselineUnserved: 1, ArmUnserved: 4, Choke: 40},
		{What: "Ce 2030", Quantity: 1, BaselinePrice: 3, ArmPrice: 2},
		{What: "Tb 2030", Quantity: 7, BaselinePrice: 900, ArmPrice: none},
	})
	if want := (ConsumerCost{Price: 9000, Unserved: 120000, Total: 129000, Unpriced: 7}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = ConsumerCostOf([]Purchase{{What: "a", Quantity: -1}, {What: "b", Choke: none}, {What: "c", ArmPrice: math.Inf(1)}})
	for _, want := range []string{"a: quantity -1", "b: choke NaN", "c: arm price +Inf"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// Consumers get 100 more worth of goods for 60 more; the miner keeps 40 of it after paying 20 to the world outside.
func TestWinners(t *testing.T) {
	baseline := []Holding{{Class: "consumers", Region: "EU", Cash: -200, Value: 500}, {Class: "miners", Region: "US", Cash: 150, Stocks: 5}}
	arm := []Holding{
		{Class: "consumers", Region: "EU", Cash: -260, Value: 600}, {Class: "miners", Region: "US", Cash: 200, Stocks: 8},
		{Class: "treasuries", Region: "US", Cash: -10},
	}
	w, err := WinnersOf(baseline, arm, 20)
	if err != nil {
		t.Fatal(err)
	}
	want := []Surplus{{"miners", "US", 53}, {"consumers", "EU", 40}, {"treasuries", "US", -10}}
	for i := range want {
		if w.Rows[i] != want[i] {
			t.Errorf("row %d: %+v, want %+v", i, w.Rows[i], want[i])
		}
	}
	if w.Total != 83 || w.Gap != 0 || w.Class[0].Class != "miners" || len(w.Class) != 3 {
		t.Errorf("%+v", w)
	}
	arm[2].Cash = -15 // 5 USD vanish
	if w, _ := WinnersOf(baseline, arm, 20); w.Gap != -5 {
		t.Errorf("gap %v, want -5", w.Gap)
	}
	_, err = WinnersOf([]Holding{{Class: "miner"}}, []Holding{{Class: "miners", Value: 1}, {Class: "traders", Cash: math.NaN()}}, 0)
	for _, want := range []string{`class "miner"`, "consumer value 1", "NaN USD"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}
