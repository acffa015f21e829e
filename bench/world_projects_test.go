package bench

import (
	"flag"
	"slices"
	"testing"

	"monazite/agents/exact"
	"monazite/engine"
)

// investSeeds is how many histories the world's projects are judged on: a few in passing, 30 on demand.
var investSeeds = flag.Int("invest-seeds", 4, "seeds for the tests of the world's projects")

// The world's projects without any policy: what is being built opens about when it was announced, mines take
// three years from the decision and eight from the application, and some never come.
func TestWorldProjects(t *testing.T) {
	var late, building, waiting, never []float64
	mothballed, restarted := 0, 0
	for seed := range uint64(*investSeeds) {
		s := open(t, "world")
		h := listen(s)
		if err := engine.New(s, engine.Options{Seed: seed + 1, Workers: 1, Recorder: h}).Run(nil); err != nil {
			t.Fatal(err)
		}
		unopened := 0
		for _, p := range s.Projects {
			mine := s.Sites[p.Sites[0]].Kind == "miner"
			outside := s.Firms[p.Firm].Region != s.Nodes[s.Index].Region
			opens, decided := h.month("opening", s.Sites[p.Sites[0]].Name), h.month("decision", s.Sites[p.Sites[0]].Name)
			switch {
			case opens < 0:
				unopened++
			case p.Stage == engine.Building && p.Announced != engine.Never:
				late = append(late, float64(opens-p.Announced))
			case mine && outside && decided >= 0:
				building = append(building, float64(opens-decided)/12)
				if p.Stage < engine.Permitting {
					waiting = append(waiting, float64(opens-applied(h.projects[p.Name]))/12)
				}
			}
		}
		never = append(never, float64(unopened)/float64(len(s.Projects)))
		for _, e := range h.events {
			if e.Kind == "mothballed" {
				mothballed++
			} else if e.Kind == "restart" {
				restarted++
			}
		}
	}
	between := func(what string, list []float64, low, high float64) {
		t.Helper()
		if len(list) == 0 {
			t.Errorf("%s: none", what)
			return
		}
		slices.Sort(list)
		median := list[len(list)/2]
		remark := ""
		if median < low || median > high {
			remark = ": OUTSIDE"
		}
		t.Logf("%s: median %.2f of %d, from %.2f to %.2f; want %v to %v%s", what, median, len(list), list[0], list[len(list)-1], low, high, remark)
		if slack := 0.1 * (high - low); median < low-slack || median > high+slack {
			t.Errorf("%s: median %.2f, want %v to %v", what, median, low, high)
		}
	}
	between("months after the announced date", late, -12, 12)
	between("years from decision to opening of a mine", building, 2.5, 3.5)
	between("years from application to opening of a mine", waiting, 7, 9)
	between("share of projects that never open", never, 0.2, 0.6)
	t.Logf("%d plants mothballed, %d restarted", mothballed, restarted)
	if mothballed == 0 || restarted == 0 {
		t.Error("nobody stops, or nobody starts again")
	}
}

// applied is the month in which a project applied for its permits.
func applied(rows []engine.ProjectRow) engine.Month {
	return engine.Month(slices.IndexFunc(rows, func(r engine.ProjectRow) bool { return r.Stage == engine.Permitting }))
}

// The cost curve: of mining projects outside China at 75 USD/kg about as many pay 15 % as Benchmark counts in
// 2024. No one scale on costs also gives its ends, no project at 54 and 85 % at 85; what comes out there is printed.
func TestCostCurve(t *testing.T) {
	for _, c := range []struct {
		price     string
		low, high float64
	}{{"54", 0, 1}, {"75", 0.35, 0.55}, {"85", 0, 1}} {
		s := open(t, "world", "good.NdPr.price="+c.price+" USD/kg")
		viable, all := 0, 0
		for _, r := range engine.Returns(s) {
			if r.Outside && s.Sites[s.Projects[r.Project].Sites[0]].Kind == "miner" {
				all++
				if r.IRR >= 0.15 {
					viable++
				}
			}
		}
		share := float64(viable) / float64(all)
		t.Logf("at %s USD/kg NdPr %d of %d pay 15 %% a year: %.0f %%", c.price, viable, all, 100*share)
		if share < c.low || share > c.high {
			t.Errorf("at %s USD/kg %.2f, want %v to %v", c.price, share, c.low, c.high)
		}
	}
}

// A project sells ahead part of what it will make of its main good, which for a separation plant is a fifth or so of all that
// it makes.
func TestProjectsSellWhatTheyWillMake(t *testing.T) {
	s := open(t, "world")
	s.Months = 24
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	sold := map[engine.ID]float64{}
	for i := range w.Contracts {
		site := s.Lines[w.Contracts[i].Seller].Site
		if s.Sites[site].Kind == "refiner" && s.Plants[site].Project != engine.None && w.Contracts[i].Source == engine.None {
			sold[site] += exact.Tonnes(w.Contracts[i].Monthly)
		}
	}
	if len(sold) == 0 {
		t.Fatal("no separation plant sells ahead")
	}
	for site := range s.Sites {
		nameplate := s.Plants[site].Capacity[s.Months-1]
		if tonnes := sold[engine.ID(site)]; tonnes > 0.35*nameplate {
			t.Errorf("%s sells %.0f t a month of its main oxide ahead, with a nameplate of %.0f for all of them", s.Sites[site].Name, tonnes, nameplate)
		}
	}
}
