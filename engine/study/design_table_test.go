package study

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"monazite/engine/scenario"
)

// TestTableReadsBack writes what every design draws and reads the same table, which is a design itself.
func TestTableReadsBack(t *testing.T) {
	for _, kind := range kinds {
		table := drawn(t, Design{Kind: kind, Seed: 1, Points: 32, Vary: several()})
		var text bytes.Buffer
		if err := table.WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		back, err := ReadTable("x.csv", text.Bytes())
		if err != nil || !reflect.DeepEqual(back, table) {
			t.Fatalf("%s: %v\n%v, want %v", kind, err, back, table)
		}
		if again := drawn(t, Design{Kind: FromTable, Points: 32, Table: back}); !reflect.DeepEqual(again, table) {
			t.Errorf("%s: the table as a design gives %v", kind, again)
		}
	}
}

func TestReadTable(t *testing.T) {
	text := "\uFEFFa.b , model.mode,c.d.e\r\n30%, harsh ,0\r\n\r\n\"5  %\",calm,-1.50\n"
	want := &Table{Paths: []string{"a.b", "model.mode", "c.d.e"}, Rows: [][]string{{"30 %", "harsh", "0"}, {"5 %", "calm", "-1.5"}}}
	got, err := ReadTable("x.csv", []byte(text))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v, %v, want %v", got, err, want)
	}
	for column, w := range []struct {
		numbers []float64
		unit    string
		words   bool
	}{{[]float64{30, 5}, "%", false}, {[]float64{1, 0}, "", true}, {[]float64{0, -1.5}, "", false}} {
		if numbers, unit, words := got.Numbers(column); !slices.Equal(numbers, w.numbers) || unit != w.unit || words != w.words {
			t.Errorf("column %d: %v %q %v, want %v", column, numbers, unit, words, w)
		}
	}
}

func TestReadTableRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"x.csv:1:1: expected a row of paths"}},
		{"no rows", "a.b\n", []string{"x.csv:2:1: expected a row for each point"}},
		{"no text", "a.b\n\xff\n", []string{"x.csv: expected UTF-8"}},
		{"header", "a.b,,a.b\n1,2,3\n", []string{"x.csv:1:5: column 2: expected table.id.key", "x.csv:1:6: a.b: two columns have this path"}},
		{"cells", "a.b,c.d\n1 t,x\n2 kg,3\n,y\n1 tt,2e3\n", []string{
			`x.csv:3:1: a.b = "2 kg": expected the unit of the first, t, found kg`, `x.csv:3:6: c.d = "3": expected either quantities or words, the first is "x"`,
			"x.csv:4:1: a.b: ", `x.csv:5:1: a.b = "1 tt": unknown unit "tt"`, `x.csv:5:6: c.d = "2e3": `,
		}},
		{"a bare number first", "a.b\n0\n1 t\n", []string{`x.csv:3:1: a.b = "1 t": expected the unit of the first, no unit, found t`}},
		{"ragged", "a.b,c.d\n1\n1,2\n1,2,3\n", []string{"x.csv:2:1: expected 2 cells, found 1", "x.csv:4:1: expected 2 cells, found 3"}},
		{"columns", strings.Repeat("a,", 1000) + "a\n", []string{"x.csv:1:1: expected at most 1000 columns, found 1001"}},
		{"quotes", "a.b\n\"1\n", []string{"x.csv:2:4: extraneous or missing"}},
		{"control characters", "a.b\nx\x07y\n", []string{"x.csv:2:1: a.b = "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := ReadTable("x.csv", []byte(c.text))
			if err == nil || table != nil {
				t.Fatalf("read as %v", table)
			}
			if lines := strings.Split(err.Error(), "\n"); len(lines) != len(c.want) {
				t.Errorf("%d problems, want %d", len(lines), len(c.want))
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nwant %s", err, want)
				}
			}
		})
	}
}

// FuzzReadTable reads any text. A table that is read is written and read back equal, is a design, and has numbers.
func FuzzReadTable(f *testing.F) {
	f.Add("a.b,c\n1 USD/kg,x\n2 USD/kg,\"y, z\"\n")
	f.Add("\uFEFFa.b \r\n30%\r\n2026-11\r\n")
	f.Add("a\n\"1\n")
	f.Add("a.b,a.b\n-0,+1.50 M USD2023/yr\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ReadTable("x.csv", []byte(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := table.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		back, err := ReadTable("x.csv", out.Bytes())
		if err != nil || !reflect.DeepEqual(back, table) {
			t.Fatalf("%q reads back as %q, %v", table, back, err)
		}
		design := Design{Kind: FromTable, Table: table}
		if err := design.Check(); err != nil {
			t.Fatal(err)
		}
		for column := range table.Paths {
			if numbers, _, _ := table.Numbers(column); len(numbers) != len(table.Rows) {
				t.Fatalf("%d numbers", len(numbers))
			}
		}
	})
}

// A number of replications that the command line gives is that of a table's rows, even where it is the one that studies have
// of themselves.
func TestTableWithAnotherNumber(t *testing.T) {
	library := scenario.Embedded()
	library.Kept = map[string][]byte{
		"mine.toml":  []byte("scenario = \"small\"\ndesign = \"table\"\ntable = \"points.csv\"\n[[arm]]\nname = \"one\"\n"),
		"points.csv": []byte("model.steepness\n0.9\n1\n"),
	}
	for n, want := range map[int]string{0: "", 2: "", 3: "the table has 2 rows", defaultReplications: "the table has 2 rows"} {
		s, err := open(Request{Names: []string{"mine.toml"}, Replications: n}, library)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("-n %d: %v, want %q", n, err, want)
		}
		if err == nil && s.at(0) != (scenario.Pos{File: "mine.toml", Line: 3, Col: 1}) {
			t.Errorf("a mistake in the table would be told at %v", s.at(0))
		}
	}
}
