package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// Load reads a scenario, everything it extends and imports, and the overrides of --set, and merges them.
//
// Every file is applied once, what it extends before itself, so that a file that two parents share does not undo what
// one of them changed. Applying a file means: its imports in order, its keys at the top, its sections, its tables. Only
// what it claims of its runs is left out, but for the file that is loaded without sets.
//
// All problems are returned together. The document is nil when a file could not be read or is not TOML; otherwise it
// can be decoded in spite of problems, to report those of its keys as well.
func Load(r Resolver, name string, sets []string) (*Document, *Problems) {
	l := newLoader(r)
	l.visit(name, Value{})
	if l.broken {
		return nil, l.ps
	}
	l.applyAll(len(sets) == 0)
	l.doc.Set(sets, l.ps)
	l.checkAgainst()
	return l.doc, l.ps
}

// Layers are what an arm of a study is made of: scenarios, each on top of those before, then entries as a file that
// extends them would have, then single values. None of what the scenarios claim of their runs is kept.
type Layers struct {
	Scenarios []Value // names or paths, as `extends` has them
	Entries   []*Entry
	Sets      []Set
}

// LoadLayers reads them as Load does.
func LoadLayers(r Resolver, layers Layers) (*Document, *Problems) {
	l := newLoader(r)
	for _, v := range layers.Scenarios {
		name, _ := v.Raw.(string)
		l.visit(name, v)
	}
	if l.broken {
		return nil, l.ps
	}
	l.applyAll(false)
	for _, e := range layers.Entries {
		l.doc.merge(e.clone(), l.ps)
	}
	l.doc.compact()
	l.doc.Apply(layers.Sets, l.ps)
	return l.doc, l.ps
}

func newLoader(r Resolver) *loader {
	return &loader{resolver: r, ps: &Problems{}, doc: newDocument(), state: map[string]int{}}
}

// applyAll merges every file that was read; the claims of the last one, the scenario's own, only where they are asked for.
func (l *loader) applyAll(claims bool) {
	for i := range l.sheets {
		s := &l.sheets[i]
		if i < len(l.sheets)-1 || !claims {
			s.dropClaims()
		}
		l.apply(*s)
	}
}

// loader reads files within the bounds of a scenario.
type loader struct {
	resolver Resolver
	ps       *Problems
	doc      *Document
	sheets   []sheet        // in the order in which they apply
	chain    []string       // the files that are being extended
	state    map[string]int // by name: entered or done
	files    int
	bytes    int
	values   int
	broken   bool // a TOML file could not be read
}

const (
	entered = 1 + iota
	done
)

// open reads a file that another file calls name.
func (l *loader) open(name, relativeTo string) (SourceFile, error) {
	if l.files++; l.files > maxFiles {
		return SourceFile{}, fmt.Errorf("the scenario reads more than %d files", maxFiles)
	}
	f, err := l.resolver.Open(name, relativeTo)
	if err != nil {
		return SourceFile{}, err
	}
	if l.bytes += min(len(f.Text), maxFileBytes); l.bytes > maxTotalBytes {
		return SourceFile{}, fmt.Errorf("the scenario reads more than %d MiB", maxTotalBytes>>20)
	}
	l.ps.know(f)
	if !slices.ContainsFunc(l.doc.Files, func(g SourceFile) bool { return g.Name == f.Name }) {
		l.doc.Files = append(l.doc.Files, f)
	}
	return f, nil
}

// visit reads the scenario file that is mentioned by a value of `extends`, after those it extends itself.
func (l *loader) visit(name string, mention Value) {
	problem := Problem{Pos: mention.Pos, Value: show(mention.Raw)}
	if len(l.chain) > 0 {
		problem.Key = "extends"
	}
	f, err := l.open(name, mention.File)
	if err != nil {
		problem.Message = err.Error()
		l.ps.Add(problem)
		l.broken = true
		return
	}
	switch l.state[f.Name] {
	case entered:
		chain := append(slices.Clone(l.chain[slices.Index(l.chain, f.Name):]), f.Name)
		problem.Message = "a scenario cannot extend itself: " + strings.Join(chain, " -> ")
		l.ps.Add(problem)
		l.broken = true
		return
	case done:
		return
	}
	l.state[f.Name] = entered
	l.chain = append(l.chain, f.Name)
	if s, ok := parse(f, l.ps); ok && l.fits(s.size, Pos{File: f.Name}) {
		for _, parent := range l.parents(s) {
			l.visit(parent.Raw.(string), parent)
		}
		l.sheets = append(l.sheets, s)
	} else {
		l.broken = true
	}
	l.chain = l.chain[:len(l.chain)-1]
	l.state[f.Name] = done
}

// fits counts what is read and compared, and reports a scenario of too much.
func (l *loader) fits(values int, at Pos) bool {
	before := l.values
	l.values += values
	if l.values > maxTotal && before <= maxTotal {
		l.ps.Add(Problem{Pos: at, Message: fmt.Sprintf("the scenario has more than %d values", maxTotal)})
	}
	return l.values <= maxTotal
}

// parents takes `extends`, a name or a list of names, from the keys at the top.
func (l *loader) parents(s sheet) (parents []Value) {
	v, has := s.top.Values["extends"]
	if !has {
		return nil
	}
	s.top.drop("extends")
	list, isList := v.Raw.([]any)
	if !isList {
		list, v = []any{v.Raw}, Value{Pos: v.Pos, Raw: []any{v.Raw}}
	}
	for i := range list {
		parent := v.element(i)
		if _, isText := parent.Raw.(string); !isText {
			l.ps.Add(s.top.problem("extends", parent, "expected the name or path of a scenario, or a list of them"))
			continue
		}
		parents = append(parents, parent)
	}
	return parents
}

// apply merges one file into the document.
func (l *loader) apply(s sheet) {
	lines := map[name]Pos{}
	var rest []*Entry
	mark := s.top.fileMark(l.ps)
	for _, e := range s.entries {
		id := name{e.Table, e.ID}
		if first, again := lines[id]; again {
			l.ps.Add(Problem{Pos: e.Pos, Entity: e.Name(), Message: fmt.Sprintf("this id is already used on line %d", first.Line)})
			continue
		}
		lines[id] = e.Pos
		if e.Table == "import" {
			l.importFile(e)
		} else {
			rest = append(rest, e)
		}
	}
	l.applyTop(s.top)
	for _, e := range rest {
		e.sign(mark, l.ps)
		l.doc.note(e)
		l.doc.merge(e, l.ps)
	}
	l.doc.compact()
}

// applyTop merges the keys at the top.
func (l *loader) applyTop(top *Entry) {
	l.doc.Top.Pos = top.Pos
	for _, key := range top.Keys {
		if entries := l.doc.Tables[key]; len(entries) > 0 {
			l.ps.Add(top.Problem(key, fmt.Sprintf("a value here, a table at %v", entries[0].Pos)))
			continue
		}
		l.doc.Top.assign([]string{key}, top.Values[key])
	}
}
