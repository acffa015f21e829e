package scenario

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Decode writes the values of an entry into the struct dst points to, as its tags say (see field), and reports every
// missing, unknown, mistyped or refused key. ok is whether there was none.
func Decode(e *Entry, dst any, ps *Problems, refs Refs) (ok bool) { return DecodeAll(e, ps, refs, dst) }

// DecodeAll decodes an entry into several structs. A key is unknown when none of them has it.
//
// A field is a float64, int or int64 (with a unit), a markets.Mass, Price, Money or Share, a bool, a string, an
// encoding.TextUnmarshaler (from a text or a whole number), a Value or any as written, a nested struct, or a pointer, a
// slice or a map by string of these. A list of one element may be written as that element. Fields without the tag toml
// are left alone; those of embedded structs count as the struct's own.
func DecodeAll(e *Entry, ps *Problems, refs Refs, dst ...any) (ok bool) {
	d := decoder{entry: e, ps: ps, refs: refs}
	t := table{at: e.Pos, keys: e.Keys, get: func(key string) Value { return e.Values[key] }}
	known := make([]*plan, len(dst))
	ok = true
	for i, one := range dst {
		known[i] = planOf(structOf(reflect.TypeOf(one)))
		ok = d.fields(known[i], t, reflect.ValueOf(one).Elem()) && ok
	}
	return d.unknown(t, known...) && ok
}

// table is what a struct is decoded from: an entry or a nested table.
type table struct {
	prefix string // of its keys in messages
	at     Pos
	keys   []string
	get    func(key string) Value // without Raw for an absent key
}

// decoder decodes the values of one entry. Its methods return false after reporting a problem.
type decoder struct {
	entry *Entry
	ps    *Problems
	refs  Refs
}

func (d *decoder) fail(key string, v Value, message string) bool {
	d.ps.Add(d.entry.problem(key, v, message))
	return false
}

// failName reports a name that is not among options.
func (d *decoder) failName(key string, v Value, name, message string, options func() []string) bool {
	p := d.entry.problem(key, v, message)
	nearest, all := d.ps.hint(name, options)
	p.Suggestion, p.Message = nearest, message+all
	d.ps.Add(p)
	return false
}

// failRef reports an id that no entry of some tables has.
func (d *decoder) failRef(key string, v Value, id string, tables []string) bool {
	p := d.entry.problem(key, v, "there is no such "+strings.Join(tables, " or "))
	nearest, all := d.ps.hint(id, func() []string { return d.refs.ids(tables) })
	p.Suggestion, p.Message = nearest, p.Message+all
	for _, table := range tables {
		p.lacks = append(p.lacks, name{table, id})
	}
	d.ps.Add(p)
	return false
}

// fields decodes a table into a struct.
func (d *decoder) fields(p *plan, t table, into reflect.Value) (ok bool) {
	ok = true
	for i := range p.fields {
		f := &p.fields[i]
		target, v, key := into.FieldByIndex(f.index), t.get(f.key), t.prefix+f.key
		switch {
		case v.Raw != nil:
			ok = d.value(f, key, v, target) && ok
		case f.required:
			ok = d.fail(key, Value{Pos: t.at}, "missing; expected "+f.expected(target.Type()))
		case f.preset.IsValid():
			target.Set(f.preset)
		case f.fallback != "":
			ok = d.value(f, key, Value{Pos: t.at, Raw: f.fallback, text: true}, target) && ok
		}
	}
	return ok
}

// unknown reports the keys of a table that no struct has.
func (d *decoder) unknown(t table, plans ...*plan) (ok bool) {
	ok = true
	for _, key := range t.keys {
		if slices.ContainsFunc(plans, func(p *plan) bool { return p.known[key] }) {
			continue
		}
		v := t.get(key)
		v.Raw = nil // the key is at fault, not its value
		ok = d.failName(t.prefix+key, v, key, "unknown key", func() []string { return knownKeys(plans) })
	}
	return ok
}

// knownKeys lists the keys of several structs in alphabetical order.
func knownKeys(plans []*plan) []string {
	known := map[string]bool{}
	for _, p := range plans {
		maps.Copy(known, p.known)
	}
	return sorted(known)
}

// readsLiteral tells whether a type takes the text of a cell for a TOML value.
func readsLiteral(t reflect.Type, text string) bool {
	return t.Kind() == reflect.Bool || strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{")
}

// value decodes a value into a field, an element or an entry of a map.
func (d *decoder) value(f *field, key string, v Value, into reflect.Value) bool {
	t := into.Type()
	if text, is := v.Raw.(string); is && v.text && readsLiteral(t, text) {
		v.Raw = v.literal(text)
	}
	unmarshaler, readsText := into.Addr().Interface().(encoding.TextUnmarshaler)
	switch kind := t.Kind(); {
	case t == reflect.TypeFor[Value]():
		into.Set(reflect.ValueOf(v))
	case kind == reflect.Pointer:
		target := reflect.New(t.Elem())
		if !d.value(f, key, v, target.Elem()) {
			return false
		}
		into.Set(target)
	case isQuantity(t):
		return d.number(f, key, v, into)
	case readsText:
		return d.unmarshal(f, key, v, unmarshaler)
	case kind == reflect.Float64 || kind == reflect.Int || kind == reflect.Int64:
		return d.number(f, key, v, into)
	case kind == reflect.Interface:
		into.Set(reflect.ValueOf(v.Raw))
	case kind == reflect.String:
		return d.string(f, key, v, into)
	case kind == reflect.Slice:
		return d.list(f, key, v, into)
	case kind == reflect.Bool && !isBool(v.Raw), (kind == reflect.Map || kind == reflect.Struct) && !isTable(v.Raw):
		return d.fail(key, v, "expected "+f.expected(t))
	case kind == reflect.Bool:
		into.SetBool(v.Raw.(bool))
	case kind == reflect.Map:
		return d.mapping(f, key, v, into)
	case kind == reflect.Struct:
		known, inner := planOf(t), table{prefix: key + ".", at: v.Pos, keys: v.keys(), get: v.field}
		ok := d.fields(known, inner, into)
		return d.unknown(inner, known) && ok
	default:
		panic(fmt.Sprintf("scenario: key %s: a field cannot be a %v", key, t))
	}
	return true
}
