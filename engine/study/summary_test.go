package study

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"monazite/engine/expect"
)

// keptSummary is what the tests read of summary.json.
type keptSummary struct {
	Schema  int
	Arms    []armFate
	Outputs []struct {
		Years []struct {
			Year, Months int
			Arms         []struct {
				N                       int
				Mean, SD, P05, P50, P95 *float64
				Difference              *struct {
					N             int
					Mean          *float64
					Interval      struct{ Low, High *float64 }
					Positive      float64  `json:"positive_ratio"`
					VarianceRatio *float64 `json:"variance_ratio"`
					Standardised  *float64
				}
			}
		}
	}
	Claims []struct {
		Words, Limit, When, Quote string
		Arms                      []struct {
			Holds struct{ Met, N, Pairs, OnlyArm, OnlyBaseline int }
		}
	}
}

func TestCompactSummary(t *testing.T) {
	s, results := sample()
	files, findings := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)
	var got keptSummary
	if err := json.Unmarshal(files["summary.json"], &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]armFate{{"none", "none in words", "", 4, 0}, {"floor", "floor in words", "none", 3, 1}}, got.Arms); diff != "" || got.Schema != 1 {
		t.Error(got.Schema, diff)
	}
	price := got.Outputs[0].Years[0]
	// 50 70 40 in the baseline; 52 61 44 in the arm; both have a number in replications 0 and 3, where the arm is 2 and 4 above.
	if a := price.Arms[0]; a.N != 3 || *a.P50 != 50 || math.Abs(*a.Mean-160.0/3) > 1e-12 || math.Abs(*a.SD-math.Sqrt(700.0/3)) > 1e-12 || a.Difference != nil {
		t.Errorf("baseline: %+v", a)
	}
	d := price.Arms[1].Difference
	half := 12.706204736174698 // Student's t at 97.5 % with 1 degree of freedom; the standard error is 1
	if d.N != 2 || *d.Mean != 3 || math.Abs(*d.Interval.Low-(3-half)) > 1e-9 || math.Abs(*d.Interval.High-(3+half)) > 1e-9 || d.Positive != 1 {
		t.Errorf("difference: %+v", d)
	}
	if got, want := *d.VarianceRatio, 2.0/(50+32); math.Abs(got-want) > 1e-15 {
		t.Errorf("variance ratio %v, want %v", got, want)
	}
	if last := got.Outputs[1].Years[1]; last.Months != 2 || last.Arms[0].N != 0 || last.Arms[0].Mean != nil || last.Arms[1].Difference.Mean != nil {
		t.Errorf("a year without numbers: %+v", last)
	}
	// Claims are 61 71 81 51 and 62.. : above 60 in 3 of 4 and 2 of 3.
	c := got.Claims[0]
	if c.Words != "highest price of NdPr@US+EU" || c.Limit != "> 60 USD/kg" || c.When != "2024" || c.Quote != "it doubles" {
		t.Errorf("claim: %+v", c)
	}
	if h := c.Arms[1].Holds; h.Met != 2 || h.N != 3 || c.Arms[0].Holds.Met != 3 {
		t.Errorf("chances: %+v", c.Arms)
	}
	if len(findings.Targets) != 1 || findings.Targets[0].Target.String() != "> 60" || findings.Failed[0] != (Loss{"floor", 1, 4}) {
		t.Errorf("findings: %+v", findings)
	}
}

func TestCompactTexts(t *testing.T) {
	s, results := sample()
	files, _ := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)
	if text := string(files["findings.txt"]); !strings.Contains(text, "With floor in words, 1 of 4 simulated histories failed.") || !strings.Contains(text, "is above 60 USD/kg") {
		t.Error(text)
	}
	lines := strings.Split(strings.TrimSpace(string(files["summary.csv"])), "\n")
	start := "price-NdPr,price,USD/kg,US+EU,NdPr,2024,12,floor,none,3,52.333333333333336,"
	if len(lines) != 1+2*2*2 || !strings.HasPrefix(lines[2], start) || strings.Count(lines[2], ",") != 21 || !strings.HasSuffix(lines[1], ",,,,,,,") {
		t.Errorf("summary.csv has %d lines, such as\n%s", len(lines), lines[2])
	}
}

func TestCompactIdenticalArms(t *testing.T) {
	s := handStudy("none", "nothing")
	results := map[Key]*Result{}
	for _, key := range keysOf(s) {
		results[key] = handResult(math.Sqrt(2 + float64(key.Replication)))
	}
	files, findings := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)
	if len(findings.Decided)+len(findings.Undecided) != 0 || findings.Same[0] != (Tie{"nothing", 3, 3}) {
		t.Errorf("findings: %+v", findings)
	}
	var got struct {
		Outputs []struct {
			Years []struct {
				Arms []struct {
					N          int
					Difference *pairedFigures
				}
			}
		}
	}
	if err := json.Unmarshal(files["summary.json"], &got); err != nil {
		t.Fatal(err)
	}
	want := pairedFigures{N: 4, VarianceRatio: 0}
	for _, year := range []int{0, 1} {
		if a := got.Outputs[0].Years[year].Arms[1].Difference; *a != want {
			t.Errorf("two equal arms: %+v", a)
		}
	}
}

// What a parameter does to the arms is found, told and kept, with intervals that assume no normal distribution.
func TestCompactDrivers(t *testing.T) {
	for _, arms := range [][]string{{"none"}, {"none", "floor"}, {"none", "floor", "loan"}} {
		s := handStudy(arms...)
		s.Replications = 12
		s.Table.Rows = nil
		results := map[Key]*Result{}
		for _, key := range keysOf(s) {
			strike := float64(key.Replication * 5 % 12)
			results[key] = handResult(100 + strike + float64(key.Arm)*(20+0.01*strike))
			results[key].Monthly[0][3] = math.Inf(1)
		}
		for r := range s.Replications {
			s.Table.Rows = append(s.Table.Rows, []string{fmt.Sprint(r*5%12, " USD/kg"), "1 USD/kg", fmt.Sprint(r*7%12, " %"), "calm"})
		}
		parts := keep(t, s, "", results, keysOf(s))
		files, findings := compacted(t, s, parts, 12)
		delete(files, "manifest.json")
		sameFiles(t, "little room", compactedIn(t, s, parts, 12, 12), files)
		var got struct {
			Varied      []string
			Unranked    int
			Sensitivity []struct {
				Of, Arm string
				N       int
				Ranks   []struct {
					Path        string
					Coefficient float64
				}
			}
			Findings []struct {
				Arm       string
				Bootstrap struct {
					Percentile, BCa struct{ Low, High float64 }
				}
			}
		}
		if err := json.Unmarshal(files["summary.json"], &got); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Varied, []string{"instrument.mp-floor.strike", "model.event_chance"}) || got.Unranked != 0 {
			t.Errorf("varied %v, %d unranked", got.Varied, got.Unranked)
		}
		if len(findings.Drivers) == 0 || len(findings.Drivers) != len(got.Sensitivity)-max(0, len(arms)-1) { // of the claim in arms that none is compared with
			t.Fatalf("%d drivers told, %d kept", len(findings.Drivers), len(got.Sensitivity))
		}
		for _, x := range got.Sensitivity {
			if top := x.Ranks[0]; x.N != 12 || top.Path != "instrument.mp-floor.strike" || math.Abs(top.Coefficient-1) > 1e-9 {
				t.Errorf("what matters: %+v", x)
			}
		}
		if len(got.Findings) != 3*(len(arms)-1) { // price, output and claim
			t.Fatalf("findings: %+v", got.Findings)
		}
		for _, x := range got.Findings {
			if b := x.Bootstrap; x.Arm == "none" || !(b.BCa.Low > 20 && b.BCa.Low < b.BCa.High && b.Percentile.High < 403) {
				t.Errorf("bootstrap: %+v", x)
			}
		}
		if n := len(rowsOf[quantileRow](t, files, "quantiles/quantiles.parquet")); n != 13*len(arms) {
			t.Errorf("%d months with finite numbers, want 13 for each arm", n)
		}
	}
}

// pairedFigures are the numbers of a comparison that are all there.
type pairedFigures struct {
	N             int
	Mean, SD      float64
	Interval      struct{ Low, High float64 }
	Positive      float64 `json:"positive_ratio"`
	VarianceRatio float64 `json:"variance_ratio"`
	Standardised  float64
}

// Shares are told in per cent; what compares them is not one.
func TestToldUnits(t *testing.T) {
	s := handStudy("none")
	share := expect.Series{Metric: expect.Find("unserved"), Where: expect.Where{Goods: []string{"magnet"}}}
	s.Outputs = append(s.Outputs, Output{Series: share, ID: "missing", Words: "unmet demand"})
	when, _ := expect.ParseWindow("2024", 14)
	s.Claims = []Claim{{Claim: expect.Claim{ID: "level", Series: share, When: when}}, {Claim: expect.Claim{ID: "twice", Series: share, As: "ratio", When: when}}}
	c := &compaction{study: s, n: 1}
	got := map[string]string{}
	for _, f := range c.allFigures() {
		got[f.Metric] = f.Unit
	}
	want := map[string]string{"price-NdPr": "USD/kg", "made": "t", "missing": "share", "level": "share", "twice": "1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
