package record

import (
	"reflect"
	"strings"
)

// Column is what a reader must know of one column. All of it stands in the tags of the row
// types, from which the files' metadata and dictionary.csv are made: parquet has the name and
// encoding, unit the unit of measure ("1" for a ratio or count, "text" for a name), basis what a
// unit is a unit of, doc one sentence, and path the parameter of the scenario that a column holds, if any.
type Column struct{ Name, Unit, Basis, Doc, Path string }

// key begins every row: which run of which arm, and when. A single run is its own only arm.
type key struct {
	Arm         string `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study, or run for a single run."`
	Replication int32  `parquet:"replication" unit:"1" basis:"none" doc:"Number of the replication, from 0."`
	Month       int64  `parquet:"month,timestamp(millisecond:local)" unit:"date" basis:"calendar" doc:"First day of the month."`
	Year        int32  `parquet:"year,int(16)" unit:"year" basis:"calendar" doc:"Calendar year."`
}

// ColumnsOf reads the columns of a row type, a struct, in their order.
func ColumnsOf(row reflect.Type) []Column {
	var columns []Column
	for field := range row.Fields() {
		if field.Anonymous {
			columns = append(columns, ColumnsOf(field.Type)...)
			continue
		}
		tag := field.Tag
		name, _, _ := strings.Cut(tag.Get("parquet"), ",")
		columns = append(columns, Column{Name: name, Unit: tag.Get("unit"), Basis: tag.Get("basis"), Doc: tag.Get("doc"), Path: tag.Get("path")})
	}
	return columns
}
