package study

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// The kinds of design.
const (
	Random         = "random"          // every value on its own
	LatinHypercube = "latin-hypercube" // of N equal slices of each variable, every one holds one point (McKay, Beckman and Conover 1979)
	Sobol          = "sobol"           // Sobol's sequence under a random digital shift (L'Ecuyer and Lemieux 2002)
	FromTable      = "table"           // points that someone has chosen
)

// Bounds of a design.
const (
	maxPoints = 1 << directionBits
	maxPaths  = 1000
	maxCells  = 1 << 24 // a table of texts of 2^24 cells takes about a GiB
)

// Design says which points of the space of parameters a study visits. Row r of its table is what replication r sets, the
// same in every arm.
//
// A column depends on the seed, its path, its distribution and the row, and on nothing else: a variable more or
// less changes no other column. Two things narrow this. The coordinate of a Sobol sequence is the place of the variable in Vary, so
// that a new one must come last. And of two correlated variables the one that comes later follows the earlier ones.
//
// With more points, random and sobol designs keep those they had; a Latin hypercube is another one.
type Design struct {
	Kind         string        // "" is random
	Seed         uint64        // of the study
	Points       int           // 1 to 2^20; a power of two for sobol; for a table its rows, or 0
	Vary         []Vary        // none for a table; at most 53 for sobol, else 1,000
	Correlations []Correlation // none for a table
	Table        *Table        // for a table

	places map[string]scenario.Pos // of design, points and table, for messages
}

// Check says all that is wrong with a design; the error is scenario.Problems.
func (d *Design) Check() error {
	_, _, err := d.compile()
	return err
}

// Draw makes the run table of a design. The error is scenario.Problems: all that is wrong with it.
func Draw(d Design) (*Table, error) {
	variables, mix, err := d.compile()
	if err != nil {
		return nil, err
	}
	if d.Kind == FromTable {
		return d.Table, nil
	}
	t := newTable(variables, d.Points)
	for column, units := range d.units(mix) {
		for row, u := range units {
			t.Rows[row][column] = variables[column].value(u)
		}
	}
	return t, nil
}

// newTable is a table of empty cells.
func newTable(variables []variable, points int) *Table {
	t := &Table{Rows: make([][]string, points)}
	for _, v := range variables {
		t.Paths = append(t.Paths, v.path)
	}
	for row := range t.Rows {
		t.Rows[row] = make([]string, len(variables))
	}
	return t
}

// compile checks the design.
func (d *Design) compile() ([]variable, mixing, error) {
	ps := &scenario.Problems{}
	if d.Kind == FromTable {
		d.checkTable(ps)
		return nil, nil, ps.Err()
	}
	if d.Table != nil {
		d.fail(ps, "table", "", "is only for design = \"table\"", "")
	}
	d.checkKind(ps)
	if len(d.Vary) > maxPaths {
		return nil, nil, ps.Err()
	}
	variables := d.variables(ps)
	mix := d.mixing(ps)
	return variables, mix, ps.Err()
}

// fail records a problem of the design.
func (d *Design) fail(ps *scenario.Problems, key, value, message, suggestion string) {
	at, placed := d.places[key]
	switch {
	case !placed:
		at.File = "design"
	case key == "points":
		key = "replications" // as a study's file calls them
	}
	ps.Add(scenario.Problem{Pos: at, Key: key, Value: value, Message: message, Suggestion: suggestion})
}

// checkKind checks the kind and what it asks of the numbers of points and variables.
func (d *Design) checkKind(ps *scenario.Problems) {
	kinds := []string{Random, LatinHypercube, Sobol, FromTable}
	if d.Kind != "" && !slices.Contains(kinds, d.Kind) {
		d.fail(ps, "design", scenario.Quote(d.Kind), "expected "+strings.Join(kinds, ", "), scenario.Nearest(d.Kind, kinds))
	}
	points := fmt.Sprint(d.Points)
	switch {
	case d.Points < 1 || d.Points > maxPoints:
		d.fail(ps, "points", points, fmt.Sprintf("expected from 1 to %d", maxPoints), "")
	case d.Points*len(d.Vary) > maxCells:
		d.fail(ps, "points", points, fmt.Sprintf("times %d variables are too many values, expected at most %d", len(d.Vary), maxCells), "")
	case d.Kind == Sobol && d.Points&(d.Points-1) != 0:
		below := 1 << (bits.Len(uint(d.Points)) - 1)
		d.fail(ps, "points", points, fmt.Sprintf("sobol expects a power of two, such as %d or %d", below, 2*below), "")
	}
	if len(d.Vary) > maxPaths {
		d.fail(ps, "vary", "", fmt.Sprintf("expected at most %d variables, found %d", maxPaths, len(d.Vary)), "")
	} else if d.Kind == Sobol && len(d.Vary) > sobolDimensions {
		d.fail(ps, "vary", "", fmt.Sprintf("sobol serves at most %d variables, found %d; %s and %s serve any number", sobolDimensions, len(d.Vary), LatinHypercube, Random), "")
	}
}

// variables checks the entries.
func (d *Design) variables(ps *scenario.Problems) []variable {
	list, seen := make([]variable, len(d.Vary)), map[string]int{}
	for i := range d.Vary {
		v := &d.Vary[i]
		if first, twice := seen[v.Path]; twice {
			checkOf("vary", i, v.At, v.places, ps).fail("path", v.Path, fmt.Sprintf("entry %d varies this already", first+1), "")
		} else {
			seen[v.Path] = i
		}
		list[i] = v.compile(i, ps)
	}
	return list
}

// checkTable checks a design of given points.
func (d *Design) checkTable(ps *scenario.Problems) {
	switch {
	case d.Table == nil:
		d.fail(ps, "table", "", "is missing: expected a CSV with a path at the head of each column", "")
	case d.Points != 0 && d.Points != len(d.Table.Rows):
		d.fail(ps, "points", fmt.Sprint(d.Points), fmt.Sprintf("the table has %d rows; expected that or nothing", len(d.Table.Rows)), "")
	default:
		d.Table.check(ps)
	}
	if len(d.Vary) > 0 {
		d.fail(ps, "vary", "", "a table says itself what varies; expected none", "")
	}
	if len(d.Correlations) > 0 {
		d.fail(ps, "correlation", "", "the points of a table are as they are; expected none", "")
	}
}
