package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"monazite/engine/report/svg"
)

// One project is being built when the run begins, one is decided in the second month, one never.
func TestProjects(t *testing.T) {
	r := byHand()
	row := func(month int, name, stage string, irr float64) {
		p := projectRow{Project: name, Company: "west", Country: "US", Stage: stage, IRR: irr}
		if irr != 0 {
			p.Hurdle = 0.125
		}
		switch {
		case stage == "BUILD":
			p.Due = "2027-03"
		case irr != 0:
			p.Reason, p.Gap = "funding gap", 34.6e6
		}
		r.noteProject(month, &p)
	}
	row(0, "old", "BUILD", 0)
	row(0, "good", "FIN", 0.1)
	row(0, "bad", "FIN", leastIRR)
	row(1, "old", "RAMP", 0)
	row(1, "good", "BUILD", 0.181)
	row(1, "bad", "FIN", leastIRR)
	var got []string
	for _, line := range r.projectTable().Rows {
		got = append(got, strings.Join(append([]string{line.Label}, line.Cells...), "|"))
	}
	want := []string{
		"RAMP: ramping up, 1", "old|west|US|before 2024-12|||||",
		"BUILD: being built, 1", "good|west|US|2025-01|2027-03|18.1|12.5||",
		"FIN: may decide, 1", "bad|west|US|||none|12.5|35|funding gap",
	}
	if !slices.Equal(got, want) {
		t.Errorf("projects are\n%q, want\n%q", got, want)
	}
	c := r.stageChart()
	if len(c.Bands) != 3 || c.Bands[2].Name != "may decide" || !same(c.Bands[2].High, 3, 3) || !same(c.Bands[1].High, 1, 2) || !same(c.Bands[0].High, 0, 1) {
		t.Errorf("stages %+v, want ramping 0, 1; being built 1, 1; may decide 2, 1", c.Bands)
	}
}

// A decision in the first month is the run's own: that project was appraised in it.
func TestDecidedInTheFirstMonth(t *testing.T) {
	r := byHand()
	r.noteProject(0, &projectRow{Project: "a", Stage: "BUILD", IRR: 0.2, Hurdle: 0.1})
	if got := r.projectCells(&r.projects[0])[2]; got != "2024-12" {
		t.Errorf("decided %q, want 2024-12", got)
	}
}

// aYear gives plants their months: M opens at 30 %, ramps up, is mothballed and closes; N was there before and
// grows; P is given up before it is built; Q is China's.
func aYear() *Run {
	r := byHand()
	r.start, r.months = svg.MonthOf(2024, 11), 14
	for id, kind := range map[string]string{"M": "miner", "N": "miner", "P": "refiner", "Q": "miner"} {
		r.plants[id] = plant{kind: kind, region: "US", company: "west", name: id + " of old"}
	}
	r.plants["Q"] = plant{kind: "miner", region: "CN", company: "east"}
	status := func(month int) string {
		switch {
		case month < 2:
			return "planned"
		case month < 8:
			return "operating"
		case month < 13:
			return "mothballed"
		}
		return "closed"
	}
	for m := range r.months {
		capacity := map[bool]float64{true: 3000}[m >= 2 && m < 8]
		if m >= 5 && m < 8 {
			capacity = 10_000
		}
		for _, id := range []string{"M", "Q"} {
			r.notePlant(m, &plantRow{Plant: id, Status: status(m), Capacity: capacity})
		}
		r.notePlant(m, &plantRow{Plant: "N", Status: "operating", Capacity: 500 + float64(m)})
		unbuilt := "planned"
		if m >= 3 {
			unbuilt = "closed"
		}
		r.notePlant(m, &plantRow{Plant: "P", Status: unbuilt})
	}
	return r
}

// Ten thousand tonnes open in 2025, though only 3,000 did so at once, and close in December; what China does, what
// was there before and what was never built does not count.
func TestCapacityOpenedAndClosed(t *testing.T) {
	r := aYear()
	happens := func(month int, kind, plant, reason, detail string) {
		r.events = append(r.events, event{r.start + svg.Month(month), eventRow{Kind: kind, Entity: plant, Reason: reason, Detail: detail, Count: 1}})
	}
	happens(3, "default", "N", "out of money", "sold to fund")
	happens(3, "closure", "P", "bankrupt, no buyer", "")
	happens(13, "closure", "M", "bankrupt, no buyer", "")
	happens(13, "closure", "N", "bankrupt, no buyer", "")
	happens(13, "default", "Q", "out of money", "sold to bank")
	table := r.capacityTable()
	if want := []string{"kt/yr outside China", "Mines, opened", "closed", "Bankrupt abroad", "Bankrupt in China"}; !slices.Equal(table.Head, want) {
		t.Errorf("columns %q, want %q", table.Head, want)
	}
	if len(table.Rows) != 2 || table.Rows[0].Label != "2025" || !slices.Equal(table.Rows[0].Cells, []string{"10.0", "10.0", "3", "1"}) {
		t.Errorf("%q, want 10.0 kt opened and closed, three and one bankruptcies in 2025", table.Rows)
	}
	got := r.decisionTable().Rows
	want := []string{"", "12 closure: M of old [M, US]\n12 closure: N of old [N, US]", "02 west, sold to fund\n02 west, closed\n12 west, closed\n12 east, sold to bank"}
	if len(got) != 1 || got[0].Label != "2025" || !slices.Equal(got[0].Cells, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A plant that stands still and starts again has neither opened nor closed.
func TestRestartIsNoOpening(t *testing.T) {
	r := byHand()
	for m, status := range []string{"operating", "mothballed", "restarting", "operating"} {
		r.notePlant(m, &plantRow{Plant: "M", Status: status, Capacity: map[bool]float64{true: 5}[status == "operating"]})
	}
	if turns := r.lives["M"].turns; len(turns) != 0 {
		t.Errorf("turns %v, want none", turns)
	}
}

// Companies along the chain count where their first plant stands; users' money is left out.
func TestMoney(t *testing.T) {
	r := byHand()
	r.dir = t.TempDir()
	first := monthOf(2024, 12)
	for id, is := range map[string]plant{"M": {kind: "miner", region: "US", company: "west"}, "U": {kind: "offtaker", region: "US", company: "users"}, "Q": {kind: "refiner", region: "CN", company: "east"}} {
		r.plants[id] = is
	}
	r.order = []string{"M", "U", "Q"}
	put(t, r, "companies", companyRow{first, "west", 2e9, 1e9}, companyRow{first, "users", 8e9, 8e9}, companyRow{first, "east", 5e9, 0})
	if err := r.readCompanies(); err != nil {
		t.Fatal(err)
	}
	charts := r.moneyCharts()
	for i, want := range []float64{2, 1, 5, 0} {
		if got := charts[i/2].Lines[i%2]; !same(got.Values, want, 0) {
			t.Errorf("%s, %s: %v, want %v bn USD", charts[i/2].Title, got.Name, got.Values, want)
		}
	}
}

// The section stands only where there are projects.
func TestSectionOfProjects(t *testing.T) {
	for _, c := range []struct {
		name string
		want bool
	}{{"small", false}, {"tour", true}} {
		_, page := opened(t, ran(t, c.name, 3))
		if got := strings.Contains(page, `<section id="projects">`); got != c.want {
			t.Errorf("%s has the section: %v, want %v", c.name, got, c.want)
		}
	}
}

func monthOf(year, calendar int) int64 {
	return time.Date(year, time.Month(calendar), 1, 0, 0, 0, 0, time.UTC).UnixMilli()
}
