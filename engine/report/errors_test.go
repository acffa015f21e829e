package report

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"monazite/engine/record"
)

// Every folder that is not a finished run is refused with what is wrong and what to do.
func TestOpenRefuses(t *testing.T) {
	whole := ran(t, "small", 2)
	write := func(t *testing.T, dir, name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(t *testing.T, dir, old, new string) {
		body, err := os.ReadFile(filepath.Join(dir, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(body, []byte(old)) {
			t.Fatalf("the manifest has no %q", old)
		}
		write(t, dir, manifestName, strings.ReplaceAll(string(body), old, new))
	}
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, dir string)
		want  string
	}{
		{"absent", func(t *testing.T, dir string) { os.RemoveAll(dir) }, "there is no folder"},
		{"a file", func(t *testing.T, dir string) { os.RemoveAll(dir); write(t, filepath.Dir(dir), "copy", "") }, "expected the folder of a run"},
		{"no manifest", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, manifestName)) }, "manifest.json is missing"},
		{"unfinished", func(t *testing.T, dir string) {
			os.Remove(filepath.Join(dir, manifestName))
			os.Rename(filepath.Join(dir, "prices.parquet"), filepath.Join(dir, "prices.parquet.part"))
		}, "the run is not finished"},
		{"no table", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "events.parquet")) }, "events.parquet: the table is missing; run again: monazite run small --seed 1"},
		{"a changed table", func(t *testing.T, dir string) { write(t, dir, "plants.parquet", "PAR1 and more") }, "plants.parquet: the file was changed or damaged"},
		{"an unlisted table", func(t *testing.T, dir string) { edit(t, dir, `"elements.parquet"`, `"elephants.parquet"`) }, "elements.parquet: manifest.json does not list the file"},
		{"not JSON", func(t *testing.T, dir string) { write(t, dir, manifestName, "{") }, "manifest.json: unexpected end"},
		{"a newer folder", func(t *testing.T, dir string) { edit(t, dir, `"schema": 1`, `"schema": 2`) }, "schema = 2: expected 1"},
		{"no such month", func(t *testing.T, dir string) { edit(t, dir, `"from": "2024-01"`, `"from": "2024-13"`) }, `from = "2024-13": expected a month`},
		{"the wrong months", func(t *testing.T, dir string) { edit(t, dir, `"until": "2024-02"`, `"until": "2024-01"`) }, "a row of 2024-02"},
		{"backwards", func(t *testing.T, dir string) { edit(t, dir, `"until": "2024-02"`, `"until": "2023-01"`) }, "expected 1 to 10000 months"},
		{"no index", func(t *testing.T, dir string) { edit(t, dir, `region.CN.index`, `region.CN.indices`) }, "no parameter region.*.index is true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "copy")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			c.spoil(t, dir)
			if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q in it", err, c.want)
			}
		})
	}
}

// A table that lacks a column is not read as zeros.
func TestColumnsMustBeThere(t *testing.T) {
	type eventsOfOld struct {
		Month int64  `parquet:"month,timestamp(millisecond:local)"`
		Kind  string `parquet:"kind"`
	}
	path := filepath.Join(t.TempDir(), "events.parquet")
	if err := parquet.WriteFile(path, []eventsOfOld{{0, "opening"}}); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := byHand()
	r.dir = filepath.Dir(path)
	r.manifest.Files = []manifestFile{{"events.parquet", fmt.Sprintf("%x", sha256.Sum256(body))}}
	if err := r.readEvents(); err == nil || !strings.Contains(err.Error(), "there is no column entity") {
		t.Errorf("%v, want a refusal that names the column", err)
	}
}

// A page may not take the place of what it is drawn from, nor of what is no file.
func TestCheckTarget(t *testing.T) {
	dir := ran(t, "small", 1)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(t.TempDir(), "old.html")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{old, ""},
		{filepath.Join(dir, "report.html"), ""},
		{dir, "expected the name of a file"},
		{os.DevNull, "expected the name of a file"},
		{filepath.Join(dir, "prices.parquet"), "is a file of the run"},
		{filepath.Join(dir, "..", filepath.Base(dir), manifestName), "is a file of the run"},
	} {
		err := r.CheckTarget(c.path)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.path, err, c.want)
		}
	}
}

// A file is replaced whole or not at all, and nothing else is left.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.html")
	for _, text := range []string{"the first, longer one", "the second"} {
		if err := Save(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
	}
	err := Save(filepath.Join(dir, "absent", "report.html"), nil)
	if out := (*record.OutputError)(nil); !errors.As(err, &out) {
		t.Errorf("%v, want an OutputError", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Save(filepath.Join(dir, "taken"), nil); err == nil {
		t.Error("a folder was replaced")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
}

// Links lead from where the page lies to the data.
func TestLinks(t *testing.T) {
	r := byHand()
	r.dir = filepath.Join("out", "world s1")
	r.manifest.Files = []manifestFile{{Name: "prices.parquet"}}
	for path, want := range map[string]string{
		filepath.Join("out", "world s1", "report.html"): "prices.parquet",
		"world.html":                          "out/world%20s1/prices.parquet",
		filepath.Join("pages", "a", "b.html"): "../../out/world%20s1/prices.parquet",
	} {
		if got := r.links(path)[0].Href; got != want {
			t.Errorf("from %s the link is %q, want %q", path, got, want)
		}
	}
}
