package scenario

import (
	"bytes"
	"errors"
	"slices"

	"github.com/BurntSushi/toml"
)

// sheet is one TOML file: its keys at the top, its sections and its arrays of tables, in the order of the file.
type sheet struct {
	top     *Entry
	entries []*Entry
	size    int // keys and values
}

// parse reads one TOML file into its entries. Without ok the text could not be decoded.
func parse(f SourceFile, ps *Problems) (s sheet, ok bool) { return parseNamed(f, nil, ps) }

// parseNamed is parse for a file whose elements of arrays have, where names is not nil, the names it says.
func parseNamed(f SourceFile, names map[string]string, ps *Problems) (s sheet, ok bool) {
	data, x, ok := decodeTOML(f, ps)
	if !ok {
		return sheet{}, false
	}
	s = sheet{top: &Entry{Pos: Pos{f.Name, 1, 1}, Values: map[string]Value{}}, size: x.size}
	for _, n := range x.root.kids {
		key := "id"
		if names != nil {
			key = names[n.name]
		}
		s.add(n, key, normal(data[n.name]), ps)
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

// add files one key of the top level: a scalar, a section or an array of tables, whose elements are named by a key.
func (s *sheet) add(n *node, key string, raw any, ps *Problems) {
	v := Value{Pos: n.at(s.top.Pos), Raw: raw, inner: n}
	list, _ := raw.([]any)
	switch {
	case isTable(raw):
		s.entries = append(s.entries, newEntry(n.name, "", "", v, ps))
	case len(list) > 0 && !slices.ContainsFunc(list, func(item any) bool { return !isTable(item) }):
		for i := range list {
			if id, ok := identify(n.name, key, v.element(i), ps); ok {
				e := newEntry(n.name, id, key, v.element(i), ps)
				e.listed = true
				s.entries = append(s.entries, e)
			}
		}
	default:
		s.top.put(n.name, v)
		s.top.check(n.name, v, ps)
	}
}

// identify returns the id of an element of an array of tables, which stands under a key; without a key there is none.
func identify(table, key string, v Value, ps *Problems) (id string, ok bool) {
	if key == "" {
		return "", true
	}
	field := v.field(key)
	id, _ = field.Raw.(string)
	switch {
	case field.Raw == nil:
		ps.Add(Problem{Pos: v.Pos, Entity: table, Key: key, Message: "missing; every [[" + table + "]] has one"})
	case !validID(id):
		ps.Add(Problem{Pos: field.Pos, Entity: table, Key: key, Value: show(field.Raw), Message: expectedID})
	default:
		return id, true
	}
	return "", false
}

const expectedID = "expected a letter or digit, then letters, digits, _ and -, at most 64 in all, in quotes"

// newEntry makes an entry of a table value. The id of an array's element, under a key, is not among its keys.
func newEntry(table, id, key string, v Value, ps *Problems) *Entry {
	e := &Entry{Pos: v.Pos, Table: table, ID: id, Values: map[string]Value{}}
	for _, kid := range v.inner.kids {
		if id != "" && kid.name == key {
			continue
		}
		e.put(kid.name, v.field(kid.name))
		e.check(kid.name, e.Values[kid.name], ps)
	}
	return e
}
