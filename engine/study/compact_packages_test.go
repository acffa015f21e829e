package study

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"monazite/engine/expect"
)

// By hand: all of it brings 10, without a 6 and without b 7, a alone 3 and b alone 2: together they bring 5 beyond each alone.
func TestCompactPackages(t *testing.T) {
	s := handStudy("none", "all", "all-without-a", "all-without-b", "all-only-a", "all-only-b")
	s.Arms[2].Against, s.Arms[3].Against = 1, 1
	s.Packages = []Package{{Base: 0, Full: 1, Groups: []Group{{"a", 2, 4}, {"b", 3, 5}}}}
	results := map[Key]*Result{}
	for _, key := range keysOf(s) {
		results[key] = handResult([]float64{50, 60, 56, 57, 53, 52}[key.Arm] + float64(key.Replication))
	}
	files, _ := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)
	type effect struct{ Mean float64 }
	var got struct {
		Packages []struct {
			Package, Against, Of, When string
			Total, Interaction         effect
			Groups                     []struct {
				Group    string
				Lost     effect `json:"leave_one_out"`
				AddOneIn effect `json:"add_one_in"`
			}
		}
	}
	if err := json.Unmarshal(files["summary.json"], &got); err != nil {
		t.Fatal(err)
	}
	p := got.Packages[0]
	if p.Package != "all" || p.Against != "none" || p.Of != "price-NdPr" || p.Total.Mean != 10 || p.Interaction.Mean != 5 || p.Groups[0].Lost.Mean != 4 || p.Groups[1].AddOneIn.Mean != 2 {
		t.Errorf("%+v", p)
	}
	want := "Taken apart: all in words changes the price of NdPr oxide in 2024 by 10.000 USD/kg. Its groups bring 5.000 in sum when each is alone, " +
		"and 7.000 goes when each is left out in turn; together they bring 5.000 USD/kg (in every history) beyond what each brings alone."
	if text := strings.Join(strings.Fields(string(files["findings.txt"])), " "); !strings.Contains(text, want) || strings.Count(text, "Taken apart") != 1 {
		t.Errorf("%s\nhas no %s, or more than one such sentence", files["findings.txt"], want)
	}
}

func TestPackageSentence(t *testing.T) {
	e := func(mean, half float64) *Effect {
		return &Effect{N: 9, Mean: mean, SD: 1, Interval: Interval{mean - half, mean + half}}
	}
	p := PackageFinding{&Outcome{Metric: "m", Unit: "t"}, "all", &PackageEffect{
		Total: *e(10, 1), Interaction: e(1, 3), Groups: []GroupEffect{{"a", e(6, 1), e(4, 1)}, {"b", e(6, 1), e(5, 1)}},
	}}
	if got, want := p.Sentence(), "Taken apart: all changes m by 10 t. Its groups bring 9 in sum when each is alone, and 12 goes when each is left out in turn; together they bring 1 t (-2 to 4, undecided) beyond what each brings alone."; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	p.Groups[0].LeaveOneOut = nil
	if got := p.Sentence(); got != "" {
		t.Error(got)
	}
}

// By hand: all of it costs a million a year, twelve until 2035, for 300 and 500 t/yr, 30,000 for each; group a of it half a
// million a year for 100 t/yr, 60,000 for each; an arm that adds 10 t/yr adds too little.
func TestCompactCostPerAdded(t *testing.T) {
	outside := expect.Where{Stage: "separation", Regions: []string{expect.Outside}}
	s := &Study{
		Replications: 2, Months: 150, Level: 0.95, Years: []int{2035}, Packages: []Package{{Base: 0, Full: 1, Groups: []Group{{"a", 2, -1}}}},
		Arms: []Arm{{Name: "none"}, {Name: "all"}, {Name: "all-without-a", Against: 1}, {Name: "small"}},
		Outputs: []Output{
			{Series: expect.Series{Metric: expect.Find("fiscal_cost")}, ID: "paid"},
			{Series: expect.Series{Metric: expect.Find("capacity"), Where: outside}, ID: "there", Words: "capacity of separation"},
		},
	}
	results := map[Key]*Result{}
	for _, key := range keysOf(s) {
		r := &Result{Yearly: [][]float64{make([]float64, 13), make([]float64, 13)}}
		for year := range 12 {
			r.Yearly[0][year] = []float64{0, 1e6, 0.5e6, 1e6}[key.Arm]
		}
		r.Yearly[0][12] = 1e9 // after 2035
		r.Yearly[1][11] = 1000 + []float64{0, 300, 200, 10}[key.Arm] + float64(key.Replication)*[]float64{0, 200, 200, 0}[key.Arm]
		results[key] = r
	}
	for _, room := range []int{1, 1 << 20} {
		files := compactedIn(t, s, keep(t, s, "", results, keysOf(s)), 2, room)
		var got struct {
			Added []struct {
				Arm, Against, Group, Output string
				N, Year                     int
				Outlay                      float64  `json:"net_fiscal_cost_usd"`
				Capacity                    float64  `json:"capacity_t_per_year"`
				Cost                        *float64 `json:"usd_per_t_per_year"`
				Bootstrap                   struct{ Percentile, BCa struct{ Low, High *float64 } }
			} `json:"cost_per_added"`
		}
		if err := json.Unmarshal(files["summary.json"], &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Added) != 3 {
			t.Fatalf("%+v", got.Added)
		}
		all, a, small := got.Added[0], got.Added[1], got.Added[2]
		if all.Arm != "all" || all.Against != "none" || all.Output != "there" || all.N != 2 || all.Outlay != 12e6 || all.Capacity != 400 || *all.Cost != 30000 {
			t.Errorf("all: %+v", all)
		}
		if low, high := *all.Bootstrap.Percentile.Low, *all.Bootstrap.Percentile.High; low != 24000 || high != 40000 { // of 500 or 300 twice
			t.Errorf("all: %v to %v", low, high)
		}
		if a.Arm != "all" || a.Against != "all-without-a" || a.Group != "a" || a.Capacity != 100 || math.Abs(*a.Cost-60000) > 1e-9 || *a.Bootstrap.BCa.Low != 60000 {
			t.Errorf("group a: %+v", a)
		}
		if small.Capacity != 10 || small.Cost != nil || small.Bootstrap.BCa.Low != nil {
			t.Errorf("small: %+v", small)
		}
		want := "Capacity of separation: all 30,000 USD (24,000 to 40,000); a in all 60,000 USD; 1 other adds too little to tell."
		if text := strings.Join(strings.Fields(string(files["findings.txt"])), " "); !strings.Contains(text, want) {
			t.Errorf("%s\nhas no %s", files["findings.txt"], want)
		}
	}
}
