package record

import (
	"bytes"
	"encoding/csv"
	"reflect"
)

// dictionary lists every column of every table with its unit, basis and meaning, and under the table
// name inputs the keys of the scenario, with how many of their values are reported, derived or guessed.
func dictionary(inputs []Input) ([]byte, error) {
	var body bytes.Buffer
	w := csv.NewWriter(&body)
	w.Write([]string{"table", "column", "unit", "basis", "description"})
	for _, t := range tables() {
		describe(w, t.name(), t.columns())
	}
	describe(w, "summary.csv", columnsOf(reflect.TypeFor[summaryRow]()))
	for i := range inputs {
		describe(w, "inputs", []Column{inputs[i].column()})
	}
	w.Flush()
	return body.Bytes(), w.Error()
}

func describe(w *csv.Writer, table string, columns []Column) {
	for _, c := range columns {
		w.Write([]string{table, c.Name, c.Unit, c.Basis, c.Doc})
	}
}
