package study

import (
	"fmt"

	"monazite/engine"
	"monazite/engine/scenario"
)

// draw makes the run table: what every replication sets, all of it before the first runs.
func (d *draft) draw(r Request) {
	before := d.ps.Len()
	d.Design = Design{Kind: d.keys.Design, Seed: d.Seed, Points: d.Replications}
	if d.sheet == nil {
		d.Design.Kind = Random
	} else {
		d.readDesign(r.Replications != 0)
	}
	if d.ps.Len() > before {
		return
	}
	table, err := Draw(d.Design)
	if err != nil {
		d.take(err)
		return
	}
	d.Table = table
	if d.Design.Kind == FromTable {
		d.Replications = len(table.Rows)
	}
	d.place()
}

// readDesign reads every [[vary]] and [[correlation]], and the table of a design that is one; counted says that the command
// line gives the number of replications.
func (d *draft) readDesign(counted bool) {
	d.Design.places = placesOf(d.sheet.Top)
	if at, written := d.Design.places["replications"]; written {
		d.Design.places["points"] = at
	}
	if counted {
		d.Design.places["points"] = scenario.Pos{File: "-n"}
	}
	for _, e := range d.sheet.Of("vary") {
		if v, ok := readVary(e, d.ps); ok {
			d.Design.Vary = append(d.Design.Vary, v)
		}
	}
	for _, e := range d.sheet.Of("correlation") {
		var k correlationKeys
		if scenario.Decode(e, &k, d.ps, nil) {
			d.Design.Correlations = append(d.Design.Correlations, Correlation{Between: k.Between, Rank: k.Rank, At: e.Pos, places: placesOf(e)})
		}
	}
	if d.Design.Kind != FromTable {
		if d.sheet.Top.Has("table") {
			d.ps.Add(d.sheet.Top.Problem("table", `is for design = "table"`))
		}
		return
	}
	if d.keys.Table == "" {
		d.ps.Add(d.sheet.Top.Problem("table", "missing; expected the path of a CSV with a path at the head of each column"))
		return
	}
	f, err := d.library.Open(d.keys.Table, d.sheet.File.Name)
	if err != nil {
		d.ps.Add(d.sheet.Top.Problem("table", err.Error()))
		return
	}
	d.files = append(d.files, f)
	d.table = f
	if d.Design.Table, err = ReadTable(f.Name, f.Text); err != nil {
		d.take(err)
	}
	if !counted && !d.sheet.Top.Has("replications") && d.Design.Points == defaultReplications {
		d.Design.Points = 0
	}
}

// place finds out which arms have what varies. A path that leads into an instrument which an arm does not have changes
// nothing there; one that no arm has is a mistake.
func (d *draft) place() {
	for i := range d.Arms {
		d.Arms[i].columns = nil
	}
	for column, path := range d.Table.Paths {
		var problem scenario.Problem
		found := false
		for i := range d.Arms {
			lacks := d.Arms[i].doc.Lacks(path)
			if lacks.Message == "" {
				found = true
				d.Arms[i].columns = append(d.Arms[i].columns, column)
			} else if problem.Message == "" {
				problem = lacks
			}
		}
		if !found {
			problem.Pos, problem.Key, problem.Value = d.headAt(column), "path", scenario.Quote(path)
			d.ps.Add(problem)
		}
	}
}

// at is where a column of the run table is written; of a table, where that is named.
func (s *Study) at(column int) scenario.Pos {
	if s.Design.Kind == FromTable {
		return s.Design.places["table"]
	}
	return s.Design.Vary[column].place("path")
}

// sets are what a row of the run table sets in an arm.
func (s *Study) sets(arm int, row []string) (sets []scenario.Set) {
	for _, column := range s.Arms[arm].columns {
		sets = append(sets, scenario.NewSet(s.Table.Paths[column], row[column], s.at(column)))
	}
	return sets
}

// variant is an arm's scenario at a row of values.
func (s *Study) variant(arm int, row []string) (*engine.Scenario, error) {
	return scenario.Variant(s.Arms[arm].doc, s.sets(arm, row))
}

// mistakes words what is wrong with an arm's scenario at a row.
func mistakes(err error) error { return fmt.Errorf("its scenario cannot be built: %w", err) }
