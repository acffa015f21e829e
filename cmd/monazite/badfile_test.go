package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A bad file says itself what is wrong with it:
//
//	capcity = "1 kt/yr"   # good: capacity = "1 kt/yr"     a line that is refused, and what would do
//	[[plant]]             # bad                            one that is refused for what it lacks
//	id = "cn-rok"         # then: id = "cn-rock"           one that would do if it were another
//	# good: cost = "2 USD/kg"                              a line that only the good twin has
//	# want: file.toml:9:1: plant "x": ...                  the problems, one a line
const (
	goodMark = "# good:"
	thenMark = "# then:"
	badMark  = "# bad"
	wantMark = "# want: "
)

// badFile is a file of the corpus.
type badFile struct {
	name  string // in its folder
	text  []byte
	want  []string
	lines map[int]bool // that are marked, and whether one must be refused
	good  string       // the same file without its mistakes, "" where it shows none
}

// readBad reads a file of the corpus.
func readBad(t *testing.T, path string) *badFile {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := &badFile{name: filepath.Base(path), text: text, lines: map[int]bool{}}
	var good []string
	for i, line := range strings.Split(string(text), "\n") {
		code, right, marked := strings.Cut(line, goodMark)
		_, other, also := strings.Cut(line, thenMark)
		before, _, bad := strings.Cut(line, badMark)
		switch {
		case strings.HasPrefix(line, wantMark):
			f.want = append(f.want, strings.TrimPrefix(line, wantMark))
			continue
		case marked:
			f.lines[i+1], line = strings.TrimSpace(code) != "", right
		case also:
			f.lines[i+1], line = false, other
		case bad:
			f.lines[i+1], line = true, before
		}
		good = append(good, line)
	}
	if len(f.lines) > 0 {
		f.good = strings.Join(good, "\n")
	}
	return f
}

// rewrite puts what was found in the place of what was wanted.
func (f *badFile) rewrite(t *testing.T, path string, found []string) {
	t.Helper()
	var kept [][]byte
	for line := range bytes.Lines(f.text) {
		if !bytes.HasPrefix(line, []byte(wantMark)) {
			kept = append(kept, line)
		}
	}
	text := bytes.TrimRight(bytes.Join(kept, nil), "\n")
	if len(text) > 0 {
		text = append(text, '\n', '\n')
	}
	for _, problem := range found {
		text = append(text, wantMark+problem+"\n"...)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// embedded is a place in an embedded scenario: its lines may move.
var embedded = regexp.MustCompile(`(embedded:[a-z]+\.toml):\d+:\d+`)

// refused splits what the program says into its problems, and checks that under each stands the
// line that it is about.
func refused(t *testing.T, dir, stderr string) (problems []string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
	for i, line := range lines {
		if quoted, is := strings.CutPrefix(line, "    "); is {
			got := sourceLine(dir, lines[max(0, i-1)])
			if !strings.HasPrefix(got, strings.TrimSuffix(quoted, "...")) && !strings.HasPrefix(lines[i-1], "embedded:") {
				t.Errorf("under %q stands %q, the line is %q", lines[max(0, i-1)], quoted, got)
			}
			continue
		}
		problems = append(problems, embedded.ReplaceAllString(line, "$1"))
	}
	return problems
}

// sourceLine is the line of a file that a problem names; nothing of a file that is embedded.
func sourceLine(dir, problem string) string {
	parts := strings.SplitN(problem, ":", 3)
	text, err := os.ReadFile(filepath.Join(dir, parts[0]))
	number := 0
	if len(parts) < 3 || err != nil {
		return ""
	}
	fmt.Sscan(parts[1], &number)
	lines := strings.Split(string(text), "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return strings.ToValidUTF8(strings.ReplaceAll(strings.TrimSpace(lines[number-1]), "\x00", "?"), "\uFFFD")
}

// checkLines compares the lines that were refused with those that are marked.
func (f *badFile) checkLines(t *testing.T, found []string) {
	t.Helper()
	told := map[int]bool{}
	for _, problem := range found {
		number := 0
		if rest, own := strings.CutPrefix(problem, f.name+":"); own {
			fmt.Sscan(rest, &number)
			told[number] = true
		}
	}
	if f.good == "" {
		return
	}
	for line, code := range f.lines {
		if code && !told[line] {
			t.Errorf("line %d is wrong and not refused", line)
		}
	}
	for line := range told {
		if _, marked := f.lines[line]; !marked {
			t.Errorf("line %d is refused and not marked as wrong", line)
		}
	}
}

// listing names all files below a folder.
func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
