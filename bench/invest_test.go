package bench

import (
	"slices"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// told keeps what the months tell of projects, plants and companies.
type told struct {
	events   []engine.EventRow
	months   []engine.Month // of the events
	projects map[string][]engine.ProjectRow
	statuses map[string][]string // of plants, by month
	s        *engine.Scenario
}

// listen is a recorder that has heard nothing yet of a scenario.
func listen(s *engine.Scenario) *told {
	return &told{projects: map[string][]engine.ProjectRow{}, statuses: map[string][]string{}, s: s}
}

func (h *told) Record(t *engine.Tables) error {
	for _, e := range t.Events {
		if e.Kind != "refusal" && e.Kind != "outage" {
			h.events, h.months = append(h.events, e), append(h.months, t.Month)
		}
	}
	for _, p := range t.Plants {
		name := h.s.Sites[p.Site].Name
		h.statuses[name] = append(h.statuses[name], p.Status)
	}
	for _, p := range t.Projects {
		name := h.s.Projects[p.Project].Name
		h.projects[name] = append(h.projects[name], p)
	}
	return nil
}

// month is that of the first event of a kind at a plant, -1 without one.
func (h *told) month(kind, plant string) engine.Month {
	for i, e := range h.events {
		if e.Kind == kind && e.Entity == plant {
			return h.months[i]
		}
	}
	return -1
}

// tell runs a scenario; its invariants, books among them, hold every month or it fails.
func tell(t *testing.T, s *engine.Scenario) *told {
	t.Helper()
	h := listen(s)
	if err := engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: h}).Run(nil); err != nil {
		t.Fatal(err)
	}
	return h
}

// A project waits for its permits, decides, spends what it raised over the months of building, opens
// at 30 % of its nameplate and runs at all of it after two years.
func TestProjectRunsItsCourse(t *testing.T) {
	s := open(t, "tour", "company.us-junior.cash=12 M USD", "model.lead_spread=0")
	h := tell(t, s)
	rows := h.projects["us-second-mine"]
	stages := []engine.Stage{}
	months := map[engine.Stage]int{}
	for _, r := range rows {
		if len(stages) == 0 || stages[len(stages)-1] != r.Stage {
			stages = append(stages, r.Stage)
		}
		months[r.Stage]++
	}
	if want := []engine.Stage{engine.Permitting, engine.Funding, engine.Building, engine.Ramping, engine.Complete}; !slices.Equal(stages, want) {
		t.Fatalf("stages %v, want %v", stages, want)
	}
	if months[engine.Building] != 36 || months[engine.Ramping] != 24 {
		t.Errorf("builds for %d months and ramps for %d, want 36 and 24", months[engine.Building], months[engine.Ramping])
	}
	opens := h.month("opening", "us-rock-2")
	if decided := h.month("decision", "us-rock-2"); opens != decided+37 {
		t.Errorf("decides in %s and opens in %s, want 36 months of building between", decided, opens)
	}
	for i, r := range rows {
		if r.Stage == engine.Building && r.Due != opens {
			t.Errorf("month %d: due in %s, opens in %s", i, r.Due, opens)
		}
		if i > 0 && r.Stage == engine.Building && rows[i-1].Stage == engine.Building && r.Escrow >= rows[i-1].Escrow {
			t.Errorf("month %d spends nothing", i)
		}
		if r.Stage == engine.Building && r.Escrow+r.Built != r.Capex {
			t.Errorf("month %d: %d waits and %d is built of %d", i, r.Escrow, r.Built, r.Capex)
		}
		if r.Stage == engine.Building && r.IRR < r.Hurdle {
			t.Errorf("month %d: builds at %v below the hurdle %v", i, r.IRR, r.Hurdle)
		}
	}
}

// opensWith gives a company other money at the opening, its books and the outside world's with it.
func opensWith(s *engine.Scenario, firm int, cash markets.Money) {
	more := cash - s.Opening.Cash[firm]
	s.Opening.Cash[firm] += more
	s.Opening.Equity[firm] += more
	s.Opening.Cash[len(s.Opening.Cash)-2] -= more
}

// A company that is out of money for three months is sold as a whole: its debts go, its owner
// changes, and its books and everybody's money still close.
func TestBankruptCompanyIsSold(t *testing.T) {
	s := open(t, "tour")
	s.Months = 12
	firm := slices.IndexFunc(s.Firms, func(f engine.Firm) bool { return f.Name == "us-magnets" })
	opensWith(s, firm, -500_000_000*markets.USD)
	h := listen(s)
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: h})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	if got := h.month("default", "us-magnet"); got != 2 {
		t.Errorf("defaults in month %d, want the third, 2", got)
	}
	if o := w.Owners[firm]; len(o) != 1 || o[0].Investor == engine.None || o[0].Share != markets.Whole {
		t.Errorf("owned by %+v, want one investor", o)
	}
	for _, l := range w.Loans {
		if int(l.Firm) == firm {
			t.Errorf("still owes %d", l.Left)
		}
	}
	if w.Cash[firm] < -w.Credit[firm] {
		t.Errorf("still %d beyond its credit line", -w.Cash[firm]-w.Credit[firm])
	}
}

// Without anybody who could buy, plants close for good.
func TestBankruptCompanyWithoutBuyerCloses(t *testing.T) {
	s := open(t, "tour", "investor.us-fund.capital=0 USD", "investor.us-carmaker.capital=0 USD")
	s.Months = 24
	firm := slices.IndexFunc(s.Firms, func(f engine.Firm) bool { return f.Name == "us-magnets" })
	opensWith(s, firm, -500_000_000*markets.USD)
	h := tell(t, s)
	if got := h.month("closure", "us-magnet"); got != 2 {
		t.Errorf("closes in month %d, want 2", got)
	}
}

// deepSlump is the tour with three years in which little is demanded.
const deepSlump = `
extends = "tour"
name    = "deep-slump"

[model]
event_chance  = 0
outage_chance = 0
demand_noise  = 0
horizon = "60 months"
horizon_spread = 0

[opening]
legacy_ends = "2026-01"

[[instrument]]
id     = "ev-offtake"
remove = true

[[shock]]
id     = "slump"
uses   = ["EV", "electronics", "catalysts"]
from   = "2027-01"
to     = "2030-01"
factor = 0.35
`

// In a long slump plants that lose money stop, and start again in the boom that follows.
func TestSlumpMothballsAndBoomRestarts(t *testing.T) {
	s := open(t, written(t, deepSlump+"\n[[instrument]]\nid = \"us-last-buyer\"\nremove = true\n"))
	h := tell(t, s)
	stopped := h.month("mothballed", "us-magnet")
	if stopped < 24+6 || stopped > 72 {
		t.Fatalf("us-magnet stops in month %d, want one of the slump after six months of losses; events %v", stopped, h.events)
	}
	if again := h.month("restart", "us-magnet"); again <= stopped {
		t.Errorf("us-magnet stops in month %d and never starts again", stopped)
	} else if got := h.statuses["us-magnet"][again-1 : again+5]; !slices.Equal(got, []string{"mothballed", "restarting", "restarting", "restarting", "restarting", "operating"}) {
		t.Errorf("around its start us-magnet is %q, want it to restart in that month and stand still for three more", got)
	}
}

// A plant whose profit a government makes up to a floor loses nothing by running and is not mothballed.
func TestProfitFloorKeepsAPlantRunning(t *testing.T) {
	h := tell(t, open(t, written(t, deepSlump)))
	if slices.Contains(h.statuses["us-magnet"][:agents.MonthOf(2035, 7)], "mothballed") {
		t.Error("us-magnet is mothballed under the floor")
	}
}

// However widely lead times are spread, no stage lasts less than a month or for ever.
func TestLongLeadTimesStayLong(t *testing.T) {
	s := open(t, "tour", "model.lead_spread=2", "project.us-second-mine.months_left=1 month")
	s.Months = 3
	s.Projects[0].Stage, s.Opening.Progress[0].Stage = engine.Resource, engine.Resource
	s.Projects[0].Lead[engine.Permitting] = 20_000
	for seed := range uint64(20) {
		w := engine.New(s, engine.Options{Seed: seed, Workers: 1})
		if err := w.Run(nil); err != nil {
			t.Fatal(err)
		}
		if p := w.Progress[0]; p.Stage != engine.Permitting || p.Left < 100 {
			t.Errorf("seed %d: %v with %d months left, want PERMIT for decades", seed, p.Stage, p.Left)
		}
	}
}

// A company builds plants of its own, of a kind that makes something: what it spends stands in its books.
func TestProjectsOfWrongPlantsAreRefused(t *testing.T) {
	const head = "extends = \"tour\"\nname = \"wrong\"\n[[project]]\nid = \"us-second-mine\"\n"
	for line, want := range map[string]string{
		`company = "us-magnets"`: `:5:1: project "us-second-mine": company = "us-magnets": does not own plant us-rock-2`,
		`plants = ["us-rock-9"]`: `:5:11: project "us-second-mine": plants[1] = "us-rock-9": there is no such plant`,
		`plants = ["us-arms"]`:   `plant us-arms is of the kind offtaker, which nobody builds`,
		`plants = []`:            `:5:1: project "us-second-mine": plants = []: expected at least one plant`,
	} {
		if _, _, err := scenario.Open(written(t, head+line), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
	}
}

// Investors who give alike get alike, however little the company was worth before.
func TestInvestorsOfOneRoundPayOnePrice(t *testing.T) {
	s := open(t, written(t, `
extends = "tour"
name    = "round"

[model]
lead_spread   = 0
equity_return = "0 %/yr"

[[company]]
id   = "us-junior"
cash = "1 USD"

[[investor]]
id     = "us-fund"
return = "0 %/yr"

[[investor]]
id      = "us-fund-2"
kind    = "private-equity"
region  = "US"
capital = "100 M USD"
return  = "0 %/yr"

[[investor]]
id      = "us-fund-3"
kind    = "private-equity"
region  = "US"
capital = "100 M USD"
return  = "0 %/yr"

[[investor]]
id      = "us-fund-4"
kind    = "private-equity"
region  = "US"
capital = "100 M USD"
return  = "0 %/yr"

[[instrument]]
id     = "us-mine-stake"
remove = true

[[instrument]]
id     = "us-mine-loan"
remove = true

[[instrument]]
id     = "us-bonds"
remove = true
`))
	s.Months = 36
	firm := slices.IndexFunc(s.Firms, func(f engine.Firm) bool { return f.Name == "us-junior" })
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	least, most, n := markets.Whole, markets.Share(0), 0
	for _, o := range w.Owners[firm] {
		if o.Investor != engine.None {
			least, most, n = min(least, o.Share), max(most, o.Share), n+1
		}
	}
	if n < 4 || most-least > 10 {
		t.Errorf("%d investors of one round hold from %d to %d of %d; register %+v", n, least, most, markets.Whole, w.Owners[firm])
	}
}
