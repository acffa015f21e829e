package scenario

import (
	"fmt"
	"slices"
	"strings"
)

// importKeys are the keys of every [[import]].
type importKeys struct {
	File   string `toml:"file" doc:"the CSV file, relative to the scenario file"`
	Change bool   `toml:"change" default:"false" doc:"rows change single values: table, id, key, old, new, unit, quality, reason, source; an import has no other key then"`
}

// rowKeys are the keys of an [[import]] whose rows become entries of a table.
type rowKeys struct {
	Table    string                       `toml:"table" doc:"the table that the rows become entries of"`
	Set      map[string]any               `toml:"set" opt:"" doc:"keys that are the same in every row"`
	Columns  map[string]string            `toml:"columns" doc:"key = column, or column [unit]: the unit is appended to the cell"`
	Group    map[string]map[string]string `toml:"group" opt:"" doc:"nested tables of columns"`
	Where    map[string][]string          `toml:"where" opt:"" doc:"column = the text, or texts, of the rows that are taken"`
	Quality  string                       `toml:"quality" default:"quality" doc:"the column with the quality of the row's values"`
	Source   string                       `toml:"source" default:"source" doc:"the column with their source"`
	Verified string                       `toml:"verified" default:"verified" doc:"the column that says whether the source was read"`
	Note     string                       `toml:"note" default:"note" doc:"the column with what a reader should know of them"`
}

// rows turns the rows of one import into entries.
type rows struct {
	*loader
	rowKeys
	entry *Entry         // the [[import]]
	lines map[string]int // of the ids so far
}

// importFile carries out one [[import]]: its rows act as if they were written before the tables of the same file.
func (l *loader) importFile(e *Entry) {
	if e.ID == "" {
		l.ps.Add(Problem{Pos: e.Pos, Entity: "import", Message: expectedArray("import")})
		return
	}
	var keys importKeys
	r := rows{loader: l, entry: e, lines: map[string]int{}}
	dst := []any{&keys, &r.rowKeys}
	if v, _ := e.lookup([]string{"change"}); v.Raw == true {
		dst = dst[:1]
	}
	if !DecodeAll(e, l.ps, nil, dst...) {
		return
	}
	f, err := l.open(keys.File, e.File)
	if err != nil {
		l.ps.Add(e.Problem("file", err.Error()))
		return
	}
	if keys.Change {
		l.change(f)
		return
	}
	if _, asked := l.doc.asked[r.Table]; !asked && len(l.doc.Tables[r.Table]) == 0 {
		v, _ := e.lookup([]string{"table"})
		l.doc.asked[r.Table] = v.Pos
	}
	r.read(f)
}

// read reads the table within the bounds of the scenario.
func (r *rows) read(f SourceFile) {
	work := 1 + len(r.Columns) // cells and texts that are looked at in a row
	for _, columns := range r.Group {
		work += len(columns)
	}
	for _, texts := range r.Where {
		work += len(texts)
	}
	readGrid(f, r.ps, r.header, func(g *grid) bool {
		if !r.fits(work, g.at(0)) {
			return false
		}
		if r.taken(g) {
			r.row(g)
		}
		return true
	})
}

// header checks that the file has the columns of the import.
func (r *rows) header(g *grid) (ok bool) {
	ok = true
	need := func(key, column string) {
		if message, suggestion := g.missing(column); message != "" {
			p := r.entry.Problem(key, message)
			p.Suggestion = suggestion
			r.ps.Add(p)
			ok = false
		}
	}
	for _, key := range sorted(r.Columns) {
		column, _ := splitColumn(r.Columns[key])
		need(inside("columns", key), column)
	}
	for _, key := range sorted(r.Group) {
		for _, sub := range sorted(r.Group[key]) {
			column, _ := splitColumn(r.Group[key][sub])
			need(inside(inside("group", key), sub), column)
		}
	}
	for _, column := range sorted(r.Where) {
		need(inside("where", column), column)
	}
	for i, column := range []string{r.Quality, r.Source, r.Verified, r.Note} {
		if r.entry.Has(markKeys[i]) && column != "" { // "" for none
			need(markKeys[i], column)
		}
	}
	if r.Columns["id"] == "" {
		r.ps.Add(r.entry.Problem("columns", `expected a column for id, such as id = "id"`))
		ok = false
	}
	return ok
}

// splitColumn takes "resource_t_reo [t]" apart.
func splitColumn(spec string) (column, unit string) {
	if before, after, found := strings.Cut(spec, " ["); found && strings.HasSuffix(after, "]") {
		return strings.TrimSpace(before), strings.TrimSuffix(after, "]")
	}
	return spec, ""
}

// taken tells whether the import takes a row.
func (r *rows) taken(g *grid) bool {
	for column, texts := range r.Where {
		if !slices.Contains(texts, g.cell(column)) {
			return false
		}
	}
	return true
}

// row merges one row into its table.
func (r *rows) row(g *grid) {
	e := &Entry{Table: r.Table, Values: map[string]Value{}}
	id := g.value(r.Columns["id"], "")
	e.Pos, e.ID = id.Pos, g.cell(r.Columns["id"])
	if first, twice := r.lines[e.ID]; !validID(e.ID) {
		r.ps.Add(Problem{Pos: id.Pos, Entity: r.Table, Key: "id", Value: show(id.Raw), Message: expectedID})
		return
	} else if twice {
		r.ps.Add(Problem{Pos: id.Pos, Entity: e.Name(), Message: fmt.Sprintf("this id is already used on line %d", first)})
		return
	}
	r.lines[e.ID] = id.Line
	mark := g.mark(Mark{r.Quality, r.Source, r.Verified, r.Note}, r.ps)
	put := func(key string, v Value) {
		v.mark = mark
		if text, is := v.Raw.(string); is && (text[0] == '[' || text[0] == '{') {
			v.read = literal(text)
		}
		e.put(key, v)
	}
	for _, key := range sorted(r.Set) {
		v, _ := r.entry.lookup([]string{"set", key})
		e.put(key, v)
	}
	for _, key := range sorted(r.Columns) {
		if v := g.value(splitColumn(r.Columns[key])); key != "id" && v.Raw != nil {
			put(key, v)
		}
	}
	for _, key := range sorted(r.Group) {
		if v := r.group(g, r.Group[key]); v.Raw != nil {
			put(key, v)
		}
	}
	r.doc.merge(e, r.ps)
}

// group makes a nested table of the cells that are not empty; without Raw when all are.
func (r *rows) group(g *grid, columns map[string]string) (v Value) {
	inner, places := map[string]any{}, &node{}
	for _, sub := range sorted(columns) {
		cell := g.value(splitColumn(columns[sub]))
		if cell.Raw == nil {
			continue
		}
		if len(inner) == 0 {
			v = cell
		}
		inner[sub] = cell.Raw
		places.append(&node{name: sub, line: cell.Line, col: cell.Col})
	}
	if len(inner) > 0 {
		v.Raw, v.inner = inner, places
	}
	return v
}
