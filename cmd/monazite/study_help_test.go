package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pairHead begins a study of two arms over two years: a replication takes milliseconds.
const pairHead = `scenario     = "small"
replications = 12

[[arm]]
name = "base"
set  = { months = 24 }

[[arm]]
name = "duty"
set  = { "months" = 24, "instrument.us-duty.rate" = "25 %" }
`

// pairVary makes what varies of it.
const pairVary = `
[[vary]]
path         = "plant.cn-rock.capacity"
distribution = "uniform"
low          = "17.6 kt/yr"
high         = "21 kt/yr"

[[vary]]
path         = "model.steepness"
distribution = "triangular"
low          = "0.6"
mode         = "0.9"
high         = "1.3"
`

// pairStop ends it when the effect on a price is known.
const pairStop = `
[stop]
relative = "10 %"
block    = 4
max      = 48
watch    = ["magnets"]

[[claim]]
id    = "magnets"
claim = "MG1@US 2025 >= 60 USD/kg"
`

// pairOutputs are numbers that the tables of a run give, too.
const pairOutputs = `
[[output]]
id     = "price"
metric = "price"
where  = { good = "NdPr", region = "US" }

[[output]]
id     = "volume"
metric = "volume"
where  = { good = "MG1", region = "US" }
`

// writeStudies writes the studies of the tests into a folder.
func writeStudies(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"a.toml":      "extends = \"small\"\nname = \"a\"\n",
		"pair.toml":   pairHead,
		"varied.toml": pairHead + pairVary,
		"sobol.toml":  "design = \"sobol\"\n" + strings.Replace(pairHead, "= 12", "= 16", 1) + pairVary,
		"stop.toml":   pairHead + pairVary + pairStop,
		"told.toml":   pairHead + pairOutputs,
		"twins.toml":  strings.Replace(pairHead, `"instrument.us-duty.rate" = "25 %" `, "", 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// must calls the program, which must succeed and say nothing on standard error.
func must(t *testing.T, dir string, env []string, args ...string) (stdout string) {
	t.Helper()
	out, errs, code := call(t, dir, env, append(args, "--quiet")...)
	if code != 0 || errs != "" {
		t.Fatalf("%v: exit %d, stderr %q", args, code, errs)
	}
	return out
}

// merged merges shards.
func merged(t *testing.T, dir, into string, shards ...string) {
	t.Helper()
	if _, errs, code := call(t, dir, nil, append([]string{"merge", "-o", into}, shards...)...); code != 0 || errs != "" {
		t.Fatalf("merge %v: exit %d, stderr %q", shards, code, errs)
	}
}

// results reads the files of a complete study or run but for manifest.json, the one with times, and what is kept to go on.
func results(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "replications" || e.Name() == "traces"):
			return fs.SkipDir
		case e.IsDir() || e.Name() == "manifest.json":
			return nil
		}
		body, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		found[filepath.ToSlash(name)] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// same compares results byte for byte.
func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if len(want) < 7 || len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", what, len(got), len(want))
	}
	for name, body := range want {
		if got[name] != body {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

// launch starts the program in the background.
func launch(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, errs *strings.Builder) {
	t.Helper()
	cmd, errs = exec.Command(binary, args...), &strings.Builder{}
	cmd.Dir, cmd.Stderr = dir, errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // it has ended unless the test failed
	return cmd, errs
}

// await waits until a folder holds so many finished replications.
func await(t *testing.T, dir string, lines int) {
	t.Helper()
	for range 20_000 {
		text, _ := os.ReadFile(filepath.Join(dir, "replications", "journal.txt"))
		if strings.Count(string(text), "\n") >= lines {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%s: there are no %d replications after 20 s", dir, lines)
}
