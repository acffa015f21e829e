package scenario

import "slices"

// Refs holds the ids that the tags ref and keys accept, by table.
type Refs map[string]map[string]bool

// Add makes ids known.
func (r Refs) Add(table string, ids ...string) {
	if r[table] == nil {
		r[table] = map[string]bool{}
	}
	for _, id := range ids {
		r[table][id] = true
	}
}

// has tells whether one of the tables has the id.
func (r Refs) has(tables []string, id string) bool {
	return slices.ContainsFunc(tables, func(table string) bool { return r[table][id] })
}

// ids lists the ids of the tables.
func (r Refs) ids(tables []string) (ids []string) {
	for _, table := range tables {
		ids = append(ids, sorted(r[table])...)
	}
	return ids
}
