package report

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine/report/svg"
)

// eventRow is what the page needs of the table events.
type eventRow struct {
	Month  int64  `parquet:"month,timestamp(millisecond:local)"`
	Kind   string `parquet:"kind"`
	Entity string `parquet:"entity"`
	Reason string `parquet:"reason"`
	Detail string `parquet:"detail"`
	Count  int64  `parquet:"count"`
}

// event is a row of the table with its month.
type event struct {
	month svg.Month
	eventRow
}

func (r *Run) readEvents() error {
	return each(r, "events", func(row *eventRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.events = append(r.events, event{r.start + svg.Month(m), *row})
		return nil
	})
}

// Kinds of events.
const (
	majorEvent = "event"
	opening    = "opening"
	outage     = "outage"
	refusal    = "refusal"
)

// marks are the major events, numbered, for charts.
func (r *Run) marks() (marks []svg.Mark) {
	for _, e := range r.events {
		if e.Kind == majorEvent {
			marks = append(marks, svg.Mark{At: e.month, Label: fmt.Sprint(len(marks) + 1), Text: r.tell(e.eventRow)})
		}
	}
	return marks
}

// majorEvents lists the marks in words.
func (r *Run) majorEvents() (list []string) {
	for _, m := range r.marks() {
		list = append(list, m.At.String()+" "+m.Text)
	}
	return list
}

// tell says what happened to whom.
func (r *Run) tell(e eventRow) string {
	text := e.Reason
	for _, whom := range []string{e.Entity, e.Detail} {
		if whom != "" {
			text += ", " + r.plantName(whom)
		}
	}
	return text
}

// plantName is a plant's full name with its id and region; what is no plant keeps its name.
func (r *Run) plantName(id string) string {
	is, found := r.plants[id]
	if !found {
		return id
	}
	if is.name == "" || is.name == id {
		return fmt.Sprintf("%s [%s]", id, is.region)
	}
	return fmt.Sprintf("%s [%s, %s]", is.name, id, is.region)
}

// turningPoints tells each year's openings, major events, outages along the chain and refusals.
func (r *Run) turningPoints() table {
	t := table{Head: []string{"Year", "Major events", "Openings", "Outages along the chain", "Refused"}, Text: true}
	for _, y := range r.years() {
		var majors, openings, outages []string
		var reasons []string
		counts := map[string]int64{}
		for _, e := range r.events {
			if e.month.Year() != y.year {
				continue
			}
			switch e.Kind {
			case majorEvent:
				majors = append(majors, fmt.Sprintf("%s %s", e.month, r.tell(e.eventRow)))
			case opening:
				openings = append(openings, e.month.String()[5:]+" "+r.plantName(e.Entity))
			case outage:
				if !slices.Contains([]string{"offtaker", "oxideuser", "collector", "trader"}, r.plants[e.Entity].kind) {
					outages = append(outages, e.month.String()[5:]+" "+r.plantName(e.Entity))
				}
			case refusal:
				reasons = note(reasons, e.Reason)
				counts[e.Reason] += e.Count
			}
		}
		slices.Sort(reasons)
		for i, reason := range reasons {
			reasons[i] = fmt.Sprintf("%s: %s", reason, svg.Number(float64(counts[reason]), 0))
		}
		line := row{Label: fmt.Sprint(y.year)}
		for _, items := range [][]string{majors, openings, outages, reasons} {
			line.Cells = append(line.Cells, strings.Join(items, "\n"))
		}
		if strings.Join(line.Cells, "") != "" {
			t.Rows = append(t.Rows, line)
		}
	}
	return t
}
