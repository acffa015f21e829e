package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A disk that fills up ends a study with the command that goes on when there is room again, to the same bytes.
func TestStudyOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no small disk here: %s", out)
	}
	defer func() {
		if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "whole")
	cmd, errs := launch(t, dir, "study", "varied.toml", "-n", "200", "-o", "disk/s", "--quiet", "--workers", "2")
	await(t, filepath.Join(disk, "s"), 3)
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, bytes.Repeat([]byte("x"), 32<<20), 0o600); err == nil {
		t.Fatal("the disk is not small")
	}
	_ = cmd.Wait() // the exit code tells
	_, next, found := strings.Cut(errs.String(), "go on with\n  monazite ")
	if code := cmd.ProcessState.ExitCode(); code != exitOutput || !found || strings.Count(errs.String(), "no space left") != 1 {
		t.Fatalf("exit %d, stderr %q", code, errs)
	}
	if _, said, code := call(t, dir, nil, strings.Fields(next)...); code == 0 {
		t.Errorf("without room: exit %d, stderr %q", code, said)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if _, said, code := call(t, dir, nil, strings.Fields(next)...); code != 0 || !strings.Contains(said, "resumed: ") {
		t.Fatalf("with room: exit %d, stderr %q", code, said)
	}
	same(t, "a full disk", results(t, filepath.Join(disk, "s")), results(t, filepath.Join(dir, "whole")))
}

// A folder belongs to one study and to one process at a time, and what is damaged in it is computed again.
func TestStudyFolder(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "whole")
	cmd, _ := launch(t, dir, "study", "varied.toml", "-n", "200", "-o", "s", "--quiet", "--workers", "2")
	await(t, filepath.Join(dir, "s"), 8)
	for _, more := range [][]string{nil, {"--resume"}} {
		if _, errs, code := call(t, dir, nil, append([]string{"study", "varied.toml", "-n", "200", "-o", "s"}, more...)...); code != exitBusy || !strings.Contains(errs, "another process runs this study") {
			t.Errorf("%v: exit %d, stderr %q", more, code, errs)
		}
	}
	interrupt(t, cmd, os.Interrupt)
	for _, c := range []struct{ args, want string }{
		{"varied.toml -n 200", "s: holds a study; go on with it by --resume"},
		{"varied.toml -n 200 --dry-run", "s: holds a study"},
		{"varied.toml -n 201 --resume", "replications: began with 200, now 201\n"},
		{"varied.toml -n 200 --seed 2 --resume", `--seed: began with "1", now "2"`},
		{"varied.toml -n 200 --shard 0/2 --resume", "shard: began with the whole study, now 0/2"},
		{"pair.toml -n 200 --resume", "varied.toml: is no longer an input\n  pair.toml: is a new input"},
	} {
		if _, errs, code := call(t, dir, nil, append([]string{"study", "-o", "s"}, strings.Fields(c.args)...)...); code != exitBadInput || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, stderr %q, want %q", c.args, code, errs, c.want)
		}
	}
	rewrite(t, dir, "varied.toml", "17.6 kt/yr", "17.7 kt/yr")
	_, errs, code := call(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "s", "--resume")
	if code != exitBadInput || !strings.Contains(errs, `varied.toml line 15: began with "low          = \"17.6 kt/yr\"", now "low          = \"17.7 kt/yr\""`) {
		t.Errorf("a changed file: exit %d, stderr %q", code, errs)
	}
	rewrite(t, dir, "varied.toml", "17.7 kt/yr", "17.6 kt/yr")
	flip(t, filepath.Join(dir, "s", "replications", "000001.parts"))
	out, errs, code := call(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "s", "--resume")
	if code != 0 || !strings.Contains(errs, "damaged parts: arm") || !strings.Contains(errs, "computed again") {
		t.Errorf("a flipped byte: exit %d, stderr %q", code, errs)
	}
	same(t, "a flipped byte", results(t, filepath.Join(dir, "s")), results(t, filepath.Join(dir, "whole")))
	if again := must(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "s", "--resume"); again != out {
		t.Errorf("a complete study says %q, before %q", again, out)
	}
	if err := os.MkdirAll(filepath.Join(dir, "full", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, more := range []string{"", "--resume", "--dry-run"} {
		args := append([]string{"study", "varied.toml", "-o", "full"}, strings.Fields(more)...)
		if _, errs, code := call(t, dir, nil, args...); code != exitBadInput || !strings.Contains(errs, "full") {
			t.Errorf("a folder of others %s: exit %d, stderr %q", more, code, errs)
		}
	}
}

// rewrite changes a text in a file.
func rewrite(t *testing.T, dir, name, old, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	body, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, bytes.Replace(body, []byte(old), []byte(text), 1), 0o600)
	}
	if err != nil || !bytes.Contains(body, []byte(old)) {
		t.Fatal(err, string(body))
	}
}

// flip damages a byte in the middle of a file.
func flip(t *testing.T, path string) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil || len(body) < 1000 {
		t.Fatal(len(body), err)
	}
	body[len(body)/2] ^= 1
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A broken invariant in every replication: each is named with what reproduces it as long as there are few, and the study says
// so to the end, resumed or merged.
func TestStudyThatBreaks(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	defect := []string{"MONAZITE_DEFECT=gram:2024-05"}
	_, errs, code := call(t, dir, defect, "study", "pair.toml", "-n", "30", "-o", "broken", "--trace", "2")
	if code != exitInvariant || strings.Count(errs, "reproduce it: ") != 10 || strings.Count(errs, "\n") > 24 {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
	for _, want := range []string{"arm base, replication 0 failed: invariant balance broke in 2024-05", "more replications fail", "60 replications failed", "the first is arm base, replication 0: invariant"} {
		if !strings.Contains(errs, want) {
			t.Errorf("stderr lacks %q: %s", want, errs)
		}
	}
	_, line, _ := strings.Cut(errs, "reproduce it: monazite ")
	line, _, _ = strings.Cut(line, "\n")
	if _, errs, code := call(t, dir, defect, strings.Fields(line)...); code != exitInvariant || !strings.Contains(errs, "invariant balance broke in 2024-05") {
		t.Errorf("%s: exit %d, stderr %q", line, code, errs)
	}
	bundles, _ := filepath.Glob(filepath.Join(dir, "out", "*-broken-2024-05", "bundle.json"))
	if len(bundles) != 1 {
		t.Errorf("bundles %v", bundles)
	}
	var shards []string
	for i := range 2 {
		shards = append(shards, fmt.Sprint("s", i))
		if _, errs, code := call(t, dir, defect, "study", "pair.toml", "--shard", fmt.Sprintf("%d/2", i), "-o", shards[i]); code != exitInvariant {
			t.Errorf("shard %d: exit %d, stderr %q", i, code, errs)
		}
		if _, errs, code := call(t, dir, nil, "study", "pair.toml", "--shard", fmt.Sprintf("%d/2", i), "-o", shards[i], "--resume"); code != exitInvariant {
			t.Errorf("shard %d, resumed: exit %d, stderr %q", i, code, errs)
		}
	}
	if _, errs, code := call(t, dir, nil, "merge", shards[0], shards[1], "-o", "merged"); code != exitInvariant || !strings.Contains(errs, "24 replications failed") {
		t.Errorf("merged: exit %d, stderr %q", code, errs)
	}
}

// Where only some rows of the run table make a scenario, the others count.
func TestStudyThatFailsInPart(t *testing.T) {
	dir := t.TempDir()
	text := pairHead + `
[[vary]] # in some rows the output of the opening is above the capacity
path         = "plant.cn-rock.capacity"
distribution = "uniform"
low          = "17 kt/yr"
high         = "21 kt/yr"

[[vary]]
path         = "plant.cn-rock.output"
distribution = "uniform"
low          = "16.5 kt/yr"
high         = "18 kt/yr"
`
	if err := os.WriteFile(filepath.Join(dir, "part.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, nil, "study", "part.toml", "-n", "40", "--seed", "16", "-o", "p", "--dry-run")
	out, errs, code := call(t, dir, nil, "study", "part.toml", "-n", "40", "--seed", "16", "-o", "p", "--trace", "0,1,2,3,4,5,6,7")
	if code != exitFailed || !strings.Contains(errs, "arm base, replication 0 failed: its scenario cannot be built") || !strings.Contains(errs, "is above the nameplate") || !strings.Contains(errs, "failed, the others count") {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
	if !strings.Contains(out, "Everything is in p") {
		t.Error(out)
	}
	done := map[int32]bool{}
	for k := range yearlyOf(t, filepath.Join(dir, "p")) {
		done[k.replication] = true
	}
	if len(done) < 20 || len(done) == 40 {
		t.Errorf("%d of 40 replications count", len(done))
	}
	for r := range int32(8) {
		_, err := os.Stat(filepath.Join(dir, "p", "traces", fmt.Sprintf("duty-r%d", r), "manifest.json"))
		if (err == nil) != done[r] {
			t.Errorf("replication %d: done %v, traced %v", r, done[r], err)
		}
	}
}

// What cannot be written is a failed output, and says where.
func TestStudyWhereNothingCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, more := range [][]string{nil, {"--resume"}, {"--dry-run"}} {
		began := time.Now()
		_, errs, code := call(t, dir, nil, append([]string{"study", "varied.toml", "-o", "file/s"}, more...)...)
		if code != exitOutput || !strings.Contains(errs, "file") || time.Since(began) > 10*time.Second {
			t.Errorf("%v: exit %d, stderr %q", more, code, errs)
		}
	}
}
