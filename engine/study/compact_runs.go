package study

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"monazite/engine/record"
)

// parameter is a column of the run table as the table of runs has it.
type parameter struct {
	record.Column
	numbers []float64 // by row; in alphabetical places where it is words
	words   bool
}

// fixedRuns are the first columns of the table of runs.
type fixedRuns struct {
	Arm         string `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study."`
	Replication int32  `parquet:"replication" unit:"1" basis:"none" doc:"Number of the replication, from 0."`
	Seed        uint64 `parquet:"seed" unit:"1" basis:"none" doc:"Seed of the study, from which with the replication all randomness comes."`
	Status      string `parquet:"status" unit:"text" basis:"none" doc:"Done or failed."`
	Reason      string `parquet:"reason" unit:"text" basis:"none" doc:"Why a replication failed."`
}

// parameters reads the columns of the run table, each under a name with its unit that no other has.
func (s *Study) parameters() []parameter {
	if s.Table == nil {
		return nil
	}
	taken := record.ColumnNames(reflect.TypeFor[fixedRuns]())
	list := make([]parameter, len(s.Table.Paths))
	for i, path := range s.Table.Paths {
		numbers, unit, words := s.Table.Numbers(i)
		name := uniqueName(columnName(path, unit), taken)
		taken = append(taken, name)
		switch {
		case words:
			unit = "text"
		case unit == "":
			unit = "1"
		}
		list[i] = parameter{
			Column:  record.Column{Name: name, Unit: unit, Basis: "scenario", Path: path, Doc: fmt.Sprintf("What the replication sets %s to.", path)},
			numbers: numbers, words: words,
		}
	}
	return list
}

// columnName is a path with its unit in small letters, digits and underscores: instrument_mp_floor_strike_usd_per_kg.
func columnName(path, unit string) string {
	unit = strings.NewReplacer("%", " percent ", "/", " per ", "yr", "year").Replace(strings.ToLower(unit))
	words := strings.FieldsFunc(strings.ToLower(path)+" "+unit, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	name := strings.Join(words, "_")
	if name == "" || name[0] <= '9' {
		name = "set_" + name
	}
	return name
}

// uniqueName adds a number where a name is taken: 2, 3 and so on.
func uniqueName(name string, taken []string) string {
	unique := name
	for n := 2; slices.Contains(taken, unique); n++ {
		unique = name + "_" + strconv.Itoa(n)
	}
	return unique
}

// runsType is the row type of the table of runs: the fixed columns, then a double or text for each parameter.
func runsType(parameters []parameter) reflect.Type {
	fields := reflect.VisibleFields(reflect.TypeFor[fixedRuns]())
	for i := range fields {
		fields[i].Index, fields[i].Offset = nil, 0
	}
	for i, p := range parameters {
		kind, tag := reflect.TypeFor[float64](), p.Name+",split"
		if p.words {
			kind, tag = reflect.TypeFor[string](), p.Name
		}
		fields = append(fields, reflect.StructField{
			Name: "P" + strconv.Itoa(i), Type: kind,
			Tag: reflect.StructTag(fmt.Sprintf("parquet:%q unit:%q basis:%q doc:%q path:%q", tag, p.Unit, p.Basis, p.Doc, p.Path)),
		})
	}
	return reflect.StructOf(fields)
}

// writeRuns writes a row for every replication that counts.
func (c *compaction) writeRuns(w io.Writer) error {
	row := runsType(c.parameters)
	fixed := reflect.TypeFor[fixedRuns]().NumField()
	out := record.NewDynamicTableWriter(w, row)
	for arm := range c.study.Arms {
		for r := range c.n {
			v := reflect.New(row).Elem()
			reason, failed := c.parts.Failed(Key{arm, r})
			status := statusDone
			if failed {
				status = statusFailed
			}
			for i, x := range []any{c.study.Arms[arm].Name, int32(r), c.study.Seed, status, reason} {
				v.Field(i).Set(reflect.ValueOf(x))
			}
			for i := range c.parameters {
				if p := &c.parameters[i]; p.words {
					v.Field(fixed + i).SetString(c.study.Table.Rows[r][i])
				} else {
					v.Field(fixed + i).SetFloat(p.numbers[r])
				}
			}
			out.Add(v.Interface())
		}
		if err := out.Err(); err != nil {
			return err
		}
	}
	return out.Close()
}

// varied are the parameters that are not the same in all replications that count.
func (c *compaction) varied() (list []Varied) {
	for i := range c.parameters {
		if values := c.parameters[i].numbers[:c.n]; !allEqual(values) {
			list = append(list, Varied{Name: c.parameters[i].Path, Values: values})
		}
	}
	return list
}
