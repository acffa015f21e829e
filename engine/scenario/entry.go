package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Entry is one [[table]] with an id, one [section], whose ID is "", or the keys at the top of the scenario, whose Table
// is "" too. Its position is where it was first written; each value has its own.
type Entry struct {
	Pos
	Table, ID string
	Keys      []string // in the order in which they were first written, without id
	Values    map[string]Value
	listed    bool // an element of an array of tables
}

// Name is the entry in messages: `plant "D09"`, `model`, or nothing for the top.
func (e *Entry) Name() string {
	if e.ID == "" {
		return e.Table
	}
	return fmt.Sprintf("%s %q", e.Table, e.ID)
}

// Has tells whether a key was written.
func (e *Entry) Has(key string) bool {
	_, has := e.Values[key]
	return has
}

// lookup follows a key into nested tables. Where the path ends early, it returns the last value on it, or the place of
// the entry.
func (e *Entry) lookup(key []string) (v Value, found bool) {
	v, found = e.Values[key[0]]
	if !found {
		return Value{Pos: e.Pos}, false
	}
	for _, name := range key[1:] {
		inner := v.field(name)
		if inner.Raw == nil {
			return v, false
		}
		v = inner
	}
	return v, true
}

// Problem is a problem of a key of the entry, dotted for a key of a nested table, at the position of the key; where it
// is not written, of what would contain it.
func (e *Entry) Problem(key, message string) Problem {
	v, found := e.lookup(strings.Split(key, "."))
	if !found {
		v.Raw = nil
	}
	return e.problem(key, v, message)
}

func (e *Entry) problem(key string, v Value, message string) Problem {
	return Problem{Pos: v.Pos, Entity: e.Name(), Key: key, Value: show(v.Raw), Message: message}
}

// clone is a copy that may be changed.
func (e *Entry) clone() *Entry {
	c := *e
	c.Keys, c.Values = slices.Clone(e.Keys), maps.Clone(e.Values)
	return &c
}

func (e *Entry) put(key string, v Value) {
	if !e.Has(key) {
		e.Keys = append(e.Keys, key)
	}
	e.Values[key] = v
}

func (e *Entry) drop(key string) {
	delete(e.Values, key)
	e.Keys = slices.DeleteFunc(e.Keys, func(k string) bool { return k == key })
}

// assign sets a key, or a key of a nested table.
func (e *Entry) assign(key []string, v Value) { e.put(key[0], e.Values[key[0]].with(key[1:], v)) }

// check reports what TOML allows and a scenario does not: nan, inf and dates without quotes.
func (e *Entry) check(key string, v Value, ps *Problems) {
	switch raw := v.Raw.(type) {
	case float64:
		if !finite(raw) {
			ps.Add(e.problem(key, v, "expected a finite number"))
		}
	case time.Time:
		ps.Add(e.problem(key, v, `a date is written in quotes, such as "2024-01"`))
	case []any:
		for i := range raw {
			e.check(nth(key, i), v.element(i), ps)
		}
	case map[string]any:
		for _, sub := range sorted(raw) {
			e.check(inside(key, sub), v.field(sub), ps)
		}
	}
}
