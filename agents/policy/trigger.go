package policy

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monazite/agents"
	"monazite/markets"
)

// Trigger is what must happen before an instrument begins, as the key trigger says it in one line of text: a number
// that the world publishes, for some months in a row,
//
//	price NdPr@CN < 50 USD/kg for 6 months     price of a good in a region
//	premium Dy@EU > 50 %                       share by which that exceeds the price at the index node
//	unserved magnet > 5 % for 3 months         share of final demand for a good or level that found nothing, in the world
//	outside separation >= 30 %                 share of operating capacity outside the index region
//
// or an event:
//
//	project us-second-mine reaches FIN         it has come to this stage, or further
//	shock cn-clay-flood                        a scripted shock runs
//	default mp-materials                       a company has gone bankrupt
//
// The zero Trigger is none. Names are looked up when the instrument is built.
type Trigger struct {
	subject   string       // the first word
	name      string       // good, level, stage of the chain, or id
	place     string       // region or node of a price or premium
	op        string       // of a metric
	threshold float64      // USD/kg, or a share
	months    int          // in a row, at least 1
	stage     agents.Stage // of a project
	amount    string       // the threshold as it is written
}

// subjects are the words that a trigger begins with, and how it goes on.
var subjects = []struct{ word, form, unit string }{
	{"price", "price NdPr@CN < 50 USD/kg for 6 months", "USD/kg"},
	{"premium", "premium Dy@EU > 50 % for 6 months", "1"},
	{"unserved", "unserved magnet > 5 % for 3 months", "1"},
	{"outside", "outside separation >= 30 %", "1"},
	{"project", "project ID reaches FIN", ""},
	{"shock", "shock ID", ""},
	{"default", "default COMPANY", ""},
}

var operators = []string{"<", "<=", ">", ">="}

// spaced puts spaces around operators.
var spaced = strings.NewReplacer("<=", " <= ", ">=", " >= ", "<", " < ", ">", " > ")

// UnmarshalText reads a trigger; an empty text is none.
func (t *Trigger) UnmarshalText(text []byte) (err error) {
	*t = Trigger{}
	words := strings.Fields(spaced.Replace(string(text)))
	if len(words) == 0 {
		return nil
	}
	t.subject, t.months = words[0], 1
	switch t.subject {
	case "price", "premium", "unserved", "outside":
		err = t.readMetric(words[1:])
	case "project":
		err = t.readProject(words[1:])
	case "shock", "default":
		if err = t.malformed(); len(words) == 2 {
			t.name, err = words[1], nil
		}
	default:
		var known []string
		for _, s := range subjects {
			known = append(known, s.word)
		}
		err = fmt.Errorf("expected a trigger that begins with one of %s, not %q%s", strings.Join(known, ", "), t.subject, near(t.subject, known))
	}
	if err != nil {
		*t = Trigger{}
	}
	return err
}

// form is how a trigger of this subject is written, and unit what its threshold is in.
func (t *Trigger) form() (form, unit string) {
	i := slices.IndexFunc(subjects, func(s struct{ word, form, unit string }) bool { return s.word == t.subject })
	return subjects[i].form, subjects[i].unit
}

func (t *Trigger) malformed() error {
	form, _ := t.form()
	return fmt.Errorf("expected a trigger such as %q", form)
}

// readMetric reads WHAT OP THRESHOLD [for N months].
func (t *Trigger) readMetric(words []string) (err error) {
	if len(words) < 3 {
		return t.malformed()
	}
	located := t.subject == "price" || t.subject == "premium"
	found := false
	t.name, t.place, found = strings.Cut(words[0], "@")
	if t.name == "" || found != located || located && t.place == "" {
		return t.malformed()
	}
	if t.op = words[1]; !slices.Contains(operators, t.op) {
		return fmt.Errorf("expected <, <=, > or >= after %s, not %q", words[0], t.op)
	}
	amount := words[2:]
	if i := slices.Index(amount, "for"); i >= 0 {
		if t.months, err = monthsIn(amount[i+1:]); err != nil {
			return err
		}
		amount = amount[:i]
	}
	t.amount = strings.Join(amount, " ")
	return t.readThreshold()
}

// readThreshold gives the amount its unit and bounds.
func (t *Trigger) readThreshold() error {
	form, unit := t.form()
	q, err := markets.ParseQuantity(t.amount)
	if err == nil {
		t.threshold, err = q.Float(unit)
	}
	least, most := 0.0, 1.0
	switch t.subject {
	case "price":
		most = float64(markets.MaxPrice) / float64(markets.USDPerKg)
	case "premium":
		least, most = -1, 1e6
	}
	switch {
	case err != nil && unit == "1":
		return fmt.Errorf("expected a number or a percentage, such as %q, not %q", form, t.amount)
	case err != nil:
		return fmt.Errorf("expected a threshold in %s, such as %q, not %q", unit, form, t.amount)
	case t.threshold < least || t.threshold > most:
		return fmt.Errorf("expected a threshold from %v to %v, not %q", least, most, t.amount)
	}
	return nil
}

// mostMonths is how long a trigger may wait for months in a row, or an instrument for its lag.
const mostMonths = 600

// monthsIn reads "6 months".
func monthsIn(words []string) (int, error) {
	if len(words) == 2 && (words[1] == "months" || words[1] == "month") {
		if n, err := strconv.Atoi(words[0]); err == nil && 1 <= n && n <= mostMonths {
			return n, nil
		}
	}
	return 0, errors.New(`expected "for" and from 1 to 600 months, such as "for 6 months"`)
}

// readProject reads ID reaches STAGE.
func (t *Trigger) readProject(words []string) error {
	if len(words) != 3 || words[1] != "reaches" {
		return t.malformed()
	}
	var names []string
	for stage := agents.InExploration; stage <= agents.InOperation; stage++ {
		names = append(names, stage.String())
	}
	stage := slices.Index(names, words[2])
	if stage < 0 {
		return fmt.Errorf("expected a stage, one of %s, not %q%s", strings.Join(names, ", "), words[2], near(words[2], names))
	}
	t.name, t.stage = words[0], agents.Stage(stage)
	return nil
}

// Amount is the threshold of a metric as it is written, and the unit that it is compared in; empty for an event.
func (t *Trigger) Amount() (text, unit string) {
	if t.amount == "" {
		return "", ""
	}
	_, unit = t.form()
	return t.amount, unit
}

// set says whether there is a trigger.
func (t *Trigger) set() bool { return t.subject != "" }

// near asks whether the nearest option was meant; it says nothing where none is near.
func near(word string, options []string) string {
	if nearest := markets.Nearest(word, options); nearest != "" {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ""
}
