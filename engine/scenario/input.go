package scenario

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Input is one value of a scenario with all that is known of it. A nested table counts as the values inside; a list is
// one value.
type Input struct {
	Table, ID, Key string // ID is "" in a section, Table too at the top; Key is dotted inside a nested table
	Raw            any    // as a TOML file would say it; nil for an optional key that is not written
	Unit           string // that Decode converts a number to, "1" for a ratio; "date" for a month, "" for what is neither
	Doc            string // the sentence of its key
	Origin         string // file:line, --set and its path, default, or "not set"
	At             Pos    // the same as a place, where it is one
	Mark
	Counts bool      // it is a number or a date that is written, see counts
	Was    []Earlier // what it replaced, the latest first
}

// Earlier is a value that another has replaced.
type Earlier struct {
	Raw    any
	Origin string
	Mark
}

// Origins that are no places.
const (
	byDefault = "default"
	notSet    = "not set"
)

// Path is the name of the value: what --set takes.
func (i *Input) Path() string {
	path := i.Key
	for _, outer := range []string{i.ID, i.Table} {
		if outer != "" {
			path = outer + "." + path
		}
	}
	return path
}

// Text is the value as TOML.
func (i *Input) Text() string { return show(i.Raw) }

// Text is the value as TOML.
func (e *Earlier) Text() string { return show(e.Raw) }

// Number is the value in its unit; false for what is no number.
func (i *Input) Number() (float64, bool) {
	if i.Unit == "" || i.Unit == "date" {
		return 0, false
	}
	q, err := quantity(i.Raw)
	if err != nil {
		return 0, false
	}
	x, err := q.Float(i.Unit)
	return x, err == nil
}

// Inputs lists every value of a document, defaults included, entry by entry in the order of its tables.
func (d *Document) Inputs() (list []Input) {
	words := vocabularies{}
	list = d.Top.inputs(words, list)
	for _, doc := range tableDocs() {
		if doc.section && doc.name != "scenario" && d.Find(doc.name, "") == nil {
			list = (&Entry{Table: doc.name, Values: map[string]Value{}}).inputs(words, list)
		}
	}
	for _, table := range d.Names {
		for _, e := range d.Tables[table] {
			list = e.inputs(words, list)
		}
	}
	return list
}

// inputs appends the values of an entry, those that are written before the defaults.
func (e *Entry) inputs(words vocabularies, list []Input) []Input {
	known := words.of(e)
	for _, key := range e.Keys {
		for _, l := range leaves([]string{key}, e.Values[key]) {
			list = append(list, e.input(l, known.at(l.path)))
		}
	}
	for _, doc := range known.docs {
		if doc.Default != "" && !strings.Contains(doc.Key, ".") && !e.Has(doc.Key) {
			path := []string{doc.Key}
			in := e.input(leaf{path, Value{Raw: doc.Default, text: true}}, known.at(path))
			in.Origin, in.Counts = byDefault, false
			list = append(list, in)
		}
	}
	return list
}

// leaf is a value that is no table, and the keys that lead to it.
type leaf struct {
	path []string
	Value
}

// leaves lists the values inside a table, in alphabetical order of their keys, or the value itself.
func leaves(path []string, v Value) (list []leaf) {
	if v.table() == nil {
		return []leaf{{path, v}}
	}
	for _, key := range v.keys() {
		part := v.field(key)
		if part.was == nil && v.was != nil { // the whole table was replaced
			if before := v.was.field(key); before.Raw != nil {
				part.was = &before
			}
		}
		list = append(list, leaves(append(slices.Clone(path), key), part)...)
	}
	return list
}

// input describes a value of an entry.
func (e *Entry) input(l leaf, m meaning) Input {
	in := Input{
		Table: e.Table, ID: e.ID, Key: strings.Join(l.path, "."), Raw: typed(l.Value, m.Type), Unit: m.unit(), Doc: m.doc,
		Origin: origin(l.Pos), At: l.Pos, Mark: l.Mark(),
	}
	in.Counts = e.Table != "" && e.Table != "expect" && in.Unit != "" // a claim is about what comes out
	last := show(in.Raw)
	for before := l.was; before != nil; before = before.was {
		was := Earlier{Raw: typed(*before, m.Type), Origin: origin(before.Pos), Mark: before.Mark()}
		if text := show(was.Raw); text != last { // a file that says the same again changes nothing
			in.Was = append(in.Was, was)
			last = text
		}
	}
	return in
}

// unit is the unit of a value. Only numbers and months have one, and only they count when a scenario is
// asked how well it is known: they say how much and when, which a source can be right or wrong about by degrees. What
// names, kinds, references and switches say is what the scenario is about; an id, a company or a list of feeds that is
// wrong is a mistake, not an estimate. The keys at the top say what is asked of a run and count neither.
func (m meaning) unit() string {
	t := m.Type
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map) {
		t = t.Elem()
	}
	switch {
	case t == nil:
		return ""
	case isMonth(t):
		return "date"
	}
	return m.unitOf(t)
}

// origin is a place without its column.
func origin(p Pos) string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}
