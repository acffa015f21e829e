package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A reader that goes away is a failed output, and the run folder is complete all the same.
func TestClosedPipe(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"run", "small", "--months", "3", "--quiet", "-o", "r"}, {"kinds"}, {"version"}} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		read.Close()
		cmd := exec.Command(binary, args...)
		cmd.Dir, cmd.Stdout = dir, write
		var errs strings.Builder
		cmd.Stderr = &errs
		_ = cmd.Run() // the exit code tells
		write.Close()
		if code := cmd.ProcessState.ExitCode(); code != exitOutput || !strings.Contains(errs.String(), "standard output: cannot write") {
			t.Errorf("%v: exit %d, stderr %q", args, code, errs.String())
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "r", "manifest.json")); err != nil {
		t.Error(err)
	}
}

// An interrupt stops a run within two seconds and leaves nothing that looks like a run.
func TestInterrupt(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		dir := t.TempDir()
		cmd := exec.Command(binary, "run", "world", "-o", "r", "--quiet", "--set", "model.spin_up=120")
		cmd.Dir = dir
		var errs strings.Builder
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for range 400 { // until it has begun to write
			if files, _ := filepath.Glob(filepath.Join(dir, "r", "*")); len(files) > 0 {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		began := time.Now()
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // the exit code tells
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(errs.String(), "interrupted") {
			t.Errorf("%v: exit %d, stderr %q", signal, code, errs.String())
		}
		if took := time.Since(began); took > 30*time.Second { // two seconds on a machine of its own
			t.Errorf("%v: it took %v", signal, took)
		}
		if files := listing(t, dir); len(files) != 1 {
			t.Errorf("%v leaves %v", signal, files)
		}
	}
}

// A disk that fills up is a failed output that names the file; what was there stays.
func TestFullDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk here: %s", out)
	}
	defer func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("keep me"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs, code := call(t, dir, nil, "run", "small", "-o", "r", "--quiet")
	if code != exitOutput || !strings.Contains(errs, "cannot write") || !strings.Contains(errs, "no space left") {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
	if files := listing(t, dir); len(files) != 2 {
		t.Errorf("what is left: %v", files)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "mine.txt")); err != nil || string(text) != "keep me" {
		t.Errorf("what was there: %q, %v", text, err)
	}
}

// A folder where nothing can be made is a failed output.
func TestUnwritableFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs, code := call(t, dir, nil, "run", "small", "-o", "file/r", "--quiet", "--months", "2")
	if code != exitOutput || !strings.Contains(errs, "file") {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
}
