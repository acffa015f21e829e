package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine"
)

// FuzzLoad feeds a scenario and a table to the whole path. Nothing may panic; two loads agree; a document without
// problems knows a place in the text for every value; a refused one says why.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{"testdata/good.txt", "testdata/bad.txt"} {
		for _, c := range readCases(f, name) {
			table := ""
			for file, text := range c.files {
				if strings.HasSuffix(file, ".csv") {
					table = text
				}
			}
			f.Add(c.files["main.toml"], table, strings.Join(c.sets, "\n"))
		}
	}
	f.Fuzz(func(t *testing.T, main, table, sets string) {
		load := func() (*Document, string, *Problems) {
			d, _, ps := decodeTest(textFiles{"main.toml": main, "x.csv": table, "b.toml": "[model]\n"}, strings.Split(sets, "\n"))
			if d == nil {
				return nil, "", ps
			}
			return d, printDocument(d), ps
		}
		d, text, ps := load()
		if _, again, psAgain := load(); text != again || ps.Error() != psAgain.Error() {
			t.Errorf("two loads differ:\n%s\n%v\nand\n%s\n%v", text, ps, again, psAgain)
		}
		if d == nil && ps.Len() == 0 {
			t.Error("refused without a problem")
		}
		if d == nil {
			return
		}
		if inputs := d.Inputs(); ps.Len() == 0 && len(d.Resolved("x")) < len(inputs) {
			t.Error("values are lost")
		}
		for _, table := range d.Names {
			for _, e := range d.Tables[table] {
				for _, key := range e.Keys {
					if v := e.Values[key]; v.File == "" || v.Raw == nil {
						t.Errorf("%s: %s = %v has no place or value", e.Name(), key, v)
					}
				}
			}
		}
	})
}

// beside resolves one text by its name and all else among the embedded files.
type beside struct{ text string }

func (b beside) Open(name, relativeTo string) (SourceFile, error) {
	if name == "main.toml" {
		return SourceFile{Name: name, Text: []byte(b.text)}, nil
	}
	return Embedded().Open(name, relativeTo)
}

// FuzzBuild feeds scenarios to all that gives them a meaning, from the bad ones on. Nothing may
// panic, neither then nor in the first months; two builds agree about what is wrong, and what is resolved says the same.
func FuzzBuild(f *testing.F) {
	paths, _ := filepath.Glob("../../cmd/monazite/testdata/bad/scenario/*.toml")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		build := func() (*engine.Scenario, *Problems) {
			doc, ps := Load(beside{text}, "main.toml", nil)
			if doc == nil || ps.partial() {
				return nil, ps
			}
			return Build(doc, ps), ps
		}
		s, ps := build()
		if _, again := build(); ps.Error() != again.Error() {
			t.Errorf("two builds differ: %v\nand %v", ps, again)
		}
		if s == nil {
			return
		}
		doc, _ := Load(beside{text}, "main.toml", nil)
		sameFacts(t, facts(resolvedAgain(t, doc, s.Name)), facts(doc))
		s.Months, s.Model.SpinUp = min(s.Months, 2), min(s.Model.SpinUp, 1)
		if err := engine.New(s, engine.Options{Seed: 1, Workers: 1}).Run(nil); err != nil {
			t.Error(err)
		}
	})
}
