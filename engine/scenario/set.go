package scenario

import (
	"strings"
	"time"
)

// literal reads a text as a TOML value, or as a string when it is none: `90 USD/kg` and `2024-01-01` need no quotes.
func literal(text string) any {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, "\r\n") {
		return text
	}
	data, _, ok := decodeTOML(SourceFile{Text: []byte("value = " + text)}, &Problems{})
	raw := normal(data["value"])
	if _, isDate := raw.(time.Time); isDate || !ok {
		return text
	}
	return raw
}

// literal is what the value's text is read as.
func (v Value) literal(text string) any {
	switch {
	case v.read != nil:
		return v.read
	case text == "true", text == "false":
		return text == "true"
	}
	return literal(text)
}

// Set applies the overrides of --set: `table.id.key=value`, `section.key=value` or `key=value` at the top; a key may
// go on into a nested table. Ids and tables must exist. Whether a key does is known when its entry is decoded: its
// position is then "--set" and the path. A section is made when there is none.
func (d *Document) Set(sets []string, ps *Problems) {
	var list []Set
	for _, text := range sets {
		if set, ok := ParseSet("--set", text, ps); ok {
			list = append(list, set)
		}
	}
	d.Apply(list, ps)
}

// Set is a value for a path.
type Set struct {
	Path  string
	Value Value
}

// ParseSet reads path=value as a flag has it; its position is the flag and the path.
func ParseSet(flag, text string, ps *Problems) (Set, bool) {
	path, value, found := strings.Cut(text, "=")
	path = strings.TrimSpace(path)
	if !found || path == "" {
		ps.Add(Problem{Pos: Pos{File: flag + " " + text}, Message: `expected path=value, such as "plant.D01.cost=3 USD/kg"`})
		return Set{}, false
	}
	return NewSet(path, value, Pos{File: flag + " " + path}), true
}

// NewSet is a value as --set reads its text, written at a place.
func NewSet(path, text string, at Pos) Set { return Set{path, Value{Pos: at, Raw: literal(text)}} }

// Apply sets values one after the other.
func (d *Document) Apply(sets []Set, ps *Problems) {
	for _, s := range sets {
		e, key, problem := d.locate(strings.Split(s.Path, "."), s.Value.Pos)
		if problem.Message != "" {
			problem.Pos = s.Value.Pos
			ps.Add(problem)
			continue
		}
		e = d.own(e)
		e.assign(key, s.Value)
		e.check(strings.Join(key, "."), s.Value, ps)
	}
}

// locate finds the entry that a path leads into, and the rest of the path, which is a key. at is where the path was written.
func (d *Document) locate(path []string, at Pos) (e *Entry, key []string, problem Problem) {
	if len(path) == 1 {
		if len(d.Tables[path[0]]) > 0 {
			return nil, nil, Problem{Message: "is a table: expected " + path[0] + ".id.key or " + path[0] + ".key"}
		}
		return d.Top, path, Problem{}
	}
	table := path[0]
	if section := d.Find(table, ""); section != nil {
		return section, path[1:], Problem{}
	}
	if len(d.Tables[table]) == 0 {
		if len(path) == 2 { // a section whose keys all have defaults need not be written
			d.append(&Entry{Pos: at, Table: table, Values: map[string]Value{}})
			return d.Find(table, ""), path[1:], Problem{}
		}
		return nil, nil, Problem{Message: "there is no table " + table, Suggestion: Nearest(table, d.Names)}
	}
	e = d.Find(table, path[1])
	if e == nil {
		return nil, nil, Problem{Entity: table, Message: "there is no id " + path[1], Suggestion: Nearest(path[1], d.IDs(table))}
	}
	if len(path) == 2 {
		return nil, nil, Problem{Entity: e.Name(), Message: "expected a key: " + table + "." + path[1] + ".key=value"}
	}
	return e, path[2:], Problem{}
}
