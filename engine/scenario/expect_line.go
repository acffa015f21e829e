package scenario

import (
	"slices"
	"strings"

	"monazite/engine/expect"
)

// expectedLine says how a claim is written in a line.
const expectedLine = `expected METRIC GOOD@REGION WHEN OP VALUE, such as "NdPr@US 2030 >= 60 USD/kg" or "output mine@CN 2024 within 5 % of 270 kt/yr"`

// spellOut replaces the line of a claim by the keys that it stands for: metric, where, when, op, value
// and tolerance. Reading goes on with a copy of the entry, the document keeps what was written.
func (r *claimReader) spellOut() bool {
	if !r.entry.Has("claim") {
		return true
	}
	line := r.entry.Values["claim"]
	text, isText := line.Raw.(string)
	keys, ok := r.sentence(text)
	if !isText || !ok {
		return r.wrong("claim", expectedLine)
	}
	spelt := &Entry{Pos: r.entry.Pos, Table: r.entry.Table, ID: r.entry.ID, Values: map[string]Value{}}
	for _, key := range r.entry.Keys {
		if _, twice := keys[key]; twice {
			return r.wrong(key, "the claim says it already")
		}
		spelt.put(key, r.entry.Values[key])
	}
	for _, key := range sorted(keys) {
		spelt.put(key, Value{Pos: line.Pos, Raw: keys[key]})
	}
	r.entry = spelt
	return true
}

// sentence takes a line apart.
func (r *claimReader) sentence(text string) (keys map[string]any, ok bool) {
	words := strings.Fields(text)
	at := slices.IndexFunc(words, func(word string) bool { return slices.Contains(expect.Ops, word) })
	if at < 0 {
		return nil, false
	}
	keys = map[string]any{"op": words[at]}
	return keys, r.subject(words[:at], keys) && predicate(words[at+1:], keys)
}

// subject reads what stands before the op: the metric, of what, when.
func (r *claimReader) subject(words []string, keys map[string]any) bool {
	end := slices.IndexFunc(words, func(word string) bool {
		return !strings.Contains(word, "@") && (strings.IndexAny(word, "0123456789") == 0 || slices.Contains(expect.Reductions, word))
	})
	if end < 0 {
		end = len(words)
	}
	metric, what := "price", ""
	switch named := end > 0 && !strings.Contains(words[0], "@") && expect.Find(words[0]) != nil; {
	case end == 2:
		metric, what = words[0], words[1]
	case end == 1 && named:
		metric = words[0]
	case end == 1:
		what = words[0]
	default:
		return false
	}
	keys["metric"] = metric
	if end < len(words) {
		keys["when"] = strings.Join(words[end:], " ")
	}
	if where := r.whereOf(metric, what); len(where) > 0 {
		keys["where"] = where
	}
	return true
}

// whereOf reads NdPr+Dy@US: a stage, or goods, instruments, projects, plants or companies, and regions, countries or
// governments.
func (r *claimReader) whereOf(metric, what string) map[string]any {
	where := map[string]any{}
	of, place, placed := strings.Cut(what, "@")
	m := expect.Find(metric)
	takes := func(key string) bool { return m != nil && m.Takes(key) }
	switch key := r.keyOf(of, m); {
	case of == "":
	case key == "stage":
		where[key] = of
	default:
		where[key] = list(of)
	}
	switch {
	case !placed:
	case takes("government") && !takes("region"):
		where["government"] = list(place)
	default:
		isRegion := slices.Contains(append(r.doc.IDs("region"), expect.World, expect.Outside), place)
		if takes("country") && !isRegion && slices.Contains(r.doc.IDs("country"), place) {
			where["country"] = list(place)
		} else {
			where["region"] = list(place)
		}
	}
	return where
}

// keyOf is the key of where under which a metric knows a name, or the first of several; the likeliest where it knows none.
func (r *claimReader) keyOf(names string, m *expect.Metric) string {
	if m == nil {
		return "good"
	}
	first, _, more := strings.Cut(names, "+")
	for _, key := range []string{"stage", "good", "instrument", "project", "plant", "company"} {
		if m.Takes(key) && slices.Contains(r.options(key), first) && !(key == "stage" && more) {
			return key
		}
	}
	if m.Takes("good") || m.Keys == "" {
		return "good"
	}
	return strings.Fields(m.Needs + " " + m.Keys)[0]
}

// predicate reads what stands after the op: a value, two of them, or how near to one.
func predicate(words []string, keys map[string]any) bool {
	rest := strings.Join(words, " ")
	switch keys["op"] {
	case "within":
		tolerance, value, found := strings.Cut(rest, " of ")
		keys["tolerance"], keys["value"] = tolerance, literalOrText(value)
		return found
	case "between":
		low, high, found := strings.Cut(rest, " and ")
		if strings.Trim(low, "+-0123456789.") == "" { // between 40 and 60 USD/kg
			low += strings.TrimLeft(high, "+-0123456789.")
		}
		keys["value"] = []any{literalOrText(low), literalOrText(high)}
		return found
	}
	keys["value"] = literalOrText(rest)
	return rest != ""
}

// literalOrText reads a bare number as one.
func literalOrText(text string) any {
	if strings.Trim(text, "+-0123456789.") == "" && text != "" {
		return literal(text)
	}
	return text
}

func list(names string) (items []any) {
	for name := range strings.SplitSeq(names, "+") {
		items = append(items, name)
	}
	return items
}
