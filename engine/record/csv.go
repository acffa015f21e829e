package record

import (
	"encoding/csv"
	"io"
	"reflect"
	"strconv"
)

// WriteCSV writes rows, whose fields are texts all, under the names that their tags give the columns (see Column).
func WriteCSV[Row any](w io.Writer, rows []Row) error {
	out := csv.NewWriter(w)
	out.Write(ColumnNames(reflect.TypeFor[Row]()))
	for i := range rows {
		var cells []string
		for _, field := range reflect.ValueOf(&rows[i]).Elem().Fields() {
			cells = append(cells, field.String())
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// ColumnNames are the columns of a row type in their order.
func ColumnNames(row reflect.Type) (names []string) {
	for _, c := range ColumnsOf(row) {
		names = append(names, c.Name)
	}
	return names
}

// Cell writes the shortest digits that give a figure, nothing where it is not known.
func (f Figure) Cell() string {
	if !f.Known() {
		return ""
	}
	return strconv.FormatFloat(float64(f), 'g', -1, 64)
}
