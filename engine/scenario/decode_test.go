package scenario

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"monazite/markets"
)

// testMonth stands for a type that reads its own text.
type testMonth struct{ Year, Month int }

func (m *testMonth) UnmarshalText(text []byte) error {
	t, err := time.Parse("2006-01", string(text))
	if err != nil {
		return fmt.Errorf(`expected a month such as "2027-07"`)
	}
	m.Year, m.Month = t.Year(), int(t.Month())
	return nil
}

type testTop struct {
	Name   string    `toml:"name" default:"unnamed"`
	Start  testMonth `toml:"start" default:"2024-01"`
	Months int       `toml:"months" default:"24" min:"1" max:"600"`
}

type testModel struct {
	Response float64 `toml:"response" default:"0.5" min:"0"`
	Lag      int     `toml:"lag" unit:"months" default:"6 months" min:"0"`
}

type testGood struct {
	Note string `toml:"note" opt:""`
}

// testSite are embedded: every kind of plant has them.
type testSite struct {
	Kind string `toml:"kind" oneof:"miner refiner" doc:"what the plant is"`
	Note string `toml:"note" opt:""`
}

type testStep struct {
	From  testMonth `toml:"from"`
	Share float64   `toml:"share" unit:"1" min:"0"`
}

type testMiner struct {
	testSite
	Capacity float64            `toml:"capacity" unit:"t/yr" min:"0" doc:"output at full use"`
	Cost     markets.Price      `toml:"cost" default:"10 USD/kg"`
	Royalty  float64            `toml:"royalty" unit:"1" default:"3 %" min:"0" max:"1"`
	Stock    markets.Mass       `toml:"stock" default:"0 t"`
	Cash     markets.Money      `toml:"cash" default:"1 M USD"`
	Yield    markets.Share      `toml:"yield" default:"92 %"`
	Opens    testMonth          `toml:"opens" default:"2024-01"`
	Good     string             `toml:"good" ref:"good" default:"ndpr"`
	Goods    []string           `toml:"goods" ref:"good" default:"[\"ndpr\", \"ce\"]"`
	Content  map[string]float64 `toml:"content" keys:"good" sum:"1" opt:""`
	Owners   map[string]float64 `toml:"owners" sum:"1" opt:""`
	Set      string             `toml:"set" oneof:"light heavy full" default:"light"`
	Cracks   bool               `toml:"cracks" default:"false"`
	Steps    []testStep         `toml:"steps" opt:""`
	Floor    *markets.Price     `toml:"floor" opt:""`
	Count    int64              `toml:"count" default:"0"`
	Extra    any                `toml:"extra" opt:""`
	As       Value              `toml:"as" opt:""`
	Private  int
}

// decodeTest loads main.toml and decodes all of it: the whole path of a scenario.
func decodeTest(r Resolver, sets []string) (*Document, map[string]testMiner, *Problems) {
	d, ps := Load(r, "main.toml", sets)
	if d == nil {
		return nil, nil, ps
	}
	d.CheckTables([]string{"model", "good", "plant"}, ps)
	d.CheckSections([]string{"model"}, ps)
	refs := d.Refs()
	Decode(d.Top, &testTop{}, ps, refs)
	if e := d.Find("model", ""); e != nil {
		Decode(e, &testModel{}, ps, refs)
	}
	for _, e := range d.Tables["good"] {
		Decode(e, &testGood{}, ps, refs)
	}
	miners := map[string]testMiner{}
	for _, e := range d.Tables["plant"] {
		var m testMiner
		Decode(e, &m, ps, refs)
		miners[e.ID] = m
	}
	return d, miners, ps
}

func TestDecodeGivesTypesAndUnits(t *testing.T) {
	_, miners, ps := decodeTest(textFiles{"main.toml": `
good = [{id = "ndpr"}, {id = "ce"}]
[[plant]]
id = "plain"
kind = "miner"
capacity = "18 kt/yr"
[[plant]]
id = "rich"
kind = "refiner"
capacity = "1.5 kt REO/month"
cost = "110 USD/lb"
royalty = 0.25
stock = "3 t"
cash = "2 bn USD"
yield = 0.5
opens = "2027-07"
good = "ce"
goods = "ce"
content = {ndpr = "30 %", ce = 0.7}
owners.mp = 0.85
owners.dod = "15 %"
set = "heavy"
cracks = true
floor = "60 USD/kg"
count = 7
extra = [1, "a"]
[[plant.steps]]
from = "2026-01"
share = "25 %"
[[plant.steps]]
from = "2027-01"
share = 0.5
`}, nil)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	floor := 60 * markets.USDPerKg
	want := map[string]testMiner{
		"plain": {
			testSite: testSite{Kind: "miner"}, Capacity: 18_000, Cost: 10 * markets.USDPerKg, Royalty: 0.03,
			Cash: 1_000_000 * markets.USD, Yield: 920_000_000, Opens: testMonth{2024, 1}, Good: "ndpr",
			Goods: []string{"ndpr", "ce"}, Set: "light",
		},
		"rich": {
			testSite: testSite{Kind: "refiner"}, Capacity: 18_000, Cost: 242_508_488, Royalty: 0.25,
			Stock: 3 * markets.Tonne, Cash: 2_000_000_000 * markets.USD, Yield: markets.Whole / 2,
			Opens: testMonth{2027, 7}, Good: "ce", Goods: []string{"ce"},
			Content: map[string]float64{"ndpr": 0.3, "ce": 0.7}, Owners: map[string]float64{"mp": 0.85, "dod": 0.15},
			Set: "heavy", Cracks: true, Floor: &floor, Count: 7, Extra: []any{int64(1), "a"},
			Steps: []testStep{{testMonth{2026, 1}, 0.25}, {testMonth{2027, 1}, 0.5}},
		},
	}
	if diff := cmp.Diff(want, miners, cmp.AllowUnexported(testMiner{}, Value{})); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeAllJudgesKeysOfAllDestinations(t *testing.T) {
	d, ps := Load(textFiles{"main.toml": "[model]\nlag = \"1 year\"\nnote = \"x\"\nnota = \"y\"\n"}, "main.toml", nil)
	var m testModel
	var g testGood
	DecodeAll(d.Find("model", ""), ps, nil, &m, &g)
	if m.Lag != 12 || g.Note != "x" {
		t.Errorf("got %+v and %+v", m, g)
	}
	want := "main.toml:4:1: model: nota: unknown key; did you mean \"note\"?\n    nota = \"y\""
	if got := ps.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDescribeListsKeys(t *testing.T) {
	docs := Describe(&testMiner{})
	byKey := map[string]KeyDoc{}
	for _, d := range docs {
		byKey[d.Key] = d
	}
	zero, one := 0.0, 1.0
	want := []KeyDoc{
		{Key: "kind", Required: true, Allowed: []string{"miner", "refiner"}, Doc: "what the plant is", Form: "text"},
		{Key: "capacity", Unit: "t/yr", Required: true, Doc: "output at full use", Form: "number", Min: &zero},
		{Key: "cost", Unit: "USD/kg", Default: "10 USD/kg", Form: "number"},
		{Key: "content", Unit: "1", Ref: []string{"good"}, Form: "table of numbers", Sum: &one},
		{Key: "goods", Default: `["ndpr", "ce"]`, Ref: []string{"good"}, Form: "list of texts"},
		{Key: "cracks", Default: "false", Form: "true or false"},
		{Key: "steps", Form: "list of tables"},
		{Key: "steps.share", Unit: "1", Required: true, Form: "number", Min: &zero},
		{Key: "count", Unit: "1", Default: "0", Form: "whole number"},
	}
	for _, w := range want {
		if diff := cmp.Diff(w, byKey[w.Key]); diff != "" {
			t.Errorf("%s: %s", w.Key, diff)
		}
	}
	if docs[0].Key != "kind" || docs[2].Key != "capacity" {
		t.Errorf("the order of the fields is lost: %v", docs)
	}
}

func TestExamplesAreInTheirUnit(t *testing.T) {
	for _, unit := range []string{"t", "t/yr", "t/month", "t REO/yr", "kg", "USD", "USD/kg", "USD/t", "USD/yr", "months", "1/yr", "%"} {
		q, err := markets.ParseQuantity(example(unit))
		if err != nil {
			t.Errorf("%s: %v", unit, err)
		} else if _, err := q.Float(unit); err != nil {
			t.Errorf("%s: %v", unit, err)
		}
	}
}
