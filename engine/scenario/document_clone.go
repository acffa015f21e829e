package scenario

import (
	"maps"
	"slices"
)

// Clone is a copy that may be changed and built while others change and build theirs.
func (d *Document) Clone() *Document {
	c := *d
	c.Top = d.Top.clone()
	c.Names = slices.Clone(d.Names)
	c.Tables, c.byName = make(map[string][]*Entry, len(d.Tables)), make(map[name]*Entry, len(d.byName))
	for table, entries := range d.Tables {
		list := make([]*Entry, len(entries))
		for i, e := range entries {
			list[i] = e.clone()
			c.byName[name{e.Table, e.ID}] = list[i]
		}
		c.Tables[table] = list
	}
	c.removed, c.asked = maps.Clone(d.removed), maps.Clone(d.asked)
	return &c
}
