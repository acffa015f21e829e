package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestBadStudies runs every bad study with the built program.
func TestBadStudies(t *testing.T) { refuseAll(t, "study", 40, "study") }

// TestBadStudyFlags gives flags that a study cannot have; nothing is written.
func TestBadStudyFlags(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	before := listing(t, dir)
	for _, c := range []struct{ args, want string }{
		{"pair.toml -n 0", "-n 0: expected at least 1"},
		{"pair.toml -n -3", "-n -3: expected at least 1"},
		{"pair.toml -n 1000001", "-n: expected from 1 to 1000000 replications"},
		{"pair.toml --workers 0", "--workers 0: expected at least 1"},
		{"pair.toml --workers -2", "--workers -2: expected at least 1"},
		{"pair.toml --shard 3/3", `--shard: shard "3/3": expected I/N`},
		{"pair.toml --shard -1/2", `--shard: shard "-1/2": expected I/N`},
		{"pair.toml --shard x", `--shard: shard "x": expected I/N`},
		{"pair.toml --shard 0/0", `--shard: shard "0/0": expected I/N`},
		{"stop.toml --shard 0/2", "--shard: the study ends by its own results"},
		{"pair.toml --trace 12", "--trace 12: expected replications from 0 to 11"},
		{"pair.toml --trace=-1", "--trace -1: expected"},
		{"pair.toml --trace x", `invalid argument "x"`},
		{"pair.toml --only dury:0", `there is no arm "dury"; did you mean "duty"?`},
		{"pair.toml --only duty:12", `"duty:12": expected ARM:R, R from 0 to 11`},
		{"pair.toml --only duty", `"duty": expected ARM:R`},
		{"pair.toml --only duty:1 --shard 0/2", "--only runs one replication"},
		{"pair.toml --only duty:1 --dry-run", "--only runs one replication"},
		{"pair.toml --arm duty", "--arm duty: expected NAME:path=value"},
		{"pair.toml --arm duty:months", "expected path=value"},
		{"pair.toml --arm ../x:months=12", "expected NAME:path=value"},
		{"pair.toml --arm duty:instrument.us-dury.rate=1", `did you mean "us-duty"?`},
		{"pair.toml --set plant.cn-rock.cots=1", `did you mean "cost"?`},
		{"pair.toml small", "pair.toml: is a study: expected it alone, or scenarios only"},
		{"small small", "small: is there twice"},
		{"small --set months=12 --arm x:months=13", `arm "x": months: runs 13 months, the baseline 12`},
		{"smal", `did you mean "small"?`},
		{"absent.toml", `there is no file "absent.toml"`},
		{"varied.toml -n 12 --set months=0", "expected from 1 to 600"},
		{"sobol.toml -n 12", "-n: replications = 12: sobol expects a power of two, such as 8 or 16"},
		{"", "expected a study, or scenarios of which the first is the baseline"},
	} {
		out, errs, code := call(t, dir, nil, append([]string{"study"}, strings.Fields(c.args)...)...)
		if code != exitBadInput || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("study %s: exit %d, want 2; stdout %q, stderr %q, want %q", c.args, code, out, errs, c.want)
		}
	}
	for _, workers := range []string{"0", "-2"} {
		if _, errs, code := call(t, dir, nil, "run", "small", "--workers", workers); code != exitBadInput || !strings.Contains(errs, "expected at least 1") {
			t.Errorf("run --workers %s: exit %d, stderr %q", workers, code, errs)
		}
	}
	if after := listing(t, dir); !slices.Equal(before, after) {
		t.Errorf("a refused study leaves files: %v", after)
	}
}

// All problems of a study are told by check, too.
func TestCheckStudies(t *testing.T) {
	source := filepath.Join("testdata", "bad", "study", "all-at-once.toml")
	f := readBad(t, source)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, f.name), f.text, 0o600); err != nil {
		t.Fatal(err)
	}
	writeStudies(t, dir)
	out, _, code := call(t, dir, nil, "check", f.name, "pair.toml", "article")
	if code != exitBadInput || !strings.Contains(out, "pair.toml: ok\n") || !strings.Contains(out, "article: ok\n") {
		t.Errorf("exit %d: %s", code, out)
	}
	for _, want := range f.want {
		if !strings.Contains(out, want) {
			t.Errorf("check does not tell %q: %s", want, out)
		}
	}
}
