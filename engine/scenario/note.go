package scenario

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"monazite/agents/policy"
	"monazite/markets"
)

// Note is something that is in order and yet may not be what was meant.
type Note struct {
	Pos           // where it was written
	Entity string // such as `instrument "cn-vat"`
	Text   string // what a reader should see
}

// String is one line, such as
//
//	my.toml:7 instrument "us-duty" changes the entry of small (embedded:small.toml:349): rate, start
//	my.toml:12 instrument "mp-floor" strike = "110 USD/lb" is 242.508 USD/kg
func (n Note) String() string { return printable(origin(n.Pos) + " " + n.Entity + " " + n.Text) }

// note remembers an instrument that has the id of another file's: it changes that one, where a new law may be meant.
func (d *Document) note(e *Entry) {
	present := d.Find(e.Table, e.ID)
	if e.Table != "instrument" || present == nil || present.File == e.File || e.Has("remove") {
		return
	}
	keys := or(strings.Join(e.Keys, ", "), "nothing")
	d.Notes = append(d.Notes, Note{e.Pos, e.Name(), fmt.Sprintf("changes the entry of %s (%s): %s", baseName(present.File), origin(present.Pos), keys)})
}

// Conversions notes what instruments say in pounds, short tons, other currencies or money of other years, and what that
// is in the unit of the key.
func (d *Document) Conversions() (list []Note) {
	words := vocabularies{}
	for _, e := range d.Tables["instrument"] {
		for _, in := range e.inputs(words, nil) {
			items, is := in.Raw.([]any)
			if !is {
				list = in.conversion(list, e, in.Key, in.Raw)
			}
			for i := range items {
				list = in.conversion(list, e, nth(in.Key, i), items[i])
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Note) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return list
}

// conversion appends the note on one value; none where it is written in the model's own units.
func (in *Input) conversion(list []Note, e *Entry, key string, raw any) []Note {
	text, is := raw.(string)
	amount, unit := text, in.Unit
	if key == "trigger" {
		var t policy.Trigger
		if t.UnmarshalText([]byte(text)) != nil {
			return list
		}
		amount, unit = t.Amount()
	}
	q, err := markets.ParseQuantity(amount)
	if !is || err != nil || !q.Foreign() {
		return list
	}
	x, err := q.Float(unit)
	if err != nil {
		return list
	}
	return append(list, Note{in.At, e.Name(), fmt.Sprintf("%s = %s is %s", key, Quote(text), amountOf(x, unit))})
}

// amountOf writes a number to six digits with its unit, millions and billions of USD as such.
func amountOf(x float64, unit string) string {
	prefix := ""
	switch size := math.Abs(x); {
	case unit == "USD" && size >= 1e9:
		x, prefix = x/1e9, "bn "
	case unit == "USD" && size >= 1e6:
		x, prefix = x/1e6, "M "
	}
	places := 5
	if x != 0 {
		places = max(0, 5-int(math.Floor(math.Log10(math.Abs(x)))))
	}
	number := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return strings.TrimSuffix(number+" "+prefix+unit, " 1")
}
