package study

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"monazite/engine/scenario"
)

// FuzzStudy opens any text as a study, beside any text as its table. Nothing may panic; a refused one says why; one that is
// opened has all that it needs to run, and what its folder keeps opens as the same study.
func FuzzStudy(f *testing.F) {
	small, err := scenario.Embedded().Open("small", "")
	if err != nil {
		f.Fatal(err)
	}
	embedded := fstest.MapFS{"small.toml": {Data: small.Text}}
	bad := filepath.Join("..", "..", "cmd", "monazite", "testdata", "bad", "study")
	tables, _ := filepath.Glob(filepath.Join(bad, "parts", "*.csv"))
	paths, _ := filepath.Glob(filepath.Join(bad, "*.toml"))
	if len(paths) < 40 || len(tables) < 4 {
		f.Fatalf("%d studies, %d tables", len(paths), len(tables))
	}
	for i, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		table, err := os.ReadFile(tables[i%len(tables)])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), string(table), uint8(0))
	}
	f.Add("scenario = \"small\"\ndesign = \"table\"\ntable = \"x.csv\"\n[[arm]]\nname = \"base\"\n", "plant.cn-rock.cost\n2 USD/kg\n3 USD/kg\n", uint8(2))
	f.Fuzz(func(t *testing.T, text, table string, replications uint8) {
		kept := map[string][]byte{"study.toml": []byte(text), "x.csv": []byte(table)}
		// As many as a text asks for are bounded, by a gigabyte of numbers; here by what is quick.
		request := Request{Names: []string{"study.toml"}, Replications: 1 + int(replications)%64}
		began := time.Now()
		s, err := open(request, scenario.Library{Embedded: embedded, Kept: kept})
		if s == nil && (err == nil || err.Error() == "") {
			t.Fatal("refused without a problem")
		}
		if took := time.Since(began); took > mostOpening {
			t.Fatalf("opening takes %v", took)
		}
		if s != nil {
			checkOpened(t, s)
		}
	})
}

// mostOpening bounds how long a text of that size takes; a hundredth of it on an idle machine.
const mostOpening = 10 * time.Second

// checkOpened checks that a study has what it needs.
func checkOpened(t *testing.T, s *Study) {
	t.Helper()
	if len(s.Arms) == 0 || s.Replications < 1 || s.Months < 1 || len(s.Years) == 0 {
		t.Fatalf("%d arms, %d replications, %d months, years %v", len(s.Arms), s.Replications, s.Months, s.Years)
	}
	if len(s.Table.Paths) > 0 && len(s.Table.Rows) != s.Replications {
		t.Fatalf("%d rows for %d replications", len(s.Table.Rows), s.Replications)
	}
	for i := range s.Arms {
		if key, err := s.ParseKey(fmt.Sprintf("%s:%d", s.Arms[i].Name, s.Replications-1)); err != nil || key != (Key{i, s.Replications - 1}) {
			t.Fatalf("%v, %v", key, err)
		}
		s.document(Key{i, 0})
	}
	inputs := s.Inputs("1", "")
	again, err := Reopen(inputs, "1")
	if err != nil {
		t.Fatalf("what is kept does not open: %v", err)
	}
	if inputs.identity() != again.Inputs("1", "").identity() {
		t.Fatalf("what is kept is another study: %v", inputs.changes(again.Inputs("1", "")))
	}
}
