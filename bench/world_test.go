package bench

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
	"monazite/markets"
)

func open(t testing.TB, name string, sets ...string) *engine.Scenario {
	t.Helper()
	s, _, err := scenario.Open(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// folderOf runs a scenario into a folder and gives the hash of every file but the manifest.
func folderOf(t *testing.T, s *engine.Scenario, o engine.Options, dir string, state ...*digests) map[string]string {
	t.Helper()
	run, err := record.Create(dir, s, record.Info{Seed: o.Seed, Workers: o.Workers})
	if err != nil {
		t.Fatal(err)
	}
	o.Recorder = run
	for _, d := range state {
		d.next, o.Recorder = run, d
	}
	w := engine.New(s, o)
	for _, d := range state {
		d.world = w
	}
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	hashes := map[string]string{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if name := filepath.Base(file); name != "manifest.json" {
			hashes[name] = fmt.Sprintf("%x", sha256.Sum256(body))
		}
	}
	return hashes
}

func differ(a, b map[string]string) (names []string) {
	for name, hash := range a {
		if b[name] != hash {
			names = append(names, name)
		}
	}
	return names
}

// The same scenario and seed give the same bytes for any number of workers and processors; another
// seed does not.
func TestBytesDependOnSeedOnly(t *testing.T) {
	for _, name := range []string{"small", "world"} {
		t.Run(name, func(t *testing.T) {
			s := open(t, name)
			s.Months = 30
			base := folderOf(t, s, engine.Options{Seed: 1, Workers: 1}, t.TempDir())
			for _, c := range []struct{ workers, procs int }{{1, 1}, {2, 2}, {7, 8}} {
				before := runtime.GOMAXPROCS(c.procs)
				got := folderOf(t, s, engine.Options{Seed: 1, Workers: c.workers}, t.TempDir())
				runtime.GOMAXPROCS(before)
				if d := differ(base, got); len(d) > 0 {
					t.Errorf("%d workers on %d processors: %v differ", c.workers, c.procs, d)
				}
			}
			other := folderOf(t, s, engine.Options{Seed: 2, Workers: 1}, t.TempDir())
			if len(differ(base, other)) == 0 {
				t.Error("another seed gives the same bytes")
			}
		})
	}
}

// balanced checks the identities of the tables as a reader of the files would: in tonnes, rounded
// to grams.
type balanced struct {
	t    *testing.T
	rows int
}

func (b *balanced) Record(tables *engine.Tables) error {
	for _, r := range tables.Balances {
		if r.Opening+r.Produced+r.Imported+r.Recycled != r.Used+r.Exported+r.Waste+r.Closing {
			b.t.Errorf("%v: balance %+v does not close", tables.Month, r)
		}
	}
	for _, r := range tables.Elements {
		if r.Opening+r.Mined+r.FromScrap+r.Imported != r.Used+r.Exported+r.Waste+r.Closing {
			b.t.Errorf("%v: element %+v does not close", tables.Month, r)
		}
	}
	b.rows += len(tables.Balances) + len(tables.Elements)
	return nil
}

func TestEveryRowCloses(t *testing.T) {
	for _, name := range []string{"small", "world"} {
		rows := &balanced{t: t}
		if err := engine.New(open(t, name), engine.Options{Seed: 3, Workers: 2, Recorder: rows}).Run(nil); err != nil {
			t.Error(err)
		}
		if rows.rows == 0 {
			t.Errorf("%s: no rows", name)
		}
	}
}

// A gram or a cent that goes astray stops the run in the same month.
func TestPlantedDefectsAreCaught(t *testing.T) {
	s := open(t, "small")
	for _, kind := range []string{"gram", "payment"} {
		defect := engine.Defect{Kind: kind, Month: agents.MonthOf(2024, 7)}
		err := engine.New(s, engine.Options{Seed: 1, Defect: defect}).Run(nil)
		var broken *engine.Violation
		if !errors.As(err, &broken) {
			t.Errorf("%s: %v, want a violation", kind, err)
		} else if broken.Month != defect.Month {
			t.Errorf("%s: caught in %v, planted in %v", kind, broken.Month, defect.Month)
		}
	}
}

// A clone goes on as its original does.
func TestCloneGoesOnAlike(t *testing.T) {
	s := open(t, "small")
	var states [2]bytes.Buffer
	for i := range states {
		w := engine.New(s, engine.Options{Seed: 1})
		w.SpinUp()
		for range 6 {
			w.Step()
		}
		if i == 1 {
			w = engine.Resume(s, engine.Options{Seed: 1}, w.State.Clone())
		}
		for range 6 {
			w.Step()
		}
		fmt.Fprintf(&states[i], "%v %v %v %v", w.Stock, w.Cash, w.Memories, w.State.Frame)
	}
	if states[0].String() != states[1].String() {
		t.Error("the clone went another way")
	}
}

// rows hashes what a Recorder is given, and what general law brought every treasury.
type rows struct {
	world *engine.World
	sum   string
}

func (r *rows) Record(t *engine.Tables) error {
	law := make([]markets.Money, len(r.world.Regions))
	for region := range law {
		law[region] = r.world.Law(engine.ID(region))
	}
	r.sum = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s %v %v", r.sum, *t, law)))
	return nil
}

// A run that begins in the state where all runs of its scenario begin gives the states and the rows of one that spins up
// itself.
func TestRunsBeginInOneSettledState(t *testing.T) {
	for _, name := range []string{"tour", "history"} {
		s := open(t, name)
		s.Months, s.Model.OpeningNoise = min(s.Months, 30), 0.1
		settled, err := engine.Settled(s)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(2) {
			var states, tables [2]string
			for i := range states {
				given := &rows{}
				o, state := engine.Options{Seed: seed}, &digests{next: given}
				o.Recorder = state
				state.world = engine.New(s, o)
				if i == 1 {
					state.world = engine.Begin(s, o, &settled)
				} else {
					state.world.SpinUp()
				}
				given.world = state.world
				if err := given.Record(&engine.Tables{}); err != nil {
					t.Fatal(err)
				}
				if err := state.world.Run(nil); err != nil {
					t.Fatal(err)
				}
				states[i], tables[i] = state.sum, given.sum
			}
			if states[0] != states[1] || tables[0] != tables[1] {
				t.Errorf("%s, seed %d: the run went another way", name, seed)
			}
		}
	}
}

// Shocks are scripted by name and change what they hit.
func TestScriptedShockStopsItsPlant(t *testing.T) {
	s := open(t, "small")
	for i := range s.Sites {
		if s.Sites[i].Name == "us-rock" {
			s.Shocks = append(s.Shocks, engine.Shock{Name: "fire", Sites: []engine.ID{engine.ID(i)}, From: 3, To: 5})
			w := engine.New(s, engine.Options{Seed: 1})
			w.SpinUp()
			for w.Month < 6 {
				month := w.Month
				w.Step()
				if stopped := w.Running[i].Level == 0; stopped != (month == 3 || month == 4) {
					t.Errorf("%v: the mine ran %v", month, w.Running[i].Level)
				}
			}
			return
		}
	}
	t.Fatal("there is no us-rock")
}

func BenchmarkTick(b *testing.B) {
	for _, name := range []string{"small", "world"} {
		s := open(b, name)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/workers=%d", name, workers), func(b *testing.B) {
				w := engine.New(s, engine.Options{Seed: 1, Workers: workers})
				w.SpinUp()
				b.ReportAllocs()
				for b.Loop() {
					if int(w.Month) == s.Months { // again from the start
						b.StopTimer()
						w = engine.New(s, engine.Options{Seed: 1, Workers: workers})
						w.SpinUp()
						b.StartTimer()
					}
					w.Step()
				}
			})
		}
	}
}

func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"small", "world"} {
		s := open(b, name)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := engine.New(s, engine.Options{Seed: 1, Workers: 1}).Run(nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(s.Months+s.Model.SpinUp), "ms/month")
		})
	}
}

func BenchmarkOpenWorld(b *testing.B) {
	for b.Loop() {
		open(b, "world")
	}
}
