package scenario

import "reflect"

// typed is a value as a TOML file would say it. The cell of a table is a text whatever it means; here it becomes the
// list, the truth value or the number without a unit that the destination's type makes of it. A nil type leaves a text.
func typed(v Value, t reflect.Type) any {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if text, is := v.Raw.(string); is && v.text && t != nil && readsLiteral(t, text) {
		v.Raw = v.literal(text)
	}
	switch raw := v.Raw.(type) {
	case []any:
		list := make([]any, len(raw))
		for i := range raw {
			list[i] = typed(v.element(i), elementOf(t))
		}
		return list
	case map[string]any:
		table := map[string]any{}
		for _, key := range v.keys() {
			table[key] = typed(v.field(key), meaning{Type: t}.inside(key).Type)
		}
		return table
	case string:
		if v.text && t != nil && t.Kind() == reflect.Slice { // one element for a list of one
			return typed(v, t.Elem())
		}
		if v.text && isNumber(t) {
			switch number := literal(raw).(type) {
			case int64, float64:
				return number
			}
		}
	}
	return v.Raw
}

// isNumber tells whether a type holds a number that is written without quotes where it has no unit.
func isNumber(t reflect.Type) bool {
	if t == nil || isQuantity(t) || isMonth(t) {
		return false
	}
	return t.Kind() == reflect.Float64 || t.Kind() == reflect.Int || t.Kind() == reflect.Int64
}

func elementOf(t reflect.Type) reflect.Type {
	if t == nil || t.Kind() != reflect.Slice {
		return t
	}
	return t.Elem()
}
