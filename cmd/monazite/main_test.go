package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var binary string

// TestMain builds the program once: exit codes are those of the built binary.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "monazite")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "monazite")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// call runs the binary in a folder of its own.
func call(t *testing.T, dir string, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), code
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("bad.toml", "extends = \"small\"\nname = \"bad\"\n[[plant]]\nid = \"cn-rock\"\ncapcity = \"1 kt/yr\"\n")
	write("book.txt", "ask a CN 1 t 5\nbid b CN 1 t 9\n")
	write("badbook.txt", "ask a CN 1 t five\n")
	if err := os.MkdirAll(filepath.Join(dir, "full", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		env  []string
		code int
		says string // on stderr
	}{
		{"help", []string{"--help"}, nil, 0, ""},
		{"version", []string{"version"}, nil, 0, ""},
		{"kinds", []string{"kinds"}, nil, 0, ""},
		{"check", []string{"check", "small"}, nil, 0, ""},
		{"clear", []string{"clear", "book.txt"}, nil, 0, ""},
		{"show", []string{"show"}, nil, 0, ""},
		{"show a table", []string{"show", "small", "plant"}, nil, 0, ""},
		{"run", []string{"run", "small", "--months", "2", "-o", "ok"}, nil, 0, ""},
		{"unknown command", []string{"rum"}, nil, 2, "no command"},
		{"unknown flag", []string{"run", "small", "--sede", "1"}, nil, 2, "--sede"},
		{"no scenario", []string{"run"}, nil, 2, "one scenario"},
		{"unknown scenario", []string{"run", "smal"}, nil, 2, `did you mean "small"`},
		{"show an unknown scenario", []string{"show", "smal"}, nil, 2, `did you mean "small"`},
		{"show an unknown table", []string{"show", "small", "plnt"}, nil, 2, `did you mean "plant"`},
		{"show an unknown id", []string{"show", "small", "plant.cn-rok"}, nil, 2, `did you mean "cn-rock"`},
		{"show an unknown key", []string{"show", "small", "plant.cn-rock.capcity"}, nil, 2, `did you mean "capacity"`},
		{"show an unknown quality", []string{"show", "small", "--quality", "guess"}, nil, 2, "reported, derived, estimate, unmarked"},
		{"show a quality of nothing", []string{"show", "--quality", "estimate"}, nil, 2, "name of a scenario"},
		{"show a cost curve", []string{"show", "tour", "cost-curve", "-o", "curve.svg"}, nil, 0, ""},
		{"show a cost curve without projects", []string{"show", "small", "cost-curve"}, nil, 0, ""},
		{"show a cost curve of nothing", []string{"show", "smal", "cost-curve"}, nil, 2, `did you mean "small"`},
		{"show a cost curve of a quality", []string{"show", "tour", "cost-curve", "--quality", "estimate"}, nil, 2, "which is computed"},
		{"show a picture of a table", []string{"show", "tour", "plant", "-o", "plant.svg"}, nil, 2, "only cost-curve is drawn"},
		{"draw over a scenario", []string{"show", "tour", "cost-curve", "-o", "bad.toml"}, nil, 2, "ends in .svg"},
		{"draw over a folder", []string{"show", "tour", "cost-curve", "-o", "full"}, nil, 2, "ends in .svg"},
		{"draw into no folder", []string{"show", "tour", "cost-curve", "-o", "absent/curve.svg"}, nil, 5, "absent/curve.svg"},
		{"init", []string{"init", "new.toml", "--from", "small"}, nil, 0, ""},
		{"init again", []string{"init", "new.toml", "--from", "small"}, nil, 2, "new.toml exists"},
		{"init from nothing", []string{"init", "other.toml"}, nil, 2, "expected --from"},
		{"init from what is unknown", []string{"init", "other.toml", "--from", "smal"}, nil, 2, `did you mean "small"`},
		{"init from a bad file", []string{"init", "other.toml", "--from", "bad.toml"}, nil, 2, "bad.toml:5:1"},
		{"init of another name", []string{"init", "small", "--from", "small"}, nil, 2, "ends in .toml"},
		{"init in no folder", []string{"init", "absent/new.toml", "--from", "small"}, nil, 5, "absent/new.toml: cannot write"},
		{"init of two files", []string{"init", "a.toml", "b.toml", "--from", "small"}, nil, 2, "got 2 arguments"},
		{"show too much", []string{"show", "small", "plant", "x"}, nil, 2, "got 3 arguments"},
		{"show a bad set", []string{"show", "small", "--set", "plant.cn-rock.capcity=1 kt/yr"}, nil, 2, `did you mean "capacity"`},
		{"show a bad file", []string{"show", "bad.toml"}, nil, 2, "bad.toml:5:1"},
		{"unknown kind", []string{"kinds", "minre"}, nil, 2, `did you mean "miner"`},
		{"unknown key", []string{"check", "bad.toml"}, nil, 2, "1 of 1"},
		{"unknown key in a run", []string{"run", "bad.toml"}, nil, 2, "bad.toml:5:1"},
		{"months out of range", []string{"run", "small", "--until", "2050-01"}, nil, 2, "2040-12"},
		{"folder in use", []string{"run", "small", "-o", "full"}, nil, 2, "full"},
		{"bad book", []string{"clear", "badbook.txt"}, nil, 2, "badbook.txt:1"},
		{"lost gram", []string{"run", "small", "--months", "9", "-o", "lost"}, []string{"MONAZITE_DEFECT=gram:2024-05"}, 4, "2024-05"},
		{"double payment", []string{"run", "small", "--months", "9", "-o", "paid"}, []string{"MONAZITE_DEFECT=payment:2024-05"}, 4, "money"},
		{"unbooked payment", []string{"run", "small", "--months", "9", "-o", "unbooked"}, []string{"MONAZITE_DEFECT=treasury:2024-05"}, 4, "fiscal"},
		{"no such defect", []string{"run", "small"}, []string{"MONAZITE_DEFECT=gramm"}, 2, "expected gram:MONTH"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, code := call(t, dir, c.env, c.args...)
			if code != c.code || !strings.Contains(errs, c.says) {
				t.Errorf("exit %d, want %d; stderr %q, want %q in it", code, c.code, errs, c.says)
			}
			if strings.ContainsAny(out+errs, "\x1b\r\b") {
				t.Error("control characters in a pipe")
			}
			for line := range strings.SplitSeq(out, "\n") {
				if len([]rune(line)) > 80 {
					t.Errorf("more than 80 columns: %q", line)
				}
			}
		})
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "lost")); len(left) > 0 {
		t.Error("a broken run leaves a folder that looks complete")
	}
	if _, err := os.Stat(filepath.Join(dir, "lost-broken-2024-05", "bundle.json")); err != nil {
		t.Error(err)
	}
}

func TestJSON(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{
		{"version", "--json"},
		{"kinds", "--json"},
		{"kinds", "miner", "--json"},
		{"check", "small", "--json"},
		{"show", "--json"},
		{"show", "small", "--json"},
		{"show", "small", "plant.cn-rock", "--json"},
		{"show", "small", "cost-curve", "--json"},
		{"show", "tour", "cost-curve", "--json"},
		{"run", "small", "--months", "3", "--json", "--quiet"},
	} {
		out, errs, code := call(t, dir, nil, args...)
		var object map[string]any
		if err := json.Unmarshal([]byte(out), &object); err != nil || code != 0 || errs != "" {
			t.Errorf("%v: exit %d, %v, stderr %q", args, code, err, errs)
		}
		if object["schema"] != 1.0 {
			t.Errorf("%v: schema %v", args, object["schema"])
		}
	}
}

// Without -o the same command twice works.
func TestDefaultFolders(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"small-s3", "small-s3-2", "small-s3-3"} {
		if out, errs, code := call(t, dir, nil, "run", "small", "--seed", "3", "--months", "2"); code != 0 || !strings.Contains(out, want) {
			t.Errorf("exit %d, %q, want %s in the summary; stderr %q", code, out, want, errs)
		}
		if _, err := os.Stat(filepath.Join(dir, "out", want, "prices.parquet")); err != nil {
			t.Error(err)
		}
	}
}

func TestHelpHasExamplesWithin80Columns(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"run", "report", "check", "show", "init", "clear", "kinds", "version"} {
		out, _, code := call(t, dir, nil, name, "--help")
		if code != 0 || !strings.Contains(out, "Examples:") || !strings.Contains(out, "monazite "+name) {
			t.Errorf("%s: exit %d, help without an example", name, code)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("%s: more than 80 columns: %q", name, line)
			}
		}
	}
}
