package scenario

import (
	"fmt"
	"slices"
	"strings"

	"monazite/markets"
)

// validator looks for what is wrong though every key on its own is in order: entries that
// contradict themselves or one another, and numbers under which a month could not be computed.
type validator struct {
	*builder
	faulty map[fault]bool
	told   int // problems that are in faulty
}

// fault is a key that a problem has been reported of.
type fault struct{ entity, key string }

// validate judges the entries of all tables, before anything is computed of them.
func (b *builder) validate() {
	v := validator{builder: b, faulty: map[fault]bool{}}
	v.checkTop()
	v.checkNumbers()
	v.checkPlaces()
	v.checkGoods()
	v.checkCompanies()
	v.checkUses()
	v.checkPlants()
	v.checkRoutes()
	v.checkShocks()
	v.checkInstruments()
	readClaims(v.doc, v.out, v.ps)
	v.checkBases()
	v.checkIDs()
}

// root is the key at the top of an entry that "content.Dy" or "feeds[2]" is inside.
func root(key string) string {
	if i := strings.IndexAny(key, ".["); i >= 0 {
		return key[:i]
	}
	return key
}

// sound tells whether keys could be read, so that what contradicts them is no echo.
func (v *validator) sound(e *Entry, keys ...string) bool {
	for ; v.told < len(v.ps.list); v.told++ {
		p := &v.ps.list[v.told]
		v.faulty[fault{p.Entity, root(p.Key)}] = true
	}
	return len(v.faulty) == 0 || !slices.ContainsFunc(keys, func(key string) bool { return v.faulty[fault{e.Name(), key}] })
}

// culprit is the key to report of several that contradict one another: the first that the command
// line sets, else that the scenario's own file does, since what it extends stood before; else the first.
func (b *builder) culprit(e *Entry, keys ...string) string {
	for _, mine := range []func(Pos) bool{b.commanded, b.own} {
		for _, key := range keys {
			if v, found := e.lookup(strings.Split(key, ".")); found && mine(v.Pos) {
				return key
			}
		}
	}
	return keys[0]
}

// own tells whether a place is in the scenario's own file or on the command line.
func (b *builder) own(p Pos) bool { return p.File == b.doc.Top.File || b.commanded(p) }

// commanded tells whether a place is on the command line, which has no lines.
func (b *builder) commanded(p Pos) bool { return p.Line == 0 }

// wrong reports a key of an entry.
func (b *builder) wrong(e *Entry, key, format string, args ...any) {
	b.ps.Add(e.Problem(key, fmt.Sprintf(format, args...)))
}

// wrongName reports a name in a value and the one that may have been meant.
func (b *builder) wrongName(e *Entry, m member, message string, options []string) {
	p := e.problem(m.key, m.value, message)
	nearest, all := b.ps.hint(m.name, func() []string { return options })
	p.Suggestion, p.Message = nearest, message+all
	b.ps.Add(p)
}

// member is a name in a list, or a key of a nested table, with its place.
type member struct {
	name, key string
	value     Value
}

// members lists the names that a key holds: those of a list, or the one text. names are what it
// was decoded to: a list in a cell of a table has no places of its own.
func members(e *Entry, key string, names []string) (list []member) {
	value := e.Values[key]
	items, is := value.Raw.([]any)
	for i, name := range names {
		m := member{name: name, key: key, value: value}
		if is && len(items) == len(names) {
			m.key, m.value = nth(key, i), value.element(i)
		}
		list = append(list, m)
	}
	return list
}

// entries lists the names that are keys of a nested table, in alphabetical order.
func entries(e *Entry, key string, names []string) (list []member) {
	for _, name := range names {
		value, _ := e.lookup([]string{key, name})
		list = append(list, member{name: name, key: inside(key, name), value: value})
	}
	return list
}

// levels reports goods that are not of one of some levels. What is not a good at all has been
// reported.
func (v *validator) levels(e *Entry, list []member, allowed ...markets.Level) {
	var want []string
	for _, level := range allowed {
		want = append(want, article(level.String()))
	}
	for _, m := range list {
		id, found := v.goodNamed(m.name)
		if found && v.sound(v.doc.Find("good", m.name), "level") && !slices.Contains(allowed, v.out.Goods[id].Level) {
			v.ps.Add(e.problem(m.key, m.value, fmt.Sprintf("expected %s; %s is %s", strings.Join(want, " or "), m.name, article(v.out.Goods[id].Level.String()))))
		}
	}
}

// once reports names that a list repeats.
func (v *validator) once(e *Entry, list []member) {
	seen := map[string]bool{}
	for _, m := range list {
		if seen[m.name] {
			v.ps.Add(e.problem(m.key, m.value, fmt.Sprintf("%s is listed twice", m.name)))
		}
		seen[m.name] = true
	}
}

// article puts a or an before a word; scrap has neither.
func article(word string) string {
	if word == markets.Scrap.String() {
		return word
	}
	if word != "" && strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// placed puts file and line to what a kind says about its plant: its texts begin with the key.
func placed(e *Entry, err error) Problem {
	if key, message, found := strings.Cut(err.Error(), ": "); found && plain(key) {
		return e.Problem(key, message)
	}
	return e.Problem("", err.Error())
}

// partial tells whether a file or table could not be found or read to its end: what it lacks would
// be missed wherever it is named.
func (ps *Problems) partial() bool {
	return slices.ContainsFunc(ps.list, func(p Problem) bool {
		return strings.HasPrefix(p.Entity, "import") || strings.HasSuffix(p.File, ".csv") || p.Key == "extends"
	})
}
