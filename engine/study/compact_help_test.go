package study

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"monazite/engine/expect"
)

var none = math.NaN()

// handStudy has two outputs of 14 months, of which the price is monthly too, a claim about it, and two parameters.
func handStudy(arms ...string) *Study {
	price := expect.Series{Metric: expect.Find("price"), Where: expect.Where{Goods: []string{"NdPr"}, Regions: []string{"US", "EU"}}}
	output := expect.Series{Metric: expect.Find("output"), Where: expect.Where{Stage: "separation"}}
	when, err := expect.ParseWindow("2024 max", 14)
	if err != nil {
		panic(err)
	}
	s := &Study{
		Name: "secret-study", Title: "A secret title", Seed: 7, Replications: 4, Months: 14, Level: 0.95, Years: []int{2024},
		Outputs: []Output{
			{Series: price, ID: "price-NdPr", Words: "price of NdPr oxide", Monthly: true},
			{Series: output, ID: "made", Words: "output of separation"},
		},
		Claims: []Claim{{Claim: expect.Claim{ID: "dear", Series: price, When: when, Limit: expect.Limit{Op: ">", Value: [2]float64{60}, Written: [2]string{"60 USD/kg"}}}, Quote: "it doubles", By: "a minister"}},
		Table: &Table{
			Paths: []string{"instrument.mp-floor.strike", "instrument.mp.floor-strike", "model.event_chance", "model.kind"},
			Rows: [][]string{
				{"90 USD/kg", "1 USD/kg", "10 %", "calm"}, {"100 USD/kg", "1 USD/kg", "12.5 %", "wild"},
				{"110 USD/kg", "1 USD/kg", "20 %", "calm"}, {"120 USD/kg", "1 USD/kg", "11 %", "wild"},
			},
		},
		Texts: []Text{{"study.toml", "name = \"secret-study\"\n"}},
	}
	for _, name := range arms {
		s.Arms = append(s.Arms, Arm{Name: name, Words: name + " in words"})
	}
	return s
}

// handResult is what a replication of the hand-made study gives: prices of level USD/kg that rise by 1 a month.
func handResult(level float64) *Result {
	r := &Result{Yearly: [][]float64{{level, level + 12}, {10 * level, none}}, Monthly: [][]float64{make([]float64, 14)}, Claims: []float64{level + 11}}
	for m := range r.Monthly[0] {
		r.Monthly[0][m] = level + float64(m)
	}
	return r
}

// keep puts results into a study of its own below a temporary folder; nil is a failure.
func keep(t *testing.T, s *Study, shard string, results map[Key]*Result, order []Key) *Parts {
	t.Helper()
	return keepIn(t, t.TempDir(), s, shard, results, order)
}

func keepIn(t *testing.T, dir string, s *Study, shard string, results map[Key]*Result, order []Key) *Parts {
	t.Helper()
	store := must[*Store](t)(openStore(dir, Inputs{Arms: len(s.Arms), Replications: s.Replications, Shard: shard, Texts: s.Texts}, false, quiet()))
	for _, key := range order {
		var err error
		if r := results[key]; r == nil {
			err = store.Fail(key, fmt.Sprintf("mass of %v", key))
		} else {
			err = store.Put(key, r.encode(nil))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	closed(t, store)
	return must[*Parts](t)(Read(dir))
}

// keysOf lists the replications of a study.
func keysOf(s *Study) []Key { return every(Inputs{Arms: len(s.Arms), Replications: s.Replications}) }

// compacted is the folder that a compaction gives, by the names of its files.
func compacted(t *testing.T, s *Study, p *Parts, n int) (map[string][]byte, *Findings) {
	t.Helper()
	dir := t.TempDir()
	f := must[*Findings](t)(compact(&resultFolder{dir: dir, disk: quiet()}, s, p, n, About{Version: "1.0", Host: "there"}))
	return readFolder(t, dir), f
}

// compactedIn is the same but for the manifest, with room for so many numbers.
func compactedIn(t *testing.T, s *Study, p *Parts, n, room int) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	c := &compaction{study: s, parts: p, n: n, folder: &resultFolder{dir: dir, disk: quiet()}, room: room}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	if err := c.run(); err != nil {
		t.Fatalf("room for %d numbers: %v", room, err)
	}
	files := readFolder(t, dir)
	delete(files, "manifest.json")
	return files
}

// sameFiles says which files differ.
func sameFiles(t *testing.T, name string, got, want map[string][]byte) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", name, len(got), len(want))
	}
	for file := range want {
		if !bytes.Equal(got[file], want[file]) {
			t.Errorf("%s: %s is another", name, file)
		}
	}
}

// rowsOf reads a Parquet file with the library alone.
func rowsOf[T any](t *testing.T, files map[string][]byte, name string) []T {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.parquet")
	if err := os.WriteFile(path, files[filepath.FromSlash(name)], 0o666); err != nil {
		t.Fatal(err)
	}
	in := must[*os.File](t)(os.Open(path))
	defer in.Close()
	reader := parquet.NewGenericReader[T](in)
	rows := make([]T, reader.NumRows())
	if _, err := reader.Read(rows); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return rows
}
