package scenario

import (
	"strings"
)

// checkIDs looks at entries that lack a key: one that was meant to change another and misspells
// its id, in case too, begins a new one instead.
func (v *validator) checkIDs() {
	told := map[string]bool{}
	for _, p := range v.ps.list {
		table, quoted, _ := strings.Cut(p.Entity, " ")
		e := v.doc.Find(table, strings.Trim(quoted, `"`))
		if e == nil || e.ID == "" || told[p.Entity] || e.Has(root(p.Key)) || !strings.HasPrefix(p.Message, "missing") && p.Key != "kind" {
			continue
		}
		told[p.Entity] = true
		var others []string
		for _, other := range v.doc.Tables[table] {
			if other.File != e.File {
				others = append(others, other.ID)
			}
		}
		if nearest, _ := v.ps.hint(e.ID, func() []string { return others }); nearest != "" {
			v.ps.Add(Problem{Pos: e.Pos, Entity: p.Entity, Key: "id", Message: "a new entry, since no other has this id", Suggestion: nearest})
		}
	}
}
