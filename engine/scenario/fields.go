package scenario

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"monazite/agents"
	"monazite/markets"
)

// field is what the tags of a struct field say about a key:
//
//	toml:"capacity"     the key
//	unit:"t/yr"         a quantity that is converted to this unit; "1" or none: a bare number or a percentage
//	min:"0" max:"1"     bounds in that unit
//	default:"18 kt/yr"  the value of an absent key, as in a file; without it and without opt the key is required
//	opt:""              an absent key leaves the field as it is
//	oneof:"light heavy" the allowed texts
//	ref:"good"          the text is an id of this table, or of one of these: "plant company"
//	keys:"element"      the keys of the table are ids of that table
//	sum:"1"             the values of the table or list sum to this, within 1e-9
//	doc:"..."           a sentence for Describe
//	form:"list"         what a Value is expected to be, for Describe
type field struct {
	key, unit, fallback, doc string
	form                     string // in place of what the type says
	required                 bool
	min, max, sum            *float64
	oneof, ref, keys         []string
	index                    []int
	preset                   reflect.Value // what the default is decoded to, where no other entry can change or refuse that
}

// KeyDoc describes a key for people.
type KeyDoc struct {
	Key      string // dotted for the keys of a nested table
	Unit     string // "" for what is not a number
	Default  string // as it would be written; "" for none
	Required bool
	Allowed  []string // the only texts, if they are limited
	Ref      []string // the tables whose ids are meant; of a table, by its keys
	Doc      string
	Form     string   // number, whole number, month, true or false, text, a list or a table of them
	Min, Max *float64 // bounds in the unit, nil without
	Sum      *float64 // of the values of a list or table, nil for any
}

// Describe lists the keys that Decode reads into dst, in the order of its fields.
func Describe(dst any) []KeyDoc { return describe("", structOf(reflect.TypeOf(dst))) }

func describe(prefix string, t reflect.Type) (docs []KeyDoc) {
	for _, f := range planOf(t).fields {
		kind := t.FieldByIndex(f.index).Type
		d := KeyDoc{
			Key: prefix + f.key, Unit: f.unitOf(kind), Default: f.fallback, Required: f.required,
			Allowed: f.oneof, Ref: append(slices.Clone(f.ref), f.keys...), Doc: f.doc,
			Form: or(f.form, form(kind)), Min: f.min, Max: f.max, Sum: f.sum,
		}
		docs = append(docs, d)
		for kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Slice {
			kind = kind.Elem()
		}
		if nested(kind) {
			docs = append(docs, describe(d.Key+".", kind)...)
		}
	}
	return docs
}

// form says in words what sort of value a type takes.
func form(t reflect.Type) string {
	switch {
	case t.Kind() == reflect.Pointer:
		return form(t.Elem())
	case isMonth(t):
		return "month"
	case isQuantity(t), t.Kind() == reflect.Float64:
		return "number"
	case t.Kind() == reflect.Int, t.Kind() == reflect.Int64:
		return "whole number"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return "list of tables"
	case t.Kind() == reflect.Slice:
		return "list of " + form(t.Elem()) + "s"
	case t.Kind() == reflect.Map && t.Elem().Kind() == reflect.Map:
		return "table of tables"
	case t.Kind() == reflect.Map && t.Elem().Kind() == reflect.Slice:
		return "table of lists"
	case t.Kind() == reflect.Map && t.Elem().Kind() == reflect.Interface:
		return "table"
	case t.Kind() == reflect.Map:
		return "table of " + form(t.Elem()) + "s"
	case nested(t):
		return "table"
	}
	return "text"
}

// structOf is the struct that dst points to. Anything else is a mistake of the caller.
func structOf(t reflect.Type) reflect.Type {
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("scenario: a destination is a pointer to a struct, not %v", t))
	}
	return t.Elem()
}

func newField(key string, sf reflect.StructField) field {
	f := field{key: key, unit: sf.Tag.Get("unit"), doc: sf.Tag.Get("doc"), form: sf.Tag.Get("form"), index: sf.Index}
	_, optional := sf.Tag.Lookup("opt")
	fallback, hasDefault := sf.Tag.Lookup("default")
	f.fallback, f.required = fallback, !optional && !hasDefault
	f.oneof, f.ref, f.keys = words(sf, "oneof"), words(sf, "ref"), words(sf, "keys")
	for tag, bound := range map[string]**float64{"min": &f.min, "max": &f.max, "sum": &f.sum} {
		if text, has := sf.Tag.Lookup(tag); has {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				panic(fmt.Sprintf("scenario: field %s: %s:%q is not a number", sf.Name, tag, text))
			}
			*bound = &x
		}
	}
	return f
}

// words are the words of a tag, nil without it.
func words(sf reflect.StructField, tag string) []string {
	if text, has := sf.Tag.Lookup(tag); has {
		return strings.Fields(text)
	}
	return nil
}

// unitOf is the unit of the numbers of a field: its tag, or what its type implies, or "" when it has none.
func (f *field) unitOf(t reflect.Type) string {
	for {
		switch t {
		case reflect.TypeFor[markets.Mass]():
			return or(f.unit, "t")
		case reflect.TypeFor[markets.Price]():
			return or(f.unit, "USD/kg")
		case reflect.TypeFor[markets.Money]():
			return or(f.unit, "USD")
		case reflect.TypeFor[markets.Share]():
			return or(f.unit, "1")
		}
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			t = t.Elem()
		case reflect.Float64, reflect.Int, reflect.Int64:
			return or(f.unit, "1")
		default:
			return ""
		}
	}
}

func or(unit, implied string) string {
	if unit == "" {
		return implied
	}
	return unit
}

// example is a quantity in a unit, as a file would say it.
func example(unit string) string {
	number := "10 "
	switch {
	case unit == "t" || strings.HasPrefix(unit, "t/") || strings.HasPrefix(unit, "t "):
		number, unit = "18 ", "k"+unit
	case unit == "USD":
		number = "250 M "
	case strings.HasPrefix(unit, "USD/"):
		number = "110 "
	case unit == "months":
		number = "24 "
	case unit == "%":
		number = "30 "
	case strings.HasPrefix(unit, "1/"):
		number, unit = "10 ", "%"+unit[1:]
	}
	return number + unit
}

// expected says how a value of the field is written.
func (f *field) expected(t reflect.Type) string {
	unit, whole := f.unitOf(t), t.Kind() == reflect.Int || t.Kind() == reflect.Int64
	switch {
	case whole && unit == "1" && !isQuantity(t):
		return "a whole number"
	case whole || t.Kind() == reflect.Float64:
		if unit == "1" {
			return `a number, such as 0.3 or "30 %"`
		}
		return fmt.Sprintf("%s, such as %q", unit, example(unit))
	case t.Kind() == reflect.Pointer:
		return f.expected(t.Elem())
	case len(f.oneof) > 0 && t.Kind() == reflect.String:
		return "one of " + quoted(f.oneof)
	case len(f.ref) > 0 && t.Kind() == reflect.String:
		return "the id of a " + strings.Join(f.ref, " or ")
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Slice:
		return "a list of " + f.expected(t.Elem())
	case t.Kind() == reflect.Map:
		return "a table {key = value}, each value " + f.expected(t.Elem())
	case nested(t):
		return "a table {key = value}"
	}
	return "a text in quotes"
}

func isMonth(t reflect.Type) bool { return t == reflect.TypeFor[agents.Month]() }

func isQuantity(t reflect.Type) bool {
	return t == reflect.TypeFor[markets.Mass]() || t == reflect.TypeFor[markets.Price]() ||
		t == reflect.TypeFor[markets.Money]() || t == reflect.TypeFor[markets.Share]()
}
