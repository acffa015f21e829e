package scenario

import (
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"monazite/markets"
)

// Bounds of numbers and their texts. The world's output is 1e14 USD a year; no quantity of a scenario is larger.
const (
	maxNumber       = 1e15
	maxQuantityText = 100
)

// mostOf bounds quantities whose field has no bound of its own, so that accounts can hold what is made of them: the
// world makes 4e5 t of rare-earth oxides a year and the dearest costs some 1e4 USD/kg; a market's limit is 1e6.
func mostOf(unit string) float64 {
	switch unit {
	case "USD/kg":
		return float64(markets.MaxPrice) / float64(markets.USDPerKg)
	case "USD":
		return 1e12
	case "t/yr":
		return mostTonnes
	case "t":
		return 1e10
	case "months":
		return 2400
	case "years":
		return 200
	case "1/yr":
		return 10
	case "1":
		return 1e6
	}
	return maxNumber
}

// sumTolerance is how far shares may be from their sum.
const sumTolerance = 1e-9

// quantity reads a bare number or a quantity in quotes.
func quantity(raw any) (q markets.Quantity, err error) {
	switch raw := raw.(type) {
	case int64:
		return markets.ParseQuantity(strconv.FormatInt(raw, 10))
	case float64:
		return markets.ParseQuantity(strconv.FormatFloat(raw, 'f', -1, 64))
	case string:
		if len(raw) <= maxQuantityText {
			return markets.ParseQuantity(raw)
		}
	}
	return q, errNoQuantity
}

var errNoQuantity = errors.New("not a quantity")

// number decodes a quantity in the unit of the field.
func (d *decoder) number(f *field, key string, v Value, into reflect.Value) bool {
	t, unit := into.Type(), f.unitOf(into.Type())
	q, err := quantity(v.Raw)
	if err != nil {
		p := d.entry.problem(key, v, "expected "+f.expected(t))
		d.ps.Add(unread(p, v.Raw, unit, err))
		return false
	}
	x, err := q.Float(unit)
	switch {
	case err != nil && q.Bare():
		return d.fail(key, v, needsUnit(unit))
	case err != nil:
		p := d.entry.problem(key, v, "expected "+f.expected(t))
		p.Suggestion = nearUnit(q.String(), unit)
		d.ps.Add(p)
		return false
	}
	if message := f.outside(x, unit); message != "" {
		p := d.entry.problem(key, v, message)
		if unit == "1" && q.Bare() && x >= 3 && f.max != nil && f.outside(x/100, unit) == "" { // 25 for "25 %"
			p.Suggestion = q.String() + " %"
		}
		d.ps.Add(p)
		return false
	}
	switch target := into.Addr().Interface().(type) {
	case *markets.Mass:
		*target, err = q.Mass()
	case *markets.Price:
		*target, err = q.Price()
	case *markets.Money:
		*target, err = q.Money()
	case *markets.Share:
		*target, err = q.Share()
	default:
		if into.CanFloat() {
			into.SetFloat(x)
			return true
		}
		exact, _ := q.Exact(unit) // which Float has found to be possible
		if !exact.IsInt() || into.OverflowInt(exact.Num().Int64()) {
			return d.fail(key, v, strings.TrimSuffix("expected a whole number of "+unit, " of 1"))
		}
		into.SetInt(exact.Num().Int64())
	}
	if err != nil {
		return d.fail(key, v, err.Error())
	}
	return true
}

// unread says why a value is no quantity, and the unit that was probably meant.
func unread(p Problem, raw any, unit string, err error) Problem {
	text, _ := raw.(string)
	number, isFloat := raw.(float64)
	switch reason := errors.Unwrap(err); {
	case isFloat && unit != "1":
		p.Message = needsUnit(unit)
	case isFloat && math.Abs(number) > 1:
		p.Message = "too large; expected at most " + decimal(mostOf(unit))
	case isFloat:
		p.Message = "expected at most 40 digits"
	case nearUnit(text, unit) != "":
		p.Suggestion = nearUnit(text, unit)
	case exponent(text):
		p.Message += " (a number without an exponent)"
	case reason != nil && strings.IndexAny(text, "+-0123456789") == 0:
		p.Message += " (" + reason.Error() + ")"
	}
	return p
}

func needsUnit(unit string) string {
	return fmt.Sprintf("a number needs its unit, such as %q", example(unit))
}

// exponent tells whether a text begins with a number such as 1e308.
func exponent(text string) bool {
	rest := strings.TrimLeft(text, "+-0123456789.")
	return rest != text && len(rest) > 1 && (rest[0] == 'e' || rest[0] == 'E') && strings.IndexByte("+-0123456789", rest[1]) >= 0
}

// nearUnit is the unit that was probably meant, where what follows the number is one letter or the case off it.
func nearUnit(text, unit string) string {
	if strings.IndexAny(text, "+-0123456789.") != 0 {
		return ""
	}
	written := strings.ToLower(strings.ReplaceAll(strings.TrimLeft(text, "+-0123456789. "), " ", ""))
	options := []string{unit}
	switch unit {
	case "1":
		return ""
	case "t", "t/yr":
		options = append(options, "k"+unit, "kg"+unit[1:])
	case "USD/kg":
		options = append(options, "USD/t", "USD/lb", "EUR/kg", "CNY/kg")
	}
	for _, option := range options {
		if len(written) <= markets.MaxNearMiss && markets.Edits(written, strings.ToLower(option)) <= 1 {
			return option
		}
	}
	return ""
}

// outside says which bound a number breaks, if any.
func (f *field) outside(x float64, unit string) string {
	in := " " + unit
	if unit == "1" {
		in = ""
	}
	switch {
	case f.min != nil && f.max != nil && (x < *f.min || x > *f.max):
		return fmt.Sprintf("expected from %s to %s%s", decimal(*f.min), decimal(*f.max), in)
	case f.min != nil && x < *f.min:
		return fmt.Sprintf("expected at least %s%s", decimal(*f.min), in)
	case f.max != nil && x > *f.max:
		return fmt.Sprintf("expected at most %s%s", decimal(*f.max), in)
	case math.Abs(x) > mostOf(unit):
		return fmt.Sprintf("too large; expected at most %s%s", decimal(mostOf(unit)), in)
	}
	return ""
}

// unmarshal hands a text, or a whole number such as a year, to a type that reads texts.
func (d *decoder) unmarshal(f *field, key string, v Value, into encoding.TextUnmarshaler) bool {
	text := ""
	switch raw := v.Raw.(type) {
	case string:
		text = raw
	case int64:
		text = strconv.FormatInt(raw, 10)
	default:
		return d.fail(key, v, "expected "+f.expected(reflect.TypeFor[string]()))
	}
	if err := into.UnmarshalText([]byte(text)); err != nil {
		return d.fail(key, v, err.Error())
	}
	return true
}

// string decodes a text, which may have to be one of a list or the id of an entry.
func (d *decoder) string(f *field, key string, v Value, into reflect.Value) bool {
	text, is := v.Raw.(string)
	switch {
	case !is:
		return d.fail(key, v, "expected "+f.expected(into.Type()))
	case len(f.oneof) > 0 && !slices.Contains(f.oneof, text):
		p := d.entry.problem(key, v, "expected "+f.expected(into.Type()))
		p.Suggestion = Nearest(text, f.oneof)
		d.ps.Add(p)
		return false
	case len(f.ref) > 0 && !d.refs.has(f.ref, text):
		return d.failRef(key, v, text, f.ref)
	}
	into.SetString(text)
	return true
}

// list decodes a list, or the one element of a list.
func (d *decoder) list(f *field, key string, v Value, into reflect.Value) bool {
	items, is := v.Raw.([]any)
	if !is {
		items, v = []any{v.Raw}, Value{Pos: v.Pos, Raw: []any{v.Raw}, text: v.text}
	}
	ok, sum := true, 0.0
	list := reflect.MakeSlice(into.Type(), len(items), len(items))
	for i := range items {
		name := nth(key, i)
		if !is {
			name = key
		}
		ok = d.value(f, name, v.element(i), list.Index(i)) && ok
		sum += share(list.Index(i))
	}
	into.Set(list)
	return ok && d.sums(f, key, v, sum)
}

// mapping decodes a table of any keys, or of those the tag keys allows.
func (d *decoder) mapping(f *field, key string, v Value, into reflect.Value) bool {
	t := into.Type()
	ok, sum := true, 0.0
	into.Set(reflect.MakeMap(t))
	for _, name := range v.keys() {
		if len(f.keys) > 0 && !d.refs.has(f.keys, name) {
			ok = d.failRef(inside(key, name), v.field(name), name, f.keys)
			continue
		}
		element := reflect.New(t.Elem()).Elem()
		ok = d.value(f, inside(key, name), v.field(name), element) && ok
		into.SetMapIndex(reflect.ValueOf(name).Convert(t.Key()), element)
		sum += share(element)
	}
	return ok && d.sums(f, key, v, sum)
}

// sums checks the sum of shares that were decoded without a problem.
func (d *decoder) sums(f *field, key string, v Value, sum float64) bool {
	if f.sum == nil || math.Abs(sum-*f.sum) <= sumTolerance {
		return true
	}
	return d.fail(key, v, fmt.Sprintf("sums to %v, expected %v", math.Round(sum*1e9)/1e9, *f.sum))
}

// share is a number that may be one of a sum.
func share(v reflect.Value) float64 {
	if v.CanFloat() {
		return v.Float()
	}
	if s, is := v.Interface().(markets.Share); is {
		return float64(s) / float64(markets.Whole)
	}
	return 0
}

// nested tells whether values of a type are decoded key by key.
func nested(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != reflect.TypeFor[Value]() && !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func isBool(raw any) (is bool) { _, is = raw.(bool); return is }
