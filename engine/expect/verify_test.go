package expect_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/scenario"
)

// trial reads a scenario that extends the small one.
func trial(t *testing.T, text string) *expect.Trial {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trial.toml")
	if err := os.WriteFile(path, []byte("extends = \"small\"\nname = \"trial\"\nmonths = 24\n"+text), 0o600); err != nil {
		t.Fatal(err)
	}
	tr, _, err := scenario.Trial(path)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

const claims = `
[[expect]]
id    = "holds"
claim = "NdPr@CN 2024 > 1 USD/kg"
seeds = 3

[[expect]]
id    = "fails"
claim = "NdPr@CN 2024..2025 volatility <= 0.1 %"
seeds = 5

[[expect]]
id      = "same-luck"
metric  = "price"
where   = { good = "MG1", region = "US" }
when    = "2024..2025 sd"
against = "small"
op      = "<="
value   = 0
seeds   = 4
`

func TestVerify(t *testing.T) {
	var first []expect.Verdict
	for _, workers := range []int{1, 2, 7} {
		var told atomic.Int32
		e := expect.Effort{Workers: workers, Done: func(runs int) { told.Store(int32(runs)) }}
		tr := trial(t, claims)
		if runs := tr.Runs(e); runs != 5+4 { // five of its own, four of small
			t.Errorf("%d runs, want 9", runs)
		}
		got, err := tr.Verify(e)
		if err != nil || told.Load() != 9 {
			t.Fatalf("%v, told of %d runs", err, told.Load())
		}
		for i, want := range []struct {
			id          string
			seeds, held int
			pass        bool
		}{{"holds", 3, 3, true}, {"fails", 5, 0, false}, {"same-luck", 4, 4, true}} {
			v := got[i]
			if v.ID != want.id || len(v.Observed) != want.seeds || v.Held != want.held || v.Pass != want.pass {
				t.Errorf("%d workers: %s holds in %d of %d seeds, %v; want %+v", workers, v.ID, v.Held, len(v.Observed), v.Observed, want)
			}
		}
		if got[1].Observed[0] == got[1].Observed[1] {
			t.Error("two seeds give the same run")
		}
		if first == nil {
			first = got
		}
		for i := range got {
			if !slices.Equal(got[i].Observed, first[i].Observed) {
				t.Errorf("%s: %v with %d workers, %v with one", got[i].ID, got[i].Observed, workers, first[i].Observed)
			}
		}
	}
}

func TestVerifyFewerSeeds(t *testing.T) {
	tr := trial(t, claims)
	got, err := tr.Verify(expect.Effort{Seeds: 2, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range got {
		if len(v.Observed) != 2 {
			t.Errorf("%s: %d seeds, want 2", v.ID, len(v.Observed))
		}
	}
	if got[0].Observed[1] == 0 || math.IsNaN(got[0].Observed[1]) {
		t.Errorf("no price in seed 2: %v", got[0].Observed)
	}
}

func TestVerifyStops(t *testing.T) {
	stop := make(chan struct{})
	close(stop)
	if _, err := trial(t, claims).Verify(expect.Effort{Workers: 2, Stop: stop}); !errors.Is(err, engine.ErrInterrupted) {
		t.Errorf("%v, want that it was interrupted", err)
	}
}

// beside compares series with the engine's own table of metrics.
type beside struct {
	*expect.Recorder
	t      *testing.T
	series []expect.Series
	rows   int
}

func (b *beside) Reads() engine.TableSet { return engine.AllTables }

func (b *beside) Record(tables *engine.Tables) error {
	if err := b.Recorder.Record(tables); err != nil {
		return err
	}
	for i, s := range b.series {
		got, stage := b.Monthly[i][len(b.Monthly[i])-1], s.Stage
		if stage == "" {
			stage = s.Goods[0]
		}
		for _, r := range tables.Metrics {
			if r.Metric != s.Name || r.Stage != stage {
				continue
			}
			b.rows++
			if math.Abs(got-r.Value) > 1e-6*max(1, math.Abs(r.Value)) {
				b.t.Errorf("%v: %s is %v, the table of metrics has %v", tables.Month, s.String(), got, r.Value)
			}
		}
	}
	return nil
}

// A metric that the table of metrics has means the same there and here, for the world.
func TestMetricsAreThoseOfTheTable(t *testing.T) {
	for _, name := range []string{"small", "metal", "world"} {
		s, _, err := scenario.Open(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.Months = 8
		b := &beside{t: t}
		for _, stage := range []string{"mine", "separation", "metal", "magnet"} {
			b.series = append(b.series, expect.Series{Metric: expect.Find("output"), Where: expect.Where{Stage: stage}})
		}
		for _, g := range s.Goods {
			where := expect.Where{Goods: []string{g.Name}}
			b.series = append(b.series, expect.Series{Metric: expect.Find("demand"), Where: where}, expect.Series{Metric: expect.Find("unserved"), Where: where})
		}
		if b.Recorder, err = expect.NewRecorder(s, b.series); err != nil {
			t.Fatal(err)
		}
		if err := engine.New(s, engine.Options{Seed: 1, Recorder: b}).Run(nil); err != nil {
			t.Fatal(err)
		}
		if b.rows < 8*8 {
			t.Errorf("%s: %d rows compared", name, b.rows)
		}
	}
}

// What an instrument moves is compared with a scenario that lacks it by difference: there it moves nothing.
func TestVerifyAnInstrumentAgainstNone(t *testing.T) {
	duty := `
[[instrument]]
id = "us-more"
kind = "tariff"
government = "US"
goods = ["magnet"]
per_kg = "2 USD/kg"

[[expect]]
id      = "brings"
metric  = "receipt"
where   = { instrument = "us-more" }
against = "small"
as      = "difference"
when    = "2024..2025 sum"
op      = ">"
value   = "1 USD"
seeds   = 2

[[expect]]
id    = "brings-as-much"
claim = "fiscal_cost us-more@US 2024..2025 sum < -1 USD"
seeds = 2
`
	verdicts, err := trial(t, duty).Verify(expect.Effort{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if a, b := verdicts[0].Observed[i], verdicts[1].Observed[i]; a != -b || !(a > 1) {
			t.Errorf("seed %d: brings %v, costs %v", i+1, a, b)
		}
	}
	if !verdicts[0].Pass || !verdicts[1].Pass {
		t.Error("the duty brings nothing")
	}
}
