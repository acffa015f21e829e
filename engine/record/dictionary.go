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
	w.Write(DictionaryHeader)
	for _, t := range tables() {
		Describe(w, t.name(), t.columns())
	}
	Describe(w, "summary.csv", ColumnsOf(reflect.TypeFor[summaryRow]()))
	for i := range inputs {
		Describe(w, "inputs", []Column{inputs[i].column()})
	}
	w.Flush()
	return body.Bytes(), w.Error()
}

// DictionaryHeader is the first line of every dictionary.csv.
var DictionaryHeader = []string{"table", "column", "unit", "basis", "description"}

// Describe writes a line of dictionary.csv for each column of a table; w keeps the first error.
func Describe(w *csv.Writer, table string, columns []Column) {
	for _, c := range columns {
		w.Write([]string{table, c.Name, c.Unit, c.Basis, c.Doc})
	}
}
