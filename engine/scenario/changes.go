package scenario

import (
	"fmt"
	"strings"
)

// change carries out an import with `change = true`. Every row changes one value: `old`, with its unit, must be the
// value that stands there, so that a change cannot outlive what it corrects; an empty `old` means that the key is not
// there yet, an empty `new` removes it, and the key * with both empty removes the entry. A key may be dotted; a section
// has an empty id, and a key at the top an empty table too.
func (l *loader) change(f SourceFile) {
	header := func(g *grid) (ok bool) {
		ok = true
		for _, column := range []string{"table", "id", "key", "old", "new", "unit", "quality", "reason", "source"} {
			if message, suggestion := g.missing(column); message != "" {
				l.ps.Add(Problem{Pos: Pos{f.Name, 1, 1}, Key: column, Message: message, Suggestion: suggestion})
				ok = false
			}
		}
		return ok
	}
	readGrid(f, l.ps, header, func(g *grid) bool {
		l.changeRow(g)
		return l.fits(1, g.at(0))
	})
}

func (l *loader) changeRow(g *grid) {
	table, id, key := g.cell("table"), g.cell("id"), g.cell("key")
	e := l.doc.Top
	if table != "" {
		e = l.doc.Find(table, id)
	}
	if e == nil || key == "" {
		p := Problem{Pos: g.at(0), Entity: (&Entry{Table: table, ID: id}).Name(), Key: key}
		switch {
		case e != nil:
			p.Message = "expected a key to change, or *"
		case len(l.doc.Tables[table]) == 0:
			p.Message, p.Suggestion = "there is no such table", Nearest(table, l.doc.Names)
		default:
			p.Message = "there is no such entry"
			p.Suggestion, _ = l.ps.hint(id, func() []string { return l.doc.IDs(table) })
		}
		l.ps.Add(p)
		return
	}
	old, next := g.value("old", g.cell("unit")), g.value("new", g.cell("unit"))
	if key == "*" {
		if old.Raw != nil || next.Raw != nil || table == "" {
			l.ps.Add(e.problem(key, Value{Pos: g.at(0)}, "removes a whole entry: old and new stay empty"))
			return
		}
		l.doc.takeOut(e, g.at(0))
		return
	}
	path := strings.Split(key, ".")
	switch now, found := e.lookup(path); {
	case found && old.Raw == nil:
		l.ps.Add(e.problem(key, old, fmt.Sprintf("old is empty, but the value is %s (%v)", show(now.Raw), now.Pos)))
		return
	case !found && old.Raw != nil:
		l.ps.Add(e.problem(key, old, "there is no such key to change"))
		return
	case found && !same(now.Raw, g.cell("old"), g.cell("unit")):
		l.ps.Add(e.problem(key, old, fmt.Sprintf("the value to change is %s (%v)", show(now.Raw), now.Pos)))
		return
	}
	next.mark = g.mark(Mark{Quality: "quality", Source: "source", Note: "reason"}, l.ps)
	switch {
	case next.Raw == nil && len(path) == 1:
		e.drop(key)
	default:
		e.assign(path, next)
	}
}

// same tells whether a value is what a cell and its unit say: as a text, or as an exact quantity.
func same(now any, cell, unit string) bool {
	written := strings.TrimSpace(cell + " " + unit)
	if now == any(written) || show(now) == show(literal(written)) {
		return true
	}
	a, errA := quantity(now)
	b, errB := quantity(written)
	if errA != nil || errB != nil {
		return false
	}
	if unit == "" {
		unit = "1"
	}
	x, errX := a.Exact(unit)
	y, errY := b.Exact(unit)
	return errX == nil && errY == nil && x.Cmp(y) == 0 && a.Basis() == b.Basis()
}
