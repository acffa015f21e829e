package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine/scenario"
)

// What show prints runs to the same files as what it was made of; only the manifest knows the difference.
func TestShownScenarioRunsToTheSameFiles(t *testing.T) {
	dir := t.TempDir()
	sets := map[string][]string{
		"world": {"--set", "plant.D01.composition.Tb=0.04 %", "--set", "company.china-re.owners={public = 1}"},
		"tour":  {"--set", "instrument.us-floor.strike=120 USD/kg"},
	}
	for _, name := range scenario.Embedded().Names() {
		text, errs, code := call(t, dir, nil, append([]string{"show", name}, sets[name]...)...)
		if code != 0 {
			t.Fatal(errs)
		}
		file := name + "-again.toml"
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		call(t, dir, nil, append([]string{"run", name, "--months", "24", "--quiet", "-o", name}, sets[name]...)...)
		if out, errs, code := call(t, dir, nil, "run", file, "--months", "24", "--quiet", "-o", file+".out"); code != 0 {
			t.Fatal(out, errs)
		}
		files, _ := filepath.Glob(filepath.Join(dir, name, "*"))
		if len(files) < 15 {
			t.Errorf("%d files", len(files))
		}
		for _, path := range files {
			base := filepath.Base(path)
			want, _ := os.ReadFile(path)
			got, err := os.ReadFile(filepath.Join(dir, file+".out", base))
			if base != "manifest.json" && (err != nil || string(got) != string(want)) {
				t.Errorf("%s: %s differs: %v", name, base, err)
			}
		}
	}
}

// Every page of show fits a terminal and says what it is asked.
func TestShow(t *testing.T) {
	dir := t.TempDir()
	hostile := "extends = \"small\"\nquality = \"estimate\"\nsource = \"a \\u001b[31m red \\u0007 source\"\n" +
		"[[plant]]\nid = \"cn-rock\"\nname = \"\\u001b[31mred\"\ncapacity = \"21 kt/yr\"\n"
	if err := os.WriteFile(filepath.Join(dir, "mine.toml"), []byte(hostile), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{nil, []string{"world               World rare-earth chain, 2024-2040, under the law of 2024\n", "\nbrazil-restriction  Brazil "}},
		{[]string{"world", "plant.D10.output"}, []string{
			`plant.D10.output = "27500 t/yr"`, "unit      t/yr", "origin    embedded:data/calibration.csv:2", "quality   estimate",
			"reason    A. 6,500 t of NdPr", "before    \"13000 t/yr\"\n            embedded:data/miners.csv:11\n",
		}},
		{[]string{"world", "plant.D10"}, []string{"was \"13000 t/yr\" (data/miners.csv:11): A. 6,500 t of NdPr", "data/deposits.csv:11", "default"}},
		{[]string{"world", "plant"}, []string{"id               kind         country  size            name\n", "\nD10              miner        AU       30000 t/yr      Mount Weld (Lynas)\n"}},
		{[]string{"world", "company"}, []string{"\nlynas ", "Lynas Rare Earths"}},
		{[]string{"world", "instrument"}, []string{"\ncn-mining-quota      production-quota  CN          2024-01  270 kt/yr\n"}},
		{[]string{"world", "route"}, []string{"0.15 USD/kg  oxide, magnet, scrap"}},
		{[]string{"world", "model"}, []string{"\n  steepness "}},
		{[]string{"world", "model.steepness"}, []string{"model.steepness = 0.8\n", "origin    default\n"}},
		{[]string{"world", "model.steepness", "--set", "model.steepness=1.1"}, []string{"model.steepness = 1.1\n", "origin    --set model.steepness\n"}},
		{[]string{"world", "months"}, []string{"months = 204\n", "embedded:world.toml:"}},
		{[]string{"world", "plant.D01.segment"}, []string{"plant.D01.segment = (not set)\n"}},
		{[]string{"world", "--quality", "estimate"}, []string{
			" values are estimates\n", "\nuse: 128 of 128\n", "  D10  data/calibration.csv:2\n      output 27500 t/yr\n      Lynas NdPr sales; one yield",
			"      A. 6,500 t of NdPr sold needs 29,000-31,000 t of ore; USGS infers 13,000\n      from Chinese imports\n", "composition (1",
		}},
		{[]string{"world", "--quality", "unmarked"}, []string{"world: 0 of "}},
		{[]string{"world", "use", "--quality", "estimate"}, []string{"world: 128 of 128 values are estimates\n"}},
		{[]string{"small", "shock"}, []string{"small has no shock\n"}},
		{[]string{"mine.toml", "plant.cn-rock"}, []string{"mine plant cn-rock\n", "mine.toml:7", `was "20 kt/yr" (small.toml:`, `\u001B[31mred`}},
		{[]string{"mine.toml", "--quality", "estimate"}, []string{"a ?[31m red ? source"}},
	} {
		out, errs, code := call(t, dir, nil, append([]string{"show"}, c.args...)...)
		if code != 0 || errs != "" {
			t.Errorf("%v: exit %d, %s", c.args, code, errs)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%v: no %q in\n%.3000s", c.args, want, out)
			}
		}
		for line := range strings.SplitSeq(out, "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("%v: more than 80 columns: %q", c.args, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%v: blanks at the end of %q", c.args, line)
			}
		}
		if strings.ContainsAny(out, "\x1b\r\b\x07\t") {
			t.Errorf("%v: control characters in a pipe", c.args)
		}
	}
}

// A shell completes names of scenarios and kinds, and paths part by part.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ args, want string }{
		{"show s", "small\n"},
		{"run s", "small\n"},
		{"check small w", "world\n"},
		{"init x.toml --from t", "tour\n"},
		{"kinds off", "offtake\n"},
		{"show small pl", "plant\n"},
		{"show small cost", "cost-curve\n"},
		{"show small plant.cn-r", "plant.cn-rock\nplant.cn-recycler\n"},
		{"show small plant.cn-rock.composition.", "plant.cn-rock.composition.La\n"},
		{"show nothing pl", ":"},
	} {
		out, _, code := call(t, dir, nil, append([]string{"__complete"}, strings.Split(c.args, " ")...)...)
		if code != 0 || !strings.Contains("\n"+out, c.want) {
			t.Errorf("%s: exit %d, got %q, want %q", c.args, code, out, c.want)
		}
	}
}

// For machines the same: every value with its number, place, mark and past.
func TestShowJSON(t *testing.T) {
	dir := t.TempDir()
	type object struct {
		Schema   int
		Scenario string
		Counts   map[string]int
		Values   []jsonValue
	}
	read := func(args ...string) (o object) {
		out, errs, code := call(t, dir, nil, append([]string{"show", "--json"}, args...)...)
		if err := json.Unmarshal([]byte(out), &o); err != nil || code != 0 || errs != "" || o.Schema != 1 {
			t.Errorf("%v: exit %d, %v, stderr %q", args, code, err, errs)
		}
		return o
	}
	one := read("world", "plant.D10.output")
	if len(one.Values) != 1 || one.Scenario != "world" {
		t.Fatalf("got %+v", one)
	}
	v := one.Values[0]
	if v.Path != "plant.D10.output" || *v.Number != 27500 || v.Unit != "t/yr" || v.Value != "27500 t/yr" || v.Quality != "estimate" || !v.Counts ||
		v.Origin != "embedded:data/calibration.csv:2" || v.Before[0].Value != "13000 t/yr" || v.Before[0].Origin != "embedded:data/miners.csv:11" {
		t.Errorf("got %+v", v)
	}
	all, guesses := read("world"), read("world", "--quality", "estimate")
	if n := all.Counts["estimate"]; n != len(guesses.Values) || n < 1000 || all.Counts["unmarked"] != 0 || len(all.Values) < 5000 {
		t.Errorf("%v of %d values, %d are listed", all.Counts, len(all.Values), len(guesses.Values))
	}
	if opens := read("world", "plant.D01.opens").Values[0]; opens.Number != nil || opens.Unit != "date" {
		t.Errorf("a month: %+v", opens)
	}
	if feeds := read("world", "plant.S02.feeds").Values[0]; len(feeds.Value.([]any)) != 7 {
		t.Errorf("a list: %+v", feeds)
	}
	if none := read("small", "shock"); none.Values == nil || len(none.Values) > 0 {
		t.Errorf("no values: %+v", none)
	}
}
