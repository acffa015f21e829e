package study

import (
	"cmp"
	"fmt"
	"slices"

	"monazite/engine"
	"monazite/engine/scenario"
)

// draw makes the run table: what every replication sets, all of it before the first runs.
func (d *draft) draw(Request) {
	d.Design = Design{Kind: d.keys.Design, Seed: d.Seed, Points: d.Replications}
	if d.sheet == nil {
		d.Design.Kind = Random
	} else {
		d.readDesign()
	}
	if d.ps.Len() > 0 {
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

// readDesign reads every [[vary]] and [[correlation]], and the table of a design that is one.
func (d *draft) readDesign() {
	for _, e := range d.sheet.Of("vary") {
		if v, ok := readVary(e, d.ps); ok {
			d.Design.Vary = append(d.Design.Vary, v)
		}
	}
	for _, e := range d.sheet.Of("correlation") {
		var k correlationKeys
		if scenario.Decode(e, &k, d.ps, nil) {
			d.Design.Correlations = append(d.Design.Correlations, Correlation{Between: k.Between, Rank: k.Rank, At: e.Pos})
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
	if d.Design.Table, err = ReadTable(f.Name, f.Text); err != nil {
		d.take(err)
	}
	if !d.sheet.Top.Has("replications") && d.Design.Points == defaultReplications {
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
			problem.Pos, problem.Key, problem.Value = d.at(column), "path", scenario.Quote(path)
			d.ps.Add(problem)
		}
	}
}

// at is where a column of the run table is written.
func (s *Study) at(column int) scenario.Pos {
	if s.Design.Kind == FromTable {
		return scenario.Pos{File: "table", Line: 1, Col: column + 1}
	}
	return s.Design.Vary[column].At
}

// sets are what a row of the run table sets in an arm.
func (s *Study) sets(arm int, row []string) (sets []scenario.Set) {
	for _, column := range s.Arms[arm].columns {
		sets = append(sets, scenario.NewSet(s.Table.Paths[column], row[column], s.at(column)))
	}
	return sets
}

// try builds every arm with the first row, and with the least and the greatest value of every column, so that a wrong key,
// unit or bound is told before anything runs.
func (d *draft) try(Request) {
	rows := d.extremes()
	for i := range d.Arms {
		if len(d.Arms[i].columns) == 0 {
			continue
		}
		for _, row := range rows {
			if _, err := d.variant(i, row); err != nil {
				d.take(err)
				return
			}
		}
	}
}

// extremes are rows that hold the least, and the greatest, value of every column.
func (d *draft) extremes() [][]string {
	least, greatest := slices.Clone(d.Table.Rows[0]), slices.Clone(d.Table.Rows[0])
	for column := range d.Table.Paths {
		numbers, _, _ := d.Table.Numbers(column)
		low, high := 0, 0
		for row, x := range numbers {
			if cmp.Compare(x, numbers[low]) < 0 {
				low = row
			}
			if cmp.Compare(x, numbers[high]) > 0 {
				high = row
			}
		}
		least[column], greatest[column] = d.Table.Rows[low][column], d.Table.Rows[high][column]
	}
	return [][]string{d.Table.Rows[0], least, greatest}
}

// variant is an arm's scenario at a row of values.
func (s *Study) variant(arm int, row []string) (*engine.Scenario, error) {
	return scenario.Variant(s.Arms[arm].doc, s.sets(arm, row))
}

// mistakes words what is wrong with an arm's scenario at a row.
func mistakes(err error) error { return fmt.Errorf("its scenario cannot be built: %w", err) }
