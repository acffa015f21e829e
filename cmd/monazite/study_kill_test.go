package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// killed runs a study and kills it at random moments, so many times, then lets it come to its end. It returns how often it was
// killed and what the last process says of what it found.
func killed(t *testing.T, dir, out string, kills int, args ...string) (times int, found string) {
	t.Helper()
	args = append([]string{"study", "-o", out, "--resume", "--workers", "2"}, args...)
	for times < kills {
		cmd, errs := launch(t, dir, append(args, "--quiet")...)
		time.Sleep(time.Duration(rand.IntN(80)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // its state tells
		if cmd.ProcessState.Exited() {
			if code := cmd.ProcessState.ExitCode(); code != 0 {
				t.Fatalf("exit %d after %d kills: %s", code, times, errs)
			}
			break
		}
		times++
	}
	_, errs, code := call(t, dir, nil, args...)
	if code != 0 {
		t.Fatalf("exit %d after %d kills: %s", code, times, errs)
	}
	return times, errs
}

// Killed at any moment, a study goes on to the bytes that it would have had: no replication is lost and none is kept twice.
// MONAZITE_KILLS says how often.
func TestStudyKilled(t *testing.T) {
	kills := 20
	if n, err := strconv.Atoi(os.Getenv("MONAZITE_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "whole", "--trace", "1")
	trace := filepath.Join("traces", "duty-r1")
	whole, traced := results(t, filepath.Join(dir, "whole")), results(t, filepath.Join(dir, "whole", trace))
	total := 0
	for round := 0; total < kills; round++ {
		at := "killed" + strconv.Itoa(round)
		times, found := killed(t, dir, at, kills-total, "varied.toml", "-n", "200", "--trace", "1")
		total += times
		t.Logf("killed %d times; %s", times, found)
		if !strings.Contains(found, "resumed:") && !strings.Contains(found, "complete") || round > kills {
			t.Fatalf("killed %d times in round %d; %s", times, round, found)
		}
		if strings.Contains(found, "damaged") || strings.Contains(found, "repeated") {
			t.Errorf("a kill does damage: %s", found)
		}
		same(t, at, results(t, filepath.Join(dir, at)), whole)
		same(t, at, results(t, filepath.Join(dir, at, trace)), traced)
	}
}

// Killed while it writes its results, it writes them again.
func TestStudyKilledAtTheEnd(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "100", "-o", "whole")
	whole, cut := results(t, filepath.Join(dir, "whole")), 0
	for range 6 {
		cmd, _ := launch(t, dir, "study", "varied.toml", "-n", "100", "-o", "killed", "--resume", "--quiet")
		ended := make(chan struct{})
		go func() {
			_ = cmd.Wait() // its state tells
			close(ended)
		}()
		whenWriting(filepath.Join(dir, "killed"), ended, func() {
			time.Sleep(time.Duration(rand.IntN(6)) * time.Millisecond)
			_ = cmd.Process.Kill()
		})
		<-ended
		if !cmd.ProcessState.Exited() {
			cut++
		}
		if _, err := os.Stat(filepath.Join(dir, "killed", "manifest.json")); err == nil { // it may be killed after that
			must(t, dir, nil, "study", "varied.toml", "-n", "100", "-o", "killed", "--resume")
			same(t, "killed at the end", results(t, filepath.Join(dir, "killed")), whole)
			if err := os.RemoveAll(filepath.Join(dir, "killed")); err != nil {
				t.Fatal(err)
			}
		}
	}
	must(t, dir, nil, "study", "varied.toml", "-n", "100", "-o", "killed", "--resume")
	same(t, "killed at the end", results(t, filepath.Join(dir, "killed")), whole)
	if parts, _ := filepath.Glob(filepath.Join(dir, "killed", "replications", "*.parts")); len(parts) > 0 {
		t.Errorf("parts are left: %v", parts)
	}
	if cut == 0 {
		t.Error("never killed")
	}
}

// whenWriting does something once the results of a study are being written, unless it ends before.
func whenWriting(dir string, ended <-chan struct{}, do func()) {
	for {
		if _, err := os.Stat(filepath.Join(dir, "yearly")); err == nil {
			do()
			return
		}
		select {
		case <-ended:
			return
		case <-time.After(200 * time.Microsecond):
		}
	}
}

// An interrupt stops a study within two seconds; it says how to go on, and that gives the same bytes.
func TestStudyInterrupted(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "200", "-o", "whole")
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		at := signal.String()
		cmd, errs := launch(t, dir, "study", "varied.toml", "-n", "200", "-o", at, "--trace", "0,199", "--quiet", "--workers", "2")
		await(t, filepath.Join(dir, at), 5)
		took := interrupt(t, cmd, signal)
		_, next, found := strings.Cut(errs.String(), "go on with\n  monazite ")
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !found {
			t.Fatalf("%v: exit %d, stderr %q", signal, code, errs)
		}
		if took > 30*time.Second { // two seconds on a machine of its own
			t.Errorf("%v: it took %v", signal, took)
		}
		out, said, code := call(t, dir, nil, strings.Fields(next)...)
		if code != 0 || !strings.Contains(said, "resumed: ") || !strings.Contains(out, "Everything is in "+at) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", next, code, out, said)
		}
		same(t, at, results(t, filepath.Join(dir, at)), results(t, filepath.Join(dir, "whole")))
		if traces, _ := filepath.Glob(filepath.Join(dir, at, "traces", "*-r199", "manifest.json")); len(traces) != 2 {
			t.Errorf("%s keeps traces %v", next, traces)
		}
	}
}

// interrupt sends a signal and waits for the end.
func interrupt(t *testing.T, cmd *exec.Cmd, signal os.Signal) time.Duration {
	t.Helper()
	began := time.Now()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the exit code tells
	return time.Since(began)
}

// A rule ends a study where its results say so, whatever the workers and interruptions.
func TestStudyThatStops(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "stop.toml", "-o", "whole", "--workers", "1")
	whole := results(t, filepath.Join(dir, "whole"))
	for _, workers := range []string{"2", "7"} {
		must(t, dir, nil, "study", "stop.toml", "-o", "w"+workers, "--workers", workers)
		same(t, workers+" workers", results(t, filepath.Join(dir, "w"+workers)), whole)
	}
	killed(t, dir, "killed", 4, "stop.toml")
	same(t, "killed", results(t, filepath.Join(dir, "killed")), whole)
	last := int32(0)
	for k := range yearlyOf(t, filepath.Join(dir, "whole")) {
		last = max(last, k.replication)
	}
	if n := last + 1; n <= 4 || n >= 48 || n%4 != 0 {
		t.Errorf("it stops after %d replications", n)
	}
}

// An interrupt also ends a study that writes its results.
func TestStudyInterruptedAtTheEnd(t *testing.T) {
	dir := t.TempDir()
	writeStudies(t, dir)
	must(t, dir, nil, "study", "varied.toml", "-n", "100", "-o", "whole")
	for i := range 3 {
		at := "s" + strconv.Itoa(i)
		cmd, errs := launch(t, dir, "study", "varied.toml", "-n", "100", "-o", at, "--quiet")
		ended := make(chan struct{})
		go func() {
			_ = cmd.Wait() // its state tells
			close(ended)
		}()
		whenWriting(filepath.Join(dir, at), ended, func() { _ = cmd.Process.Signal(os.Interrupt) })
		<-ended
		switch code := cmd.ProcessState.ExitCode(); {
		case code != 0 && (code != exitInterrupted || !strings.Contains(errs.String(), "go on with")): // 0 where it has just ended
			t.Errorf("exit %d, stderr %q", code, errs)
		default:
			t.Logf("exit %d", code)
		}
		must(t, dir, nil, "study", "varied.toml", "-n", "100", "-o", at, "--resume")
		same(t, at, results(t, filepath.Join(dir, at)), results(t, filepath.Join(dir, "whole")))
	}
}
