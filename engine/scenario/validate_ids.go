package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// checkIDs looks at entries that lack keys: one that was meant to change another and misspells its
// id, in case too, begins a new one instead. The id is told then, not what the new one lacks.
func (v *validator) checkIDs() {
	misspelt := map[string]Problem{}
	for _, p := range v.ps.list {
		e := v.entryNamed(p.Entity)
		if e == nil || !lacking(e, p) {
			continue
		}
		var others []string
		for _, other := range v.doc.Tables[e.Table] {
			if other.File != e.File {
				others = append(others, other.ID)
			}
		}
		if nearest, _ := v.ps.hint(e.ID, func() []string { return others }); nearest != "" {
			message := fmt.Sprintf("there is no %s of this id to change, and a new one lacks keys", e.Table)
			misspelt[p.Entity] = Problem{Pos: e.Pos, Entity: p.Entity, Key: "id", Message: message, Suggestion: nearest}
		}
	}
	v.ps.list = slices.DeleteFunc(v.ps.list, func(p Problem) bool {
		_, told := misspelt[p.Entity]
		return told && lacking(v.entryNamed(p.Entity), p)
	})
	for _, entity := range sorted(misspelt) {
		v.ps.Add(misspelt[entity])
	}
}

// lacking tells whether a problem is that an entry has not got a key.
func lacking(e *Entry, p Problem) bool {
	return !e.Has(root(p.Key)) && (p.Key == "kind" || strings.HasPrefix(p.Message, "missing"))
}

// entryNamed finds the entry that a problem is about; nil for the top, a section or what is not there.
func (b *builder) entryNamed(entity string) *Entry {
	table, quoted, found := strings.Cut(entity, " ")
	if !found {
		return nil
	}
	return b.doc.Find(table, strings.Trim(quoted, `"`))
}

// blameRemovals puts what lacks an entry that the scenario's own file took out at the line that
// took it out: the places that name it may be in files that the reader cannot change.
func (b *builder) blameRemovals() {
	needed := map[name][]string{}
	var order []name
	b.ps.list = slices.DeleteFunc(b.ps.list, func(p Problem) bool {
		for _, n := range p.lacks {
			if r, removed := b.doc.removed[n]; removed && b.own(r.Pos) {
				if needed[n] == nil {
					order = append(order, n)
				}
				needed[n] = append(needed[n], fmt.Sprintf("%s (%s)", p.Entity, p.Key))
				return true
			}
		}
		return false
	})
	for _, n := range order {
		by := needed[n]
		text := strings.Join(by[:min(len(by), mostNamed)], ", ")
		if len(by) > mostNamed {
			text += fmt.Sprintf(" and %d more", len(by)-mostNamed)
		}
		r := b.doc.removed[n]
		b.ps.Add(Problem{Pos: r.Pos, Entity: r.Name(), Key: "remove", Value: "true", Message: "still needed by " + text})
	}
}

// mostNamed is how many of those that need an entry are named.
const mostNamed = 3
