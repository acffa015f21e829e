package policy

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestKindsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds {
		if k.Name == "" || seen[k.Name] || !strings.HasSuffix(k.Summary, ".") {
			t.Errorf("kind %q needs a name of its own and a sentence", k.Name)
		}
		seen[k.Name] = true
		keys := k.Keys()
		if keys == k.Keys() {
			t.Errorf("%s: Keys returns the same set twice", k.Name)
		}
		checkTags(t, k.Name, reflect.TypeOf(keys).Elem())
	}
	checkTags(t, "common", reflect.TypeFor[Common]())
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
		if number.Kind() == reflect.Slice {
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
		{"a plant that does not sell", floor("north-plant", "Dy"), setup("US", "2024-01", "2025-12"), `plant = "north-plant": expected a plant that sells Dy`},
		{"half a quarter", floor("mp", "NdPr"), setup("US", "2024-01", "2025-11"), `end = "2025-11": expected the last month of a quarter, when it is settled`},
		{"nobody guarantees", floor("mp", "NdPr"), setup("", "2024-01", "2025-12"), "government: expected the region whose treasury guarantees the price"},
		{"unknown buyer", &Offtake{Seller: "mp", Buyer: "nobody", Good: "NdPr"}, setup("", "2024-01", "2025-12"), `buyer = "nobody": expected the id of a plant`},
	} {
		_, err := c.keys.Build(c.setup)
		var key *KeyError
		if !errors.As(err, &key) || err.Error() != c.want {
			t.Errorf("%s: error is\n%v, want\n%s", c.name, err, c.want)
		}
	}
}
