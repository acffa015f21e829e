package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Workers and processors change no byte, nor do shards in any order, run at once on one machine.
func TestStudyInPieces(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-o", "whole", "--trace", "3", "--workers", "1")
	whole := results(t, filepath.Join(dir, "whole"))
	for i, c := range []struct{ workers, processors string }{{"2", "1"}, {"7", "3"}} {
		at := fmt.Sprint("whole", i)
		must(t, dir, []string{"GOMAXPROCS=" + c.processors}, "study", "varied.toml", "-o", at, "--workers", c.workers)
		same(t, at, results(t, filepath.Join(dir, at)), whole)
	}
	for _, n := range []int{1, 3, 8} {
		var shards []string
		for i := range n {
			shards = append(shards, fmt.Sprintf("out/varied-s1-%d-of-%d", i, n))
		}
		inParallel(t, dir, n)
		slices.Reverse(shards)
		shards = slices.Concat(shards[n/2:], shards[:n/2])
		at := fmt.Sprint("merged", n)
		merged(t, dir, at, shards...)
		same(t, at, results(t, filepath.Join(dir, at)), whole)
		trace := results(t, filepath.Join(dir, at, "traces", "duty-r3"))
		same(t, at, trace, results(t, filepath.Join(dir, "whole", "traces", "duty-r3")))
		if traced, _ := filepath.Glob(filepath.Join(dir, "out", fmt.Sprintf("*-of-%d", n), "traces")); len(traced) != 1 {
			t.Errorf("traces of one replication are in %v", traced)
		}
	}
}

// inParallel runs all shards of a study at once, each in the folder that it takes of itself.
func inParallel(t *testing.T, dir string, n int) {
	t.Helper()
	var ends []func()
	for i := range n {
		cmd, errs := launch(t, dir, "study", "varied.toml", "--trace", "3", "--quiet", "--workers", "1", "--shard", fmt.Sprintf("%d/%d", i, n))
		ends = append(ends, func() {
			if err := cmd.Wait(); err != nil || errs.Len() > 0 {
				t.Errorf("shard %d/%d: %v, stderr %q", i, n, err, errs)
			}
		})
	}
	for _, end := range ends {
		end()
	}
}

// The texts that the shards keep are what is merged, whatever has become of the files.
func TestMergeWithoutTheFiles(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	table := "plant.cn-rock.capacity\n18 kt/yr\n19 kt/yr\n20 kt/yr\n21 kt/yr\n"
	study := "design = \"table\"\ntable = \"points.csv\"\n" + strings.Replace(pairHead, "replications = 12\n", "", 1)
	for name, text := range map[string]string{"points.csv": table, "tabled.toml": study} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"tabled.toml", "varied.toml"} {
		must(t, dir, nil, "study", name, "-o", "whole-"+name)
		for i := range 2 {
			must(t, dir, nil, "study", name, "--shard", fmt.Sprintf("%d/2", i), "-o", fmt.Sprint(name, i))
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "varied.toml"), []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"points.csv", "tabled.toml"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"tabled.toml", "varied.toml"} {
		merged(t, dir, "merged-"+name, name+"1", name+"0")
		same(t, name, results(t, filepath.Join(dir, "merged-"+name)), results(t, filepath.Join(dir, "whole-"+name)))
	}
}

// What makes no study is refused with the reason, and leaves no folder.
func TestMergeRefuses(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	for i := range 3 {
		must(t, dir, nil, "study", "pair.toml", "--shard", fmt.Sprintf("%d/3", i), "-o", fmt.Sprint("s", i))
	}
	must(t, dir, nil, "study", "pair.toml", "--shard", "1/3", "--seed", "2", "-o", "seed")
	must(t, dir, nil, "study", "pair.toml", "-o", "whole")
	if err := os.CopyFS(filepath.Join(dir, "half"), os.DirFS(filepath.Join(dir, "s1"))); err != nil {
		t.Fatal(err)
	}
	journal := filepath.Join(dir, "half", "replications", "journal.txt")
	text, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	if err := os.WriteFile(journal, []byte(strings.Join(lines[:3], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"s0 s2 -o m", "1 of 3 shards are not given: 1/3"},
		{"s0 s1 s1 s2 -o m", "s1 and s1 both hold arm 0 replication 1"},
		{"s0 seed s2 -o m", `seed is of another study than s0: --seed: began with`},
		{"s0 half s2 -o m", "half is not finished: 3 of 8 replications are over; go on with it by --resume"},
		{"s0 absent nor -o m", "absent: is not the folder of a shard\n  nor: is not"},
		{"whole -o m", "whole: holds a complete study"},
		{"s0 s1 s2 -o whole", "whole: holds a study; name another folder with -o"},
		{"s0 s1 s2 -o s0", "s0: holds a study"},
		{"s0 s1 s2", "-o: expected a folder"},
		{"-o m", "expected the folders of all shards"},
	} {
		out, errs, code := call(t, dir, nil, append([]string{"merge"}, strings.Fields(c.args)...)...)
		if code != exitBadInput || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("merge %s: exit %d, stdout %q, stderr %q, want %q", c.args, code, out, errs, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "m")); err == nil {
		t.Error("a refused merge leaves a folder")
	}
	merged(t, dir, "m", "s2", "s0", "s1")
	same(t, "m", results(t, filepath.Join(dir, "m")), results(t, filepath.Join(dir, "whole")))
}
