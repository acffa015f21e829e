package study

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// welfareStudy has four arms, of which the third is compared with the second and the fourth does nothing, and three replications,
// of which the second arm's last failed. In the second arm users lose 20 and 10 in a region, miners of another gain 3 in the
// first replication; in the third users lose 5 more and 5 more.
func welfareStudy(t *testing.T) (*Study, map[Key]*Result, *surplusLayout) {
	s := handStudy("none", "floor", "less", "idle")
	s.Replications, s.Table.Rows = 3, s.Table.Rows[:3]
	s.Arms[0].Base, s.Arms[2].Against = surplusScenario(t, "small"), 1
	l := newSurplusLayout(s.Arms[0].Base)
	results := map[Key]*Result{}
	for _, key := range keysOf(s) {
		r := handResult(50)
		r.Surplus = make([]float64, l.length())
		r.Surplus[surplusMonths] = 14
		if loss := []float64{20, 10, 30}[key.Replication]; key.Arm == 1 || key.Arm == 2 {
			r.Surplus[l.value(0)] = -1e6 * loss
			if key.Arm == 2 {
				r.Surplus[l.value(0)] -= 5e6
			}
		}
		if key == (Key{1, 0}) {
			r.Surplus[surplusCells+l.cell(ofMiners, 1)], r.Surplus[surplusResources] = 3e6, -3e6
		}
		r.Surplus[l.purchase(0, 0)], r.Surplus[l.purchase(0, 0)+1] = 2, 8000 // 2 t at 4 USD/kg
		if key.Arm == 1 {
			r.Surplus[l.purchase(0, 0)+1] = 10000 // at 5
		}
		results[key] = r
	}
	results[Key{1, 2}] = nil
	return s, results, l
}

func TestWelfare(t *testing.T) {
	s, results, l := welfareStudy(t)
	files, f := compacted(t, s, keep(t, s, "", results, keysOf(s)), 3)
	if len(f.Welfare) != 3 {
		t.Fatalf("%d arms, want 3", len(f.Welfare))
	}
	floor, less, idle := &f.Welfare[0], &f.Welfare[1], &f.Welfare[2]
	// Two replications: t is 12.7062 with one degree of freedom, the standard error of 20 and 10 is 5.
	users := floor.Gains[slices.IndexFunc(floor.Gains, func(g Gain) bool { return g.Class == "consumers" })]
	half := 12.706204736174698 * 5e6
	if users.Region != l.regions[0] || users.N != 2 || users.Missing != 1 || users.Mean != -15e6 || !users.Interval.near(-15e6-half, -15e6+half, 1) || users.Down != 2 {
		t.Errorf("users: %+v", users)
	}
	if floor.N != 2 || floor.Total.Mean != -13.5e6 || floor.Gap.Mean != 0 || floor.Price.Mean != 2000 || floor.Cost.Interval != (Interval{2000, 2000}) || floor.Classes[0].Mean != 1.5e6 {
		t.Errorf("floor: %+v", floor)
	}
	if less.Against != "floor" || less.N != 2 || less.Price.Mean != -2000 || less.Total.Mean != -6.5e6 {
		t.Errorf("less: %+v", less)
	}
	if !idle.Identical() || idle.N != 3 || idle.Total.Interval != (Interval{}) || idle.Cost.Interval != (Interval{}) || idle.Gap != (Effect{N: 3, Level: 0.95, Same: 3}) {
		t.Errorf("idle: %+v", idle)
	}
	text := strings.Join(strings.Fields(string(files["findings.txt"])), " ")
	for _, want := range []string{
		"over 2024 to 2025, in real", "floor in words against none in words: users pay 2,000 USD (in every history) more; the sum of all is undecided.",
		"idle in words against none in words: nobody gains or loses anything in any history.", "idle in words equals none in words in every history and metric",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nhas no %q", files["findings.txt"], want)
		}
	}
}

func TestWelfareFiles(t *testing.T) {
	s, results, l := welfareStudy(t)
	parts := keep(t, s, "", results, keysOf(s))
	files, _ := compacted(t, s, parts, 3)
	delete(files, "manifest.json")
	sameFiles(t, "little room", compactedIn(t, s, parts, 3, 1), files)
	lines := strings.Split(strings.TrimSpace(string(files["winners.csv"])), "\n")
	if lines[0] != "arm,against,class,region,n,mean_usd,low,high,share_up" || len(lines) != 1+2+2+0 || !strings.HasPrefix(lines[1], "floor,none,miners,"+l.regions[1]+",2,1.5e+06,") || !strings.HasSuffix(lines[1], ",0.5") {
		t.Errorf("winners.csv:\n%s", files["winners.csv"])
	}
	if text := string(files["dictionary.csv"]); strings.Count(text, "\nwinners.csv,") != 9 {
		t.Errorf("the dictionary lacks columns of winners.csv:\n%s", text)
	}
	var got struct {
		Welfare []struct {
			Arm, Against string
			Cost         struct {
				Price struct {
					Mean  float64 `json:"mean_usd"`
					Agree float64 `json:"agree_ratio"`
				}
			} `json:"consumer_cost"`
			Classes []struct{ Class, Region string }
		}
	}
	if err := json.Unmarshal(files["summary.json"], &got); err != nil {
		t.Fatal(err)
	}
	if w := got.Welfare[1]; w.Arm != "less" || w.Against != "floor" || w.Cost.Price.Mean != -2000 || w.Cost.Price.Agree != 1 || w.Classes[0].Region != "world" {
		t.Errorf("%+v", w)
	}
}

// One by one as all at once.
func TestTally(t *testing.T) {
	source := draws(0, "tally")
	values := normals(&source, 50, -3, 2)
	var sum tally
	for _, x := range append(values, 0) {
		sum.add(x)
	}
	got, want := sum.effect(0.9, 52), effectOf(append(values, 0, math.NaN()), 0.9)
	if !near(got.Mean, want.Mean, 1e-14) || !near(got.SD, want.SD, 1e-14) || !got.Interval.near(want.Interval.Low, want.Interval.High, 1e-13) {
		t.Errorf("%+v, want %+v", got, want)
	}
	got.Mean, got.SD, got.Interval = want.Mean, want.SD, want.Interval
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if e := (&tally{}).effect(0.9, 3); e.N != 0 || e.Missing != 3 || e.Mean == e.Mean || e.Interval.Known() {
		t.Errorf("nothing: %+v", e)
	}
}

// What is decided is told: users, who gains and who loses most, and the sum.
func TestWelfareSentence(t *testing.T) {
	of := func(mean, half float64) Effect {
		return Effect{N: 9, Mean: mean, SD: 1, Level: 0.95, Interval: Interval{mean - half, mean + half}, Up: 9}
	}
	w := Welfare{N: 9, Cost: of(5e9, 1e9), Unserved: of(2e9, 1e9), Total: of(-4e8, 1e8), Gains: []Gain{
		{"miners", "US", of(3e9, 4e8)}, {"miners", "CN", of(9e9, 1e10)}, {"treasuries", outsideRegion, of(-2e9, 3e8)}, {"workers", "X", of(-1e9, 3e8)},
	}}
	want := "users pay 5.0 billion USD (4.0 to 6.0) more, 2.0 billion USD (1.0 to 3.0) more for what they lack; miners in the United States gain most, 3.0 billion USD (2.6 to 3.4); " +
		"treasuries outside the model lose most, 2.0 billion USD (1.7 to 2.3); all together lose 400 million USD (300 to 500)"
	if got := w.sentence(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	w = Welfare{N: 9, Cost: of(1, 2), Total: of(1, 2), Gains: []Gain{{"miners", "US", of(1, 2)}}}
	if got := w.sentence(); got != "nothing is beyond chance" {
		t.Error(got)
	}
}
