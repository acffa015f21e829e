package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine/scenario"
)

// Every page of kinds fits a terminal and tells of each key what it takes: a sentence, bounds, names, its default.
func TestKindPages(t *testing.T) {
	for _, kind := range allKinds() {
		var page strings.Builder
		printKind(&page, &kind)
		text := strings.Join(strings.Fields(page.String()), " ")
		for line := range strings.SplitSeq(page.String(), "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("%s: more than 80 columns: %q", kind.Name, line)
			}
		}
		for _, key := range kind.Keys {
			_, about, found := strings.Cut(text, " "+key.Key+" "+key.Doc+" [")
			about, _, _ = strings.Cut(about, "] ")
			if !found || about == "" {
				t.Errorf("%s: nothing about %s", kind.Name, key.Key)
			}
			if key.Form == "" || key.Doc == "" {
				t.Errorf("%s: %s has no form or sentence", kind.Name, key.Key)
			}
			want := append([]string{}, key.Allowed...)
			want = append(want, key.Ref...)
			if key.Min != nil {
				want = append(want, fmt.Sprint(*key.Min))
			}
			if key.Max != nil {
				want = append(want, fmt.Sprint(*key.Max))
			}
			if key.Sum != nil {
				want = append(want, "sums to "+fmt.Sprint(*key.Sum))
			}
			switch {
			case key.Default != "":
				want = append(want, "default "+key.Default)
			case key.Required:
				want = append(want, "required")
			default:
				want = append(want, "optional")
			}
			if strings.HasPrefix(key.Form, "list") {
				want = append(want, "list")
			}
			for _, word := range want {
				if !strings.Contains(about, word) {
					t.Errorf("%s: %s is said to take %q, no word of %q", kind.Name, key.Key, about, word)
				}
			}
		}
	}
}

// The list says who uses an instrument; its page and the object have all that is known of it.
func TestKindsExplainInstruments(t *testing.T) {
	dir := t.TempDir()
	list, _, _ := call(t, dir, nil, "kinds")
	for line := range strings.SplitSeq(list, "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("more than 80 columns: %q", line)
		}
	}
	list = strings.Join(strings.Fields(list), " ")
	for _, kind := range scenario.Kinds() {
		if kind.Sort != "instruments" {
			continue
		}
		if !strings.Contains(list, kind.Name+" "+kind.Summary+" Used by: "+kind.Users+".") {
			t.Errorf("the list does not say who uses %s", kind.Name)
		}
		page, _, _ := call(t, dir, nil, "kinds", kind.Name)
		text, at := strings.Join(strings.Fields(page), " "), 0
		for _, part := range []string{
			"Used by " + kind.Users, "Mechanism " + kind.Mechanism, "Formula " + kind.Formula, "Keys id ", "tension weight of", "default " + fmt.Sprint(kind.Tension),
			"Example [[instrument]]", "Test " + kind.Test, "Source " + kind.Source,
		} {
			i := strings.Index(text[at:], part)
			if i < 0 {
				t.Errorf("%s: no %q after %d characters of\n%s", kind.Name, part, at, page)
				break
			}
			at += i
		}
		object, _, _ := call(t, dir, nil, "kinds", "--json", kind.Name)
		for _, key := range []string{`"users":`, `"mechanism":`, `"formula":`, `"test":`, `"source":`} {
			if !strings.Contains(object, key) {
				t.Errorf("%s: no %s in %s", kind.Name, key, object)
			}
		}
	}
}

func TestKindsExplainTables(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"use":      "grades share of each magnet grade [table of numbers, by id of a good; number or %; from 0 to 1; sums to 1; optional]",
		"model":    "steepness kap: response of ladder prices to stocks; sets the size of spikes [number or %; from 0 to 2; default 0.8]",
		"route":    "freight per kg of the good's basis [USD/kg; at least 0; required]",
		"scenario": "months months to run [whole number; from 1 to 600; default 204]",
		"shock":    "plants plants hit [list of ids: plant; optional]",
		"refiner":  "set what it can separate: light is La, Ce, NdPr; heavy is the rest; full is all [one of light, heavy, full; required]",
	} {
		out, errs, code := call(t, dir, nil, "kinds", name)
		if text := strings.Join(strings.Fields(out), " "); code != 0 || errs != "" || !strings.Contains(text, want) {
			t.Errorf("%s: exit %d, %s, no %q in\n%s", name, code, errs, want, out)
		}
	}
}

// The examples are as good as the entries that they were taken from, however long their lines were.
func TestExamplesCanBeCopied(t *testing.T) {
	dir := t.TempDir()
	args := []string{"check"}
	for _, kind := range scenario.Kinds() {
		if kind.Sort == "mechanisms" || kind.Name == "import" || kind.Name == "scenario" { // of a table of its own; of a whole file
			continue
		}
		file := kind.Name + ".toml"
		if err := os.WriteFile(filepath.Join(dir, file), []byte("extends = [\"tour\", \"metal\"]\nname = \"copy\"\n"+narrow(kind.Example)), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, errs, code := call(t, dir, nil, args...); code != 0 || len(args) < 25 {
		t.Errorf("exit %d: %s\n%s", code, errs, out)
	}
}
