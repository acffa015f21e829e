package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The contract of report: where the page goes, what is said, and the exit codes.
func TestReport(t *testing.T) {
	dir := t.TempDir()
	if _, errs, code := call(t, dir, nil, "run", "small", "--months", "2", "-o", "r", "--quiet"); code != 0 {
		t.Fatal(errs)
	}
	if err := os.MkdirAll(filepath.Join(dir, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string // on stdout where it goes well, else on stderr
		file string // that begins as it should
		with string
	}{
		{"by default", []string{"r"}, 0, "Report        r/report.html\n", "r/report.html", "<!DOCTYPE html>"},
		{"again", []string{"r"}, 0, "Report        r/report.html\n", "r/report.html", "<!DOCTYPE html>"},
		{"elsewhere", []string{"r", "-o", "page.html"}, 0, "Report        page.html\n", "page.html", "<!DOCTYPE html>"},
		{"a picture", []string{"r", "-o", "some.SVG"}, 0, "Report        some.SVG\n", "some.SVG", "<svg "},
		{"no folder named", nil, 2, "one run folder", "", ""},
		{"two folders", []string{"r", "r"}, 2, "one run folder", "", ""},
		{"no such folder", []string{"absent"}, 2, `there is no folder "absent"`, "", ""},
		{"no run", []string{"empty"}, 2, "manifest.json is missing", "", ""},
		{"over a table", []string{"r", "-o", "r/prices.parquet"}, 2, "is a file of the run", "r/prices.parquet", "PAR1"},
		{"over a folder", []string{"r", "-o", "empty"}, 2, "expected the name of a file", "", ""},
		{"into nowhere", []string{"r", "-o", "absent/page.html"}, 5, "cannot write", "", ""},
		{"unknown flag", []string{"r", "--png"}, 2, "--png", "", ""},
	} {
		out, errs, code := call(t, dir, nil, append([]string{"report"}, c.args...)...)
		told, quiet := out, errs
		if c.code != 0 {
			told, quiet = errs, out
		}
		if code != c.code || !strings.Contains(filepath.ToSlash(told), c.says) || quiet != "" {
			t.Errorf("%s: exit %d, want %d; stdout %q, stderr %q, want %q", c.name, code, c.code, out, errs, c.says)
		}
		if c.file == "" {
			continue
		}
		if body, err := os.ReadFile(filepath.Join(dir, c.file)); err != nil || !strings.HasPrefix(string(body), c.with) {
			t.Errorf("%s: %s begins with %.20q, %v, want %q", c.name, c.file, body, err, c.with)
		}
	}
	for _, file := range listing(t, dir) {
		if strings.HasSuffix(file, ".part") {
			t.Errorf("left behind: %s", file)
		}
	}
}
