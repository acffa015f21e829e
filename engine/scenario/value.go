package scenario

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Value is what a key was set to, and where. Decode gives it a type and a unit.
type Value struct {
	Pos
	Raw   any              // string, int64, float64, bool, []any or map[string]any
	mark  *Mark            // shared by the values of a row or entry
	was   *Value           // what it replaced, nil for a first value
	text  bool             // Raw is a cell or a default: a text that the destination's type interprets
	inner *node            // positions inside Raw
	parts map[string]Value // the values of a table some of whose keys were changed on their own
	read  any              // what a text that begins as a list or table is read as, nil where nobody has read it yet
}

// String is the value as TOML.
func (v Value) String() string { return show(v.Raw) }

// field is the value of a key of a nested table.
func (v Value) field(key string) Value {
	if v.parts != nil {
		return v.parts[key]
	}
	v.Raw, v.inner, v.was, v.read = v.table()[key], v.inner.child(key), nil, nil
	v.Pos = v.inner.at(v.Pos)
	return v
}

// table is a nested table, that of a cell included; nil for what is none.
func (v Value) table() map[string]any {
	if text, is := v.Raw.(string); is && v.text && strings.HasPrefix(text, "{") {
		v.Raw = v.literal(text)
	}
	table, _ := v.Raw.(map[string]any)
	return table
}

// takeApart gives the values of a table, each with its place and mark.
func (v Value) takeApart() map[string]Value {
	parts := map[string]Value{}
	for _, name := range v.keys() {
		parts[name] = v.field(name)
	}
	return parts
}

// marked is the value with another mark, or with another mark of a key inside.
func (v Value) marked(key []string, m *Mark) Value {
	if len(key) == 0 {
		v.mark = m
		return v
	}
	parts := v.takeApart()
	parts[key[0]] = parts[key[0]].marked(key[1:], m)
	v.parts = parts
	return v
}

// with is the value with another in its place, or in that of a key inside, and remembers what it replaced. A key whose
// value is nil is gone; what is not a table becomes one. Tables are copied: a constant of an import is shared by its rows.
func (v Value) with(key []string, value Value) Value {
	if len(key) == 0 {
		if v.Raw != nil {
			value.was = &v
		}
		return value
	}
	raw, parts := map[string]any{}, v.takeApart()
	for name, part := range parts {
		raw[name] = part.Raw
	}
	part := parts[key[0]].with(key[1:], value)
	if parts[key[0]], raw[key[0]] = part, part.Raw; part.Raw == nil {
		delete(parts, key[0])
		delete(raw, key[0])
	}
	return Value{Pos: value.Pos, Raw: raw, mark: value.mark, text: v.text || value.text, parts: parts}
}

// element is the i-th value of a list.
func (v Value) element(i int) Value {
	list, _ := v.Raw.([]any)
	v.Raw, v.inner, v.was, v.read = list[i], v.inner.element(i), nil, nil
	v.Pos = v.inner.at(v.Pos)
	return v
}

// keys lists the keys of a nested table in alphabetical order.
func (v Value) keys() []string { return sorted(v.table()) }

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

// Quote writes a text as a TOML string of one line.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text { // of bytes that are not UTF-8, U+FFFD
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r > 0xFFFF && !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		case !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// quoteKey writes a key: the scanner reads those in quotes without escapes.
func quoteKey(key string) string {
	switch {
	case plain(key):
		return key
	case strings.ContainsAny(key, `"\`):
		return "'" + key + "'"
	}
	return `"` + key + `"`
}

// show writes a value as TOML on one line, keys in alphabetical order.
func show(raw any) string {
	switch raw := raw.(type) {
	case nil:
		return ""
	case string:
		return Quote(raw)
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
			items[i] = quoteKey(key) + " = " + show(raw[key])
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
	return fmt.Sprint(raw)
}
