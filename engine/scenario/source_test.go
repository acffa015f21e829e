package scenario

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func testLibrary() Library {
	return Library{Embedded: fstest.MapFS{
		"world.toml":           {Data: []byte("name = \"world\"\n[[import]]\nid = \"x\"\nfile = \"data/x.csv\"\ntable = \"plant\"\ncolumns = {id = \"id\"}\n")},
		"studies/article.toml": {Data: []byte("extends = \"world\"\n")},
		"data/x.csv":           {Data: []byte("id\nD1\n")},
	}}
}

func TestLibraryFindsEmbeddedScenariosByName(t *testing.T) {
	l := testLibrary()
	if got, studies := l.Names(), l.Studies(); !slices.Equal(got, []string{"world"}) || !slices.Equal(studies, []string{"article"}) {
		t.Errorf("names %v", got)
	}
	d, ps := Load(l, "article", nil)
	if ps.Err() != nil {
		t.Fatal(ps)
	}
	if e := d.Find("plant", "D1"); e == nil || e.File != "embedded:data/x.csv" {
		t.Errorf("entry %+v", e)
	}
}

func TestLibraryFindsFilesOnDisk(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a/mine.toml", "extends = [\"world\", \"../b/rest.toml\"]\n")
	write("b/rest.toml", "[[plant]]\nid = \"D1\"\ncost = 3\n")
	d, ps := Load(testLibrary(), filepath.Join(dir, "a", "mine.toml"), nil)
	if ps.Err() != nil {
		t.Fatal(ps)
	}
	e := d.Find("plant", "D1")
	if want := filepath.ToSlash(filepath.Join(dir, "b", "rest.toml")); e.Values["cost"].File != want {
		t.Errorf("cost at %v, want %s", e.Values["cost"].Pos, want)
	}
	if _, err := testLibrary().Open(dir, ""); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder: %v", err)
	}
}

func TestLibrarySaysWhatIsMissing(t *testing.T) {
	l := testLibrary()
	for name, want := range map[string]string{
		"wrold":       `there is no file "wrold" and no embedded scenario or study "wrold"; did you mean "world"?`,
		"zzz":         `there is no file "zzz" and no embedded scenario or study "zzz" (there are world, article)`,
		"x/none.toml": `there is no file "x/none.toml"`,
		"":            "expected the name of a scenario or a file",
	} {
		if _, err := l.Open(name, ""); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", name, err, want)
		}
	}
	if _, err := l.Open("../up.csv", "embedded:world.toml"); err == nil || !strings.Contains(err.Error(), "no embedded file") {
		t.Errorf("outside: %v", err)
	}
}
