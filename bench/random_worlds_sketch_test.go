package bench

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// sketch is a scenario before it is a text: entries in the order of the file, with values that know
// their units, so that a test can scale, rename and reorder all of it.
type sketch struct{ entries []*entry }

// entry is one [[table]] with an id, one [section] with none, or the keys at the top with no table.
type entry struct {
	table, id string
	keys      []key
}

type key struct {
	name  string
	value any // amount, []amount, parts, string, []string, bool or int
}

// amount is a number with its unit; without a unit it is a ratio.
type amount struct {
	number float64
	unit   string
}

// parts are amounts by name: an inline table.
type parts []part

type part struct {
	name string
	of   amount
}

func (s *sketch) add(table, id string, keys ...key) *entry {
	e := &entry{table, id, keys}
	s.entries = append(s.entries, e)
	return e
}

func (e *entry) set(name string, value any) {
	if i := slices.IndexFunc(e.keys, func(k key) bool { return k.name == name }); i >= 0 {
		e.keys[i].value = value
		return
	}
	e.keys = append(e.keys, key{name, value})
}

func (e *entry) get(name string) any {
	for _, k := range e.keys {
		if k.name == name {
			return k.value
		}
	}
	return nil
}

func (e *entry) text(name string) string {
	text, _ := e.get(name).(string)
	return text
}

func (e *entry) texts(name string) []string {
	list, _ := e.get(name).([]string)
	return list
}

// of lists the entries of a table.
func (s *sketch) of(table string) (list []*entry) {
	for _, e := range s.entries {
		if e.table == table {
			list = append(list, e)
		}
	}
	return list
}

// toml is the text of a scenario.
func (s *sketch) toml() string {
	var b strings.Builder
	for _, e := range s.entries {
		switch {
		case e.table == "":
		case e.id == "":
			fmt.Fprintf(&b, "\n[%s]\n", e.table)
		default:
			fmt.Fprintf(&b, "\n[[%s]]\nid = %q\n", e.table, e.id)
		}
		for _, k := range e.keys {
			fmt.Fprintf(&b, "%s = %s\n", k.name, literal(k.value))
		}
	}
	return b.String()
}

// literal is a value as a file has it.
func literal(value any) string {
	switch v := value.(type) {
	case amount:
		number := strconv.FormatFloat(v.number, 'f', -1, 64)
		if v.unit == "" {
			return number
		}
		return strconv.Quote(number + " " + v.unit)
	case []amount:
		var list []string
		for _, a := range v {
			list = append(list, literal(a))
		}
		return "[" + strings.Join(list, ", ") + "]"
	case parts:
		var list []string
		for _, p := range v {
			list = append(list, p.name+" = "+literal(p.of))
		}
		return "{ " + strings.Join(list, ", ") + " }"
	case []string:
		return "[" + strings.Join(quotedAll(v), ", ") + "]"
	case string:
		return strconv.Quote(v)
	}
	return fmt.Sprint(value)
}

func quotedAll(list []string) (quoted []string) {
	for _, text := range list {
		quoted = append(quoted, strconv.Quote(text))
	}
	return quoted
}

// mapped is a copy in which every amount and every text is what two functions make of it.
func (s *sketch) mapped(number func(amount) amount, text func(string) string) *sketch {
	value := func(value any) any {
		switch v := value.(type) {
		case amount:
			return number(v)
		case []amount:
			list := slices.Clone(v)
			for i := range list {
				list[i] = number(list[i])
			}
			return list
		case parts:
			list := slices.Clone(v)
			for i := range list {
				list[i] = part{text(list[i].name), number(list[i].of)}
			}
			return list
		case string:
			return text(v)
		case []string:
			list := slices.Clone(v)
			for i := range list {
				list[i] = text(list[i])
			}
			return list
		}
		return value
	}
	c := &sketch{}
	for _, e := range s.entries {
		copied := c.add(e.table, text(e.id), slices.Clone(e.keys)...)
		for i := range copied.keys {
			copied.keys[i].value = value(copied.keys[i].value)
		}
	}
	return c
}

func same(text string) string { return text }

// scaled is the same world with all masses and all money times something.
func (s *sketch) scaled(mass, money float64) *sketch {
	return s.mapped(func(a amount) amount {
		switch a.unit {
		case "t", "t/yr":
			a.number *= mass
		case "USD/kg":
			a.number *= money
		case "USD", "USD/yr":
			a.number *= mass * money
		}
		a.number = rounded(a.number, 12) // what a product in binary adds to a decimal number
		return a
	}, same)
}

// rounded is a number to so many decimal digits.
func rounded(x float64, digits int) float64 {
	text := strconv.FormatFloat(x, 'e', digits-1, 64)
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(x, 0) {
		panic(text)
	}
	return x
}
