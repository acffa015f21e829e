package main

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"monazite/markets"
)

var update = flag.Bool("update", false, "rewrite what the bad files want")

// TestBadScenarios runs every bad scenario with the built program.
func TestBadScenarios(t *testing.T) { refuseAll(t, "scenario", 60, "run") }

// refuseAll gives every bad file of a folder to a command of the built program: all its problems and no others are told,
// each at its line, before anything is written; its good twin is accepted.
func refuseAll(t *testing.T, folder string, least int, command string) {
	source := filepath.Join("testdata", "bad", folder)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	paths, _ := filepath.Glob(filepath.Join(source, "*.toml"))
	if len(paths) < least {
		t.Errorf("%d bad files, want %d", len(paths), least)
	}
	var good []*badFile
	for _, path := range paths {
		f := readBad(t, path)
		t.Run(strings.TrimSuffix(f.name, ".toml"), func(t *testing.T) {
			out, errs, code := call(t, dir, nil, command, f.name)
			if code != exitBadInput || out != "" {
				t.Errorf("exit %d, want 2; stdout %q", code, out)
			}
			found := refused(t, dir, errs)
			if *update {
				f.rewrite(t, path, found)
				return
			}
			if !slices.Equal(found, f.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(found, "\n"), strings.Join(f.want, "\n"))
			}
			f.checkLines(t, found)
		})
		if f.good != "" {
			good = append(good, f)
		}
	}
	if after := listing(t, dir); !slices.Equal(before, after) {
		t.Errorf("a refused file leaves files: %v", after)
	}
	checkGood(t, dir, good)
}

// TestBadBooks clears every bad book with the built program.
func TestBadBooks(t *testing.T) {
	source := filepath.Join("testdata", "bad", "book")
	dir := t.TempDir()
	paths, _ := filepath.Glob(filepath.Join(source, "*.txt"))
	if len(paths) < 30 {
		t.Errorf("%d bad books, want 30", len(paths))
	}
	for _, path := range paths {
		f := readBad(t, path)
		t.Run(strings.TrimSuffix(f.name, ".txt"), func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(dir, f.name), f.text, 0o600); err != nil {
				t.Fatal(err)
			}
			out, errs, code := call(t, dir, nil, "clear", f.name)
			if code != exitBadInput || out != "" {
				t.Errorf("exit %d, want 2; stdout %q", code, out)
			}
			found := refused(t, dir, errs)
			if *update {
				f.rewrite(t, path, found)
				return
			}
			if !slices.Equal(found, f.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(found, "\n"), strings.Join(f.want, "\n"))
			}
			f.checkLines(t, found)
			if _, err := markets.ReadTextBook(strings.NewReader(f.good), "good"); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestTooLargeScenarios runs scenarios that ask for too much of something: refused at the line that
// asks, with how much it is.
func TestTooLargeScenarios(t *testing.T) {
	const head = "extends = \"small\"\nname = \"bad\"\n"
	nodes := repeat(800, "[[node]]\nid = \"n#\"\nregion = \"US\"\nsegment = \"s#\"\n")
	route := "[[route]]\nid = \"r#\"\nfrom = \"*\"\nto = [\n\"*\"]\ngoods = \"*\"\nfreight = \"1 USD/kg\"\n"
	plant := "[[plant]]\nid = \"p#\"\nkind = \"offtaker\"\ncompany = \"us-users\"\ncountry = \"US\"\nuse = \"EV\"\ndemand = \"1 t/yr\"\n"
	for _, c := range []struct {
		name, text, env, want string
	}{
		{"keys", head + repeat(60_000, "k# = 1\n"), "", "bad.toml:50001:10: more than 50000 keys and values in one file"},
		{"bytes", head + repeat(600_000, "# ######\n"), "", "bad.toml:1:1: the file is larger than 4 MiB"},
		{"nesting", head + "x = " + strings.Repeat("[", 1_000_000), "", "bad.toml:3:21: nested deeper than 16"},
		{"dots", head + strings.Repeat("a.", 500_000) + "a = 1", "", "bad.toml:3:17: a key of more than 8 parts"},
		{"regions", head + repeat(63, "[[region]]\nid = \"R#\"\n"), "", `bad.toml:127:3: region "R62": 65 of these, expected at most 64`},
		{"goods", head + repeat(53, "[[good]]\nid = \"G#\"\nlevel = \"concentrate\"\nclass = \"ROCK\"\n"), "", `bad.toml:211:3: good "G52": 65 of these, expected at most 64`},
		{"plants of a company", head + repeat(64, plant), "", `plant "p61": company = "us-users": expected at most 64 plants of a company`},
		{"nodes", head + nodes, "", `bad.toml:3199:3: node "n799": needs `},
		{"a route", head + nodes + repeat(1, route), "", `bad.toml:3206:1: route "r0": to = ["*"]: needs `},
		{"routes", head + nodes + repeat(20, route), "", `bad.toml:3339:1: route "r19": to = ["*"]: the routes name `},
		{"months", head + "months = 1000000\n", "", "bad.toml:3:1: months = 1000000: expected from 1 to 600"},
		{"a small machine", head + repeat(5000, plant), "GOMEMLIMIT=48MiB", `bad.toml:34996:3: plant "p4999": needs `},
		{"a smaller machine", head + "months = 600\n", "GOMEMLIMIT=350KiB", "expected at most 358400"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "bad.toml"), []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			_, errs, code := call(t, dir, []string{c.env}, "run", "bad.toml")
			if code != exitBadInput || !strings.Contains(errs, c.want) {
				t.Errorf("exit %d, want 2; %.300s, want %s", code, errs, c.want)
			}
			if took := time.Since(start); took > 10*time.Second { // a tenth of a second on an idle machine
				t.Errorf("took %v", took)
			}
			if files := listing(t, dir); len(files) != 2 {
				t.Errorf("a refused run leaves files: %v", files)
			}
		})
	}
}

// TestBadSets changes a scenario on the command line in ways that are refused as those of a file are.
func TestBadSets(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"plant.cn-rock.capcity=21 kt/yr", `--set plant.cn-rock.capcity: plant "cn-rock": capcity: unknown key; did you mean "capacity"?`},
		{"plant.cn-rok.capacity=21 kt/yr", `--set plant.cn-rok.capacity: plant: there is no id cn-rok; did you mean "cn-rock"?`},
		{"plnt.cn-rock.capacity=21 kt/yr", `--set plnt.cn-rock.capacity: there is no table plnt; did you mean "plant"?`},
		{"plant.cn-rock.capacity=21", `--set plant.cn-rock.capacity: plant "cn-rock": capacity = 21: a number needs its unit, such as "18 kt/yr"`},
		{"plant.cn-rock.capacity=10 kt/yr", `--set plant.cn-rock.capacity: plant "cn-rock": capacity = "10 kt/yr": the output of 2024, 17500 t/yr, is above the nameplate, 10000 t/yr`},
		{"plant.cn-rock.capacity=nan", `--set plant.cn-rock.capacity: plant "cn-rock": capacity = nan: expected a finite number`},
		{"instrument.us-duty.rate=25", `--set instrument.us-duty.rate: instrument "us-duty": rate = 25: expected from 0 to 10; did you mean "25 %"?`},
		{"months=0", `--set months: months = 0: expected from 1 to 600`},
		{"name=../up", `--set name: name = "../up": expected a letter or digit, then letters, digits, _ and -, at most 64 in all, in quotes: run folders are called by it`},
		{"moths=7", `--set moths: moths: unknown key; did you mean "months"?`},
		{"months", `--set months: expected path=value, such as "plant.D01.cost=3 USD/kg"`},
	} {
		t.Run(c.set, func(t *testing.T) {
			dir := t.TempDir()
			out, errs, code := call(t, dir, nil, "run", "small", "--set", c.set)
			if got := strings.TrimSpace(errs); code != exitBadInput || out != "" || got != c.want {
				t.Errorf("exit %d, want 2; got\n%s\nwant\n%s", code, got, c.want)
			}
			if files := listing(t, dir); len(files) != 1 {
				t.Errorf("a refused run leaves files: %v", files)
			}
		})
	}
}

// TestNoFiles names what is no file, or not one that can be read.
func TestNoFiles(t *testing.T) {
	dir := t.TempDir()
	long := "# A line that is longer than any order.\nask " + strings.Repeat("a", 2<<20) + " CN 1 t 5\n"
	if err := os.WriteFile(filepath.Join(dir, "long.txt"), []byte(long), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ command, name, want string }{
		{"run", "absent.toml", `there is no file "absent.toml"`},
		{"run", "wolrd", `did you mean "world"?`},
		{"run", ".", "is not a regular file"},
		{"run", "", "expected the name of a scenario or a file"},
		{"check", "absent.toml", "1 of 1 files cannot run"},
		{"clear", "absent.txt", "absent.txt"},
		{"clear", ".", "is a directory"},
		{"clear", "long.txt", "long.txt:2: expected lines of at most 1048576 bytes"},
	} {
		if out, errs, code := call(t, dir, nil, c.command, c.name); code != exitBadInput || !strings.Contains(errs, c.want) {
			t.Errorf("%s %q: exit %d, want 2; stdout %q, stderr %q, want %q", c.command, c.name, code, out, errs, c.want)
		}
	}
}

// repeat writes a text n times with its number.
func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", strconv.Itoa(i)))
	}
	return b.String()
}

// checkGood checks the good twins, all in one call.
func checkGood(t *testing.T, dir string, files []*badFile) {
	t.Helper()
	args := []string{"check"}
	for _, f := range files {
		name := "good-" + f.name
		if err := os.WriteFile(filepath.Join(dir, name), []byte(f.good), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	out, errs, code := call(t, dir, nil, args...)
	if code == 0 {
		return
	}
	for line := range strings.SplitSeq(out, "\n") {
		if !strings.HasSuffix(line, ": ok") {
			t.Error(line)
		}
	}
	t.Errorf("exit %d: %s", code, errs)
}
