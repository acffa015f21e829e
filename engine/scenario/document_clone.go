package scenario

import (
	"maps"
	"slices"
)

// Clone is a copy that may be changed by Apply and Set and built without touching the original. Many may clone a document
// and build the copies at once, while nobody changes it: what changes and builds a document writes to the lists of entries
// and to no entry, so that copies share what neither has changed. Claims stay, unlike those of a scenario that is loaded
// with sets.
func (d *Document) Clone() *Document {
	c := *d
	c.Files, c.Names, c.Notes = slices.Clip(d.Files), slices.Clip(d.Names), slices.Clip(d.Notes)
	c.Tables, c.byName, c.removed = maps.Clone(d.Tables), maps.Clone(d.byName), maps.Clone(d.removed)
	for table, entries := range c.Tables {
		c.Tables[table] = slices.Clip(entries)
	}
	return &c
}

// own replaces an entry, which a clone may share, by a copy of it, which nobody does.
func (d *Document) own(e *Entry) *Entry {
	c := e.clone()
	if e == d.Top {
		d.Top = c
		return c
	}
	entries := slices.Clone(d.Tables[e.Table])
	entries[slices.Index(entries, e)] = c
	d.Tables[e.Table] = entries
	d.byName[name{e.Table, e.ID}] = c
	return c
}
