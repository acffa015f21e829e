package scenario

import (
	"reflect"
	"sync"
)

// plan is how a struct is decoded. Nobody changes it, so that all who decode share it.
type plan struct {
	fields []field
	known  map[string]bool // the keys of the fields
}

// plans are made once per type: reading the tags of a struct takes longer than using them.
var plans sync.Map // *plan by reflect.Type

func planOf(t reflect.Type) *plan {
	if made, found := plans.Load(t); found {
		return made.(*plan)
	}
	p := &plan{fields: fieldsOf(t), known: map[string]bool{}}
	for i := range p.fields {
		f := &p.fields[i]
		p.known[f.key] = true
		f.prepare(t.FieldByIndex(f.index).Type)
	}
	made, _ := plans.LoadOrStore(t, p)
	return made.(*plan)
}

// fieldsOf reads the tags of a struct, those of embedded structs in their place.
func fieldsOf(t reflect.Type) (fields []field) {
	for i := range t.NumField() {
		sf := t.Field(i)
		key, tagged := sf.Tag.Lookup("toml")
		switch {
		case sf.Anonymous && !tagged:
			for _, f := range fieldsOf(sf.Type) {
				f.index = append([]int{i}, f.index...)
				fields = append(fields, f)
			}
		case tagged && sf.IsExported():
			fields = append(fields, newField(key, sf))
		}
	}
	return fields
}

// prepare decodes the default of a field that holds no list, table or id. One that is refused is left for whoever needs
// it, to report.
func (f *field) prepare(t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Int, reflect.Int64, reflect.Float64:
	default:
		return
	}
	if f.fallback == "" || len(f.ref) > 0 {
		return
	}
	var refused Problems
	d := decoder{entry: &Entry{}, ps: &refused}
	preset := reflect.New(t).Elem()
	if d.value(f, f.key, Value{Raw: f.fallback, text: true}, preset) && refused.Len() == 0 {
		f.preset = preset
	}
}
