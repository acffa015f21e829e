package record

import (
	"reflect"
	"strings"
)

// Column is what a reader must know of one column. All of it stands in the tags of the row
// types, from which the files' metadata and dictionary.csv are made: parquet has the name and
// encoding, unit the unit of measure ("1" for a ratio or count, "text" for a name), basis what a
// unit is a unit of, doc one sentence.
type Column struct{ Name, Unit, Basis, Doc string }

// key begins every row: which run of which arm, and when. A single run is its own only arm.
type key struct {
	Arm         string `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study, or run for a single run."`
	Replication int32  `parquet:"replication" unit:"1" basis:"none" doc:"Number of the replication, from 0."`
	Month       int64  `parquet:"month,timestamp(millisecond:local)" unit:"date" basis:"calendar" doc:"First day of the month."`
	Year        int32  `parquet:"year,int(16)" unit:"year" basis:"calendar" doc:"Calendar year."`
}

// columnsOf reads the columns of a row type in their order.
func columnsOf(row reflect.Type) []Column {
	var columns []Column
	for field := range row.Fields() {
		if field.Anonymous {
			columns = append(columns, columnsOf(field.Type)...)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("parquet"), ",")
		columns = append(columns, Column{name, field.Tag.Get("unit"), field.Tag.Get("basis"), field.Tag.Get("doc")})
	}
	return columns
}
