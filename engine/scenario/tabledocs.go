package scenario

import (
	"reflect"
	"slices"

	"monazite/agents"
	"monazite/agents/firm"
	"monazite/agents/policy"
)

// tableDoc explains a table of a scenario.
type tableDoc struct {
	name, summary string
	section       bool     // written [name], without ids
	keys          []any    // what an entry is decoded into; of plants and instruments, what all kinds share
	columns       []string // that a listing shows beside the id: a key, or a header and keys of which it shows the first
}

// tableDocs are the tables in the order of the list of tables. The keys at the top of a scenario are those of "scenario".
func tableDocs() []tableDoc {
	mark := &provenance{}
	return []tableDoc{
		{"scenario", "The keys above the first table: what the scenario is called and how long it runs. A mark there holds for the values of the same file that have none.", true, []any{&extendsKey{}, &topKeys{}, mark}, nil},
		{"model", "How firms behave, wherever they are: expectations, speeds, elasticities, chance. All keys have defaults.", true, []any{&agents.Model{}, mark}, nil},
		{"opening", "How prices, stocks and cash open where no table gives them.", true, []any{&openingKeys{}, mark}, nil},
		{"region", "A market area with one government: what is sold inside it moves at no cost.", false, []any{&regionKeys{}}, []string{"treasury", "closes", "index", "name"}},
		{"country", "Where plants stand and companies pay tax; each belongs to a region.", false, []any{&countryKeys{}}, []string{"region", "name"}},
		{"node", "A segment of a region with prices of its own, such as secure buyers.", false, []any{&nodeKeys{}}, []string{"region", "segment"}},
		{"good", "What is traded, from ore to magnets and scrap.", false, []any{&goodKeys{}}, []string{"level", "element", "class", "price", "name"}},
		{"route", "Carriage between nodes. Without a route nothing moves; of two routes for the same nodes and goods the later one holds.", false, []any{&routeKeys{}}, []string{"freight", "goods", "from", "to"}},
		{"company", "Owns cash and plants; what its plants can use of one another's goods passes inside it.", false, []any{&companyKeys{}}, []string{"country", "group", "cash", "name"}},
		{"use", "A final use of magnets or oxides, such as cars: how its demand grows and answers to prices.", false, []any{&useKeys{}}, []string{"sector", "elasticity", "choke", "life", "name"}},
		{"plant", "Makes, uses or carries goods; its kind says how. These are the keys of all kinds.", false, []any{&firm.Common{}}, []string{"kind", "country", "size=capacity demand", "name"}},
		{"project", "A plan to build plants: it waits for permits, decides when the return pays and the money is there, builds, and ramps up. Its plants open when it is built.", false, []any{&projectKeys{}}, []string{"company", "stage", "scope", "capex", "name"}},
		{"investor", "A bank or fund that finances projects and buys what is bankrupt.", false, []any{&investorKeys{}}, []string{"kind", "region", "capital", "return"}},
		{"instrument", "What a government does, or a contract between firms; its kind says how. These are the keys of all kinds.", false, []any{&policy.Common{}}, []string{"kind", "government", "start", "size=rate annual strike per_kg price quantity waiver", "name"}},
		{"shock", "A scripted event: plants that lose capacity, or uses whose demand changes, for some months.", false, []any{&shockKeys{}}, []string{"from", "to", "factor", "plants"}},
		{"expect", "A claim about the runs of the scenario, for monazite check --run, whose help lists metrics. Claims are not inherited under extends.", false, []any{&expectKeys{}}, []string{"claim=claim metric", "when", "op", "value"}},
		{"import", "A CSV file whose rows become entries of a table, or change single values.", false, []any{&importKeys{}, &rowKeys{}}, nil},
	}
}

// docOf finds the explanation of a table.
func docOf(table string) (tableDoc, bool) {
	docs := tableDocs()
	i := slices.IndexFunc(docs, func(d tableDoc) bool { return d.name == or(table, "scenario") })
	if i < 0 {
		return tableDoc{name: table}, false
	}
	return docs[i], true
}

// vocabulary is what the keys of an entry mean: those of its table and, where it has one, of its kind.
type vocabulary struct {
	docs []KeyDoc
	keys map[string]meaning // without those of nested tables
}

// meaning is what one key means.
type meaning struct {
	field
	Type reflect.Type // nil for a key that nobody knows
}

// vocabularies are made once per table and kind: reading the tags of a struct takes longer than using them.
type vocabularies map[name]*vocabulary

// of finds the vocabulary of an entry; an empty one for a table that is not explained.
func (vs vocabularies) of(e *Entry) *vocabulary {
	kind, _ := e.Values["kind"].Raw.(string)
	if v := vs[name{e.Table, kind}]; v != nil {
		return v
	}
	doc, _ := docOf(e.Table)
	v := &vocabulary{keys: map[string]meaning{}}
	for _, dst := range append(kindKeys(e.Table, kind), doc.keys...) {
		v.docs = append(v.docs, Describe(dst)...)
		t := structOf(reflect.TypeOf(dst))
		for _, f := range planOf(t).fields {
			v.keys[f.key] = meaning{f, t.FieldByIndex(f.index).Type}
		}
	}
	vs[name{e.Table, kind}] = v
	return v
}

// kindKeys are the keys of a kind of plant or instrument.
func kindKeys(table, kind string) []any {
	switch table {
	case "plant":
		for _, k := range firm.Kinds {
			if k.Name == kind {
				return []any{k.Keys()}
			}
		}
	case "instrument":
		for _, k := range policy.Kinds {
			if k.Name == kind {
				return []any{k.Keys()}
			}
		}
	}
	return nil
}

// at is the meaning of a key, or of a key of a nested table; without Type for one that is not known.
func (v *vocabulary) at(path []string) meaning {
	m := v.keys[path[0]]
	for _, key := range path[1:] {
		if m = m.inside(key); m.Type == nil {
			break
		}
	}
	return m
}

// inside is the meaning of a key of a nested table. The keys of a map have that of the map: its unit holds for all.
func (m meaning) inside(key string) meaning {
	t := m.Type
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == nil:
	case t.Kind() == reflect.Map:
		return meaning{m.field, t.Elem()}
	case nested(t):
		for _, f := range planOf(t).fields {
			if f.key == key {
				return meaning{f, t.FieldByIndex(f.index).Type}
			}
		}
	}
	return meaning{}
}
