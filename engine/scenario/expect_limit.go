package scenario

import (
	"reflect"
	"strings"

	"monazite/engine/expect"
	"monazite/markets"
)

// limit reads op, value and tolerance.
func (r *claimReader) limit(c *expect.Claim) bool {
	l, v := &c.Limit, r.keys.Value
	l.Op, l.Tolerance = r.keys.Op, r.keys.Tolerance
	values := []Value{v}
	if list, is := v.Raw.([]any); is {
		values = values[:0]
		for i := range list {
			values = append(values, v.element(i))
		}
	}
	unit := c.Unit()
	if basis := r.basis(&c.Series); basis != "" {
		unit = of(unit, basis)
	}
	expected := (&field{unit: unit}).expected(reflect.TypeFor[float64]())
	switch {
	case v.Raw == nil:
		return r.wrong("value", "missing; expected "+expected)
	case l.Op == "within" && !r.entry.Has("tolerance"):
		return r.wrong("tolerance", `missing; within is of a value: expected such as "5 %"`)
	case l.Op != "within" && r.entry.Has("tolerance"):
		return r.wrong("tolerance", "only within has one")
	case l.Op == "between" && len(values) != 2:
		return r.wrong("value", "between takes a list of two, each "+expected)
	case l.Op != "between" && len(values) != 1:
		return r.wrong("value", "only between takes more than one; expected "+expected)
	}
	for i, value := range values {
		if !r.number(value, unit, &l.Value[i]) {
			return false
		}
		l.Written[i] = strings.Trim(show(value.Raw), `"`)
	}
	if l.Op == "between" && l.Value[1] < l.Value[0] {
		return r.wrong("value", "expected the lower value first")
	}
	l.Unit, l.Scale = written(l.Written[0], unit)
	return true
}

// number reads a value in the unit of the claim.
func (r *claimReader) number(v Value, unit string, into *float64) bool {
	d := decoder{entry: r.entry, ps: r.ps}
	return d.value(&field{unit: unit}, "value", v, reflect.ValueOf(into).Elem())
}

// basis is what the tonnes and kilograms of a series are of, "" where its goods differ in that.
func (r *claimReader) basis(s *expect.Series) (basis string) {
	if len(s.Goods) == 0 && s.Stage == "mine" {
		return markets.Concentrate.Basis()
	}
	for _, name := range s.Goods {
		level, isLevel := markets.ParseLevel(name)
		for i := range r.scenario.Goods {
			if r.scenario.Goods[i].Name == name {
				level, isLevel = r.scenario.Goods[i].Level, true
			}
		}
		if !isLevel || basis != "" && basis != level.Basis() {
			return ""
		}
		basis = level.Basis()
	}
	return basis
}

// of says what the mass of a unit is of: t magnet/month, USD/kg oxide.
func of(unit, basis string) string {
	words := strings.Split(unit, "/")
	for i, word := range words {
		if word == "t" || word == "kg" {
			words[i] += " " + basis
		}
	}
	return strings.Join(words, "/")
}

// written is the unit of a quantity as a scenario has it, and how many of another are in one of it.
func written(quantity, unit string) (name string, scale float64) {
	name = strings.TrimSpace(strings.TrimLeft(quantity, "+-0123456789. "))
	q, err := markets.ParseQuantity("1 " + name)
	if err != nil {
		return "", 1
	}
	if scale, err = q.Float(unit); err != nil {
		return "", 1
	}
	return name, scale
}
