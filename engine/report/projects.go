package report

import (
	"cmp"
	"slices"

	"monazite/engine/report/svg"
)

// projectRow is what the page needs of the table projects.
type projectRow struct {
	Month   int64   `parquet:"month,timestamp(millisecond:local)"`
	Project string  `parquet:"project"`
	Company string  `parquet:"company"`
	Country string  `parquet:"country"`
	Stage   string  `parquet:"stage"`
	IRR     float64 `parquet:"irr_ratio"`
	Hurdle  float64 `parquet:"hurdle_ratio"`
	Gap     float64 `parquet:"gap_usd"`
	Due     string  `parquet:"due"`
	Reason  string  `parquet:"reason"`
}

// project is its last row and the month of its decision.
type project struct {
	projectRow
	decided int // month of the run; before where the run begins with a project that is being built
}

// Values of project.decided that are no month of the run.
const (
	undecided = -1
	before    = -2
)

// stageNames are the stages of projects from the last to the first, and how far each is.
var stageNames = []struct {
	id, name string
	colour   svg.Colour
}{
	{"OPER", "built", svg.Green},
	{"RAMP", "ramping up", svg.Olive},
	{"BUILD", "being built", svg.Orange},
	{"FIN", "may decide", svg.Sky},
	{"PERMIT", "permits", svg.Pink},
	{"RES", "resource known", svg.Wine},
	{"EXPL", "exploration", svg.Grey},
}

// decidedStages are those after the decision.
var decidedStages = []string{"BUILD", "RAMP", "OPER"}

func (r *Run) readProjects() error {
	return each(r, "projects", func(row *projectRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.noteProject(m, row)
		return nil
	})
}

// noteProject takes a month of a project; months come in order.
func (r *Run) noteProject(month int, row *projectRow) {
	r.standing.add(cell{what: "projects", of: row.Stage}, month, 1)
	i := slices.IndexFunc(r.projects, func(p project) bool { return p.Project == row.Project })
	if i < 0 {
		i = len(r.projects)
		r.projects = append(r.projects, project{decided: undecided})
	}
	p := &r.projects[i]
	switch {
	case p.decided != undecided || !slices.Contains(decidedStages, row.Stage):
	case month == 0 && row.IRR == 0 && row.Hurdle == 0: // it was never appraised here
		p.decided = before
	default:
		p.decided = month
	}
	p.projectRow = *row
}

// stageChart draws how many projects stand in each stage.
func (r *Run) stageChart() svg.Chart {
	c := svg.Chart{Title: "Projects by stage", Unit: "number of projects", Start: r.start}
	var parts []svg.Line
	for _, s := range stageNames {
		if counts := r.standing.over("projects", []string{s.id}, []string{""}); total(counts) > 0 {
			parts = append(parts, svg.Line{Name: s.name, Colour: s.colour, Values: counts})
		}
	}
	c.Bands = svg.Stack(parts)
	return c
}

// projectTable lists projects by the stage in which the run leaves them.
func (r *Run) projectTable() table {
	t := table{Head: []string{"Project", "Company", "Country", "Decided", "Opens", "IRR, %", "Hurdle, %", "Gap, M USD", "Why not"}, Text: true}
	for _, s := range stageNames {
		var rows []row
		for i := range r.projects {
			if p := &r.projects[i]; p.Stage == s.id {
				rows = append(rows, row{Label: p.Project, Cells: r.projectCells(p)})
			}
		}
		if len(rows) == 0 {
			continue
		}
		slices.SortStableFunc(rows, func(a, b row) int { // by opening, which is empty where there is none
			return cmp.Or(cmp.Compare(a.Cells[3], b.Cells[3]), cmp.Compare(a.Label, b.Label))
		})
		t.Rows = append(t.Rows, row{Label: s.id + ": " + s.name + ", " + svg.Number(float64(len(rows)), 0)})
		t.Rows = append(t.Rows, rows...)
	}
	return t
}

// leastIRR is the rate that the engine gives to a project whose capital no rate brings back.
const leastIRR = -0.9

func (r *Run) projectCells(p *project) []string {
	decided, irr, hurdle, gap := "", "", "", ""
	switch {
	case p.decided == before:
		decided = "before " + r.start.String()
	case p.decided != undecided:
		decided = (r.start + svg.Month(p.decided)).String()
	}
	if p.Hurdle > 0 {
		irr, hurdle = svg.Number(100*p.IRR, 1), svg.Number(100*p.Hurdle, 1)
		if p.IRR <= leastIRR {
			irr = "none"
		}
	}
	if p.Gap > 0 {
		gap = svg.Number(p.Gap/1e6, 0)
	}
	return []string{p.Company, p.Country, decided, p.Due, irr, hurdle, gap, p.Reason}
}
