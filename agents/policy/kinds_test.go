package policy

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"monazite/markets"
)

func TestKindsAreComplete(t *testing.T) {
	seen, comments := map[string]bool{}, comments(t)
	for _, k := range Kinds {
		if seen[k.Name] {
			t.Errorf("there are two kinds %q", k.Name)
		}
		seen[k.Name] = true
		checkKind(t, k, comments)
	}
	checkKind(t, Kind{"mine-credit", "That of the README.", func() Builder { return &MineCredit{} }}, comments)
	checkTags(t, "common", reflect.TypeFor[Common]())
}

// checkKind wants of a kind all that its page shows; its example is looked for where scenarios are.
func checkKind(t *testing.T, k Kind, comments map[string]string) {
	t.Helper()
	if k.Name == "" || !strings.HasSuffix(k.Summary, ".") {
		t.Errorf("kind %q needs a name and a sentence", k.Name)
	}
	keys := k.Keys()
	if keys == k.Keys() {
		t.Errorf("%s: Keys returns the same set twice", k.Name)
	}
	of := reflect.TypeOf(keys).Elem()
	checkTags(t, k.Name, of)
	if name := of.Name(); !strings.HasPrefix(comments[name], name+" ") {
		t.Errorf("%s: the type %s has no comment that says who pays whom", k.Name, name)
	}
	page := keys.Page()
	for what, text := range map[string]string{
		"users": page.Users, "mechanism": page.Mechanism, "formula": page.Formula, "test": page.Test, "source": page.Source,
	} {
		if text == "" || text != strings.Join(strings.Fields(text), " ") {
			t.Errorf("%s: the page needs one line of %s, not %q", k.Name, what, text)
		}
	}
	if page.Tension < 0 || page.Tension > 1 {
		t.Errorf("%s: tension %v", k.Name, page.Tension)
	}
}

// comments are those of the types of this package.
func comments(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			if g, is := decl.(*ast.GenDecl); is && g.Tok == token.TYPE && len(g.Specs) == 1 {
				texts[g.Specs[0].(*ast.TypeSpec).Name.Name] = g.Doc.Text()
			}
		}
	}
	return texts
}

// checkTags wants a key and a sentence for every field, and a unit for every number.
func checkTags(t *testing.T, kind string, keys reflect.Type) {
	t.Helper()
	for f := range keys.Fields() {
		if f.Anonymous {
			checkTags(t, kind, f.Type)
			continue
		}
		if f.Tag.Get("toml") == "" || f.Tag.Get("doc") == "" {
			t.Errorf("%s: field %s has no key or no doc", kind, f.Name)
		}
		number := f.Type
		if number.Kind() == reflect.Slice || number.Kind() == reflect.Pointer {
			number = number.Elem()
		}
		if (number.Kind() == reflect.Float64 || number.Kind() == reflect.Int64) && f.Tag.Get("unit") == "" {
			t.Errorf("%s: key %s has no unit", kind, f.Tag.Get("toml"))
		}
	}
}

func TestBadKeys(t *testing.T) {
	floor := func(plant, good string) *FloorCfD { return &FloorCfD{Plant: plant, Good: good} }
	for _, c := range []struct {
		name  string
		keys  Builder
		setup *Setup
		want  string
	}{
		{"end before start", &RawExportBan{Goods: []string{"oxide"}}, setup("MY", "2025-01", "2024-01"), `end = "2024-01": expected a month not before start, 2025-01`},
		{"no region", &RawExportBan{Goods: []string{"oxide"}}, setup("", "2024-01", "2025-01"), "from: expected the ids of regions, or a government whose region is meant"},
		{"unknown region", &Tariff{From: []string{"XX"}}, setup("US", "2024-01", "2025-01"), `from = "XX": expected the id of a region`},
		{"unknown good", &RawExportBan{Goods: []string{"oxid"}}, setup("MY", "2024-01", "2025-01"), `goods = "oxid": expected the id of a good, a level such as "oxide", or "*"`},
		{"no goods", &RawExportBan{}, setup("MY", "2024-01", "2025-01"), `goods: expected goods or levels such as "oxide", or "*"`},
		{"a tariff of nothing", &Tariff{Goods: []string{"*"}}, setup("US", "2024-01", "2025-01"), `rate: expected a share such as "25 %", or per_kg such as "5 USD/kg"`},
		{"no quota", &ExportQuota{Goods: []string{"*"}}, setup("CN", "2024-01", "2025-01"), `annual: expected a mass a year such as "30 kt/yr", or a list of them`},
		{"no plants", &ProductionQuota{Companies: []string{"mp"}, PlantKind: "miner"}, setup("US", "2024-01", "2025-01"), "plants: expected at least one plant, or companies that have plants of plant_kind"},
		{"no way out", &RawExportBan{From: []string{"MY"}, Goods: []string{"MG1"}}, islands(setup("", "2024-01", "2025-01")), "from: expected a route that exists: none carries anything from MY to anywhere"},
		{"no way there", &Tariff{From: []string{"CN"}, To: []string{"CN"}, Goods: []string{"*"}, Rate: Rate{PerKg: perKg(1)}}, setup("", "2024-01", "2025-01"), "from: expected a route that exists: none carries anything from CN to CN"},
		{"no carriage", &ExportTax{Goods: []string{"oxide"}, Rate: Rate{PerKg: perKg(1)}}, islands(setup("CN", "2024-01", "2025-01")), "goods: expected a route that exists: none carries these goods from CN to anywhere"},
		{"no exports to limit", &ExportQuota{Goods: []string{"Dy"}, Annual: []float64{1}}, islands(setup("CN", "2024-01", "2025-01")), "goods: expected a route that exists: none carries these goods from CN to anywhere"},
		{"nobody buys it", floor("mp", "Dy"), setup("US", "2024-01", "2025-12"), `good = "Dy": expected a good that is traded: nobody buys this one`},
		{"a plant that does not sell", floor("north-mine", "NdPr"), setup("US", "2024-01", "2025-12"), `plant = "north-mine": expected a plant that sells NdPr`},
		{"half a quarter", floor("mp", "NdPr"), setup("US", "2024-01", "2025-11"), `end = "2025-11": expected the last month of a quarter, when it is settled`},
		{"nobody guarantees", floor("mp", "NdPr"), setup("", "2024-01", "2025-12"), "government: expected the region whose treasury guarantees the price"},
		{"a reserve of nobody", &StrategicReserve{Goods: []string{"NdPr"}, High: 1}, setup("", "2024-01", "2025-12"), "government: expected the region whose treasury pays, and in which the goods are kept"},
		{"a reserve of what there is not", &StrategicReserve{Goods: []string{"gold"}, High: 1}, setup("US", "2024-01", "2025-12"), `goods = "gold": expected the id of a good, a level such as "oxide", or "*"`},
		{"a reserve that pays what it sells at", &StrategicReserve{Goods: []string{"NdPr"}, Low: 1, High: 1}, setup("US", "2024-01", "2025-12"), "low: expected less than high: a reserve does not sell for less than it pays"},
		{"an offtake of what the plant does not make", &GuaranteedOfftake{Plant: "mp", Goods: []string{"Dy"}}, setup("US", "2024-01", "2025-12"), `plant = "mp": expected a plant that sells Dy`},
		{"an offtake of a level that the plant does not make", &GuaranteedOfftake{Plant: "mp", Goods: []string{"magnet"}}, setup("US", "2024-01", "2025-12"), `plant = "mp": expected a plant that sells one of the goods`},
		{"an offtake of nobody", &GuaranteedOfftake{Plant: "mp", Goods: []string{"NdPr"}}, setup("", "2024-01", "2025-12"), "government: expected the region whose treasury pays, and in which the goods are kept"},
		{"unknown buyer", &Offtake{Seller: "mp", Buyer: "nobody", Good: "NdPr"}, setup("", "2024-01", "2025-12"), `buyer = "nobody": expected the id of a plant`},
	} {
		_, err := c.keys.Build(c.setup)
		var key *KeyError
		if !errors.As(err, &key) || err.Error() != c.want {
			t.Errorf("%s: error is\n%v, want\n%s", c.name, err, c.want)
		}
	}
}

// islands leaves of the routes those of magnets from China.
func islands(s *Setup) *Setup {
	for i := range s.Catalog.Freight {
		good, route := i/len(s.Catalog.Routes), s.Catalog.Routes[i%len(s.Catalog.Routes)]
		if s.Catalog.Goods[good].Level != markets.Magnet || s.Catalog.Nodes[route.From].Region != 0 {
			s.Catalog.Freight[i] = -1
		}
	}
	return s
}
