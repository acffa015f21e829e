package study

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// known gives a finding with the numbers that a sentence needs.
func known(unit string, mean, half, base float64) Finding {
	e := Effect{N: 20, Mean: mean, SD: 1, Level: 0.95, Interval: Interval{mean - half, mean + half}, Up: 18, Down: 2}
	if mean < 0 {
		e.Up, e.Down = 2, 18
	}
	return Finding{&Outcome{Metric: "m", Words: "price of NdPr oxide", Unit: unit, When: "2030"}, Paired{Effect: e, Arm: "floor", Baseline: "none", BaselineMean: base}}
}

func TestSentences(t *testing.T) {
	with := func(f Finding, change func(*Finding)) Finding { change(&f); return f }
	for name, c := range map[string]struct {
		finding Finding
		want    string
	}{
		"decided": {known("USD/kg", 12.345, 2.9, 61.04),
			"floor raises the price of NdPr oxide in 2030 by 12 USD/kg, from 61 USD/kg with none (95 % interval 9 to 15); it is higher in 18 of 20 simulated histories."},
		"half of 1.4": {known("USD/kg", -12.345, 1.4, 61.04),
			"floor lowers the price of NdPr oxide in 2030 by 12.3 USD/kg, from 61.0 USD/kg with none (95 % interval -13.7 to -10.9); it is lower in 18 of 20 simulated histories."},
		"a bound near 0": {known("t", 4.04, 4, 30),
			"floor raises the price of NdPr oxide in 2030 by 4.04 t, from 30.00 t with none (95 % interval 0.04 to 8.04); it is higher in 18 of 20 simulated histories."},
		"share": {known("share", 0.0512, 0.021, 0.3),
			"floor raises the price of NdPr oxide in 2030 by 5 percentage points, from 30 % with none (95 % interval 3 to 7); it is higher in 18 of 20 simulated histories."},
		"money": {known("USD", 1.2345e9, 3e7, 0),
			"floor raises the price of NdPr oxide in 2030 by 1.23 billion USD, from 0 billion USD with none (95 % interval 1.20 to 1.26); it is higher in 18 of 20 simulated histories."},
		"thousands": {known("t", 12345, 290, 61040),
			"floor raises the price of NdPr oxide in 2030 by 12,300 t, from 61,000 t with none (95 % interval 12,100 to 12,600); it is higher in 18 of 20 simulated histories."},
		"undecided": {with(known("1", -1, 3, 61), func(f *Finding) { f.SD, f.Down, f.Up, f.Same = 6.4, 11, 8, 1 }),
			"Whether floor raises or lowers the price of NdPr oxide in 2030 is open: the mean change is -1 (95 % interval -4 to 2), lower in 11 of 20 simulated histories and unchanged in 1; about 330 histories would settle it."},
		"hopeless": {with(known("1", 0, 3, 61), func(f *Finding) { f.Outcome = &Outcome{Metric: "hhi", Where: "US", When: "2028..2032"} }),
			"Whether floor raises or lowers hhi (US) over 2028 to 2032 is open: the mean change is 0 (95 % interval -3 to 3), higher in 18 of 20 simulated histories; no feasible number of histories would settle it."},
		"always the same": {with(known("USD", 2.5e6, 0, 0), func(f *Finding) { f.SD = 0 }),
			"floor raises the price of NdPr oxide in 2030 by 2.500 million USD, from 0 million USD with none (the same in every history); it is higher in 18 of 20 simulated histories."},
		"one": {with(known("t", -2.5, 0, 0), func(f *Finding) { f.N, f.SD, f.Interval = 1, math.NaN(), unknownInterval() }),
			"In the one simulated history floor makes the price of NdPr oxide in 2030 lower by 2.500 t; one history decides nothing."},
		"identical": {with(known("t", 0, 0, 0), func(f *Finding) { f.Same = 20 }),
			"floor does not change the price of NdPr oxide in 2030 in any of 20 simulated histories."},
		"nothing": {with(known("t", 0, 0, 0), func(f *Finding) { f.N = 0 }),
			"No history finished both with floor and with none: nothing is known of the price of NdPr oxide in 2030."},
	} {
		if got := c.finding.Sentence(); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestFindingsText(t *testing.T) {
	source := draws(0, "findings")
	const n = 20
	base := normals(&source, n, 60, 5)
	shifted := func(by, noise float64) []float64 {
		values := make([]float64, n)
		for i := range values {
			values[i] = base[i] + by + float64(noise*source.Normal())
		}
		return values
	}
	arms := []string{"none", "price-floor", "reserve", "idle"}
	large := Outcome{Metric: "price", Words: "price of NdPr oxide outside China", Unit: "USD/kg", When: "2030", Arms: arms,
		Values: [][]float64{base, shifted(12, 3), shifted(0.5, 6), base}}
	later := large
	later.When, later.Values = "2035", [][]float64{base, shifted(6, 3), shifted(1, 6), base}
	outlay := Outcome{Metric: "outlay", Words: "public outlay", Unit: "USD", When: "2026..2035", Arms: arms,
		Values: [][]float64{make([]float64, n), shifted(1e8, 1e7), make([]float64, n), make([]float64, n)}}
	outlay.Failed = [][]bool{nil, nil, append([]bool{true}, make([]bool, n-1)...), nil}
	f, err := Find([]Outcome{large, later, outlay}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	share := Outcome{Metric: "share", Words: "share made at home", Unit: "share", When: "2030", Arms: arms}
	f.Targets = []TargetFinding{{&share, Target{AtLeast: true, Value: 0.1}, []Chance{
		{Arm: "none", Met: 6, N: 20, Interval: wilson(6, 20, 0.95)}, {Arm: "price-floor", Met: 14, N: 20, Interval: wilson(14, 20, 0.95)}, {Arm: "idle"}}}}
	f.Drivers = []DriverFinding{{&large, "price-floor", true, &Sensitivity{Ranks: []PartialRank{{"kap", 0.2, 0.4}}}}, {&large, "price-floor", false, &Sensitivity{N: 20, Dummy: PartialRank{"dummy", -0.041, 0.8},
		Ranks: []PartialRank{{"kap", 0.2, 0.4}, {"demand growth", 0.81, 1e-6}, {"leak", -0.9, 1e-8}}}}}
	var page bytes.Buffer
	if err := f.WriteText(&page); err != nil {
		t.Fatal(err)
	}
	if got := page.String(); got != wantText {
		t.Errorf("got\n%s\nwant\n%s", got, wantText)
	}
	for _, line := range strings.Split(page.String(), "\n") {
		if utf8.RuneCountInString(line) > 80 {
			t.Errorf("%d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}

const wantText = `Mean changes over simulated histories, whose parameters and luck all arms share,
with 95 % intervals, and in how many histories the change goes that way.
Largest differences from none:
  1. price-floor raises the public outlay over 2026 to 2035 by 96 million USD
     (93 to 100), from 0 million USD; higher in 20 of 20.
  2. price-floor raises the price of NdPr oxide outside China in 2030 by 10.9
     USD/kg (9.9 to 12.0), from 61.4 USD/kg; higher in 20 of 20.
Undecided:
   - reserve may raise or lower the price of NdPr oxide outside China in 2030:
     -1 USD/kg (-3 to 1), lower in 13 of 20; about 170 histories would settle
     it.
Targets:
   - The share made at home in 2030 is at least 10 % in 6 of 20 simulated
     histories with none (15 to 52 %), in 14 of 20 simulated histories with
     price-floor (48 to 85 %), in no finished history with idle (95 %
     intervals).
What matters most (partial rank correlations, -1 to 1; a parameter without
effect shows 0.02 on average):
   - With price-floor, the price of NdPr oxide outside China in 2030 moves with
     leak (-0.90), demand growth (+0.81).
In 1 of 2 numbers that were looked at no parameter stands out from chance.
idle equals none in every history and metric: it never differs.
1 of 6 differences are 0 in every history.
With reserve, 1 of 20 simulated histories failed. Failed histories are left out
wherever the arm is compared; if they failed because of it, the differences
mislead.
`

// Where every history failed, no difference is called chance.
func TestFindNothing(t *testing.T) {
	o := twoArms([]float64{1, 2}, []float64{none, none})
	o.Failed = [][]bool{nil, {true, true}}
	f, err := Find([]Outcome{*o}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := f.WriteText(&page); err != nil {
		t.Fatal(err)
	}
	const want = `Nothing is known of any difference.
With floor, 2 of 2 simulated histories failed. Failed histories are left out
wherever the arm is compared; if they failed because of it, the differences
mislead.
1 of 1 comparisons have no history that finished in both arms.
`
	if got := page.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Of two comparisons the larger one comes first, whichever arm or outcome it is of, and only the stronger year is told.
func TestFindOrders(t *testing.T) {
	of := func(metric, when string, base, arm []float64) Outcome {
		o := twoArms(base, arm)
		o.Metric, o.When = metric, when
		return *o
	}
	f, err := Find([]Outcome{
		of("small", "2030", []float64{0, 10, 20}, []float64{3, 13.1, 23}),
		of("large", "2030", []float64{0, 10, 20}, []float64{-9, 1.1, 11}),
		of("large", "2035", []float64{0, 10, 20}, []float64{30, 40.1, 50}),
		of("large", "2036", []float64{0, 10, 20}, []float64{3, 7, 20}), // undecided, but another year is not
		of("same", "2035", []float64{1, 1}, []float64{1, 1}),
		of("sure", "2035", []float64{1, 1}, []float64{2, 2}),
		of("none", "2035", []float64{math.NaN()}, []float64{2}),
		of("once", "2035", []float64{1}, []float64{2}),
	}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range f.Decided {
		got = append(got, x.Metric+" "+x.When)
	}
	if text := strings.Join(got, ", "); text != "sure 2035, large 2035, small 2030" {
		t.Errorf("order %s", text)
	}
	if len(f.Undecided) != 1 || f.Undecided[0].Metric != "once" || f.Empty != 1 || f.Same[0] != (Tie{"floor", 1, 8}) || f.Compared != 8 {
		t.Errorf("%+v", f)
	}
}

func TestFindErrors(t *testing.T) {
	bad, other := *twoArms([]float64{1}, nil), *twoArms([]float64{1}, []float64{2})
	other.Arms = []string{"history", "floor"}
	_, err := Find([]Outcome{*twoArms([]float64{1}, []float64{2}), bad, other}, 2)
	for _, want := range []string{"level 2", "has 0 replications", `baseline "history", expected "none"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	f, err := Find(nil, 0.95)
	var page bytes.Buffer
	if f.WriteText(&page); err != nil || page.String() != "No arm is compared with a baseline.\n" {
		t.Errorf("%q, %v", page.String(), err)
	}
}

// A study of one arm tells how its numbers lie, each metric in the middle of its years.
func TestSpreads(t *testing.T) {
	var outcomes []Outcome
	for _, when := range []string{"2027", "2030", "2035"} {
		outcomes = append(outcomes, Outcome{
			Metric: "price", Words: "price of ore", Unit: "USD/kg", When: when, Arms: []string{"alone"}, Values: [][]float64{{40, 20, 30, math.NaN(), 10, 50}},
		})
	}
	f, err := Find(outcomes, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	want := "One arm, alone: nothing is compared. Medians over 5 histories, and in brackets\nthe 5 and 95 % quantiles:\n   - Price of ore in 2030: 30.0 USD/kg (12.0 to 48.0)\n"
	if err := f.WriteText(&page); err != nil || page.String() != want {
		t.Errorf("%q, %v, want %q", page.String(), err, want)
	}
}

// A change that is constant but for rounding reads as a constant one.
func TestSentenceOfRounding(t *testing.T) {
	o := twoArms([]float64{0.1, 0.2, 0.3}, []float64{2.1, 2.2, 2.3})
	f, err := Find([]Outcome{*o}, 0.95)
	if err != nil || len(f.Decided) != 1 || f.Decided[0].SD == 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	if got := f.Decided[0].Sentence(); !strings.Contains(got, "by 2.000") || !strings.Contains(got, "from 0.200") || !strings.Contains(got, "the same in every history") {
		t.Error(got)
	}
}

// A metric of two places is two metrics.
func TestPlacesAreToldApart(t *testing.T) {
	eu, us := *twoArms([]float64{0, 10, 20}, []float64{3, 13.1, 23}), *twoArms([]float64{0, 10, 20}, []float64{4, 14.1, 24})
	eu.Where, us.Where = "EU", "US"
	if f, err := Find([]Outcome{eu, us}, 0.95); err != nil || len(f.Decided) != 2 || f.Decided[0].Where != "US" {
		t.Errorf("%+v, %v", f, err)
	}
}

// Where many parameters are looked at, one that reaches 5 % alone does not count.
func TestDriversAmongMany(t *testing.T) {
	d := DriverFinding{&Outcome{Metric: "price"}, "none", false, &Sensitivity{Ranks: []PartialRank{{"kap", 0.4, 0.03}, {"leak", 0.1, 0.6}}}}
	if got := d.Sentence(0.05); got != "" {
		t.Error(got)
	}
	if d.Ranks = d.Ranks[:1]; !strings.Contains(d.Sentence(0.05), "moves with kap (+0.40)") {
		t.Error(d.Sentence(0.05))
	}
}

// Where no parameter stands out of the noise there is no sentence; one that is below the dummy does not.
func TestDriversBelowTheDummy(t *testing.T) {
	d := DriverFinding{&Outcome{Metric: "price"}, "none", false, &Sensitivity{Dummy: PartialRank{"dummy", 0.5, 0.01}, Ranks: []PartialRank{{"kap", -0.4, 0.001}}}}
	if got := d.Sentence(0.05); got != "" {
		t.Errorf("%s", got)
	}
}
