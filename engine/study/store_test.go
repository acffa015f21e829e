package study

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"monazite/engine/record"
)

// A study in two sittings gives what one sitting gives.
func TestStoreResumes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "study")
	s := must[*Store](t)(Create(dir, small()))
	for _, key := range []Key{{1, 2}, {0, 1}, {1, 1}} {
		if err := put(s, key); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
	s = must[*Store](t)(Resume(dir, small()))
	if got, want := s.Found.String(), "2 replications done, 1 failed"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
	if !s.Done(Key{0, 1}) || s.Done(Key{0, 0}) || s.Done(Key{1, 1}) || !s.Over(Key{1, 1}) {
		t.Error("what is done is not what was put")
	}
	if reason, failed := s.Failed(Key{1, 1}); !failed || reason != "mass of arm 1 replication 1" {
		t.Errorf("failed: %q, %v", reason, failed)
	}
	complete(t, s)
	closed(t, s)
	want := expected(small())
	if got := iterated(t, s.Parts); got != want {
		t.Errorf("the store gives\n%swant\n%s", got, want)
	}
	if got := iterated(t, must[*Parts](t)(Read(dir))); got != want {
		t.Errorf("a reader gives\n%swant\n%s", got, want)
	}
	if done, failed := s.Count(); done != 5 || failed != 1 {
		t.Errorf("%d done, %d failed; want 5 and 1", done, failed)
	}
}

// A replication is over once, a key is one of the study, and such mistakes end nothing.
func TestStoreRefusesKeys(t *testing.T) {
	s := must[*Store](t)(Create(t.TempDir(), small()))
	defer closed(t, s)
	if err := errors.Join(s.Put(Key{0, 0}, []byte("x")), s.Fail(Key{0, 1}, "y")); err != nil {
		t.Fatal(err)
	}
	for _, key := range []Key{{0, 0}, {0, 1}, {-1, 0}, {2, 0}, {0, -1}, {0, 3}} {
		if s.Put(key, nil) == nil || s.Fail(key, "z") == nil {
			t.Errorf("%v was taken", key)
		}
	}
	if err := s.Put(Key{0, 2}, nil); err != nil {
		t.Error(err)
	}
	want := "arm 0 replication 0 failed=false \"\" \"x\"\narm 0 replication 1 failed=true \"y\" \"\"\narm 0 replication 2 failed=false \"\" \"\"\n"
	if got := iterated(t, s.Parts); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Folders that cannot be taken are errors by kind, and nothing in them changes.
func TestStoreRefusesFolders(t *testing.T) {
	root := t.TempDir()
	study, mine, file := filepath.Join(root, "study"), filepath.Join(root, "mine"), filepath.Join(root, "file")
	stray := filepath.Join(root, "stray")
	closed(t, must[*Store](t)(Create(study, small())))
	writeFolder(t, mine, map[string][]byte{"mine.txt": []byte("x")})
	writeFolder(t, stray, map[string][]byte{"replications/mine.txt": []byte("x")})
	if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	before := readFolder(t, root)
	for _, c := range []struct {
		name, dir string
		open      func(string, Inputs) (*Store, error)
		study     bool
	}{
		{"create over a study", study, Create, true},
		{"create over files", mine, Create, false},
		{"resume over files", mine, Resume, false},
		{"create over a file", file, Create, false},
		{"resume over a file", file, Resume, false},
		{"files among the replications", stray, Resume, false},
	} {
		var notEmpty *NotEmptyError
		var run *record.NotEmptyError
		_, err := c.open(c.dir, small())
		if !errors.As(err, &notEmpty) || notEmpty.Study != c.study || !errors.As(err, &run) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Resume(filepath.Join(file, "under"), small()); !errors.As(err, new(*record.OutputError)) {
		t.Errorf("a study under a file: %v", err)
	}
	if after := readFolder(t, root); !reflect.DeepEqual(before, after) {
		t.Errorf("the folders changed from %v to %v", before, after)
	}
	if _, err := Read(mine); !errors.As(err, new(*DamagedError)) {
		t.Errorf("reading what is no study: %v", err)
	}
	for _, open := range []func(string, Inputs) (*Store, error){Create, Resume} {
		empty := t.TempDir()
		writeFolder(t, empty, map[string][]byte{DesignName: nil, DesignName + unfinished: nil}) // of a dry run, ended or killed
		closed(t, must[*Store](t)(open(empty, small())))
	}
	// A study's tables and manifest beside its replications are no reason not to go on.
	writeFolder(t, filepath.Join(study, "prices"), map[string][]byte{"prices.parquet": nil})
	closed(t, must[*Store](t)(Resume(study, small())))
}

// One folder has one writer at a time.
func TestStoreBusy(t *testing.T) {
	dir := t.TempDir()
	s := must[*Store](t)(Create(dir, small()))
	for _, open := range []func(string, Inputs) (*Store, error){Create, Resume} {
		if _, err := open(dir, small()); !errors.As(err, new(*BusyError)) {
			t.Errorf("a second store: %v", err)
		}
	}
	if err := put(s, Key{0, 1}); err != nil {
		t.Fatal(err)
	}
	if p := must[*Parts](t)(Read(dir)); !p.Done(Key{0, 1}) {
		t.Error("a reader does not see what runs")
	}
	closed(t, s)
	closed(t, s)
	if err := s.Put(Key{0, 2}, nil); !errors.Is(err, errClosed) {
		t.Errorf("a closed store: %v", err)
	}
	closed(t, must[*Store](t)(Resume(dir, small())))
}

// Inputs that changed are named, all at once, and the study stays as it is.
func TestStoreChangedInputs(t *testing.T) {
	dir := t.TempDir()
	closed(t, must[*Store](t)(Create(dir, small())))
	before := readFolder(t, dir)
	for _, c := range []struct {
		name   string
		change func(in *Inputs)
		want   []string
	}{
		{"seed", func(in *Inputs) { in.Texts[1].Body = "8" }, []string{`seed: began with "7", now "8"`}},
		{"a line", func(in *Inputs) { in.Texts[2].Body = "a = 1\nb = 3\n" }, []string{`study.toml line 2: began with "b = 2", now "b = 3"`}},
		{"a line less", func(in *Inputs) { in.Texts[2].Body = "a = 1" }, []string{`study.toml line 2: began with "b = 2", now nothing`}},
		{"a long line", func(in *Inputs) { in.Texts[1].Body = strings.Repeat("é", 50) }, []string{`seed: began with "7", now "` + strings.Repeat("é", 30) + `"...`}},
		{"another text", func(in *Inputs) { in.Texts[0].Name = "program" }, []string{"version: is no longer an input", "program: is a new input"}},
		{"the order", func(in *Inputs) { in.Texts[0], in.Texts[1] = in.Texts[1], in.Texts[0] }, []string{"the order of the inputs"}},
		{"several", func(in *Inputs) { in.Arms, in.Replications, in.Shard = 3, 4, "0/2" },
			[]string{"arms: began with 2, now 3", "replications: began with 3, now 4", "shard: began with the whole study, now 0/2"}},
	} {
		in := small()
		c.change(&in)
		_, err := Resume(dir, in)
		var changed *ChangedError
		if !errors.As(err, &changed) || !reflect.DeepEqual(changed.Changes, c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
		if after := readFolder(t, dir); !reflect.DeepEqual(before, after) {
			t.Errorf("%s: the folder changed", c.name)
		}
	}
}

// Inputs that cannot be kept are refused with all that is wrong, before anything is made.
func TestStoreBadInputs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "absent")
	_, err := Create(dir, Inputs{Replications: -1, Texts: []Text{{"a", "\xff"}, {"b", ""}, {"b", ""}}})
	for _, want := range []string{"arms: expected", "found 0", "found -1", `"a": expected UTF-8`, `"b": given twice`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made")
	}
}

// Many goroutines put at once.
func TestStoreConcurrentPuts(t *testing.T) {
	in := Inputs{Arms: 3, Replications: 100}
	s := must[*Store](t)(openStore(t.TempDir(), in, false, quiet()))
	keys := every(in)
	var group sync.WaitGroup
	for worker := range 6 {
		group.Go(func() {
			for i := worker; i < len(keys); i += 6 {
				if err := put(s, keys[i]); err != nil {
					t.Error(err)
				}
				if !s.Over(keys[i]) {
					t.Errorf("%v was put and is not over", keys[i])
				}
				if i%50 == 0 {
					if err := s.Sync(); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	closed(t, s)
	if iterated(t, s.Parts) != expected(in) {
		t.Error("the parts differ from what was put")
	}
	if p := must[*Parts](t)(Read(filepath.Dir(s.folder))); iterated(t, p) != expected(in) {
		t.Error("the parts read differ from what was put")
	}
}

// Reading keeps few files open, however many segments there are, and one part in memory.
func TestStoreReadsWithFewFiles(t *testing.T) {
	in := Inputs{Arms: 1, Replications: 600}
	s := must[*Store](t)(openStore(t.TempDir(), in, false, quiet()))
	complete(t, s)
	closed(t, s)
	reader, most := segmentReader{folders: s.folders}, 0
	defer reader.close()
	for _, key := range s.keys() {
		body, err := reader.read(s.done[key])
		if err != nil || string(body) != string(bodyOf(key)) {
			t.Fatalf("%v: %q, %v", key, body, err)
		}
		most = max(most, len(reader.open))
	}
	if s.last <= 2*openSegments || most != openSegments || cap(reader.buffer) > 200 {
		t.Errorf("%d segments: %d files open, a buffer of %d bytes", s.last, most, cap(reader.buffer))
	}
}

// An fsync of the journal is shared by all replications of 200 ms; segments that are complete are
// brought to the disk once, before the line of a later one is.
func TestStoreSharesSyncs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		synced, dirty := map[string]int{}, map[string]bool{}
		d := traced(func(step, path string, body []byte) (int, error) {
			switch name := filepath.Base(path); step {
			case "write":
				dirty[name] = true
			case "sync":
				synced[name]++
				dirty[name] = false
			}
			return len(body), nil
		})
		in := Inputs{Arms: 1, Replications: 1000}
		s := must[*Store](t)(openStore(t.TempDir(), in, false, d))
		for _, key := range every(in) {
			if err := s.Put(key, bodyOf(key)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Millisecond)
		}
		if n := synced[journalName]; n != 5 {
			t.Errorf("the journal was synced %d times in 1 s, want 5", n)
		}
		if err := s.Sync(); err != nil {
			t.Fatal(err)
		}
		for name, waiting := range dirty {
			if waiting {
				t.Errorf("%s is not on the disk after Sync", name)
			}
		}
		if n := synced["000001.parts"]; n != 1 && n != 2 {
			t.Errorf("the first segment was synced %d times", n)
		}
		closed(t, s)
	})
}

// The first fsync that fails ends the store; what was put stays.
func TestStoreFailedSync(t *testing.T) {
	broken := false
	d := traced(func(step, _ string, body []byte) (int, error) {
		if broken && step == "sync" {
			return 0, syscall.EIO
		}
		return len(body), nil
	})
	dir := t.TempDir()
	s := must[*Store](t)(openStore(dir, small(), false, d))
	if err := put(s, Key{0, 1}); err != nil {
		t.Fatal(err)
	}
	broken = true
	var output *record.OutputError
	if err := s.Sync(); !errors.As(err, &output) || !errors.Is(err, syscall.EIO) {
		t.Errorf("the sync: %v", err)
	}
	broken = false
	if err := s.Put(Key{0, 2}, nil); !errors.Is(err, syscall.EIO) {
		t.Errorf("a put after it: %v", err)
	}
	if err := s.Close(); !errors.Is(err, syscall.EIO) {
		t.Errorf("the close: %v", err)
	}
	s = must[*Store](t)(Resume(dir, small()))
	if !s.Done(Key{0, 1}) || s.Done(Key{0, 2}) {
		t.Error("the folder does not hold what was put")
	}
	closed(t, s)
}

// What a failed replication says fits its line, whatever it is.
func TestStoreLongReason(t *testing.T) {
	dir := t.TempDir()
	s := must[*Store](t)(Create(dir, small()))
	for i, reason := range []string{strings.Repeat("\x01", 1<<20), strings.Repeat("\xff<é", 1<<16), ""} {
		if err := s.Fail(Key{0, i}, reason); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
	p := must[*Parts](t)(Read(dir))
	for i := range 3 {
		kept, failed := s.Failed(Key{0, i})
		read, again := p.Failed(Key{0, i})
		if !failed || !again || kept != read || len(kept) > longestReason {
			t.Errorf("reason %d: kept %d bytes, read %d", i, len(kept), len(read))
		}
	}
}

// BenchmarkStorePut writes parts of 20 kB.
func BenchmarkStorePut(b *testing.B) {
	s, err := Create(b.TempDir(), Inputs{Arms: 1, Replications: mostReplications})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	body := []byte(strings.Repeat("0123456789", 2000))
	b.SetBytes(int64(len(body)))
	for i := 0; b.Loop(); i++ {
		if err := s.Put(Key{0, i}, body); err != nil {
			b.Fatal(err)
		}
	}
}

// A study runs what is not over, and its parts come in order of arm and replication.
func ExampleResume() {
	root, err := os.MkdirTemp("", "study")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(root)
	store, err := Resume(filepath.Join(root, "floors"), Inputs{Arms: 2, Replications: 2, Texts: []Text{{"seed", "1"}}})
	if err != nil {
		panic(err)
	}
	defer store.Close()
	for _, key := range []Key{{1, 1}, {0, 0}, {1, 0}, {0, 1}} { // as they happen to finish
		if store.Over(key) {
			continue
		}
		if err := store.Put(key, fmt.Appendf(nil, "results of %v", key)); err != nil {
			panic(err)
		}
	}
	err = store.Each(func(p Part) error {
		fmt.Printf("%s\n", p.Body)
		return nil
	})
	if err != nil {
		panic(err)
	}
	// Output:
	// results of arm 0 replication 0
	// results of arm 0 replication 1
	// results of arm 1 replication 0
	// results of arm 1 replication 1
}
