package firm

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// setDefaults fills the tagged number fields of a struct with what an empty scenario gives them.
func setDefaults(t *testing.T, keys any) {
	t.Helper()
	v := reflect.ValueOf(keys).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		text, has := f.Tag.Lookup("default")
		if !has || f.Type.Kind() != reflect.Float64 {
			continue
		}
		q, err := markets.ParseQuantity(text)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		x, err := q.Float(f.Tag.Get("unit"))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		v.Field(i).SetFloat(x)
	}
}

func defaultModel(t *testing.T) *agents.Model {
	t.Helper()
	m := &agents.Model{}
	setDefaults(t, m)
	return m
}

// near says whether two numbers agree to a relative or absolute 1e-4, or closer if told.
func near(got, want float64, tolerance ...float64) bool {
	eps := 1e-4
	if len(tolerance) > 0 {
		eps = tolerance[0]
	}
	return math.Abs(got-want) <= eps*max(1, math.Abs(want))
}

func TestEveryKeyIsDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range Kinds {
		if seen[kind.Name] || kind.Summary == "" || !strings.HasSuffix(kind.Summary, ".") {
			t.Errorf("kind %q: repeated or without a sentence", kind.Name)
		}
		seen[kind.Name] = true
		keys := reflect.TypeOf(kind.Keys()).Elem()
		for i := range keys.NumField() {
			f := keys.Field(i)
			if f.Tag.Get("toml") == "" || f.Tag.Get("doc") == "" {
				t.Errorf("%s.%s lacks its key or its sentence", kind.Name, f.Name)
			}
			if f.Type.Kind() == reflect.Float64 && f.Tag.Get("unit") == "" {
				t.Errorf("%s.%s lacks its unit", kind.Name, f.Name)
			}
		}
	}
}
