package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// Entry is one [[table]] with an id, one [section], whose ID is "", or the keys at the top of the scenario, whose Table
// is "" too. Its position is where it was first written; each value has its own.
type Entry struct {
	Pos
	Table, ID string
	Keys      []string // in the order in which they were first written, without id
	Values    map[string]Value
}

// Name is the entry in messages: `plant "D09"`, `model`, or nothing for the top.
func (e *Entry) Name() string {
	if e.ID == "" {
		return e.Table
	}
	return fmt.Sprintf("%s %q", e.Table, e.ID)
}

// Has tells whether a key was written.
func (e *Entry) Has(key string) bool {
	_, has := e.Values[key]
	return has
}

// lookup follows a key into nested tables. Where the path ends early, it returns the last value on it, or the place of
// the entry.
func (e *Entry) lookup(key []string) (v Value, found bool) {
	v, found = e.Values[key[0]]
	if !found {
		return Value{Pos: e.Pos}, false
	}
	for _, name := range key[1:] {
		inner := v.field(name)
		if inner.Raw == nil {
			return v, false
		}
		v = inner
	}
	return v, true
}

// Problem is a problem of a key of the entry, dotted for a key of a nested table, at the position of the key; where it
// is not written, of what would contain it.
func (e *Entry) Problem(key, message string) Problem {
	v, found := e.lookup(strings.Split(key, "."))
	if !found {
		v.Raw = nil
	}
	return e.problem(key, v, message)
}

func (e *Entry) problem(key string, v Value, message string) Problem {
	return Problem{Pos: v.Pos, Entity: e.Name(), Key: key, Value: show(v.Raw), Message: message}
}

func (e *Entry) put(key string, v Value) {
	if !e.Has(key) {
		e.Keys = append(e.Keys, key)
	}
	e.Values[key] = v
}

func (e *Entry) drop(key string) {
	delete(e.Values, key)
	e.Keys = slices.DeleteFunc(e.Keys, func(k string) bool { return k == key })
}

// assign sets a key, or a key of a nested table. The nested tables on the way are copied: a constant of an import is
// shared by all its rows.
func (e *Entry) assign(key []string, v Value) {
	if len(key) > 1 {
		outer := e.Values[key[0]]
		v.Raw, v.text = assigned(outer.Raw, key[1:], v.Raw), v.text || outer.text
	}
	e.put(key[0], v)
}

// assigned is a table with one of its keys changed, or removed when the value is nil; what is not a table becomes one.
func assigned(raw any, key []string, value any) any {
	if len(key) == 0 {
		return value
	}
	inner, _ := raw.(map[string]any)
	inner = maps.Clone(inner)
	if inner == nil {
		inner = map[string]any{}
	}
	inner[key[0]] = assigned(inner[key[0]], key[1:], value)
	if inner[key[0]] == nil {
		delete(inner, key[0])
	}
	return inner
}

// check reports what TOML allows and a scenario does not: nan, inf and dates without quotes.
func (e *Entry) check(key string, v Value, ps *Problems) {
	switch raw := v.Raw.(type) {
	case float64:
		if !finite(raw) {
			ps.Add(e.problem(key, v, "expected a finite number"))
		}
	case time.Time:
		ps.Add(e.problem(key, v, `a date is written in quotes, such as "2024-01"`))
	case []any:
		for i := range raw {
			e.check(nth(key, i), v.element(i), ps)
		}
	case map[string]any:
		for _, sub := range sorted(raw) {
			e.check(inside(key, sub), v.field(sub), ps)
		}
	}
}

// sheet is one TOML file: its keys at the top, its sections and its arrays of tables, in the order of the file.
type sheet struct {
	top     *Entry
	entries []*Entry
	size    int // keys and values
}

// parse reads one TOML file into its entries. Without ok the text could not be decoded.
func parse(f SourceFile, ps *Problems) (s sheet, ok bool) {
	data, x, ok := decodeTOML(f, ps)
	if !ok {
		return sheet{}, false
	}
	s = sheet{top: &Entry{Pos: Pos{f.Name, 1, 1}, Values: map[string]Value{}}, size: x.size}
	for _, n := range x.root.kids {
		s.add(n, normal(data[n.name]), ps)
	}
	return s, true
}

// decodeTOML scans a text and, when it is within the bounds, decodes it.
func decodeTOML(f SourceFile, ps *Problems) (data map[string]any, x *index, ok bool) {
	x = newIndex(f.Name, ps)
	before := ps.Len()
	safe, stop, ok := scan(f, x)
	if !ok {
		return nil, nil, false
	}
	if _, err := toml.Decode(safe, &data); err != nil {
		if ps.Len() == before { // otherwise it repeats what the index found
			ps.Add(syntaxProblem(f, err))
		}
		return nil, nil, false
	}
	if stop != nil {
		ps.Add(Problem{Pos: Pos{f.Name, stop.line, stop.col}, Message: "cannot be read as TOML"})
	}
	return data, x, stop == nil
}

// syntaxProblem words an error of the decoder. Not all of them carry a position.
func syntaxProblem(f SourceFile, err error) Problem {
	var p toml.ParseError
	if !errors.As(err, &p) {
		return Problem{Pos: Pos{File: f.Name}, Message: err.Error()}
	}
	at := Pos{f.Name, max(p.Position.Line, 1), max(p.Position.Col, 1)}
	if lines := bytes.SplitN(f.Text, []byte("\n"), at.Line+1); at.Line > len(lines) || at.Col > len(lines[at.Line-1])+1 {
		at.Col = 1 // some errors count the column from an earlier line
	}
	return Problem{Pos: at, Message: p.Message}
}

// add files one key of the top level: a scalar, a section or an array of tables.
func (s *sheet) add(n *node, raw any, ps *Problems) {
	v := Value{Pos: n.at(s.top.Pos), Raw: raw, inner: n}
	list, _ := raw.([]any)
	switch {
	case isTable(raw):
		s.entries = append(s.entries, newEntry(n.name, "", v, ps))
	case len(list) > 0 && !slices.ContainsFunc(list, func(item any) bool { return !isTable(item) }):
		for i := range list {
			if id, ok := identify(n.name, v.element(i), ps); ok {
				s.entries = append(s.entries, newEntry(n.name, id, v.element(i), ps))
			}
		}
	default:
		s.top.put(n.name, v)
		s.top.check(n.name, v, ps)
	}
}

// identify returns the id of an element of an array of tables.
func identify(table string, v Value, ps *Problems) (id string, ok bool) {
	field := v.field("id")
	id, _ = field.Raw.(string)
	switch {
	case field.Raw == nil:
		ps.Add(Problem{Pos: v.Pos, Entity: table, Key: "id", Message: "missing; every [[" + table + "]] has one"})
	case !validID(id):
		ps.Add(Problem{Pos: field.Pos, Entity: table, Key: "id", Value: show(field.Raw), Message: expectedID})
	default:
		return id, true
	}
	return "", false
}

const expectedID = "expected a letter or digit, then letters, digits, _ and -, in quotes"

// newEntry makes an entry of a table value. The id of an array's element is not among its keys.
func newEntry(table, id string, v Value, ps *Problems) *Entry {
	e := &Entry{Pos: v.Pos, Table: table, ID: id, Values: map[string]Value{}}
	for _, kid := range v.inner.kids {
		if id != "" && kid.name == "id" {
			continue
		}
		e.put(kid.name, v.field(kid.name))
		e.check(kid.name, e.Values[kid.name], ps)
	}
	return e
}
