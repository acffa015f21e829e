package scenario

import (
	"strings"
	"testing"
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
