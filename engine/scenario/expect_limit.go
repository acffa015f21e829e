package scenario

import (
	"reflect"
	"strings"

	"monazite/engine/expect"
	"monazite/markets"
)

// form checks that op, value and tolerance go together, and gives the values.
func (r *claimReader) form() (values []Value, ok bool) {
	op, v := r.keys.Op, r.keys.Value
	values = []Value{v}
	if list, is := v.Raw.([]any); is {
		values = values[:0]
		for i := range list {
			values = append(values, v.element(i))
		}
	}
	switch {
	case v.Raw == nil:
		return nil, r.wrong("value", `missing; expected a number with its unit, such as "60 USD/kg"`)
	case op == "within" && !r.entry.Has("tolerance"):
		return nil, r.wrong("tolerance", `missing; within is of a value: expected such as "5 %"`)
	case op != "within" && r.entry.Has("tolerance"):
		return nil, r.wrong("tolerance", "only within has one")
	case op == "between" && len(values) != 2:
		return nil, r.wrong("value", `expected a list of two values, such as ["2 USD/kg", "3 USD/kg"]`)
	case op != "between" && len(values) != 1:
		return nil, r.wrong("value", "expected one value: only between takes two")
	}
	return values, true
}

// limit reads the values in the unit of what the claim is about.
func (r *claimReader) limit(c *expect.Claim, values []Value) {
	unit := c.Unit()
	if basis := r.basis(&c.Series); basis != "" {
		unit = of(unit, basis)
	}
	l := expect.Limit{Op: r.keys.Op, Tolerance: r.keys.Tolerance}
	for i, v := range values {
		if !r.number(v, unit, &l.Value[i]) {
			return
		}
		l.Written[i] = strings.Trim(show(v.Raw), `"`)
	}
	if l.Op == "between" && l.Value[1] < l.Value[0] {
		r.wrong("value", "expected the lower value first")
		return
	}
	l.Unit, l.Scale = written(l.Written[0], unit)
	c.Limit = l
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
