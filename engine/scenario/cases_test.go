package scenario

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// files is a resolver of texts by path.
type textFiles map[string]string

func (f textFiles) Open(name, relativeTo string) (SourceFile, error) {
	full := path.Join(path.Dir(relativeTo), name)
	text, found := f[full]
	if !found {
		return SourceFile{}, fmt.Errorf("%s: %w", full, fs.ErrNotExist)
	}
	return SourceFile{Name: full, Text: []byte(text)}, nil
}

// example case: `## name`, then parts that begin with `-- name --`: files, `sets` (one a line), and last `want`.
type textCase struct {
	name, head, want string
	files            textFiles
	sets             []string
}

func readCases(t testing.TB, name string) (cases []textCase) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, block := range strings.Split("\n"+string(text), "\n## ") {
		if i == 0 {
			continue
		}
		c := textCase{files: textFiles{}}
		c.name, _, _ = strings.Cut(block, "\n")
		parts := strings.Split(block, "\n-- ")
		for _, part := range parts[1:] {
			title, body, found := strings.Cut(part, " --\n")
			if !found {
				title, body = strings.TrimSuffix(part, " --"), ""
			}
			body = unescape(body)
			switch title {
			case "want":
				c.want = strings.TrimSpace(body)
				continue
			case "sets":
				c.sets = strings.Split(strings.TrimSpace(body), "\n")
			default:
				c.files[title] = body + "\n"
			}
		}
		c.head, _, _ = strings.Cut(block, "\n-- want --")
		cases = append(cases, c)
	}
	return cases
}

// unescape lets a case hold the bytes that a text file cannot show.
func unescape(body string) string {
	return strings.NewReplacer("<NUL>", "\x00", "<FF>", "\xff", "<CR>", "\r", "<BOM>", "\uFEFF").Replace(body)
}

// run compares what got makes of every case with what the case wants.
func runCases(t *testing.T, name string, got func(textCase) string) int {
	cases := readCases(t, name)
	var text strings.Builder
	for _, c := range cases {
		result := strings.TrimSpace(got(c))
		if !*update && result != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, result, c.want)
		}
		fmt.Fprintf(&text, "## %s\n-- want --\n%s\n\n", c.head, result)
	}
	if *update {
		if err := os.WriteFile(name, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return len(cases)
}

// TestBadDocuments loads and decodes main.toml of every case and compares all problems, without their source lines.
func TestBadDocuments(t *testing.T) {
	n := runCases(t, "testdata/bad.txt", func(c textCase) string {
		_, _, ps := decodeTest(c.files, c.sets)
		if ps.Len() == 0 {
			t.Errorf("%s: no problem found", c.name)
		}
		var b strings.Builder
		for _, p := range ps.List() {
			p.line = ""
			b.WriteString(p.String() + "\n")
		}
		return b.String()
	})
	if n < 60 {
		t.Errorf("%d cases, want 60", n)
	}
}

// TestGoodDocuments compares the merged document, every value with its place.
func TestGoodDocuments(t *testing.T) {
	runCases(t, "testdata/good.txt", func(c textCase) string {
		d, ps := Load(c.files, "main.toml", c.sets)
		if err := ps.Err(); err != nil {
			t.Errorf("%s: %v", c.name, err)
			return err.Error()
		}
		return printDocument(d)
	})
}

// printDocument writes every entry and value of a document.
func printDocument(d *Document) string {
	var b strings.Builder
	var value func(key string, v Value)
	value = func(key string, v Value) {
		fmt.Fprintf(&b, "    %s = %v (%v)", key, v, v.Pos)
		if m := v.Mark(); m.Quality+m.Source != "" {
			fmt.Fprintf(&b, " %s, %s", m.Quality, m.Source)
		}
		if v.was != nil {
			fmt.Fprintf(&b, ", was %v (%v)", v.was, v.was.Pos)
		}
		b.WriteString("\n")
		for _, part := range sorted(v.parts) {
			value(inside(key, part), v.parts[part])
		}
	}
	write := func(e *Entry) {
		fmt.Fprintf(&b, "%s (%v)\n", strings.TrimSpace("- "+e.Name()), e.Pos)
		for _, key := range e.Keys {
			value(key, e.Values[key])
		}
	}
	write(d.Top)
	for _, table := range d.Names {
		for _, e := range d.Tables[table] {
			write(e)
		}
	}
	return b.String()
}
