package scenario

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Value is what a key was set to, and where. Decode gives it a type and a unit.
type Value struct {
	Pos
	Raw     any    // string, int64, float64, bool, []any or map[string]any
	Quality string // reported, derived, estimate ...: from a data table, "" elsewhere
	Source  string // the citation of a data table
	text    bool   // Raw is a cell or a default: a text that the destination's type interprets
	inner   *node  // positions inside Raw
}

// String is the value as TOML.
func (v Value) String() string { return show(v.Raw) }

// field is the value of a key of a nested table.
func (v Value) field(key string) Value {
	table, _ := v.Raw.(map[string]any)
	v.Raw, v.inner = table[key], v.inner.child(key)
	v.Pos = v.inner.at(v.Pos)
	return v
}

// element is the i-th value of a list.
func (v Value) element(i int) Value {
	list, _ := v.Raw.([]any)
	v.Raw, v.inner = list[i], v.inner.element(i)
	v.Pos = v.inner.at(v.Pos)
	return v
}

// keys lists the keys of a nested table in alphabetical order.
func (v Value) keys() []string {
	table, _ := v.Raw.(map[string]any)
	return sorted(table)
}

// inside names a key of a nested table, nth an element of a list, in messages.
func inside(key, sub string) string  { return key + "." + sub }
func nth(key string, i int) string   { return key + "[" + strconv.Itoa(i+1) + "]" }
func finite(x float64) bool          { return !math.IsNaN(x) && !math.IsInf(x, 0) }
func quoted(options []string) string { return `"` + strings.Join(options, `", "`) + `"` }
func isTable(raw any) (is bool)      { _, is = raw.(map[string]any); return is }
func plain(name string) bool         { return name != "" && strings.IndexFunc(name, notBare) < 0 }
func notBare(r rune) bool            { return r > '~' || !bare(byte(r)) }
func validID(id string) bool {
	return plain(id) && id[0] != '-' && id[0] != '_' && len(id) <= maxKeyLength
}

// normal gives the decoder's lists of tables the type of other lists.
func normal(raw any) any {
	switch raw := raw.(type) {
	case []map[string]any:
		list := make([]any, len(raw))
		for i, table := range raw {
			list[i] = normal(table)
		}
		return list
	case []any:
		for i := range raw {
			raw[i] = normal(raw[i])
		}
	case map[string]any:
		for key := range raw {
			raw[key] = normal(raw[key])
		}
	}
	return raw
}

// show writes a value as TOML on one line, keys in alphabetical order.
func show(raw any) string {
	switch raw := raw.(type) {
	case nil:
		return ""
	case string:
		return strconv.Quote(raw)
	case float64:
		if finite(raw) && raw == math.Trunc(raw) && math.Abs(raw) < 1e15 {
			return strconv.FormatFloat(raw, 'f', 1, 64)
		}
		return strings.ToLower(strconv.FormatFloat(raw, 'g', -1, 64))
	case time.Time:
		return raw.Format(time.DateOnly)
	case []any:
		items := make([]string, len(raw))
		for i := range raw {
			items[i] = show(raw[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		items := sorted(raw)
		for i, key := range items {
			name := key
			if !plain(key) {
				name = strconv.Quote(key)
			}
			items[i] = name + " = " + show(raw[key])
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
	return fmt.Sprint(raw)
}
