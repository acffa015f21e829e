package record

import (
	"slices"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
)

// turned is the sample with a project that builds us-mine, and two months of its turning points.
func turned() (*engine.Scenario, []engine.Tables) {
	s := sample()
	for i := range s.Plants {
		s.Plants[i].Project = agents.None
		s.Plants[i].Capacity = []float64{100, 200} // t a month
	}
	s.Plants[1].Project = 0
	s.Plants[3].Capacity = []float64{5}
	s.Sites[1].Title = "Mine of the west"
	for _, name := range []string{"mine-2", "begun", "poor", "poorer", "unpaid", "digging", "fresh", "searching"} {
		s.Projects = append(s.Projects, engine.Project{Name: name, Firm: 1, Sites: []engine.ID{1}})
	}
	state := func(id engine.ID, stage engine.Stage, decided engine.Month, why engine.Refusal) engine.ProjectRow {
		return engine.ProjectRow{Project: id, ProjectState: engine.ProjectState{Stage: stage, Decided: decided, Refused: why, Due: engine.Never}}
	}
	event := func(kind, entity, reason string) engine.EventRow {
		return engine.EventRow{Kind: kind, Entity: entity, Reason: reason, Count: 1}
	}
	first := engine.Tables{Month: 0, Events: []engine.EventRow{
		event("contract", "us-mine", "signed"), event("decision", "us-mine", "goes ahead"), event("default", "cn-plant", "out of money"),
		event("mothballed", "cn-mine", "running loses more than standing still"),
	}}
	first.Plants = []engine.PlantRow{{Site: 1, Status: "operating", Capacity: 9}, {Site: 2, Status: "planned"}, {Site: 3, Status: "stopped", Capacity: 9}}
	first.Projects = []engine.ProjectRow{state(0, engine.Permitting, -1, engine.NotRefused)}
	second := engine.Tables{Month: 1, Events: []engine.EventRow{
		event("opening", "us-mine", "built"), event("opening", "cn-mine", "restart"), event("restart", "cn-mine", "margin pays for the start"),
		event("mothballed", "cn-mine", "running loses more than standing still"),
		event("contract", "us-mine", "signed"), event("contract", "cn-mine", "signed"), // the latter by no project
		event("default", "cn-mine", "out of money"),                                                                                                  // of the same company as in January
		event("closure", "us-mine", liquidated), event("closure", "us-users", liquidated), event("closure", "cn-plant", "mothballed for five years"), // never built
		event("outage", "us-users", "accident of nature"), event("event", "", "demand boom"),
	}}
	second.Projects = []engine.ProjectRow{
		state(0, engine.Ramping, 0, engine.NotRefused), state(1, engine.Building, -1, engine.NotRefused),
		state(2, engine.Funding, -1, engine.LowReturn), state(3, engine.Funding, -1, engine.LowReturn),
		state(4, engine.Funding, -1, engine.NoFunding), state(5, engine.Permitting, -1, engine.NotRefused),
		state(6, engine.Funding, -1, engine.NotRefused), state(7, engine.Exploring, -1, engine.NotRefused),
	}
	return s, []engine.Tables{first, second}
}

func turningSummary(t *testing.T) Summary {
	t.Helper()
	s, months := turned()
	tally := newTally(s)
	for i := range months {
		tally.add(&months[i])
	}
	return tally.summary()
}

// north went bankrupt twice and was sold; west once, though two of its plants tell of it. The largest
// opening is at the nameplate of February, 12 x 200 t, and the restart of cn-mine is none. Eight projects are 1 begun,
// 1 decided and 6 never, of which 2 for their return.
const wantTurning = `Projects      8: 1 begun, 1 decided, 1 opened, 1 signed 2 contracts
Never         6: 2 return below hurdle, 1 funding gap, 1 no permit,
              1 no resource, 1 not yet asked
Plants        1 mothballed (2 times), 1 restarted, 2 closed
Companies     2 bankrupt (3 times)
Opened        2024-02     2,400 t/yr  miner, US: us-mine Mine of the west
Closed        2024-02     2,400 t/yr  miner, US: us-mine Mine of the west
              2024-02        60 t/yr  offtaker, US: us-users
`

func TestTurningText(t *testing.T) {
	s := turningSummary(t)
	var page strings.Builder
	s.printTurning(&page)
	if page.String() != wantTurning {
		t.Errorf("turning points are\n%swant\n%s", page.String(), wantTurning)
	}
}

// However much there is to tell, it takes eight lines of 80 columns, and closures are not lost behind openings.
func TestTurningLinesAreFew(t *testing.T) {
	s := turningSummary(t)
	long := Turn{Month: "2030-01", Plant: "D01", Name: strings.Repeat("long namé ", 9), Kind: "magnetmaker", Country: "US", Capacity: 1234567}
	s.Turning.Opened, s.Turning.Shut = []Turn{long, long, long}, []Turn{long, long, long}
	s.Turning.Mothballed, s.Turning.Restarted = Turns{1234, 56789}, Turns{1234, 56789}
	s.Turning.Closed = Turns{1234, 56789}
	var page strings.Builder
	s.printTurning(&page)
	lines := strings.Split(strings.TrimSuffix(page.String(), "\n"), "\n")
	if len(lines) != 8 || !strings.HasPrefix(lines[7], "Closed") {
		t.Errorf("%d lines, want eight with a closure last:\n%s", len(lines), page.String())
	}
	for _, l := range lines {
		if n := len([]rune(l)); n > 80 {
			t.Errorf("line of %d columns: %s", n, l)
		}
	}
}

func TestLargest(t *testing.T) {
	var plants []string
	for _, turn := range largest([]Turn{{Plant: "a", Capacity: 3}, {Plant: "b", Capacity: 9}, {Plant: "c", Capacity: 3}, {Plant: "d", Capacity: 4}}) {
		plants = append(plants, turn.Plant)
	}
	if want := []string{"b", "d", "a"}; !slices.Equal(plants, want) {
		t.Errorf("largest are %q, want %q", plants, want)
	}
}

func TestTurningCSV(t *testing.T) {
	s := turningSummary(t)
	body, err := s.csv()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\nall,projects,all,world,8,1\n", "\nall,projects never decided,return below hurdle,world,2,1\n",
		"\nall,\"turning points, how many\",companies bankrupt,world,2,1\n", "\nall,\"turning points, how often\",companies bankrupt,world,3,1\n",
		"\n2024-02,largest opening,us-mine,outside,2400,t/yr\n",
	} {
		if !strings.Contains(string(body), want) {
			t.Errorf("summary.csv lacks %q:\n%s", want, body)
		}
	}
}

// A run in which nothing was built or given up tells nothing of it.
func TestNoTurning(t *testing.T) {
	tally := newTally(sample())
	tally.add(month(0, 1))
	if s := tally.summary(); s.Turning != nil {
		t.Errorf("turning points %+v, want none", s.Turning)
	}
}
