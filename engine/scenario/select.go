package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// Selection is what a path leads to: a table, one of its entries, a section or a value.
type Selection struct {
	Table, ID, Key string
	Inputs         []Input
}

// Select finds what a path leads to: table, table.id, table.id.key, section, section.key or a key at the top. An
// optional key that is not written gives an input that is not set.
func (d *Document) Select(inputs []Input, path string) (Selection, error) {
	parts := strings.Split(path, ".")
	table := d.tableOf(parts[0])
	switch {
	case table == nil && (len(parts) > 1 || path == ""):
		return Selection{}, d.unknown("there is no table", parts[0], d.tableNames())
	case table == nil:
		return d.selectKeys(inputs, d.Top, path)
	case table.section:
		e := d.Find(parts[0], "")
		if e == nil { // all its keys have defaults
			e = &Entry{Table: parts[0], Values: map[string]Value{}}
		}
		return d.selectKeys(inputs, e, strings.Join(parts[1:], "."))
	case len(parts) == 1:
		s := Selection{Table: path}
		for i := range inputs {
			if inputs[i].Table == path {
				s.Inputs = append(s.Inputs, inputs[i])
			}
		}
		return s, nil
	}
	e := d.Find(parts[0], parts[1])
	if e == nil {
		return Selection{}, d.unknown(parts[0]+" has no", parts[1], d.IDs(parts[0]))
	}
	return d.selectKeys(inputs, e, strings.Join(parts[2:], "."))
}

// tableOf explains a table that the document may have; nil for what is none.
func (d *Document) tableOf(name string) *tableDoc {
	doc, known := docOf(name)
	switch {
	case name == "" || name == "scenario" || name == "import": // an import has been carried out
		return nil
	case !known && !slices.Contains(d.Names, name):
		return nil
	case !known:
		doc.section = d.Find(name, "") != nil
	}
	return &doc
}

// tableNames lists the tables that a path may begin with.
func (d *Document) tableNames() []string {
	names := slices.Clone(d.Names)
	for _, doc := range tableDocs() {
		if d.tableOf(doc.name) != nil {
			names = append(names, doc.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// selectKeys selects the values of one entry: all, or that of a key, or those inside a key.
func (d *Document) selectKeys(inputs []Input, e *Entry, key string) (Selection, error) {
	s := Selection{Table: e.Table, ID: e.ID, Key: key}
	var keys []string
	for i := range inputs {
		in := &inputs[i]
		if in.Table != e.Table || in.ID != e.ID {
			continue
		}
		if key == "" || in.Key == key || strings.HasPrefix(in.Key, key+".") {
			s.Inputs = append(s.Inputs, *in)
		}
		keys = append(keys, in.Key, root(in.Key))
	}
	if len(s.Inputs) > 0 || key == "" {
		return s, nil
	}
	known := vocabularies{}.of(e)
	if m := known.at(strings.Split(key, ".")); m.Type != nil {
		in := e.input(leaf{strings.Split(key, "."), Value{}}, m)
		in.Origin, in.Counts = notSet, false
		s.Inputs = []Input{in}
		return s, nil
	}
	keys = append(keys, sorted(known.keys)...)
	if e.Table == "" {
		return s, d.unknown("there is no table or key", key, append(keys, d.tableNames()...))
	}
	return s, d.unknown(strings.ReplaceAll(e.Name(), `"`, "")+" has no key", key, keys)
}

// unknown says that a name does not exist, and which was probably meant.
func (d *Document) unknown(where, name string, options []string) error {
	name = shorten(name, maxQuoted)
	if near := Nearest(name, options); near != "" {
		return fmt.Errorf("%s %q; did you mean %q?", where, name, near)
	}
	slices.Sort(options)
	if options = slices.Compact(options); len(options) <= maxListed {
		return fmt.Errorf("%s %q; there are %s", where, name, strings.Join(options, ", "))
	}
	return fmt.Errorf("%s %q", where, name)
}
