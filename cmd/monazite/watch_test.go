package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// begin starts a run that listens on a port of its choice, and gives it with the address that it prints and the rest of
// standard error.
func begin(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, url string, rest *bufio.Reader) {
	t.Helper()
	return beginCommand(t, dir, "run", args...)
}

// beginCommand is begin of another command.
func beginCommand(t *testing.T, dir, command string, args ...string) (cmd *exec.Cmd, url string, rest *bufio.Reader) {
	t.Helper()
	cmd = exec.Command(binary, append([]string{command, "--listen", "127.0.0.1:0"}, args...)...)
	cmd.Dir = dir
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // it has ended unless the test failed
	rest = bufio.NewReader(pipe)
	line, err := rest.ReadString('\n')
	url, found := strings.CutPrefix(strings.TrimSpace(line), "Watch at ")
	if err != nil || !found || strings.Contains(url, ":0/") {
		t.Fatalf("standard error begins with %q, %v", line, err)
	}
	return cmd, url, rest
}

// Data files have the same bytes whether anybody watches or not.
func TestWatchingChangesNoResult(t *testing.T) {
	dir := t.TempDir()
	if _, errs, code := call(t, dir, nil, "run", "small", "--months", "36", "--quiet", "-o", "alone"); code != 0 {
		t.Fatal(errs)
	}
	cmd, url, rest := begin(t, dir, "small", "--months", "36", "--quiet", "-o", "watched")
	scraped := 0
	for { // until the run is over
		response, err := http.Get(url + "metrics")
		if err != nil {
			break
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		scraped++
	}
	errs, _ := io.ReadAll(rest)
	if err := cmd.Wait(); err != nil || len(errs) > 0 {
		t.Errorf("%v, stderr %q", err, errs)
	}
	t.Logf("%d scrapes", scraped)
	alone, watched := contents(t, filepath.Join(dir, "alone")), contents(t, filepath.Join(dir, "watched"))
	if len(alone) < 10 || len(alone) != len(watched) {
		t.Errorf("%d files alone, %d watched", len(alone), len(watched))
	}
	for name, body := range alone {
		if name != "manifest.json" && watched[name] != body { // the one file with times
			t.Errorf("%s differs", name)
		}
	}
}

// contents reads the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(body)
	}
	return found
}

// A taken port ends the program before there is a folder.
func TestWatchOnATakenPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	_, errs, code := call(t, dir, nil, "run", "small", "--listen", taken.Addr().String(), "-o", "r")
	if code != exitFailed || !strings.Contains(errs, taken.Addr().String()) {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
	if files := contents(t, dir); len(files) != 0 {
		t.Errorf("it leaves %v", files)
	}
}

func TestWatchOnBadAddresses(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--listen", ":9464"}, "--insecure-remote"},
		{[]string{"--listen", "0.0.0.0:9464"}, "--insecure-remote"},
		{[]string{"--listen", "192.0.2.1:9464"}, "--insecure-remote"},
		{[]string{"--listen", "9464"}, "HOST:PORT"},
		{[]string{"--listen", "localhost:http"}, "0 to 65535"},
		{[]string{"--insecure-remote"}, "--listen"},
	} {
		_, errs, code := call(t, dir, nil, append([]string{"run", "small", "-o", "r"}, c.args...)...)
		if code != exitBadInput || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit %d, stderr %q", c.args, code, errs)
		}
	}
	if files := contents(t, dir); len(files) != 0 {
		t.Errorf("it leaves %v", files)
	}
	if _, errs, code := call(t, dir, nil, "run", "small", "--months", "2", "--listen", ":0", "--insecure-remote"); code != 0 {
		t.Errorf("with --insecure-remote: exit %d, stderr %q", code, errs)
	}
}

// An interrupt ends a run that is watched as one that is not, and its server.
func TestInterruptWhileWatched(t *testing.T) {
	dir := t.TempDir()
	cmd, url, rest := begin(t, dir, "world", "-o", "r", "--quiet", "--set", "model.spin_up=120")
	stream, err := http.Get(url + "api/events")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	for range 400 { // until it has begun to write
		if files, _ := filepath.Glob(filepath.Join(dir, "r", "*")); len(files) > 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	began := time.Now()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	errs, _ := io.ReadAll(rest)
	_ = cmd.Wait() // the exit code tells
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(string(errs), "interrupted") {
		t.Errorf("exit %d, stderr %q", code, errs)
	}
	if took := time.Since(began); took > 30*time.Second { // two seconds on a machine of its own
		t.Errorf("it took %v", took)
	}
	if files := listing(t, dir); len(files) != 1 {
		t.Errorf("it leaves %v", files)
	}
	if response, err := http.Get(url); err == nil {
		response.Body.Close()
		t.Error("the page is still served")
	}
}
