package study

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// small is a study of 2 arms and 3 replications.
func small() Inputs {
	return Inputs{Arms: 2, Replications: 3, Texts: []Text{{"version", "1.0"}, {"seed", "7"}, {"study.toml", "a = 1\nb = 2\n"}}}
}

// bodyOf is the part that a replication always gives, of up to 60 bytes.
func bodyOf(key Key) []byte {
	line := fmt.Appendf(nil, "%d/%d;", key.Arm, key.Replication)
	return bytes.Repeat(line, (key.Arm*7+key.Replication*5)%11)
}

// every lists the keys of a study.
func every(in Inputs) (keys []Key) {
	for arm := range in.Arms {
		for replication := range in.Replications {
			keys = append(keys, Key{arm, replication})
		}
	}
	return keys
}

// fails tells which replications of the test studies fail.
func fails(key Key) bool { return key.Arm == 1 && key.Replication%3 == 1 }

// put runs one replication.
func put(s *Store, key Key) error {
	if fails(key) {
		return s.Fail(key, fmt.Sprintf("mass of %v", key))
	}
	return s.Put(key, bodyOf(key))
}

// complete runs all that is not over.
func complete(t *testing.T, s *Store) {
	t.Helper()
	for _, key := range every(s.Inputs) {
		if s.Over(key) {
			continue
		}
		if err := put(s, key); err != nil {
			t.Fatal(err)
		}
	}
}

// iterated is all that Each visits, as text.
func iterated(t *testing.T, p *Parts) string {
	t.Helper()
	var text bytes.Buffer
	err := p.Each(func(part Part) error {
		_, err := fmt.Fprintf(&text, "%v failed=%v %q %q\n", part.Key, part.Failed, part.Reason, part.Body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// expected is what a complete study gives, without a store.
func expected(in Inputs) string {
	var text bytes.Buffer
	for _, key := range every(in) {
		body, reason := bodyOf(key), ""
		if fails(key) {
			body, reason = nil, fmt.Sprintf("mass of %v", key)
		}
		fmt.Fprintf(&text, "%v failed=%v %q %q\n", key, fails(key), reason, body)
	}
	return text.String()
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func closed(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// readFolder reads the files below dir, by their names from there.
func readFolder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// writeFolder makes dir hold these files and nothing else.
func writeFolder(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, body := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, body, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
}

// traced is a disk that calls before for each of its steps, in order, and that brings nothing to
// the real one, which is slow.
func traced(before func(step, path string, body []byte) (written int, err error)) disk {
	d := realDisk()
	create := d.create
	d.create = func(path string, flags int) (output, error) {
		if _, err := before("create", path, nil); err != nil {
			return nil, err
		}
		out, err := create(path, flags)
		return &tracedOutput{out, path, before}, err
	}
	d.syncFolder = func(path string) error {
		_, err := before("sync folder", path, nil)
		return err
	}
	d.segmentBytes = 60 // so that there are several
	return d
}

type tracedOutput struct {
	output
	path   string
	before func(step, path string, body []byte) (int, error)
}

func (o *tracedOutput) Write(body []byte) (int, error) {
	n, err := o.before("write", o.path, body)
	if err == nil {
		return o.output.Write(body)
	}
	if _, wrong := o.output.Write(body[:n]); wrong != nil {
		return 0, wrong
	}
	return n, err
}

func (o *tracedOutput) Sync() error {
	_, err := o.before("sync", o.path, nil)
	return err
}

// quiet is a traced disk where nothing fails.
func quiet() disk { return traced(func(string, string, []byte) (int, error) { return 0, nil }) }

// filling is a disk with room for some bytes.
func filling(room int) disk {
	return traced(func(step, _ string, body []byte) (int, error) {
		if len(body) > room {
			n := room
			room = 0
			return n, &os.PathError{Op: step, Path: "disk", Err: syscall.ENOSPC}
		}
		room -= len(body)
		return len(body), nil
	})
}
