package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// grid is a CSV file that is read row by row. Its first row names the columns.
type grid struct {
	name    string // of the file
	columns map[string]int
	reader  *csv.Reader
	cells   []string // of the current row
}

// readGrid reads a file. header judges the column names and row every row; each says whether to go on.
func readGrid(f SourceFile, ps *Problems, header, row func(*grid) bool) {
	if reason, at := unfit(f.Text); reason != "" {
		ps.Add(Problem{Pos: Pos{f.Name, 1 + bytes.Count(f.Text[:at], []byte("\n")), 1}, Message: reason})
		return
	}
	g := &grid{name: f.Name, columns: map[string]int{}}
	g.reader = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Text, []byte("\uFEFF"))))
	g.reader.ReuseRecord = true
	if !g.next(ps) {
		if len(g.cells) == 0 {
			ps.Add(Problem{Pos: Pos{f.Name, 1, 1}, Message: "expected a row of column names"})
		}
		return
	}
	for i, column := range g.cells {
		if column = strings.TrimSpace(column); column == "" {
			continue
		}
		if _, twice := g.columns[column]; twice {
			ps.Add(Problem{Pos: g.at(i), Key: column, Message: "two columns have this name"})
		}
		g.columns[column] = i
	}
	for ok := header(g); ok && g.next(ps); {
		ok = row(g)
	}
}

// next reads a row, reporting and skipping ragged ones. It returns false at the end and where quotes go wrong.
func (g *grid) next(ps *Problems) bool {
	for {
		cells, err := g.reader.Read()
		var p *csv.ParseError
		switch {
		case err == io.EOF:
			return false
		case errors.Is(err, csv.ErrFieldCount):
			ps.Add(Problem{Pos: g.at(0), Message: fmt.Sprintf("a row of %d cells, expected %d", len(cells), g.reader.FieldsPerRecord)})
		case errors.As(err, &p):
			ps.Add(Problem{Pos: Pos{g.name, p.Line, p.Column}, Message: p.Err.Error()})
			g.cells = []string{""}
			return false
		case err != nil:
			ps.Add(Problem{Pos: Pos{File: g.name}, Message: err.Error()})
			return false
		default:
			g.cells = cells
			return true
		}
	}
}

// at is the position of a cell of the current row.
func (g *grid) at(column int) Pos {
	line, col := g.reader.FieldPos(column)
	return Pos{g.name, line, col}
}

// value is a cell with its unit; without Raw for an empty cell.
func (g *grid) value(column, unit string) Value {
	i, has := g.columns[column]
	if !has {
		return Value{}
	}
	v := Value{Pos: g.at(i), text: true}
	if text := strings.TrimSpace(g.cells[i]); text != "" {
		v.Raw = strings.TrimSpace(text + " " + unit)
	}
	return v
}

// cell is the text of a cell.
func (g *grid) cell(column string) string {
	text, _ := g.value(column, "").Raw.(string)
	return text
}

// missing finds out whether the file lacks a column, and which one may have been meant.
func (g *grid) missing(column string) (message, suggestion string) {
	if _, has := g.columns[column]; has {
		return "", ""
	}
	return fmt.Sprintf("%s has no column %q", g.name, column), Nearest(column, sorted(g.columns))
}
