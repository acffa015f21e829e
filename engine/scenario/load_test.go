package scenario

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// many writes a line n times with its number.
func many(n int, line string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// TestBombsAreRefusedBeforeDecoding hands texts to the scanner alone that would cost the decoder seconds or gigabytes.
func TestBombsAreRefusedBeforeDecoding(t *testing.T) {
	long := strings.Repeat("k", 100_000)
	for name, text := range map[string]string{
		"a key of 16,000 parts":       strings.Repeat("a.", 16_000) + "a = 1",
		"a header of 16,000 parts":    "[" + strings.Repeat("a.", 16_000) + "a]",
		"a key in an inline table":    "x = {" + strings.Repeat("a.", 16_000) + "a = 1}",
		"a key of 100,000 characters": long + " = 1",
		"keys under a long header":    "[" + long + "]\n" + many(1000, "k# = 1\n"),
		"a million brackets":          "x = " + strings.Repeat("[", 1_000_000),
		"a million braces":            "x = " + strings.Repeat("{a = ", 1_000_000),
		"60,000 keys":                 many(60_000, "k# = 1\n"),
		"60,000 elements":             "x = [" + strings.Repeat("1,", 60_000) + "]",
		"60,000 tables":               strings.Repeat("[[a]]\n", 60_000),
		"5 MiB":                       strings.Repeat("# comment\n", 5<<20/10),
		"a bomb behind a NUL":         "a = 1\n\x00" + strings.Repeat("a.", 1000),
	} {
		ps := &Problems{}
		if safe, _, ok := scan(SourceFile{Name: "f", Text: []byte(text)}, newIndex("f", ps)); ok {
			t.Errorf("%s: accepted, %d bytes to decode", name, len(safe))
		}
		if ps.Len() != 1 {
			t.Errorf("%s: %v", name, ps)
		}
	}
}

// TestUnreadableTextEndsWhereItCannotBeRead: what the scanner has not seen is not decoded.
func TestUnreadableTextEndsWhereItCannotBeRead(t *testing.T) {
	text := "a = 1\nb = ] \nc = 2\n" + strings.Repeat("d.", 16_000) + "e = 1\n"
	safe, stop, ok := scan(SourceFile{Text: []byte(text)}, newIndex("", &Problems{}))
	if !ok || safe != "a = 1\nb = ] \n" || stop.line != 2 {
		t.Errorf("got %q, stop %+v, ok %v", safe, stop, ok)
	}
}

func TestTextsWithinTheBoundsAreRead(t *testing.T) {
	for name, text := range map[string]string{
		"eight parts":            "a.b.c.d.e.f.g.h = 1",
		"quoted keys":            "\"a b\".'c.d' = 1\n[\"x y\".\"#\"]",
		"comments everywhere":    "# a\nx = [ # b\n 1, # c ]\n 2 ] # d\n# e",
		"brackets in strings":    "x = '[[' # ]\ny = \"{\\\"[\"\nz = '''\n[a.b\n'''",
		"quotes in long strings": "x = \"\"\"\"a\"\" \\\"\"\"\"\"\"\ny = ''''b'''''",
		"windows line ends":      "a = 1\r\n[b]\r\nc = [\r\n1,\r\n]\r\n",
		"tables of several lines": `x = {
			a = 1, # first
			b = [{c = 1}, {c = 2},],
		}`,
		"no line end":      "a = true",
		"byte order mark":  "\uFEFFa = 1",
		"nothing":          "",
		"a date":           "a = [1979-05-27 07:32:00Z]",
		"a trailing comma": "a = [1, 2, ]",
	} {
		ps := &Problems{}
		safe, stop, ok := scan(SourceFile{Text: []byte(text)}, newIndex("", ps))
		if !ok || stop != nil || safe != text || ps.Len() > 0 {
			t.Errorf("%s: stop %+v, %v", name, stop, ps)
		}
		if _, _, ok := decodeTOML(SourceFile{Text: []byte(text)}, ps); !ok {
			t.Errorf("%s: %v", name, ps)
		}
	}
}

// TestScenarioIsBounded covers the bounds that hold for all files together.
func TestScenarioIsBounded(t *testing.T) {
	chain := textFiles{}
	for i := range maxFiles + 2 {
		chain[fmt.Sprintf("%d.toml", i)] = fmt.Sprintf("extends = \"%d.toml\"\n", i+1)
	}
	chain["main.toml"] = "extends = \"0.toml\"\n"
	wide, heavy := textFiles{}, textFiles{}
	var names []string
	for i := range 6 {
		names = append(names, fmt.Sprintf("%q", fmt.Sprintf("%d.toml", i)))
		wide[fmt.Sprintf("%d.toml", i)] = fmt.Sprintf("[t%d]\n", i) + many(45_000, "k# = 1\n")
		heavy[fmt.Sprintf("%d.toml", i)] = fmt.Sprintf("# %d\n", i) + strings.Repeat("#\n", 3<<19)
	}
	wide["main.toml"] = "extends = [" + strings.Join(names, ", ") + "]\n"
	heavy["main.toml"] = wide["main.toml"]
	rows := textFiles{
		"x.csv":     "id,a,b,c,d\n" + many(60_000, "r#,1,2,3,4\n"),
		"main.toml": "[[import]]\nid = \"x\"\nfile = \"x.csv\"\ntable = \"t\"\ncolumns = {id = \"id\", a = \"a\", b = \"b\", c = \"c\", d = \"d\"}\n",
	}
	cells := textFiles{
		"x.csv":     "id,a\n" + many(10_000, "r#,\n"),
		"main.toml": "[[import]]\nid = \"x\"\nfile = \"x.csv\"\ntable = \"t\"\n[import.columns]\nid = \"id\"\n" + many(1000, "k# = \"a\"\n"),
	}
	for want, files := range map[string]textFiles{
		"more than 64 files":       chain,
		"more than 16 MiB":         heavy,
		"more than 200000 values":  wide,
		"has more than 200000 val": rows,
		"more than 200000":         cells,
	} {
		_, ps := Load(files, "main.toml", nil)
		if ps.Len() != 1 || !strings.Contains(ps.Error(), want) {
			t.Errorf("want one problem with %q, got %d: %.300s", want, ps.Len(), ps.Error())
		}
	}
}

func TestProblemsAreSortedCountedAndQuoted(t *testing.T) {
	_, ps := Load(textFiles{"main.toml": many(150, "[[plant]]\nid = \"#\"\nx = nan\n"), "b.toml": ""}, "main.toml", nil)
	lines := strings.Split(ps.Error(), "\n")
	if ps.Len() != 150 || len(lines) != 2*maxPrinted+1 {
		t.Fatalf("%d problems, %d lines", ps.Len(), len(lines))
	}
	want := []string{`main.toml:3:1: plant "0": x = nan: expected a finite number`, "    x = nan", `main.toml:6:1: plant "1": x = nan: expected a finite number`}
	if !slices.Equal(lines[:3], want) {
		t.Errorf("got %q, want %q", lines[:3], want)
	}
	if last := lines[len(lines)-1]; last != "and 50 more problems" {
		t.Errorf("last line %q", last)
	}
	if (&Problems{}).Err() != nil {
		t.Error("no problem is an error")
	}
}

func TestProblemsShowNoControlCharacters(t *testing.T) {
	p := Problem{Pos: Pos{"a\x1b[31m.toml", 1, 1}, Key: "k\r", Value: strings.Repeat("v", 1000), Message: "\x07", line: "x\x1b\ty\u200b"}
	got := p.String()
	want := "a?[31m.toml:1:1: k? = " + strings.Repeat("v", maxQuoted) + "...: ?\n    x? y?"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNearest(t *testing.T) {
	options := []string{"capacity", "cost", "kind", "royalty", "NdPr", "CN", "stock"}
	for word, want := range map[string]string{
		"capcity": "capacity", "kidn": "kind", "KIND": "kind", "cosst": "cost", "royal": "royalty", "ndpr": "NdPr",
		"zebra": "", "cn": "CN", "US": "", "": "", "stick": "stock", "capasitty": "capacity",
		strings.Repeat("x", 100_000): "",
	} {
		if got := Nearest(word, options); got != want {
			t.Errorf("%.20q: got %q, want %q", word, got, want)
		}
	}
	if got := Nearest("bat", []string{"cat", "bar"}); got != "bar" {
		t.Errorf("a tie gave %q, not the first in alphabetical order", got)
	}
}

// TestDocumentKeepsItsFiles: the manifest needs the text and hash of every file that was read, once.
func TestDocumentKeepsItsFiles(t *testing.T) {
	d, ps := Load(textFiles{
		"main.toml": "extends = [\"a.toml\", \"b.toml\"]\n", "a.toml": "extends = \"b.toml\"\n", "b.toml": "name = \"b\"\n",
	}, "main.toml", nil)
	var names []string
	for _, f := range d.Files {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"main.toml", "a.toml", "b.toml"}) || ps.Len() > 0 {
		t.Errorf("files %v, %v", names, ps)
	}
	if got := d.Files[2].Hash(); got != "e94e0c3a224375cecc0254315fb3cb6dd8646c92fc0cb13277335ed9530dc153" {
		t.Errorf("hash %q", got)
	}
	if d.Top.File != "main.toml" || d.Top.Values["name"].File != "b.toml" {
		t.Errorf("top at %v, name at %v", d.Top.Pos, d.Top.Values["name"].Pos)
	}
}
