package study

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"slices"

	"monazite/engine/scenario"
)

// tried is a value of a column that is tried before anything runs.
type tried struct {
	text string
	at   scenario.Pos // unknown for a cell of a table, until something is wrong with it
	row  int          // of the table
}

// mostTried bounds how many words of a column are tried.
const mostTried = 100

// try builds every arm with the least and the greatest value of every column and with all its words, so that a wrong key,
// unit, bound or word is told before anything runs.
func (d *draft) try(Request) {
	rows := d.trials()
	for i := range d.Arms {
		if len(d.Arms[i].columns) == 0 {
			continue
		}
		for _, row := range rows {
			_, err := scenario.Variant(d.Arms[i].doc, d.setsOf(i, row))
			if err == nil {
				continue
			}
			if d.Design.Kind == FromTable {
				d.find(row)
				_, err = scenario.Variant(d.Arms[i].doc, d.setsOf(i, row))
			}
			d.take(err)
			return
		}
	}
}

// setsOf sets in an arm what is tried.
func (d *draft) setsOf(arm int, row []tried) (sets []scenario.Set) {
	for _, column := range d.Arms[arm].columns {
		sets = append(sets, scenario.NewSet(d.Table.Paths[column], row[column].text, row[column].at))
	}
	return sets
}

// trials are rows of what is tried.
func (d *draft) trials() (rows [][]tried) {
	columns, most := make([][]tried, len(d.Table.Paths)), 0
	for column := range columns {
		columns[column] = d.extremes(column)
		most = max(most, len(columns[column]))
	}
	for i := range most {
		row := make([]tried, len(columns))
		for column, list := range columns {
			row[column] = list[min(i, len(list)-1)]
		}
		rows = append(rows, row)
	}
	return rows
}

// extremes are the first, the least and the greatest value of a column, or all its words. Of what has bounds these are tried
// rather than what was drawn between them.
func (d *draft) extremes(column int) []tried {
	drawn := func(row int) tried { return tried{text: d.Table.Rows[row][column], at: d.at(column), row: row} }
	list := []tried{drawn(0)}
	numbers, _, words := d.Table.Numbers(column)
	seen := map[float64]bool{}
	low, high := 0, 0
	for row, x := range numbers {
		if words && !seen[x] && len(seen) < mostTried {
			seen[x] = true
			list = append(list, drawn(row))
		}
		if cmp.Compare(x, numbers[low]) < 0 {
			low = row
		}
		if cmp.Compare(x, numbers[high]) > 0 {
			high = row
		}
	}
	switch {
	case d.Design.Kind == FromTable && !words:
		list = append(list, drawn(low), drawn(high))
	case d.Design.Kind == FromTable:
	case d.Design.Vary[column].Values != nil:
		return d.choices(column)
	default:
		return append(list[:0], d.bound("low", d.Design.Vary[column].Low, drawn(low), column), d.bound("high", d.Design.Vary[column].High, drawn(high), column))
	}
	return list
}

// bound is a bound of what varies, or what was drawn where it has none.
func (d *draft) bound(key, text string, drawn tried, column int) tried {
	if text == "" {
		return drawn
	}
	return tried{text: text, at: d.Design.Vary[column].place(key)}
}

// choices are all that a column is chosen from.
func (d *draft) choices(column int) (list []tried) {
	v := &d.Design.Vary[column]
	for _, text := range v.Values[:min(len(v.Values), mostTried)] {
		list = append(list, tried{text: text, at: v.place("values")})
	}
	return list
}

// find looks up where the cells of a table are written that are tried.
func (d *draft) find(row []tried) {
	r := tableCells(d.table.Text)
	last := slices.MaxFunc(row, func(a, b tried) int { return cmp.Compare(a.row, b.row) }).row
	for number := -1; number <= last; number++ { // the first line holds the paths
		if _, err := r.Read(); err != nil {
			return
		}
		for column := range row {
			if row[column].row == number {
				row[column].at = cellAt(d.table.Name, r, column)
			}
		}
	}
}

// headAt is where the path of a column is written.
func (d *draft) headAt(column int) scenario.Pos {
	r := tableCells(d.table.Text)
	if _, err := r.Read(); d.Design.Kind != FromTable || err != nil {
		return d.at(column)
	}
	return cellAt(d.table.Name, r, column)
}

// tableCells reads a CSV, with or without a mark of its encoding.
func tableCells(text []byte) *csv.Reader {
	return csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
}

// cellAt is the place of a cell of the row that was read last.
func cellAt(name string, r *csv.Reader, column int) scenario.Pos {
	line, col := r.FieldPos(column)
	return scenario.Pos{File: name, Line: line, Col: col}
}
