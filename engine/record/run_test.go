package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"monazite/engine"
)

// fill records months 0 to 23 with 500 flows each into a new folder. Twelve thousand rows make
// blocks end inside months.
func fill(t *testing.T, info Info) (string, Summary) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	r, err := Create(dir, sample(), info)
	if err != nil {
		t.Fatal(err)
	}
	for m := range engine.Month(24) {
		if err := r.Record(month(m, 500)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := r.Close()
	if err != nil {
		t.Fatal(err)
	}
	return dir, s
}

// digest hashes the named files of a folder in the order of their names.
func digest(t *testing.T, dir string, keep func(name string) bool) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, e := range entries {
		if keep(e.Name()) {
			body, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			h.Write([]byte(e.Name()))
			h.Write(body)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func isTable(name string) bool   { return strings.HasSuffix(name, ".parquet") }
func notLetter(name string) bool { return name != "manifest.json" }

// The hash was taken from this test's first run, after its rows had been read back. It must be
// the same on every machine; a change of a table's columns or of the Parquet library moves it.
func TestTablesKeepTheirBytes(t *testing.T) {
	dir, _ := fill(t, Info{Seed: 1})
	const want = "917c5bb21a72b7dd563f163ff31542d73d049647247cd8344ccb238f4850ce2f"
	if got := digest(t, dir, isTable); got != want {
		t.Errorf("tables hash to\n%s, want\n%s", got, want)
	}
}

func TestBytesDependOnRowsAlone(t *testing.T) {
	a, _ := fill(t, Info{Seed: 1, Workers: 1, Command: "one", Version: "1", Host: "here"})
	b, _ := fill(t, Info{Seed: 2, Workers: 8, Command: "two", Version: "2", Host: "there"})
	if digest(t, a, notLetter) != digest(t, b, notLetter) {
		t.Error("files other than the manifest depend on how the run came about")
	}
}

// The same 24 x 500 flows must give the same file whether the engine hands them over month by
// month or in pieces.
func TestBytesDoNotDependOnFeed(t *testing.T) {
	whole, _ := fill(t, Info{})
	dir := filepath.Join(t.TempDir(), "run")
	r, err := Create(dir, sample(), Info{})
	if err != nil {
		t.Fatal(err)
	}
	for m := range engine.Month(24) {
		rows := month(m, 500)
		flows := rows.Flows
		for i, part := range slices.Collect(slices.Chunk(flows, 7)) {
			piece := &engine.Tables{Month: m, Flows: part}
			if i == 0 {
				*piece = *rows
				piece.Flows = part
			}
			if err := r.Record(piece); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if digest(t, whole, isTable) != digest(t, dir, isTable) {
		t.Error("tables depend on how many rows arrive at a time")
	}
}

func TestRowsReadBack(t *testing.T) {
	dir, _ := fill(t, Info{})
	flows, err := parquet.ReadFile[flowRow](filepath.Join(dir, "flows.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if len(flows) != 24*500 {
		t.Fatalf("%d flows, want 12000", len(flows))
	}
	february := time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	want := flowRow{
		key:  key{Arm: "run", Month: february, Year: 2025},
		Good: "NdPr", Origin: "CN", Destination: "US", Segment: "def",
		Mass: 14 * 2e-6, Freight: 3e-4, Duty: 4e-4,
	}
	if got := flows[13*500+1]; got != want {
		t.Errorf("flow of 2025-02 is %+v, want %+v", got, want)
	}
	prices, err := parquet.ReadFile[priceRow](filepath.Join(dir, "prices.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if p := prices[2]; p.Region != "US" || p.Segment != "def" || p.Price != 80 || p.Volume != 1 || p.BuyersIndicative {
		t.Errorf("third price is %+v", p)
	}
}

// A reader that knows nothing of this package finds types, units and bases in the file.
func TestFileDescribesItself(t *testing.T) {
	dir, _ := fill(t, Info{})
	in, err := os.Open(filepath.Join(dir, "flows.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	size, _ := in.Seek(0, 2)
	f, err := parquet.OpenFile(in, size)
	if err != nil {
		t.Fatal(err)
	}
	if unit, _ := f.Lookup("unit:mass_t"); unit != "t" {
		t.Errorf("unit:mass_t is %q, want t", unit)
	}
	if basis, _ := f.Lookup("basis:freight_usd"); basis != "real 2025 USD" {
		t.Errorf("basis:freight_usd is %q", basis)
	}
	var columns []string
	for _, c := range f.Root().Columns() {
		columns = append(columns, c.Name()+" "+c.Type().String())
	}
	want := []string{
		"arm STRING", "replication INT(32,true)", "month TIMESTAMP(isAdjustedToUTC=false,unit=MILLIS)", "year INT(16,true)",
		"good STRING", "origin STRING", "destination STRING", "segment STRING", "mass_t DOUBLE", "freight_usd DOUBLE", "duty_usd DOUBLE",
	}
	if !slices.Equal(columns, want) {
		t.Errorf("columns\n%q, want\n%q", columns, want)
	}
}

func TestManifest(t *testing.T) {
	dir, _ := fill(t, Info{
		Version: "1.2", Command: "monazite run two", Seed: 7, Workers: 2, Host: "box",
		Texts: []Text{{"two.toml", []byte("abc")}}, Parameters: []Parameter{{"model.persistence", "0.6"}},
		Started: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	})
	body, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatal(err)
	}
	if m.Schema != 1 || m.Seed != 7 || m.From != "2024-01" || m.Until != "2025-12" || m.Started != "2026-01-02T03:04:05Z" || m.Machine.Host != "box" {
		t.Errorf("manifest is %+v", m)
	}
	if len(m.Texts) != 1 || m.Texts[0].SHA256 != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" { // FIPS 180-2, example B.1
		t.Errorf("texts are %+v", m.Texts)
	}
	for _, f := range m.Files {
		body, err := os.ReadFile(filepath.Join(dir, f.Name))
		sum := sha256.Sum256(body)
		if err != nil || int64(len(body)) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not as the manifest says: %v", f.Name, err)
		}
	}
	if len(m.Files) != len(tables())+3 {
		t.Errorf("manifest lists %d files", len(m.Files))
	}
}

var _ engine.Recorder = (*Run)(nil)

func TestCloseTwice(t *testing.T) {
	r, err := Create(filepath.Join(t.TempDir(), "run"), sample(), Info{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Close(); err != nil {
		t.Fatal(err)
	}
	r.Abort()
	if _, err := r.Close(); err == nil {
		t.Error("a closed run closed again")
	}
	if _, err := os.Stat(filepath.Join(r.Folder(), "manifest.json")); errors.Is(err, os.ErrNotExist) {
		t.Error("Abort after Close removed the run")
	}
}
