package record

import (
	"slices"

	"monazite/engine"
	"monazite/markets"
)

// tally follows a run month by month and gives its summary. It knows goods and kinds of plants by
// the names that scenarios use; what a scenario lacks stays missing.
type tally struct {
	*engine.Scenario
	china       engine.ID // region
	watched     []watched
	years       []yearTally
	first, last engine.Month
	begun       bool
	worst       Worst
	gap         Gap
	refused     map[string]int
	turning     turningTally
	fiscal      []fiscalTally // per instrument
}

// watched is a good whose price is summed up; id is None where the scenario lacks it.
type watched struct {
	name string
	id   engine.ID
}

// refusal is the kind of the events that count wishes that could not be met.
const refusal = "refusal"

func newTally(s *engine.Scenario) *tally {
	t := &tally{Scenario: s, china: s.Nodes[s.Index].Region, refused: map[string]int{}, turning: newTurningTally(s), fiscal: make([]fiscalTally, len(s.Sources))}
	for _, name := range headlines() {
		id := slices.IndexFunc(s.Goods, func(g markets.Good) bool { return g.Name == name })
		t.watched = append(t.watched, watched{name, engine.ID(id)})
	}
	return t
}

// headlines names the goods whose prices a summary and a live page show first.
func headlines() []string { return []string{"NdPr", "Dy", "Tb", "MG1"} }

// add takes a month into account.
func (t *tally) add(rows *engine.Tables) {
	if !t.begun {
		t.first, t.begun = rows.Month, true
	}
	t.last = rows.Month
	if n := len(t.years); n == 0 || t.years[n-1].year != rows.Month.Year() {
		t.years = append(t.years, newYearTally(rows.Month.Year(), len(t.watched)))
	}
	year := &t.years[len(t.years)-1]
	year.months++
	t.addPrices(year, rows)
	t.addOutput(year, rows)
	t.addDemand(year, rows)
	t.addTurning(rows)
	t.addFiscal(rows)
	for i := range rows.Events {
		if e := &rows.Events[i]; e.Kind == refusal {
			t.refused[e.Reason] += e.Count
		}
	}
}

// summary gives what has been added up so far.
func (t *tally) summary() Summary {
	s := Summary{Schema: 1, Years: []Year{}}
	if t.begun {
		s.From, s.Until = t.first.String(), t.last.String()
	}
	for i := range t.years {
		if t.shown(i) {
			s.Years = append(s.Years, t.years[i].summary(t.watched))
		}
	}
	if t.worst.Month != "" {
		worst := t.worst
		s.Unserved = &worst
	}
	if t.gap.Month != "" {
		gap := t.gap
		s.Gap = &gap
	}
	s.Refused, s.Turning, s.Fiscal = byCount(t.refused), t.turning.summary(t.first), t.summarizeFiscal()
	return s
}

// shown picks the years of the summary: the milestones, and the last year of the run.
func (t *tally) shown(i int) bool {
	switch t.years[i].year {
	case 2024, 2030, 2035, 2040:
		return true
	}
	return i == len(t.years)-1
}
