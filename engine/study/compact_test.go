package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"monazite/engine/record"
)

// sample is a study of two arms and four replications: replication 2 of the second failed, replication 1 of the first has no
// price in its first year.
func sample() (*Study, map[Key]*Result) {
	s := handStudy("none", "floor")
	results := map[Key]*Result{}
	for r, levels := range [][2]float64{{50, 52}, {60, 61}, {70, none}, {40, 44}} {
		for arm, level := range levels {
			if !math.IsNaN(level) {
				results[Key{arm, r}] = handResult(level)
			}
		}
	}
	results[Key{0, 1}].Yearly[0][0] = none
	return s, results
}

func TestCompactTables(t *testing.T) {
	s, results := sample()
	files, _ := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)

	yearly := rowsOf[yearlyRow](t, files, "yearly/yearly.parquet")
	if len(yearly) != 7*3-1 { // two years of prices, one of output, less the one that is missing
		t.Errorf("%d yearly rows, want 20", len(yearly))
	}
	first := yearlyRow{Arm: "none", Year: 2024, Output: "price-NdPr", Metric: "price", Unit: "USD/kg", Region: "US+EU", Stage: "NdPr", Value: 50}
	third := yearlyRow{Arm: "none", Year: 2024, Output: "made", Metric: "output", Unit: "t", Region: "world", Stage: "separation", Value: 500}
	if diff := cmp.Diff([]yearlyRow{first, third}, []yearlyRow{yearly[0], yearly[2]}); diff != "" {
		t.Error(diff)
	}

	quantiles := rowsOf[quantileRow](t, files, "quantiles/quantiles.parquet")
	want := []quantileRow{
		// 40 50 60 70: the order statistic number 3p from 0.
		{Arm: "none", Month: record.Timestamp(0), Year: 2024, Output: "price-NdPr", Metric: "price", Unit: "USD/kg", Region: "US+EU", Stage: "NdPr", N: 4, P05: 41.5, P25: 47.5, P50: 55, P75: 62.5, P95: 68.5},
		// 57 65 74 a year and a month later: number 2p.
		{Arm: "floor", Month: record.Timestamp(13), Year: 2025, Output: "price-NdPr", Metric: "price", Unit: "USD/kg", Region: "US+EU", Stage: "NdPr", N: 3, P05: 57.8, P25: 61, P50: 65, P75: 69.5, P95: 73.1},
	}
	if len(quantiles) != 28 {
		t.Fatalf("%d rows of quantiles, want 28", len(quantiles))
	}
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })
	if diff := cmp.Diff(want, []quantileRow{quantiles[0], quantiles[27]}, near); diff != "" {
		t.Error(diff)
	}
}

func TestCompactRuns(t *testing.T) {
	s, results := sample()
	files, _ := compacted(t, s, keep(t, s, "", results, keysOf(s)), 4)
	type run struct {
		Arm         string  `parquet:"arm"`
		Replication int32   `parquet:"replication"`
		Seed        uint64  `parquet:"seed"`
		Status      string  `parquet:"status"`
		Reason      string  `parquet:"reason"`
		Strike      float64 `parquet:"instrument_mp_floor_strike_usd_per_kg"`
		Other       float64 `parquet:"instrument_mp_floor_strike_usd_per_kg_2"`
		Chance      float64 `parquet:"model_event_chance_percent"`
		Kind        string  `parquet:"model_kind"`
	}
	runs := rowsOf[run](t, files, "runs/runs.parquet")
	want := []run{
		{"none", 0, 7, "done", "", 90, 1, 10, "calm"},
		{"floor", 2, 7, "failed", "mass of arm 1 replication 2", 110, 1, 20, "calm"},
	}
	if diff := cmp.Diff(want, []run{runs[0], runs[6]}); diff != "" || len(runs) != 8 {
		t.Errorf("%d rows: %s", len(runs), diff)
	}

	file := must[*parquet.File](t)(parquet.OpenFile(strings.NewReader(string(files["runs/runs.parquet"])), int64(len(files["runs/runs.parquet"]))))
	var names []string
	for _, column := range file.Schema().Columns() {
		names = append(names, strings.Join(column, "."))
	}
	order := "arm replication seed status reason instrument_mp_floor_strike_usd_per_kg instrument_mp_floor_strike_usd_per_kg_2 model_event_chance_percent model_kind"
	if got := strings.Join(names, " "); got != order {
		t.Errorf("columns %s, want %s", got, order)
	}
	for key, want := range map[string]string{
		"unit:instrument_mp_floor_strike_usd_per_kg": "USD/kg", "unit:model_event_chance_percent": "%", "unit:model_kind": "text",
		"basis:model_event_chance_percent": "scenario", "path:instrument_mp_floor_strike_usd_per_kg_2": "instrument.mp.floor-strike", "unit:seed": "1",
	} {
		if got, _ := file.Lookup(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}

// Order, shards and how often the parts are read change no byte.
func TestCompactBytes(t *testing.T) {
	s, results := sample()
	keys := keysOf(s)
	want, _ := compacted(t, s, keep(t, s, "", results, keys), 4)
	delete(want, "manifest.json")
	backwards := slices.Clone(keys)
	slices.Reverse(backwards)
	parts := keep(t, s, "", results, backwards)
	for _, room := range []int{1, 12, 24, 40, 50, 60, 1 << 20} {
		sameFiles(t, fmt.Sprintf("room for %d numbers", room), compactedIn(t, s, parts, 4, room), want)
	}
	var dirs []string
	for i := range 3 {
		dir := t.TempDir()
		var own []Key
		for k, key := range backwards {
			if k%3 == i {
				own = append(own, key)
			}
		}
		keepIn(t, dir, s, fmt.Sprintf("%d/3", i), results, own)
		dirs = append(dirs, dir)
	}
	merged := must[*Parts](t)(Merge([]string{dirs[2], dirs[0], dirs[1]}))
	sameFiles(t, "three shards", compactedIn(t, s, merged, 4, 1<<20), want)

	for file, body := range want {
		for _, name := range []string{"secret", "ship-42"} {
			if strings.Contains(string(body), name) {
				t.Errorf("%s holds the name %q", file, name)
			}
		}
	}
}

// Replications beyond those that count change nothing, whatever they hold.
func TestCompactTheFirst(t *testing.T) {
	s, results := sample()
	parts := keep(t, s, "", results, keysOf(s))
	got, _ := compacted(t, s, parts, 2)
	results[Key{0, 2}], results[Key{1, 3}] = nil, handResult(1e9)
	want, _ := compacted(t, s, keep(t, s, "", results, slices.DeleteFunc(keysOf(s), func(k Key) bool { return k == Key{0, 3} })), 2)
	delete(got, "manifest.json")
	delete(want, "manifest.json")
	sameFiles(t, "replications that do not count", got, want)
	if yearly := rowsOf[yearlyRow](t, got, "yearly/yearly.parquet"); len(yearly) != 11 {
		t.Errorf("%d yearly rows of two replications, want 11", len(yearly))
	}
}

func TestCompactManifest(t *testing.T) {
	s, results := sample()
	dir := t.TempDir()
	parts := keepIn(t, dir, s, "", results, keysOf(s))
	// What an interrupted compaction left.
	for _, name := range []string{"summary.json", "summary.json.tmp", "manifest.json.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second replaces the first
		must[*Findings](t)(Compact(dir, s, parts, 4, About{Version: "1.2", Command: "monazite study x", Host: "ship-42", Workers: 3}))
	}
	files := readFolder(t, dir)
	var m manifest
	if err := json.Unmarshal(files["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
		if body := files[filepath.FromSlash(f.Name)]; int64(len(body)) != f.Bytes || record.NewManifestText("", body).SHA256 != f.SHA256 {
			t.Errorf("%s is not what the manifest lists", f.Name)
		}
	}
	slices.Sort(names)
	if got, want := strings.Join(names, " "), "design.csv dictionary.csv findings.txt quantiles/quantiles.parquet runs/runs.parquet summary.csv summary.json yearly/yearly.parquet"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
	if m.Study != "secret-study" || m.Version != "1.2" || m.Machine.Host != "ship-42" || m.Machine.Workers != 3 || m.Replications != 4 || m.Texts[0].Name != "study.toml" || m.Arms[1].Arm != "floor" {
		t.Errorf("manifest: %+v", m)
	}
	for name := range files {
		if strings.HasSuffix(name, unfinished) && !strings.HasPrefix(name, folderName) {
			t.Errorf("%s is left", name)
		}
	}
	if table, err := ReadTable("design.csv", files["design.csv"]); err != nil || !slices.Equal(table.Paths, s.Table.Paths) {
		t.Errorf("design.csv: %v", err)
	}
}

// A disk that fills up at any byte leaves no manifest and no file that is not complete.
func TestCompactDiskFull(t *testing.T) {
	s, results := sample()
	parts := keep(t, s, "", results, keysOf(s))
	for room := 0; ; room += 500 {
		dir := t.TempDir()
		_, err := compact(&resultFolder{dir: dir, disk: filling(room)}, s, parts, 4, About{})
		if err == nil {
			if room == 0 {
				t.Fatal("nothing was written")
			}
			return
		}
		if !errors.As(err, new(*FullError)) || !errors.As(err, new(*record.OutputError)) {
			t.Fatalf("room for %d bytes: %v", room, err)
		}
		if left := readFolder(t, dir); len(left) > 0 {
			t.Fatalf("room for %d bytes: %d files are left", room, len(left))
		}
	}
}

func TestCompactRefuses(t *testing.T) {
	s, results := sample()
	whole := keep(t, s, "", results, keysOf(s))
	missing := keep(t, s, "", results, keysOf(s)[:7])
	odd := *results[Key{1, 1}]
	odd.Yearly = odd.Yearly[:1]
	results[Key{1, 1}] = &odd
	for _, c := range []struct {
		name string
		p    *Parts
		n    int
		want string
	}{
		{"none", whole, 0, "expected those of the folder"},
		{"too many", whole, 5, "expected those of the folder"},
		{"not over", missing, 4, "nothing is known of arm 1 replication 3"},
		{"of another study", keep(t, s, "", results, keysOf(s)), 4, "arm 1 replication 1: a result of 1 outputs"},
	} {
		if _, err := Compact(t.TempDir(), s, c.p, c.n, About{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// The tables have the same bytes on every processor.
func TestGoldenCompact(t *testing.T) {
	s, results := sample()
	files := compactedIn(t, s, keep(t, s, "", results, keysOf(s)), 4, 1<<20)
	var all []byte
	for _, name := range []string{"runs/runs.parquet", "yearly/yearly.parquet", "quantiles/quantiles.parquet", "design.csv"} {
		all = append(all, files[filepath.FromSlash(name)]...)
	}
	if got, want := record.NewManifestText("", all).SHA256, "85286fb0cdf8709b18efc8ee4a183161d724ae20076daab57f9383da5a47244c"; got != want {
		t.Errorf("SHA-256 %s, want %s", got, want)
	}
}
