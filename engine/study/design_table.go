package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"monazite/engine/scenario"
)

// Table is the run table of a study: what every replication sets. As a CSV it has a path at the head of each column and a
// row for each point, cells with their units:
//
//	instrument.mp-floor.strike,model.steepness
//	93.5 USD/kg,2.25
type Table struct {
	Paths []string   // of the columns, no two equal
	Rows  [][]string // a value for each path, as --set takes it; all of a column have one unit, or are words
}

// Numbers returns a column as numbers in the unit of its cells, "" for bare ones. A column of words gives
// the place of each among the different ones in alphabetical order, and words is true.
func (t *Table) Numbers(column int) (numbers []float64, unit string, words bool) {
	var names []string
	for _, row := range t.Rows {
		s, _ := parseSetting(row[column])
		words = words || s.word != ""
		names = append(names, s.word)
		numbers = append(numbers, s.number)
		unit = s.unit
	}
	if words {
		different := slices.Compact(slices.Sorted(slices.Values(names)))
		for i, name := range names {
			place, _ := slices.BinarySearch(different, name)
			numbers[i] = float64(place)
		}
	}
	return numbers, unit, words
}

// WriteCSV writes the table; ReadTable reads an equal one. A table without columns, of a study that varies nothing but
// luck, has no CSV: nothing is written.
func (t *Table) WriteCSV(w io.Writer) error {
	if len(t.Paths) == 0 {
		return nil
	}
	out := csv.NewWriter(w)
	if err := out.Write(t.Paths); err != nil {
		return fmt.Errorf("writing the run table: %w", err)
	}
	if err := out.WriteAll(t.Rows); err != nil {
		return fmt.Errorf("writing the run table: %w", err)
	}
	return nil
}

// maxTableBytes bounds the text of a table.
const maxTableBytes = 256 << 20

// ReadTable reads a CSV. Cells come back in one spelling, "30 %" for "30%". name is the file's, for messages; the error is
// scenario.Problems: every mistake with its line and column.
func ReadTable(name string, text []byte) (*Table, error) {
	r := &tableReader{name: name}
	if len(text) > maxTableBytes || !utf8.Valid(text) {
		r.problems.Add(scenario.Problem{Pos: scenario.Pos{File: name}, Message: fmt.Sprintf("expected UTF-8 text of at most %d bytes", maxTableBytes)})
		return nil, r.problems.Err()
	}
	r.csv = tableCells(text)
	r.read()
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return &r.table, nil
}

// tableReader reads one CSV.
type tableReader struct {
	name     string
	csv      *csv.Reader
	table    Table
	first    []*setting // of each column, nil before there is one
	problems scenario.Problems
}

func (r *tableReader) read() {
	header, more := r.next()
	switch {
	case r.problems.Len() > 0:
		return
	case !more:
		r.fail(scenario.Pos{File: r.name, Line: 1, Col: 1}, "", "", "expected a row of paths")
		return
	}
	if len(header) > maxPaths {
		r.fail(r.at(0), "", "", fmt.Sprintf("expected at most %d columns, found %d", maxPaths, len(header)))
		return
	}
	r.header(header)
	r.first = make([]*setting, len(header))
	for {
		cells, more := r.next()
		if !more {
			break
		}
		if len(r.table.Rows) == maxPoints || len(r.table.Rows)*len(header) >= maxCells {
			r.fail(r.at(0), "", "", fmt.Sprintf("too many rows, expected at most %d rows and %d cells", maxPoints, maxCells))
			return
		}
		r.row(cells)
	}
	if len(r.table.Rows) == 0 && r.problems.Len() == 0 {
		r.fail(scenario.Pos{File: r.name, Line: 2, Col: 1}, "", "", "expected a row for each point, found none")
	}
}

// next reads a row of as many cells as the first, reporting others; false at the end and where quotes go wrong.
func (r *tableReader) next() (cells []string, more bool) {
	for {
		cells, err := r.csv.Read()
		var p *csv.ParseError
		switch {
		case err == nil:
			return cells, true
		case errors.Is(err, io.EOF):
			return nil, false
		case errors.Is(err, csv.ErrFieldCount):
			r.fail(r.at(0), "", "", fmt.Sprintf("expected %d cells, found %d", r.csv.FieldsPerRecord, len(cells)))
		case errors.As(err, &p):
			r.fail(scenario.Pos{File: r.name, Line: p.Line, Col: p.Column}, "", "", p.Err.Error())
			return nil, false
		default:
			r.fail(scenario.Pos{File: r.name}, "", "", err.Error())
			return nil, false
		}
	}
}

// header reads the paths.
func (r *tableReader) header(cells []string) {
	for i, cell := range cells {
		path := strings.TrimSpace(cell)
		if message := badPath(path); message != "" {
			r.fail(r.at(i), fmt.Sprintf("column %d", i+1), cell, message)
		} else if slices.Contains(r.table.Paths, path) {
			r.fail(r.at(i), path, "", "two columns have this path")
		}
		r.table.Paths = append(r.table.Paths, path)
	}
}

// row reads the values of a point.
func (r *tableReader) row(cells []string) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		s, err := parseSetting(cell)
		switch {
		case err != nil:
			r.fail(r.at(i), r.table.Paths[i], cell, err.Error()+", or a word")
		case r.first[i] == nil:
			r.first[i] = &s
		default:
			if message := s.unlike(*r.first[i]); message != "" {
				r.fail(r.at(i), r.table.Paths[i], cell, message)
			}
		}
		row[i] = s.String()
	}
	r.table.Rows = append(r.table.Rows, row)
}

// at is the place of a cell of the row that was read last.
func (r *tableReader) at(column int) scenario.Pos { return cellAt(r.name, r.csv, column) }

func (r *tableReader) fail(at scenario.Pos, key, value, message string) {
	if value != "" {
		value = scenario.Quote(value)
	}
	r.problems.Add(scenario.Problem{Pos: at, Key: key, Value: value, Message: message})
}

// check refuses a table that ReadTable would not have made.
func (t *Table) check(ps *scenario.Problems) {
	var text bytes.Buffer
	if err := t.WriteCSV(&text); err != nil {
		ps.Add(scenario.Problem{Pos: scenario.Pos{File: "table"}, Message: err.Error()})
		return
	}
	read, err := ReadTable("table", text.Bytes())
	var problems *scenario.Problems
	switch {
	case errors.As(err, &problems):
		for _, p := range problems.List() {
			ps.Add(p)
		}
	case len(read.Rows) != len(t.Rows): // a row without text is no row of a CSV
		ps.Add(scenario.Problem{Pos: scenario.Pos{File: "table"}, Message: fmt.Sprintf("%d of its rows are empty", len(t.Rows)-len(read.Rows))})
	}
}
