package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// A study that the command line makes is the one that a file describes.
func TestStudyOfFlagsIsThatOfAFile(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	file := `name = "x"
scenario = "small"
replications = 12
design = "random"
[[arm]]
name = "small"
set = { months = 24 }
[[arm]]
name = "a"
scenario = "a.toml"
set = { months = 24 }
[[arm]]
name = "x"
set = { "months" = 24, "instrument.us-duty.rate" = "25 %" }
`
	if err := os.WriteFile(filepath.Join(dir, "file.toml"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	flags := must(t, dir, nil, "study", "small", "a.toml", "--set", "months=24", "--arm", "x:instrument.us-duty.rate=25 %", "-n", "12", "-o", "flags")
	written := must(t, dir, nil, "study", "file.toml", "-o", "file")
	same(t, "a file", results(t, filepath.Join(dir, "file")), results(t, filepath.Join(dir, "flags")))
	if strings.Contains(flags, "No difference") || !strings.Contains(written, "x") {
		t.Errorf("a duty of 25 %% changes nothing: %s", flags)
	}
}

// Arms that are the same differ in nothing, and no interval says otherwise.
func TestStudyOfTwins(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	out := must(t, dir, nil, "study", "twins.toml", "-o", "twins")
	if !strings.Contains(out, "duty equals base in every history and metric") {
		t.Error(out)
	}
	rows, err := csv.NewReader(strings.NewReader(results(t, filepath.Join(dir, "twins"))["summary.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range rows[1:] {
		for i, name := range rows[0] {
			switch name {
			case "difference_mean", "difference_low", "difference_high", "standardised":
				if seen[row[i]]++; row[i] != "" && row[i] != "0" {
					t.Fatalf("%s = %s in %v", name, row[i], row)
				}
			}
		}
	}
	if seen["0"] < 100 {
		t.Errorf("no differences among %v: %v", rows[0], seen)
	}
	yearly := yearlyOf(t, filepath.Join(dir, "twins"))
	for k, value := range yearly {
		if k.arm == "base" {
			if k.arm = "duty"; yearly[k] != value {
				t.Errorf("%v: %v, the baseline has %v", k, yearly[k], value)
			}
		}
	}
}

// yearKey names a number of a study.
type yearKey struct {
	arm, output string
	replication int32
	year        int32
}

// yearlyOf reads the yearly numbers of a study.
func yearlyOf(t *testing.T, dir string) map[yearKey]float64 {
	t.Helper()
	rows, err := parquet.ReadFile[struct {
		Arm         string  `parquet:"arm"`
		Replication int32   `parquet:"replication"`
		Year        int32   `parquet:"year,int(16)"`
		Output      string  `parquet:"output"`
		Value       float64 `parquet:"value"`
	}](filepath.Join(dir, "yearly", "yearly.parquet"))
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	found := map[yearKey]float64{}
	for _, r := range rows {
		found[yearKey{r.Arm, r.Output, r.Replication, r.Year}] = r.Value
	}
	return found
}

// A replication alone is the same as among others, whatever varies, and the study's numbers are those of its tables.
func TestReplicationAloneAndAmongOthers(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	for _, name := range []string{"told", "varied"} {
		must(t, dir, nil, "study", name+".toml", "-o", name, "--trace", "0,7", "--workers", "7")
		for _, key := range []string{"base:0", "duty:7"} {
			alone := name + "-" + strings.Replace(key, ":", "-r", 1)
			must(t, dir, []string{"GOMAXPROCS=1"}, "study", name+".toml", "-o", alone, "--only", key)
			trace := results(t, filepath.Join(dir, name, "traces", strings.Replace(key, ":", "-r", 1)))
			same(t, alone, results(t, filepath.Join(dir, alone)), trace)
		}
	}
	for _, year := range []int32{2024, 2025} {
		price, volume := pricesOf(t, filepath.Join(dir, "told", "traces", "duty-r7"), int16(year))
		yearly := yearlyOf(t, filepath.Join(dir, "told"))
		for output, want := range map[string]float64{"price": price, "volume": volume} {
			got, known := yearly[yearKey{"duty", output, 7, year}]
			if !known || math.Abs(got-want) > 1e-9*want || want <= 0 {
				t.Errorf("%s of %d: %v, the tables say %v", output, year, got, want)
			}
		}
	}
}

// pricesOf reckons from the tables of a run the mean price of NdPr in the United States, and how much of MG1 is bought there.
func pricesOf(t *testing.T, dir string, year int16) (price, volume float64) {
	t.Helper()
	rows, err := parquet.ReadFile[struct {
		Year   int32   `parquet:"year,int(16)"`
		Good   string  `parquet:"good"`
		Region string  `parquet:"region"`
		Price  float64 `parquet:"price_usd_per_kg"`
		Volume float64 `parquet:"volume_t"`
	}](filepath.Join(dir, "prices.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	months := 0
	for _, r := range rows {
		switch {
		case r.Year != int32(year) || r.Region != "US":
		case r.Good == "NdPr":
			price += r.Price
			months++
		case r.Good == "MG1":
			volume += r.Volume
		}
	}
	return price / float64(months), volume
}

// Replication 0 of a study that varies parameters is a run with these set.
func TestReplicationIsARun(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-o", "study", "--trace", "0", "--seed", "5")
	design, err := csv.NewReader(strings.NewReader(results(t, filepath.Join(dir, "study"))["design.csv"])).ReadAll()
	if err != nil || len(design) != 13 {
		t.Fatalf("%d rows, %v", len(design), err)
	}
	args := []string{"run", "small", "--seed", "5", "--set", "months=24", "--set", "instrument.us-duty.rate=25 %", "-o", "run"}
	for i, path := range design[0] {
		args = append(args, "--set", path+"="+design[1][i])
	}
	must(t, dir, nil, args...)
	trace := filepath.Join(dir, "study", "traces", "duty-r0")
	tables, _ := filepath.Glob(filepath.Join(trace, "*.parquet"))
	rows := 0
	for _, table := range tables {
		got, want := rowsOf(t, table), rowsOf(t, filepath.Join(dir, "run", filepath.Base(table)))
		if rows += len(got); got != want {
			t.Errorf("%s differs from that of a run", filepath.Base(table))
		}
	}
	if len(tables) < 10 || rows < 10_000 {
		t.Errorf("%d tables of %d bytes", len(tables), rows)
	}
	var manifest struct {
		Parameters []struct{ Path, Value string }
	}
	text, err := os.ReadFile(filepath.Join(trace, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &manifest)
	}
	told := 0
	for _, p := range manifest.Parameters {
		if p.Path == design[0][0] && strings.Contains(p.Value, design[1][0]) {
			told++
		}
	}
	if err != nil || told != 1 {
		t.Errorf("what varies stands %d times among the %d parameters of the manifest; %v", told, len(manifest.Parameters), err)
	}
}

// rowsOf writes the rows of a table but for the arm.
func rowsOf(t *testing.T, path string) string {
	t.Helper()
	rows, err := parquet.ReadFile[any](path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if fields, is := row.(map[string]any); is {
			delete(fields, "arm")
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
