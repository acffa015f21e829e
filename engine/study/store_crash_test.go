package study

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monazite/engine/record"
)

// moment is what a folder holds when a process dies, and what it had been told was kept.
type moment struct {
	name  string
	files map[string][]byte
	kept  []Key
}

// moments runs a store and returns the folder as it is before every step and after every byte of
// every write.
func moments(t *testing.T, dir string, run func(d disk, kept func(Key))) (list []moment) {
	var kept []Key
	note := func(step string, files map[string][]byte) {
		list = append(list, moment{fmt.Sprintf("%d %s", len(list), step), files, slices.Clone(kept)})
	}
	d := traced(func(step, path string, body []byte) (int, error) {
		files := readFolder(t, dir)
		name, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		note(step+" "+name, files)
		for n := range body {
			torn := maps.Clone(files)
			torn[name] = append(bytes.Clone(files[name]), body[:n+1]...)
			note(fmt.Sprintf("write %s, %d bytes", name, n+1), torn)
		}
		return len(body), nil
	})
	run(d, func(key Key) { kept = append(kept, key) })
	note("the end", readFolder(t, dir))
	return list
}

// survives resumes a folder after a crash, sees that all that was kept is there, computes the rest
// and sees that the parts are those of a study that nothing interrupted.
func (m moment) survives(t *testing.T, dir string, in Inputs) (found Found) {
	t.Helper()
	writeFolder(t, dir, m.files)
	s, err := openStore(dir, in, true, quiet())
	if err != nil {
		t.Fatalf("%s: %v", m.name, err)
	}
	for _, key := range m.kept {
		if !s.Over(key) {
			t.Errorf("%s: lost %v", m.name, key)
		}
	}
	// At most the one that was being put is there beyond those whose put returned.
	if over := len(s.keys()); over > len(m.kept)+1 {
		t.Errorf("%s: %d are over, %d were kept", m.name, over, len(m.kept))
	}
	found = s.Found
	complete(t, s)
	closed(t, s)
	if got := iterated(t, s.Parts); got != expected(in) {
		t.Errorf("%s: the resumed study gives\n%s", m.name, got)
	}
	again := must[*Parts](t)(Read(dir))
	if again.Found.mended() || iterated(t, again) != expected(in) {
		t.Errorf("%s: what is read after it is mended: %v", m.name, again.Found)
	}
	return found
}

// crashOrder is an order in which replications may finish.
func crashOrder() []Key { return []Key{{1, 2}, {0, 0}, {1, 1}, {0, 2}, {1, 0}, {0, 1}} }

// A process that dies before any step or after any byte, while a study is begun, goes on or is
// mended, loses nothing that was kept.
func TestStoreCrashAnywhere(t *testing.T) {
	root := t.TempDir()
	dir, crashed := filepath.Join(root, "study"), filepath.Join(root, "crashed")
	in := small()
	run := func(d disk, resume bool, keys []Key, kept func(Key)) {
		s := must[*Store](t)(openStore(dir, in, resume, d))
		for _, key := range keys {
			if err := put(s, key); err != nil {
				t.Fatal(err)
			}
			kept(key)
		}
		closed(t, s)
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	list := moments(t, dir, func(d disk, kept func(Key)) {
		run(d, false, crashOrder()[:4], kept)
		// A torn line and a repeated one make the second opening mend the journal.
		journal := filepath.Join(dir, folderName, journalName)
		lines := must[[]byte](t)(os.ReadFile(journal))
		first := lines[:bytes.IndexByte(lines, '\n')+1]
		if err := os.WriteFile(journal, slices.Concat(lines, first, first[:20]), 0o666); err != nil {
			t.Fatal(err)
		}
		run(d, true, crashOrder()[4:], kept)
	})
	if len(list) < 1500 {
		t.Fatalf("only %d moments", len(list))
	}
	torn := 0
	for i, m := range list {
		if testing.Short() && i%7 > 0 {
			continue
		}
		found := m.survives(t, crashed, in)
		if found.TornBytes > 0 {
			torn++
		}
		if len(found.DamagedParts) > 0 || found.DamagedLines > 0 {
			t.Errorf("%s: a crash looks like damage: %v", m.name, found)
		}
		if t.Failed() {
			return
		}
	}
	if torn < 100 {
		t.Errorf("only %d moments tore a line", torn)
	}
}

// finished is the folder of a complete study.
func finished(t *testing.T) moment {
	dir := filepath.Join(t.TempDir(), "study")
	s := must[*Store](t)(openStore(dir, small(), false, quiet()))
	for _, key := range crashOrder() {
		if err := put(s, key); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
	return moment{name: "finished", files: readFolder(t, dir), kept: crashOrder()}
}

// damaged resumes a folder that a bad disk changed and returns what was lost, computed again.
func damaged(t *testing.T, dir string, m moment) (lost []Key, found Found) {
	t.Helper()
	writeFolder(t, dir, m.files)
	s, err := openStore(dir, small(), true, quiet())
	if err != nil {
		t.Fatalf("%s: %v", m.name, err)
	}
	for _, key := range every(small()) {
		if !s.Over(key) {
			lost = append(lost, key)
		}
	}
	found = s.Found
	complete(t, s)
	closed(t, s)
	if iterated(t, s.Parts) != expected(small()) {
		t.Errorf("%s: what was computed again differs", m.name)
	}
	if again := must[*Parts](t)(Read(dir)); again.Found.mended() {
		t.Errorf("%s: damage is found again: %v", m.name, again.Found)
	}
	return lost, found
}

// A byte that flips anywhere loses the replication that it is of, two where it joins their lines,
// and is told.
func TestStoreFlippedBytes(t *testing.T) {
	dir, whole := filepath.Join(t.TempDir(), "damaged"), finished(t)
	for name, body := range whole.files {
		if strings.HasSuffix(name, lockName) {
			continue
		}
		for i := range body {
			for _, flip := range []byte{0x01, 0x80, '\n' ^ body[i]} {
				if testing.Short() && i%5 > 0 || flip == 0 {
					continue
				}
				m := moment{name: fmt.Sprintf("%s byte %d ^ %#x", name, i, flip), files: maps.Clone(whole.files)}
				m.files[name] = bytes.Clone(body)
				m.files[name][i] ^= flip
				lost, found := damaged(t, dir, m)
				most := 1
				switch {
				case strings.HasSuffix(name, inputsName):
					most = 0
				case body[i] == '\n':
					most = 2
				}
				if len(lost) > most {
					t.Errorf("%s: lost %v", m.name, lost)
				}
				if len(lost) > 0 && !found.mended() {
					t.Errorf("%s: lost %v and found nothing", m.name, lost)
				}
				if strings.HasSuffix(name, segmentEnd) && !slices.Equal(found.DamagedParts, lost) {
					t.Errorf("%s: lost %v, found %v", m.name, lost, found)
				}
				if t.Failed() {
					return
				}
			}
		}
	}
}

// Whatever is cut, dropped or repeated of a file, what is whole stays and the rest is computed again.
func TestStoreTruncatedFiles(t *testing.T) {
	dir, whole := filepath.Join(t.TempDir(), "damaged"), finished(t)
	journal := filepath.Join(folderName, journalName)
	lines := bytes.SplitAfter(whole.files[journal], []byte("\n"))
	lines = lines[:len(lines)-1]
	for name, body := range whole.files {
		for n := 0; n < len(body); n += 3 {
			m := moment{name: fmt.Sprintf("%s cut to %d", name, n), files: maps.Clone(whole.files)}
			m.files[name] = body[:n]
			lost, _ := damaged(t, dir, m)
			if want := len(lines) - bytes.Count(body[:n], []byte("\n")); name == journal && len(lost) != want {
				t.Errorf("%s: lost %v, want %d", m.name, lost, want)
			}
			if strings.HasSuffix(name, inputsName) && len(lost) > 0 {
				t.Errorf("%s: lost %v", m.name, lost)
			}
		}
		if name != filepath.Join(folderName, lockName) {
			m := moment{name: name + " removed", files: maps.Clone(whole.files)}
			delete(m.files, name)
			if name == filepath.Join(folderName, inputsName) {
				continue // see TestStoreLostInputs
			}
			damaged(t, dir, m)
		}
	}
	for _, c := range []struct {
		name     string
		lines    [][]byte
		lost     []Key
		repeated int
	}{
		{"the last line twice", append(slices.Clone(lines), lines[5]), nil, 1},
		{"the last line dropped", lines[:5], []Key{{0, 1}}, 0},
		{"lines in another order", [][]byte{lines[5], lines[3], lines[4], lines[0], lines[2], lines[1]}, nil, 0},
		{"all lines twice", append(slices.Clone(lines), lines...), nil, 6},
	} {
		m := moment{name: c.name, files: maps.Clone(whole.files)}
		m.files[journal] = slices.Concat(c.lines...)
		lost, found := damaged(t, dir, m)
		if !slices.Equal(lost, c.lost) || found.RepeatedLines != c.repeated {
			t.Errorf("%s: lost %v, found %v", c.name, lost, found)
		}
	}
}

// Inputs that are lost are written again when the journal proves that they are the same, and
// nothing is touched when it does not.
func TestStoreLostInputs(t *testing.T) {
	dir, m := filepath.Join(t.TempDir(), "damaged"), finished(t)
	delete(m.files, filepath.Join(folderName, inputsName))
	if lost, found := damaged(t, dir, m); len(lost) > 0 || !found.Inputs {
		t.Errorf("lost %v, found %v", lost, found)
	}
	writeFolder(t, dir, m.files)
	in := small()
	in.Texts[1].Body = "8"
	if _, err := Resume(dir, in); !errors.As(err, new(*DamagedError)) {
		t.Errorf("other inputs: %v", err)
	}
	if after := readFolder(t, dir); !maps.EqualFunc(after, m.files, bytes.Equal) {
		t.Error("the folder changed")
	}
}

// A part that goes bad under a reader ends the visits.
func TestStoreEachVerifies(t *testing.T) {
	dir, m := filepath.Join(t.TempDir(), "damaged"), finished(t)
	writeFolder(t, dir, m.files)
	p := must[*Parts](t)(Read(dir))
	first := filepath.Join(folderName, "000001.parts") // begins with arm 1 replication 2
	m.files[first][0] ^= 1
	writeFolder(t, dir, m.files)
	var visited []Key
	err := p.Each(func(part Part) error {
		visited = append(visited, part.Key)
		return nil
	})
	if !errors.As(err, new(*DamagedError)) || !strings.Contains(err.Error(), "arm 1 replication 2") || len(visited) != 5 {
		t.Errorf("visited %v, then %v", visited, err)
	}
	stop := errors.New("stop")
	if err := p.Each(func(Part) error { return stop }); err != stop {
		t.Errorf("got %v, want the visit's own error", err)
	}
}

// A disk that is full after any byte is a typed error; what was kept stays, and with more room the
// study goes on.
func TestStoreFullDisk(t *testing.T) {
	root := t.TempDir()
	in := small()
	for room := 0; ; room++ {
		if testing.Short() && room%7 > 0 {
			continue
		}
		dir := filepath.Join(root, "study")
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		m := moment{name: fmt.Sprintf("room for %d bytes", room)}
		s, err := openStore(dir, in, false, filling(room))
		if err == nil {
			for _, key := range crashOrder() {
				if err = put(s, key); err != nil {
					break
				}
				m.kept = append(m.kept, key)
			}
			if again := s.Close(); err != again {
				t.Errorf("%s: the put says %v, the close %v", m.name, err, again)
			}
		}
		if err == nil {
			break // there was room for all
		}
		var full *FullError
		var output *record.OutputError
		if !errors.As(err, &full) || !errors.As(err, &output) || !strings.Contains(err.Error(), folderName) {
			t.Fatalf("%s: %v", m.name, err)
		}
		m.files = readFolder(t, dir)
		m.survives(t, filepath.Join(root, "resumed"), in)
		if t.Failed() {
			return
		}
	}
}

// A real disk that fills up says so.
func TestStoreFullRealDisk(t *testing.T) {
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no small disk here: %s", out)
	}
	defer func() {
		if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	dir, in, body := filepath.Join(disk, "study"), Inputs{Arms: 1, Replications: 100}, make([]byte, 5000)
	s := must[*Store](t)(Create(dir, in))
	kept := 0
	var err error
	for ; err == nil && kept < 100; kept++ {
		err = s.Put(Key{0, kept}, body)
	}
	if err == nil || !errors.As(err, new(*FullError)) || s.Close() == nil {
		t.Fatalf("after %d parts: %v", kept, err)
	}
	p := must[*Parts](t)(Read(dir))
	if done, _ := p.Count(); done != kept-1 || done < 20 {
		t.Errorf("%d parts are kept, %d were put", done, kept-1)
	}
}
