package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// Resolved writes a document as one TOML file that extends and imports nothing and gives the same scenario: every value
// that is written somewhere, none of the defaults. It keeps what every value is worth; where values came from and what
// they replaced stands in comments. name is the scenario's, which a file that only extends another does not say itself.
func (d *Document) Resolved(name string) string {
	r := resolver{words: vocabularies{}}
	fmt.Fprintf(&r.text, "# %s with all that it extends and imports.\n", printable(name))
	top := &Entry{Pos: d.Top.Pos, Keys: []string{"name"}, Values: map[string]Value{"name": {Pos: d.Top.Values["name"].Pos, Raw: name}}}
	for _, key := range d.Top.Keys {
		if key != "name" {
			top.put(key, d.Top.Values[key])
		}
	}
	r.values(top)
	for _, table := range d.Names {
		for _, e := range d.Tables[table] {
			r.entry(e)
		}
	}
	return r.text.String()
}

// resolver writes entries one after the other.
type resolver struct {
	text  strings.Builder
	words vocabularies
}

// entry writes [table] or [[table]] with its id, its values and what they are worth.
func (r *resolver) entry(e *Entry) {
	header := "[" + quoteKey(e.Table) + "]"
	if e.ID != "" {
		header = "[" + header + "]"
	}
	fmt.Fprintf(&r.text, "\n%s # %s\n", header, printable(origin(e.Pos)))
	if e.ID != "" {
		fmt.Fprintf(&r.text, "id = %s\n", Quote(e.ID))
	}
	r.values(e)
	own, others := e.worth(r.words.of(e))
	if e.ownMark() == nil && own != (Mark{}) {
		r.text.WriteString(own.toml("", "\n"))
	}
	if len(others) == 0 {
		return
	}
	r.text.WriteString("marks = [\n")
	for _, o := range others {
		fmt.Fprintf(&r.text, "  { keys = %s%s },\n", show(o.keys), o.toml(", ", ""))
	}
	r.text.WriteString("]\n")
}

// values writes the keys of an entry, each with what it replaced.
func (r *resolver) values(e *Entry) {
	known := r.words.of(e)
	for _, key := range e.Keys {
		v := e.Values[key]
		fmt.Fprintf(&r.text, "%s = %s", quoteKey(key), show(typed(v, known.keys[key].Type)))
		before := "  # was "
		for _, l := range leaves([]string{key}, v) {
			in := e.input(l, known.at(l.path))
			for _, was := range in.Was {
				inside := ""
				if in.Key != key {
					inside = strings.TrimPrefix(in.Key, key+".") + " "
				}
				r.text.WriteString(before + printable(inside+was.Text()+" ("+was.Origin+")"+because(in.Note)))
				before = "; "
			}
		}
		r.text.WriteByte('\n')
	}
}

func because(note string) string {
	if note == "" {
		return ""
	}
	return ": " + note
}

// toml writes what a mark says as keys, each between before and after.
func (m Mark) toml(before, after string) string {
	var b strings.Builder
	for i, text := range []string{m.Quality, m.Source, m.Verified, m.Note} {
		if text != "" {
			b.WriteString(before + markKeys[i] + " = " + Quote(text) + after)
		}
	}
	return b.String()
}

// worthOf is a mark and the keys of an entry whose values have it.
type worthOf struct {
	Mark
	keys []any // texts
}

// worth gives the mark that the keys of an entry say or, where they say none, that most of its values have; and those
// that differ from it. What nobody has judged is listed if it counts.
func (e *Entry) worth(known *vocabulary) (own Mark, others []worthOf) {
	var all []worthOf
	for _, key := range e.Keys {
		v := e.Values[key]
		list := []leaf{{[]string{key}, v}}
		if v.parts != nil {
			list = leaves(list[0].path, v)
		}
		for _, l := range list {
			if slices.Contains(markKeys, key) || l.mark == nil && known.at(l.path).unit() == "" {
				continue
			}
			mark := l.Mark()
			i := slices.IndexFunc(all, func(w worthOf) bool { return w.Mark == mark })
			if i < 0 {
				i = len(all)
				all = append(all, worthOf{Mark: mark})
			}
			all[i].keys = append(all[i].keys, strings.Join(l.path, "."))
		}
	}
	if m := e.ownMark(); m != nil {
		own = *m
	} else if len(all) > 0 {
		own = slices.MaxFunc(all, func(a, b worthOf) int { return len(a.keys) - len(b.keys) }).Mark
	}
	return own, slices.DeleteFunc(all, func(w worthOf) bool { return w.Mark == own })
}
