package scenario

// Sheet is a TOML file that is no scenario but is written by the same rules: its keys at the top, its sections and its
// arrays of tables, every value with its place.
type Sheet struct {
	File    SourceFile
	Top     *Entry
	Entries []*Entry // in the order of the file
}

// ReadSheet reads such a file. names gives for each array of tables the key that names its elements, whose ids must be
// fit for a file name and are not among their keys; the elements of other arrays have no name. It is nil when the text
// is no TOML.
func ReadSheet(f SourceFile, names map[string]string, ps *Problems) *Sheet {
	ps.know(f)
	s, ok := parseNamed(f, names, ps)
	if !ok {
		return nil
	}
	return &Sheet{f, s.top, s.entries}
}

// Of lists the entries of a table, or the one of a section.
func (s *Sheet) Of(table string) (list []*Entry) {
	for _, e := range s.Entries {
		if e.Table == table {
			list = append(list, e)
		}
	}
	return list
}

// Is tells whether the entry was written as a [section] and not as an element of an array of tables.
func (e *Entry) Is(section string) bool { return e.Table == section && !e.listed }

// Each lists the elements of a list, or the value itself where it is none.
func (v Value) Each() (list []Value) {
	items, is := v.Raw.([]any)
	if !is {
		return []Value{v}
	}
	for i := range items {
		list = append(list, v.element(i))
	}
	return list
}

// Leaves lists the values inside a table by their dotted paths, keys in alphabetical order; quoted keys may hold dots
// themselves. A value that is no table is its own only leaf, of an empty path.
func (v Value) Leaves() (list []Leaf) {
	if v.table() == nil {
		return []Leaf{{"", v}}
	}
	for _, key := range v.keys() {
		for _, l := range v.field(key).Leaves() {
			path := key
			if l.Path != "" {
				path = inside(key, l.Path)
			}
			list = append(list, Leaf{path, l.Value})
		}
	}
	return list
}

// Leaf is a value with the path that leads to it.
type Leaf struct {
	Path string
	Value
}

// Entry makes an entry of a table of a value that is a nested table with an id. Without ok it is none, and ps says so.
func (v Value) Entry(table string, ps *Problems) (e *Entry, ok bool) {
	if !isTable(v.Raw) {
		ps.Add(Problem{Pos: v.Pos, Entity: table, Value: show(v.Raw), Message: "expected a table of keys"})
		return nil, false
	}
	id, ok := identify(table, "id", v, ps)
	if !ok {
		return nil, false
	}
	return newEntry(table, id, "id", v, ps), true
}

// Removal is an entry that takes another out, written at a place.
func Removal(table, id string, at Pos) *Entry {
	return &Entry{Pos: at, Table: table, ID: id, Keys: []string{"remove"}, Values: map[string]Value{"remove": {Pos: at, Raw: true}}}
}

// Know remembers the texts of files that other problems know, to quote their lines.
func (ps *Problems) Know(others *Problems) {
	for name, text := range others.texts {
		ps.know(SourceFile{Name: name, Text: text})
	}
}
