package bench

import (
	"math"
	"slices"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
)

// A plant outside China closes half a percent a month of its cost gap to the best plant of its craft there while it
// runs: 12 % in two years. A plant of China has no gap, nor has a mine, whose cost is that of its place.
func TestCostGapsNarrow(t *testing.T) {
	s := open(t, "world", "model.learning_magnet=0", "model.learning_china=0")
	site := slices.IndexFunc(s.Plants, func(p engine.Plant) bool { return p.Gap > 1 && p.Start.Level > 0 })
	if site < 0 || s.Sites[site].Kind == "miner" {
		t.Fatalf("plant %d has a gap", site)
	}
	for i := range s.Plants {
		if china := s.Nodes[s.Sites[i].Node].Region == s.Nodes[s.Index].Region; s.Plants[i].Gap != 0 && (china || s.Sites[i].Kind == "miner") {
			t.Errorf("%s has a gap of %v", s.Sites[i].Name, s.Plants[i].Gap)
		}
	}
	s.Months = 25
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	want := s.Plants[site].Gap * exact.Pow(0.995, 25)
	if got := w.Running[site].Gap; math.Abs(got-want) > 1e-9 {
		t.Errorf("gap of %s is %v after 25 months, want %v of %v", s.Sites[site].Name, got, want, s.Plants[site].Gap)
	}
	for i := range s.Plants {
		if k := s.Sites[i].Kind; k == "magnetmaker" && s.Plants[i].Gap > 0 && w.Running[i].Total > 0 {
			if got, want := w.Running[i].CostScale, (1+w.Running[i].Gap)/(1+s.Plants[i].Gap); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s costs %v of its first cost, want %v", s.Sites[i].Name, got, want)
			}
		}
	}
}

// An explorer who surely finds something finds it in months; what he has found sets the size of the mine, what it
// costs to build and how long it lasts.
func TestDiscoverySetsTheSize(t *testing.T) {
	s := open(t, "world", "project.brgm.discovery=100 %/yr")
	s.Months = 120
	h := listen(s)
	w := engine.New(s, engine.Options{Seed: 3, Workers: 1, Recorder: h})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	found := h.month("discovery", "X-FR")
	if found < 0 || found > 60 {
		t.Fatalf("found in month %d", found)
	}
	site := slices.IndexFunc(s.Sites, func(f agents.SiteFacts) bool { return f.Name == "X-FR" })
	size := w.Running[site].Found
	if size == 1 || size < 0.05 || size > 20 {
		t.Errorf("found %v times the plan", size)
	}
	rows := h.projects["brgm"]
	for _, k := range []int{0, len(rows) - 1} {
		factor := 1.0
		if k > 0 {
			factor = size
		}
		if got := rows[k].Capacity; math.Abs(got-8000*factor) > 1e-6*8000 {
			t.Errorf("month %d: plans %v t/yr, want %v", k, got, 8000*factor)
		}
		if got, want := exact.USD(rows[k].Capex), 264e6*s.Model.ProjectScale*factor; math.Abs(got-want) > 1 {
			t.Errorf("month %d: costs %v USD, want %v", k, got, want)
		}
	}
	if rows[found].Stage != engine.Resource && rows[found+1].Stage != engine.Resource {
		t.Errorf("is at %v when it has found", rows[found].Stage)
	}
}

// What a project has sold lapses if it does not go ahead within two years.
func TestContractsOfUndecidedProjectsLapse(t *testing.T) {
	s := open(t, "world", "model.equity_return=90 %/yr")
	s.Months = 80
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	signed := 0
	for range s.Months {
		w.Step()
		for i := range w.Contracts {
			c := &w.Contracts[i]
			project := s.Plants[s.Lines[c.Seller].Site].Project
			if project == engine.None || w.Progress[project].Stage >= engine.Building {
				continue
			}
			signed++
			if w.Month > c.Since+25 {
				t.Fatalf("%s stands in month %d, %d months after it was signed", c.Name, w.Month, w.Month-c.Since)
			}
		}
	}
	if signed == 0 {
		t.Error("no undecided project has sold anything")
	}
}

// More of an ore than anybody buys is not dug, however well it would pay at its last price.
func TestMineWithoutBuyersIsNotBuilt(t *testing.T) {
	h := tell(t, open(t, "tour", "plant.us-rock-2.capacity=200 kt/yr"))
	if h.month("decision", "us-rock-2") >= 0 {
		t.Error("goes ahead")
	}
	rows := h.projects["us-second-mine"]
	if r := rows[len(rows)-1]; r.Refused != engine.NoOutlet || r.IRR < r.Hurdle {
		t.Errorf("is refused for %q with a return of %v over a hurdle of %v, want %q", r.Refused, r.IRR, r.Hurdle, engine.NoOutlet)
	}
}
