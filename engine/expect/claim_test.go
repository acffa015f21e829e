package expect

import (
	"math"
	"testing"

	"monazite/agents"
)

func TestLimits(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		limit Limit
		x     float64
		want  bool
	}{
		{Limit{Op: "<", Value: [2]float64{2}}, 2, false},
		{Limit{Op: "<=", Value: [2]float64{2}}, 2, true},
		{Limit{Op: ">", Value: [2]float64{2}}, 2, false},
		{Limit{Op: ">=", Value: [2]float64{2}}, 2, true},
		{Limit{Op: ">=", Value: [2]float64{2}}, 1.999, false},
		{Limit{Op: "within", Value: [2]float64{100}, Tolerance: 0.05}, 105, true},
		{Limit{Op: "within", Value: [2]float64{100}, Tolerance: 0.05}, 94.9, false},
		{Limit{Op: "within", Value: [2]float64{-100}, Tolerance: 0.05}, -104, true},
		{Limit{Op: "between", Value: [2]float64{2, 10}}, 10, true},
		{Limit{Op: "between", Value: [2]float64{2, 10}}, 10.1, false},
		{Limit{Op: "<", Value: [2]float64{2}}, none, false},
		{Limit{Op: ">", Value: [2]float64{2}}, none, false},
		{Limit{Op: "within", Value: [2]float64{2}, Tolerance: 1}, none, false},
	} {
		if got := c.limit.Holds(c.x); got != c.want {
			t.Errorf("%s %v of %v: %v", c.limit.Op, c.limit.Value, c.x, got)
		}
	}
}

// A run of 2024-01 to 2024-04. The series is 10, 12, 6, 8; another of the same run 5, 4, 3, 0; the other
// scenario has 8, 8, 8, 8 and 4, 2, 2, 2 under the same luck.
func TestObserve(t *testing.T) {
	own := [][]float64{{10, 12, 6, 8}, {5, 4, 3, 0}}
	other := [][]float64{{8, 8, 8, 8}, {4, 2, 2, 2}}
	than := &Series{}
	for name, c := range map[string]struct {
		claim Claim
		when  string
		want  float64
	}{
		"alone":                  {Claim{}, "2024-01..2024-04 max", 12},
		"over another series":    {Claim{Than: than, As: "ratio"}, "2024-01..2024-04 max", 3},
		"over nothing":           {Claim{Than: than, As: "ratio"}, "2024-04", math.NaN()},
		"less another series":    {Claim{Than: than, As: "difference"}, "2024-01..2024-04 min", 3},
		"over another scenario":  {Claim{Against: "calm", As: "ratio"}, "2024-01..2024-04 max", 1.5},
		"mean of the ratios":     {Claim{Against: "calm", As: "ratio"}, "2024-01..2024-02", 1.375},
		"less another scenario":  {Claim{Against: "calm", As: "difference"}, "2024-01..2024-04 min", -2},
		"elasticity":             {Claim{Against: "calm", Than: than, As: "elasticity"}, "2024-03", math.Log(4.0/3) / math.Log(1.5)},
		"elasticity, no price":   {Claim{Against: "calm", Than: than, As: "elasticity"}, "2024-04", math.NaN()},
		"elasticity, both above": {Claim{Against: "calm", Than: than, As: "elasticity"}, "2024-02", -math.Log(1.5) / math.Log(2)},
	} {
		window, err := ParseWindow(c.when, 4)
		if err != nil {
			t.Fatal(err)
		}
		c.claim.When = window
		if got := c.claim.Observe(own, other); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	short := Claim{Against: "calm", As: "ratio", When: Window{First: 0, Last: agents.MonthOf(2024, 4), Reduce: "max"}}
	if got := short.Observe(own, [][]float64{{8}}); !near(got, 1.25) {
		t.Errorf("against a run of one month: %v, want 1.25", got)
	}
	if own[0][0] != 10 {
		t.Error("observing changes what was recorded")
	}
}

// Five seeds, of which 4 hold at 2 or more: 80 % is enough, 81 % is not.
func TestJudge(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		name     string
		share    float64
		observed []float64
		held     int
		low      float64
		median   float64
		high     float64
		pass     bool
	}{
		{"enough", 0.8, []float64{2, 9, 1, 4, 3}, 4, 1, 3, 9, true},
		{"too few", 0.81, []float64{2, 9, 1, 4, 3}, 4, 1, 3, 9, false},
		{"an even number", 0.5, []float64{8, 1, 2, 4}, 3, 1, 3, 8, true},
		{"a run without a number", 0.8, []float64{2, none, 2, 4, 3}, 4, 2, 2.5, 4, true},
		{"no number at all", 0.1, []float64{none, none}, 0, none, none, none, false},
		{"none need hold", 0, []float64{1}, 0, 1, 1, 1, true},
		{"no run", 0, nil, 0, none, none, none, false},
	} {
		claim := Claim{Limit: Limit{Op: ">=", Value: [2]float64{2}}, Share: c.share}
		v := claim.Judge(c.observed)
		if v.Held != c.held || v.Pass != c.pass || !near(v.Median, c.median) || !near(v.Low, c.low) || !near(v.High, c.high) {
			t.Errorf("%s: held %d, %v (%v to %v), pass %v", c.name, v.Held, v.Median, v.Low, v.High, v.Pass)
		}
	}
}

// Numbers are shown to four digits in the unit that was written: 1 kt/yr is 83.33 t a month.
func TestShow(t *testing.T) {
	for _, c := range []struct {
		x, scale float64
		want     string
	}{
		{22500, 1000.0 / 12, "270.0"}, {0.0493, 0.01, "4.930"}, {1234.56, 1, "1235"}, {-48.5, 1, "-48.50"},
		{0, 1, "0"}, {270000, 1, "270000"}, {0.000012, 1, "0.000012"}, {math.NaN(), 1, "-"},
	} {
		l := Limit{Scale: c.scale}
		if got := l.Show(c.x); got != c.want {
			t.Errorf("%v: %s, want %s", c.x, got, c.want)
		}
	}
}
