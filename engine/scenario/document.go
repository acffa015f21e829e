package scenario

import (
	"cmp"
	"fmt"
	"slices"
)

// Document is a scenario with everything it extends and imports merged, before its keys get a meaning.
type Document struct {
	Files  []SourceFile        // every file that was read, in the order in which they were first read
	Top    *Entry              // name, title, start, months ...: the keys above the first table
	Tables map[string][]*Entry // entries in order of first appearance; a [section] is one entry with ID ""
	Names  []string            // the tables in order of first appearance
	Notes  []Note              // what is in order and may not be meant
	byName map[name]*Entry

	removed map[name]removal // entries that some file took out, unless a later one has them again
	asked   map[string]Pos   // tables by the first import of rows into them
}

// removal is an entry that was taken out, and where.
type removal struct {
	Pos
	*Entry
}

// name identifies an entry of a document.
type name struct{ table, id string }

func newDocument() *Document {
	return &Document{
		Top: &Entry{Values: map[string]Value{}}, Tables: map[string][]*Entry{}, byName: map[name]*Entry{},
		removed: map[name]removal{}, asked: map[string]Pos{},
	}
}

// Find returns an entry, nil when there is none. A section has the id "".
func (d *Document) Find(table, id string) *Entry { return d.byName[name{table, id}] }

// IDs lists the ids of a table in order of first appearance.
func (d *Document) IDs(table string) []string {
	ids := make([]string, 0, len(d.Tables[table]))
	for _, e := range d.Tables[table] {
		ids = append(ids, e.ID)
	}
	return ids
}

// Refs gives the ids of all tables, for Decode.
func (d *Document) Refs() Refs {
	refs := Refs{}
	for _, table := range d.Names {
		refs.Add(table, d.IDs(table)...)
	}
	return refs
}

// ordered is the document with the entries of every table in the order of their ids, but for routes: of
// several for one pair the last counts.
func (d *Document) ordered() *Document {
	o := *d
	o.Tables = map[string][]*Entry{}
	for table, entries := range d.Tables {
		if o.Tables[table] = entries; table != "route" {
			o.Tables[table] = slices.SortedFunc(slices.Values(entries), func(a, b *Entry) int { return cmp.Compare(a.ID, b.ID) })
		}
	}
	return &o
}

// CheckTables reports, and takes out, the tables and sections that a scenario does not have.
func (d *Document) CheckTables(known []string, ps *Problems) {
	for _, table := range d.Names {
		if !slices.Contains(known, table) {
			p := Problem{Message: "there is no such table"}
			nearest, all := ps.hint(table, func() []string { return known })
			p.Suggestion, p.Message = nearest, p.Message+all
			d.refuse(table, p, ps)
		}
	}
}

// CheckSections reports, and takes out, what is written as a [section] and is none, and the other way round.
func (d *Document) CheckSections(sections []string, ps *Problems) {
	for _, table := range d.Names {
		switch section := slices.Contains(sections, table); {
		case section && d.Find(table, "") == nil:
			d.refuse(table, Problem{Message: expectedSection(table)}, ps)
		case !section && d.Find(table, "") != nil:
			d.refuse(table, Problem{Message: expectedArray(table)}, ps)
		}
	}
}

// refuse takes a table out of the document, unless nothing of it is left.
func (d *Document) refuse(table string, p Problem, ps *Problems) {
	entries := d.Tables[table]
	if len(entries) == 0 {
		return
	}
	p.Pos, p.Entity = entries[0].Pos, table
	if at, imported := d.asked[table]; imported {
		p.Pos = at
	}
	ps.Add(p)
	delete(d.Tables, table)
	for _, e := range entries {
		d.delete(e.Table, e.ID)
	}
}

func expectedArray(table string) string {
	return "expected a list of tables: [[" + table + "]] with an id"
}
func expectedSection(table string) string { return "expected a single table: [" + table + "]" }

// merge applies one entry of a file: it replaces the keys of the entry of the same name, or is appended, or removes it.
func (d *Document) merge(e *Entry, ps *Problems) {
	if e.Has("remove") {
		d.remove(e, ps)
		return
	}
	present := d.Find(e.Table, e.ID)
	if present == nil {
		if d.fitsTable(e, ps) {
			d.append(e)
		}
		return
	}
	for _, key := range e.Keys {
		present.assign([]string{key}, e.Values[key])
	}
}

// fitsTable refuses a name that is used in two ways.
func (d *Document) fitsTable(e *Entry, ps *Problems) bool {
	entries := d.Tables[e.Table]
	message := ""
	switch {
	case d.Top.Has(e.Table):
		message = fmt.Sprintf("a table here, a value at %v", d.Top.Values[e.Table].Pos)
	case len(entries) > 0 && e.ID == "":
		message = fmt.Sprintf("%s, as at %v", expectedArray(e.Table), entries[0].Pos)
	case len(entries) > 0 && entries[0].ID == "":
		message = fmt.Sprintf("%s, as at %v", expectedSection(e.Table), entries[0].Pos)
	default:
		return true
	}
	ps.Add(Problem{Pos: e.Pos, Entity: e.Name(), Message: message})
	return false
}

func (d *Document) append(e *Entry) {
	if len(d.Tables[e.Table]) == 0 && !slices.Contains(d.Names, e.Table) {
		d.Names = append(d.Names, e.Table)
	}
	d.Tables[e.Table] = append(d.Tables[e.Table], e)
	d.byName[name{e.Table, e.ID}] = e
	delete(d.removed, name{e.Table, e.ID})
}

// remove carries out an entry with `remove = true`.
func (d *Document) remove(e *Entry, ps *Problems) {
	v := e.Values["remove"]
	switch {
	case v.Raw != true:
		ps.Add(e.problem("remove", v, "expected true, or no such key"))
	case len(e.Keys) > 1:
		ps.Add(e.problem("remove", v, "an entry that is removed has no other keys"))
	case d.Find(e.Table, e.ID) == nil:
		p := e.problem("remove", v, "there is no such entry to remove")
		p.Suggestion, _ = ps.hint(e.ID, func() []string { return d.IDs(e.Table) })
		ps.Add(p)
	default:
		d.takeOut(d.Find(e.Table, e.ID), v.Pos)
	}
}

// takeOut deletes an entry and remembers where that was asked for.
func (d *Document) takeOut(e *Entry, at Pos) {
	d.removed[name{e.Table, e.ID}] = removal{at, e}
	d.delete(e.Table, e.ID)
}

// delete takes an entry out of the document; its table is compacted later, once for all.
func (d *Document) delete(table, id string) { delete(d.byName, name{table, id}) }

// compact takes deleted entries out of the tables.
func (d *Document) compact() {
	for _, table := range d.Names {
		d.Tables[table] = slices.DeleteFunc(d.Tables[table], func(e *Entry) bool { return d.Find(e.Table, e.ID) != e })
	}
}
