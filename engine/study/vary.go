package study

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// Vary is one uncertain parameter of a study, an entry of its file:
//
//	[[vary]]
//	path         = "instrument.mp-floor.strike"
//	distribution = "triangular"
//	low          = "85 USD/kg"
//	mode         = "110 USD/kg"
//	high         = "120 USD/kg"
//
// Parameters are written as in scenarios and all of an entry have one unit; the values that are drawn have it too.
// Which ones there are is up to the distribution:
//
//	uniform     low, high
//	triangular  low, mode, high
//	normal      mean, sd of the whole bell; low, high cut it off (each optional)
//	lognormal   mean, sd of the variable itself, not of its logarithm
//	choice      values, quantities or words; weights, one whole number each, 1 where none are given
//
// Values in months are whole where all parameters are: every month of a uniform distribution is equally likely, others
// round to the nearest.
// Other numbers that must be whole are a choice.
type Vary struct {
	Path         string // table.id.key, section.key or key, as --set takes it
	Distribution string
	Low          string
	Mode         string
	High         string
	Mean         string
	SD           string
	Values       []string
	Weights      []int

	At     scenario.Pos // where it is written, for messages; the zero value counts entries instead
	places map[string]scenario.Pos
}

// varyKeys are the keys of a [[vary]]. Numbers without a unit need no quotes.
type varyKeys struct {
	Path         string         `toml:"path" doc:"what varies: table.id.key, section.key or key, as --set takes it"`
	Distribution string         `toml:"distribution" doc:"uniform, triangular, normal, lognormal or choice"`
	Low          scenario.Value `toml:"low" opt:"" form:"quantity" doc:"least value, with its unit"`
	Mode         scenario.Value `toml:"mode" opt:"" form:"quantity" doc:"likeliest value"`
	High         scenario.Value `toml:"high" opt:"" form:"quantity" doc:"greatest value"`
	Mean         scenario.Value `toml:"mean" opt:"" form:"quantity" doc:"mean of a normal or lognormal variable"`
	SD           scenario.Value `toml:"sd" opt:"" form:"quantity" doc:"its standard deviation"`
	Values       scenario.Value `toml:"values" opt:"" form:"list of quantities or words" doc:"what is chosen from"`
	Weights      []int          `toml:"weights" opt:"" min:"1" max:"1000000000" doc:"of the values, 1 each where absent"`
}

// readVary reads a [[vary]].
func readVary(e *scenario.Entry, ps *scenario.Problems) (v Vary, ok bool) {
	var k varyKeys
	if !scenario.Decode(e, &k, ps, nil) {
		return v, false
	}
	v = Vary{
		Path: k.Path, Distribution: k.Distribution, Weights: k.Weights, At: e.Pos, places: placesOf(e),
		Low: written(k.Low), Mode: written(k.Mode), High: written(k.High), Mean: written(k.Mean), SD: written(k.SD),
	}
	if k.Values.Raw != nil {
		v.Values = []string{}
		for _, value := range k.Values.Each() {
			v.Values = append(v.Values, written(value))
		}
	}
	return v, true
}

// placesOf says where the keys of an entry are written.
func placesOf(e *scenario.Entry) map[string]scenario.Pos {
	places := map[string]scenario.Pos{}
	for _, key := range e.Keys {
		places[key] = e.Problem(key, "").Pos
	}
	return places
}

// place is where a key is written; one that is not there, where the entry begins.
func (v *Vary) place(key string) scenario.Pos {
	if at, known := v.places[key]; known {
		return at
	}
	return v.At
}

// written is a value as --set would have it.
func written(v scenario.Value) string {
	if text, is := v.Raw.(string); is {
		return text
	}
	return v.String()
}

// distribution is a kind of distribution.
type distribution struct {
	name     string
	needs    []string // parameters that must be there
	takes    []string // parameters that may be there besides
	quantile func(*parameters) quantile
}

// distributions lists every kind.
func distributions() []distribution {
	return []distribution{
		{"uniform", []string{"low", "high"}, nil, uniform},
		{"triangular", []string{"low", "mode", "high"}, nil, triangular},
		{"normal", []string{"mean", "sd"}, []string{"low", "high"}, normal},
		{"lognormal", []string{"mean", "sd"}, nil, lognormal},
		{"choice", []string{"values"}, []string{"weights"}, nil},
	}
}

// variable is a Vary without mistakes.
type variable struct {
	path  string
	value func(u float64) string // what a point of the unit interval, 0 < u < 1, sets the path to; it rises with u
}

// entryCheck collects what is wrong with one entry of a study file.
type entryCheck struct {
	at       scenario.Pos
	places   map[string]scenario.Pos // of its keys
	entity   string
	problems *scenario.Problems
	failed   bool
}

// checkOf is the check of the i-th entry of a table, from 0, which is written at a place or, without one, has its number.
func checkOf(table string, i int, at scenario.Pos, places map[string]scenario.Pos, ps *scenario.Problems) *entryCheck {
	if at == (scenario.Pos{}) {
		at.File = fmt.Sprintf("[[%s]] %d", table, i+1)
	}
	return &entryCheck{at: at, places: places, entity: table, problems: ps}
}

// fail records a problem of a key, "" for one of the whole entry.
func (c *entryCheck) fail(key, value, message, suggestion string) {
	c.failed = true
	if value != "" {
		value = scenario.Quote(value)
	}
	at := c.at
	name, _, _ := strings.Cut(key, "[") // an element of a list stands with its key
	if place, known := c.places[name]; known {
		at = place
	}
	c.problems.Add(scenario.Problem{Pos: at, Entity: c.entity, Key: key, Value: value, Message: message, Suggestion: suggestion})
}

// compile checks an entry, the i-th from 0. The variable can be used if no problem was added.
func (v *Vary) compile(i int, ps *scenario.Problems) variable {
	c := checkOf("vary", i, v.At, v.places, ps)
	c.entity = fmt.Sprintf("vary %q", v.Path)
	if message := badPath(v.Path); message != "" {
		c.fail("path", v.Path, message, "")
	}
	kind, known := v.kind()
	if !known {
		names := v.names()
		c.fail("distribution", v.Distribution, "expected "+strings.Join(names, ", "), scenario.Nearest(v.Distribution, names))
		return variable{}
	}
	v.checkPresence(kind, c)
	if kind.quantile == nil {
		return variable{v.Path, v.choice(c)}
	}
	p := v.parameters(kind, c)
	if c.failed {
		return variable{}
	}
	quantile := kind.quantile(p)
	return variable{v.Path, func(u float64) string { return amount{p.rounded(quantile(u)), p.unit}.String() }}
}

// kind finds the distribution.
func (v *Vary) kind() (distribution, bool) {
	kinds := distributions()
	i := slices.IndexFunc(kinds, func(d distribution) bool { return d.name == v.Distribution })
	if i < 0 {
		return distribution{}, false
	}
	return kinds[i], true
}

func (*Vary) names() (list []string) {
	for _, kind := range distributions() {
		list = append(list, kind.name)
	}
	return list
}

// checkPresence refuses parameters that are missing or that the distribution does not have.
func (v *Vary) checkPresence(kind distribution, c *entryCheck) {
	present := map[string]bool{"values": v.Values != nil, "weights": v.Weights != nil}
	for _, q := range v.quantities() {
		present[q.key] = q.text != ""
	}
	for _, key := range []string{"low", "mode", "high", "mean", "sd", "values", "weights"} {
		need := slices.Contains(kind.needs, key)
		switch {
		case need && !present[key]:
			c.fail(key, "", fmt.Sprintf("is missing; %s needs %s", kind.name, strings.Join(kind.needs, ", ")), "")
		case present[key] && !need && !slices.Contains(kind.takes, key):
			c.fail(key, "", fmt.Sprintf("is not a parameter of %s, which takes %s", kind.name, strings.Join(slices.Concat(kind.needs, kind.takes), ", ")), "")
		}
	}
}

// keyed is the text of a key.
type keyed struct{ key, text string }

// quantities lists the parameters that are one quantity.
func (v *Vary) quantities() []keyed {
	return []keyed{{"low", v.Low}, {"mode", v.Mode}, {"high", v.High}, {"mean", v.Mean}, {"sd", v.SD}}
}

// badPath says what is wrong with a path that --set would not take, "" if nothing is.
func badPath(path string) string {
	const expected = `expected table.id.key or section.key, such as "instrument.mp-floor.strike"`
	if len(path) > maxPathLength {
		return fmt.Sprintf("too long, expected at most %d letters", maxPathLength)
	}
	for part := range strings.SplitSeq(path, ".") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return !isIDLetter(r) }) {
			return expected
		}
	}
	return ""
}

const maxPathLength = 200

func isIDLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-'
}
