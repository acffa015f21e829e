package scenario

import (
	"cmp"
	"slices"
	"strings"
)

// Mark says how far a value can be trusted and where it comes from.
type Mark struct {
	Quality  string // reported, derived or estimate; "" for a value that nobody has judged
	Source   string // the citation, or why the estimate is what it is
	Verified string // seen, recalled or n/a
	Note     string // what a reader should know; of a change, its reason
}

// qualities are the marks of a value, from the best to the worst.
var qualities = []string{"reported", "derived", "estimate"}

const expectedQuality = `expected "reported", "derived" or "estimate"`

// Mark is how far the value can be trusted, as the row or entry says that gave it.
func (v Value) Mark() Mark {
	if v.mark == nil {
		return Mark{}
	}
	return *v.mark
}

// markKeys are the keys of an entry that mark its values; at the top of a file, the values of that file that have no
// other mark.
var markKeys = []string{"quality", "source", "verified", "note"}

// ownMark is what an entry says of the values that are written with it, nil when it says nothing.
func (e *Entry) ownMark() *Mark {
	text := func(key string) string {
		text, _ := e.Values[key].Raw.(string)
		return text
	}
	m := Mark{text("quality"), text("source"), text("verified"), text("note")}
	if m == (Mark{}) {
		return nil
	}
	return &m
}

// fileMark takes what marks the values of a whole file out of its top: it holds for that file, not for the scenario.
func (e *Entry) fileMark(ps *Problems) *Mark {
	marks := &Entry{Pos: e.Pos, Values: map[string]Value{}}
	for _, key := range markKeys {
		if e.Has(key) {
			marks.put(key, e.Values[key])
			e.drop(key)
		}
	}
	Decode(marks, &provenance{}, ps, nil)
	return marks.ownMark()
}

// sign marks the values of an entry of a TOML file: those that its key `marks` lists as that says, the others as the
// entry does, or else as the top of the file does.
func (e *Entry) sign(file *Mark, ps *Problems) {
	own := e.ownMark()
	if own == nil {
		own = file
	} else if own.Quality == "" && file != nil {
		own = &Mark{file.Quality, or(own.Source, file.Source), or(own.Verified, file.Verified), or(own.Note, file.Note)}
	}
	listed := e.takeMarks(ps)
	for _, key := range e.Keys {
		v := e.Values[key]
		v.mark = own
		e.Values[key] = v
	}
	for _, m := range listed {
		if _, found := e.lookup(m.key); !found {
			path := strings.Join(m.key, ".")
			ps.Add(Problem{Pos: m.Pos, Entity: e.Name(), Key: "marks", Value: show(path), Message: "the entry has no such key", Suggestion: Nearest(path, e.Keys)})
			continue
		}
		e.Values[m.key[0]] = e.Values[m.key[0]].marked(m.key[1:], m.mark)
	}
}

// marking is what one value of an entry is worth, where not all are worth the same.
type marking struct {
	Pos
	key  []string
	mark *Mark
}

// marksKey is the key `marks` of an entry.
type marksKey struct {
	Marks []struct {
		Keys []string `toml:"keys" doc:"keys of the entry, dotted for those of a nested table"`
		provenance
	} `toml:"marks" opt:"" doc:"marks of single values, where not all of an entry are worth the same: { keys = [...], quality = ..., source = ... }"`
}

// takeMarks takes the key `marks` out of an entry, for it is about the values and not one of them, and lists what it
// says, nested tables before what is inside.
func (e *Entry) takeMarks(ps *Problems) (list []marking) {
	v, has := e.Values["marks"]
	if !has {
		return nil
	}
	e.drop("marks")
	var keys marksKey
	alone := &Entry{Pos: e.Pos, Table: e.Table, ID: e.ID, Keys: []string{"marks"}, Values: map[string]Value{"marks": v}}
	if !Decode(alone, &keys, ps, nil) {
		return nil
	}
	for i, m := range keys.Marks {
		mark := &Mark{m.Quality, m.Source, m.Verified, m.Note}
		if *mark == (Mark{}) {
			mark = nil
		}
		named := v.item(i).field("keys")
		for j, path := range m.Keys {
			list = append(list, marking{named.item(j).Pos, strings.Split(path, "."), mark})
		}
	}
	slices.SortStableFunc(list, func(a, b marking) int { return cmp.Compare(len(a.key), len(b.key)) })
	return list
}

// item is the i-th value of a list, or a value that stands for a list of one.
func (v Value) item(i int) Value {
	if _, list := v.Raw.([]any); !list {
		return v
	}
	return v.element(i)
}

// mark reads the marks of a row of a table; nil when it has none.
func (g *grid) mark(columns Mark, ps *Problems) *Mark {
	m := Mark{g.cell(columns.Quality), g.cell(columns.Source), g.cell(columns.Verified), g.cell(columns.Note)}
	if m.Quality != "" && !slices.Contains(qualities, m.Quality) {
		v := g.value(columns.Quality, "")
		ps.Add(Problem{
			Pos: v.Pos, Key: columns.Quality, Value: show(v.Raw), Message: expectedQuality, Suggestion: Nearest(m.Quality, qualities),
		})
	}
	if m == (Mark{}) {
		return nil
	}
	return &m
}
