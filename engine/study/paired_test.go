package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"monazite/agents/exact"
)

// Differences 2 3 1 4: mean 2.5, sd 1.290994, t(0.975, 3) = 3.182446; variances 6 and 5/3 against 5/3.
func TestPairedByHand(t *testing.T) {
	p, err := twoArms([]float64{10, 12, 11, 13}, []float64{12, 15, 12, 17}).Paired(1, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if p.N != 4 || p.Mean != 2.5 || !near(p.SD, 1.2909944, 1e-7) || !p.Interval.near(0.445740, 4.554260, 1e-5) {
		t.Errorf("%+v", p)
	}
	if p.ArmMean != 14 || p.BaselineMean != 11.5 || !near(p.VarianceRatio, 0.2173913, 1e-7) || !near(p.Standardised, 1.2768848, 1e-7) {
		t.Errorf("%+v", p)
	}
	if p.Signs() != "4 of 4" || p.Share() != 1 || !p.Decided() {
		t.Errorf("signs %s, share %v, decided %v", p.Signs(), p.Share(), p.Decided())
	}
}

func TestPairedAtTheEdges(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		base, arm  []float64
		failed     [][]bool
		n, missing int
		mean       float64
		interval   Interval
		decided    bool
		signs      string
	}{
		"identical":       {[]float64{.1, .7, .3}, []float64{.1, .7, .3}, nil, 3, 0, 0, Interval{}, false, "0 of 3"},
		"all equal":       {[]float64{1, 2, 3}, []float64{3, 4, 5}, nil, 3, 0, 2, Interval{2, 2}, true, "3 of 3"},
		"one":             {[]float64{1}, []float64{3}, nil, 1, 0, 2, unknownInterval(), false, "1 of 1"},
		"two":             {[]float64{0, 0}, []float64{-1, -3}, nil, 2, 0, -2, Interval{-14.70620, 10.70620}, false, "2 of 2"},
		"failed in each":  {[]float64{1, 2, 3}, []float64{2, 9, 4}, [][]bool{{true, false, false}, {false, true, false}}, 1, 2, 1, unknownInterval(), false, "1 of 1"},
		"missing numbers": {[]float64{1, none, 3}, []float64{2, 2, none}, nil, 1, 2, 1, unknownInterval(), false, "1 of 1"},
		"all failed":      {[]float64{1}, []float64{1}, [][]bool{nil, {true}}, 0, 1, none, unknownInterval(), false, "0 of 0"},
		"no replication":  {nil, nil, nil, 0, 0, none, unknownInterval(), false, "0 of 0"},
	} {
		o := twoArms(c.base, c.arm)
		o.Failed = c.failed
		p, err := o.Paired(1, 0.95)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if p.N != c.n || p.Missing != c.missing || !near(p.Mean, c.mean, 1e-15) || !p.Interval.near(c.interval.Low, c.interval.High, 1e-5) ||
			p.Decided() != c.decided || p.Signs() != c.signs {
			t.Errorf("%s: %+v, decided %v, signs %s", name, p, p.Decided(), p.Signs())
		}
		b, err := o.Bootstrap(1, 0.95, 1)
		if zero := c.interval.Low == c.interval.High; err != nil || zero && (b.BCa != c.interval || b.Percentile != c.interval) {
			t.Errorf("%s: bootstrap %+v, %v", name, b, err)
		}
		if c.n < 2 && (b.BCa.Known() || b.Percentile.Known()) {
			t.Errorf("%s: bootstrap %+v of %d", name, b, c.n)
		}
	}
	for _, level := range []float64{0, 1, -1, none} {
		if _, err := twoArms(nil, nil).Paired(1, level); err == nil {
			t.Errorf("level %v: no error", level)
		}
	}
}

// A replication that failed, or lacks a number, counts as if it had never been planned.
func TestFailedReplicationsDoNotCount(t *testing.T) {
	source := draws(0, "failed")
	base, arm := normals(&source, 30, 10, 2), normals(&source, 30, 11, 2)
	want, _ := twoArms(base, arm).Paired(1, 0.9)
	o := twoArms(slices.Insert(slices.Clone(base), 7, 1e9), slices.Insert(slices.Clone(arm), 7, -1e9))
	o.Failed = [][]bool{make([]bool, 31), nil}
	o.Failed[0][7] = true
	got, _ := o.Paired(1, 0.9)
	if want.Missing = 1; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Common random numbers: an arm that adds 1 and a tenth of the noise leaves about 0.01/2.01 of the variance.
func TestVarianceRatio(t *testing.T) {
	source := draws(0, "crn")
	base := normals(&source, 4000, 0, 1)
	arm := slices.Clone(base)
	for i := range arm {
		arm[i] += 1 + float64(0.1*source.Normal())
	}
	common, _ := twoArms(base, arm).Paired(1, 0.95)
	apart, _ := twoArms(base, normals(&source, 4000, 0, 1)).Paired(1, 0.95)
	if !near(common.VarianceRatio, 0.01/2.01, 5e-4) || !near(apart.VarianceRatio, 1, 0.1) {
		t.Errorf("common %v, independent %v", common.VarianceRatio, apart.VarianceRatio)
	}
}

func TestCoverageOfMeans(t *testing.T) {
	student := covers("student", func(source *exact.Source) bool {
		e := effectOf(normals(source, 10, 1, 3), 0.95)
		return e.Interval.Covers(1)
	})
	half := covers("half", func(source *exact.Source) bool {
		e := effectOf(normals(source, 5, 1, 3), 0.5)
		return e.Interval.Covers(1)
	})
	if student < 0.93 || student > 0.97 || half < 0.46 || half > 0.54 {
		t.Errorf("95 %% intervals cover in %.3f, 50 %% intervals in %.3f", student, half)
	}
}

// G*Power 3.1 gives 199, 34 and 10 pairs for d = 0.2, 0.5 and 1 at 5 % and a power of 0.8.
func TestSettle(t *testing.T) {
	for d, want := range map[float64]int{0.2: 199, 0.5: 34, 1: 10, -0.5: 34} {
		e := Effect{Mean: d, SD: 1, Level: 0.95}
		if n, ok := e.Settle(0.8); n != want || !ok {
			t.Errorf("d = %v: %d %v, want %d", d, n, ok, want)
		}
	}
	for _, e := range []Effect{{Mean: 0, SD: 1, Level: .95}, {Mean: 1, SD: math.NaN(), Level: .95}, {Mean: 1e-9, SD: 1, Level: .95}, {Mean: 1, SD: 1}} {
		if n, ok := e.Settle(0.8); ok {
			t.Errorf("%+v: %d", e, n)
		}
	}
	powerful := covers("power", func(source *exact.Source) bool {
		e := effectOf(normals(source, 34, 0.5, 1), 0.95)
		return e.Decided() && e.Mean > 0
	})
	if powerful < 0.77 || powerful > 0.84 {
		t.Errorf("34 pairs decide d = 0.5 in %.3f of experiments", powerful)
	}
}

func TestStop(t *testing.T) {
	s := Stop{Relative: 0.05, Block: 20, Max: 100}
	sharp := Effect{N: 20, Mean: -100, Interval: Interval{-104.9, -95.1}}
	blunt := Effect{N: 20, Mean: -100, Interval: Interval{-105, -95}}
	same := Effect{N: 20, Same: 20}
	for name, c := range map[string]struct {
		n       int
		watched []Effect
		want    bool
	}{
		"sharp": {20, []Effect{sharp, same}, true}, "within a block": {39, []Effect{sharp}, false}, "one is blunt": {40, []Effect{sharp, blunt}, false},
		"at most": {100, []Effect{blunt}, true}, "none yet": {0, nil, false}, "nothing known": {20, []Effect{{}}, false},
		"one replication": {20, []Effect{{N: 1, Same: 1}}, false}, "nothing is watched": {20, nil, true},
	} {
		if got := s.Enough(c.n, c.watched); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	err := Stop{Relative: math.NaN(), Block: 1}.Check()
	for _, want := range []string{"half-width NaN", "block of 1", "at most 0"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// Base 0, floor alone 2, loan alone 3, both 9: 4 more than 5. Without the floor 4, without the loan 3.
func TestPackage(t *testing.T) {
	o := &Outcome{Metric: "capacity", Arms: []string{"none", "both", "no-floor", "no-loan", "floor", "loan"}}
	for _, level := range []float64{0, 9, 4, 3, 2, 3} {
		o.Values = append(o.Values, []float64{10 + level, 20 + level})
	}
	p := Package{Base: 0, Full: 1, Groups: []Group{{"floor", 2, 4}, {"loan", 3, 5}}}
	e, err := o.Package(p, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	got := []float64{e.Total.Mean, e.Groups[0].LeaveOneOut.Mean, e.Groups[1].LeaveOneOut.Mean, e.Groups[0].AddOneIn.Mean, e.Groups[1].AddOneIn.Mean, e.Interaction.Mean}
	if want := []float64{9, 5, 6, 2, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	o.Failed = make([][]bool, 6)
	o.Failed[5] = []bool{true, false}
	if e, _ := o.Package(p, 0.95); e.Interaction.N != 1 || e.Total.N != 2 || e.Groups[0].AddOneIn.N != 2 {
		t.Errorf("with a failure: %+v", e)
	}
	p.Groups[1].Alone = -1
	if e, err := o.Package(p, 0.95); err != nil || e.Interaction != nil || e.Groups[1].AddOneIn != nil {
		t.Errorf("without an arm: %+v, %v", e, err)
	}
	_, err = o.Package(Package{Base: -1, Full: 6, Groups: []Group{{"floor", 7, -2}}}, 0.95)
	for _, want := range []string{"base of the package is arm -1", "full package is arm 6", "without floor is arm 7", "floor alone is arm -2"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// Arms that do nothing leave every effect and the interaction at 0 to the last bit.
func TestPackageOfIdenticalArms(t *testing.T) {
	source := draws(0, "identical")
	column := normals(&source, 50, 1e5, 1)
	o := &Outcome{Arms: []string{"a", "b", "c", "d", "e"}, Values: [][]float64{column, column, column, column, column}}
	e, err := o.Package(Package{Full: 1, Groups: []Group{{"x", -1, 2}, {"y", -1, 3}, {"z", -1, 4}}}, 0.95)
	if err != nil || !e.Interaction.Identical() || e.Interaction.Interval != (Interval{}) {
		t.Errorf("%+v, %v", e, err)
	}
}
