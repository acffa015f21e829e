package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A rehearsal draws the run table and counts; the study that follows has the same table, in the same folder.
func TestStudyDryRun(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	out := must(t, dir, nil, "study", "varied.toml", "-o", "s", "--dry-run")
	for _, want := range []string{"2 arms x 12 replications = 24 runs, 2 parameters vary", "(baseline)", "run table: s/design.csv", "run it: monazite study varied.toml -n 12 --seed 1"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	for line := range strings.SplitSeq(out, "\n") {
		if line != strings.TrimRight(line, " ") || len(line) > 80 {
			t.Errorf("line %q", line)
		}
	}
	design, err := os.ReadFile(filepath.Join(dir, "s", "design.csv"))
	if err != nil || strings.Count(string(design), "\n") != 13 {
		t.Errorf("%v: %s", err, design)
	}
	if again := must(t, dir, nil, "study", "varied.toml", "-o", "s", "--dry-run", "--shard", "1/5"); !strings.Contains(again, "shard 1/5: 6 runs") {
		t.Error(again)
	}
	must(t, dir, nil, "study", "varied.toml", "-o", "s")
	if after := results(t, filepath.Join(dir, "s"))["design.csv"]; after != string(design) {
		t.Errorf("%s, the rehearsal drew %s", after, design)
	}
	if out := must(t, dir, nil, "study", "pair.toml", "--dry-run"); strings.Contains(out, "run table") || len(listingOf(dir, "out")) != 0 {
		t.Errorf("without anything that varies: %s", out)
	}
	for _, want := range []string{"out/varied-s1/design.csv", "out/varied-s1/design.csv"} {
		if out := must(t, dir, nil, "study", "varied.toml", "--dry-run"); !strings.Contains(out, want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
	must(t, dir, nil, "study", "varied.toml")
	if out := must(t, dir, nil, "study", "varied.toml", "-n", "4", "--dry-run"); !strings.Contains(out, "out/varied-s1-2/design.csv") {
		t.Errorf("a rehearsal in the folder of a study: %s", out)
	}
	if after := results(t, filepath.Join(dir, "out", "varied-s1"))["design.csv"]; after != string(design) {
		t.Errorf("a rehearsal changes a study: %s", after)
	}
}

// listingOf names what is in a folder, nothing where it is absent.
func listingOf(dir, name string) []string {
	names, _ := filepath.Glob(filepath.Join(dir, name, "*"))
	return names
}

// Every command gives one JSON object with its schema.
func TestStudyJSON(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	for _, args := range []string{
		"study varied.toml -o s --json --quiet",
		"study varied.toml -o s --json --quiet --resume",
		"study varied.toml -o d --json --quiet --dry-run",
		"study varied.toml -o s0 --json --quiet --shard 0/2",
		"study varied.toml -o s0 --json --quiet --shard 0/2 --resume",
		"study varied.toml -o s1 --json --quiet --shard 1/2",
		"study varied.toml -o o --json --quiet --only duty:3",
		"merge s0 s1 -o m --json",
		"check pair.toml article --json",
	} {
		out, errs, code := call(t, dir, nil, strings.Fields(args)...)
		var object map[string]any
		if err := json.Unmarshal([]byte(out), &object); err != nil || code != 0 || errs != "" || object["schema"] != 1.0 {
			t.Errorf("%s: exit %d, %v, schema %v, stderr %q", args, code, err, object["schema"], errs)
		}
	}
}

// Without -o the same study twice works, and says so within 80 columns without control characters.
func TestStudyDefaultFolders(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	for _, want := range []string{"out/pair-s3;", "out/pair-s3-2;", "out/pair-s3-3;"} {
		out, errs, code := call(t, dir, nil, "study", "pair.toml", "--seed", "3", "-n", "4")
		if code != 0 || !strings.Contains(out, "Everything is in "+want) || strings.ContainsAny(out+errs, "\x1b\r\b") {
			t.Errorf("exit %d, %q, stderr %q", code, out, errs)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("more than 80 columns: %q", line)
			}
		}
	}
}

func TestStudyHelp(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"study", "merge"} {
		out, _, code := call(t, dir, nil, name, "--help")
		if code != 0 || !strings.Contains(out, "Examples:") {
			t.Errorf("%s: exit %d, help without an example", name, code)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("%s: more than 80 columns: %q", name, line)
			}
		}
	}
	if out, _, code := call(t, dir, nil, "__complete", "study", "ar"); code != 0 || !strings.Contains(out, "article\n") || !strings.Contains(out, "small\n") {
		t.Errorf("exit %d: completions %s", code, out)
	}
}

// A study can be watched, which changes no result.
func TestStudyWatched(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "150", "-o", "alone")
	cmd, url, rest := beginCommand(t, dir, "study", "varied.toml", "-n", "150", "-o", "watched", "--quiet")
	pages, told := 0, map[string]bool{}
	for { // until it is over
		response, err := http.Get(url + "metrics")
		if err != nil {
			break
		}
		text, _ := io.ReadAll(response.Body)
		response.Body.Close()
		pages++
		for _, name := range []string{`monazite_replications{state="planned"} 300`, `monazite_replications{state="done"}`, `monazite_outcome{`} {
			told[name] = told[name] || strings.Contains(string(text), name)
		}
	}
	errs, _ := io.ReadAll(rest)
	if err := cmd.Wait(); err != nil || len(errs) > 0 {
		t.Errorf("%v, stderr %q", err, errs)
	}
	for name, was := range told {
		if !was {
			t.Errorf("none of %d pages tells %s", pages, name)
		}
	}
	if len(told) == 0 {
		t.Error("there are no metrics")
	}
	same(t, "watched", results(t, filepath.Join(dir, "watched")), results(t, filepath.Join(dir, "alone")))
}

// A port that is taken, or that other machines reach, ends a study before there is a folder.
func TestStudyWatchedInVain(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		address, says string
		code          int
	}{
		{taken.Addr().String(), taken.Addr().String(), exitFailed},
		{"0.0.0.0:0", "--insecure-remote", exitBadInput},
		{":9464", "--insecure-remote", exitBadInput},
		{"9464", "HOST:PORT", exitBadInput},
	} {
		_, errs, code := call(t, dir, nil, "study", "pair.toml", "-o", "s", "--listen", c.address)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, stderr %q", c.address, code, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "s")); err == nil {
		t.Error("it leaves a folder")
	}
}
