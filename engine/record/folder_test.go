package record

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"monazite/engine"
)

func TestClaimDefaultNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, want := range []string{"out/my-world-s7", "out/my-world-s7-2", "out/my-world-s7-3"} {
		path, made, err := claim("", "my world", 7)
		if err != nil || filepath.ToSlash(path) != want || !made {
			t.Fatalf("claim gave %q, %v, %v; want %q", path, made, err, want)
		}
		if err := os.WriteFile(filepath.Join(path, "mine.txt"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	empty := filepath.Join("out", "my-world-s7-4")
	if err := os.Mkdir(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	if path, made, err := claim("", "my world", 7); path != empty || made || err != nil {
		t.Errorf("an empty folder was not taken: %q, %v, %v", path, made, err)
	}
}

func TestClaimNamed(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	full := filepath.Join(root, "full")
	if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(full, "inside"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, dir     string
		input, output bool
	}{
		{"new", filepath.Join(root, "a", "b"), false, false},
		{"full", full, true, false},
		{"a file", file, true, false},
		{"under a file", filepath.Join(file, "run"), false, true},
	} {
		_, err := Create(c.dir, sample(), Info{})
		var input *NotEmptyError
		var output *OutputError
		if errors.As(err, &input) != c.input || errors.As(err, &output) != c.output {
			t.Errorf("%s: error is %v", c.name, err)
		}
	}
	if body, err := os.ReadFile(file); string(body) != "x" || err != nil {
		t.Error("what was there is lost")
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "run")
	r, err := Create(dir, sample(), Info{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Record(month(0, 10)); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), unfinished) {
			t.Errorf("%s looks complete in a run that is not", e.Name())
		}
	}
	r.Abort()
	if left, _ := os.ReadDir(root); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestAbortKeepsAnEmptyFolderThatWasThere(t *testing.T) {
	dir := t.TempDir()
	r, err := Create(dir, sample(), Info{})
	if err != nil {
		t.Fatal(err)
	}
	r.Abort()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// faulty is a disk on which operations fail from the n-th on.
type faulty struct {
	output
	left *int
}

func (f faulty) spend() error {
	if *f.left--; *f.left < 0 {
		return syscall.ENOSPC
	}
	return nil
}

func (f faulty) Write(b []byte) (int, error) {
	if err := f.spend(); err != nil {
		return 0, err
	}
	return f.output.Write(b)
}

func (f faulty) Sync() error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.output.Sync()
}

func (f faulty) Close() error {
	return errors.Join(f.spend(), f.output.Close())
}

// A disk that is full from any operation on must give an OutputError and leave nothing, until
// there is enough of it for the whole run.
func TestDiskFullAtEveryOperation(t *testing.T) {
	for n := 0; ; n++ {
		if n > 1000 {
			t.Fatal("the run never completes")
		}
		root := t.TempDir()
		left := n
		f := &folder{path: filepath.Join(root, "run"), made: true}
		f.open = func(path string) (output, error) {
			out, err := createFile(path)
			if err != nil {
				return nil, err
			}
			return faulty{out, &left}, nil
		}
		if err := os.Mkdir(f.path, 0o777); err != nil {
			t.Fatal(err)
		}
		err := attempt(f)
		if err == nil {
			return
		}
		if out := (*OutputError)(nil); !errors.As(err, &out) || !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("operation %d: error is %v", n, err)
		}
		if files, _ := os.ReadDir(root); len(files) > 0 {
			t.Fatalf("operation %d: %v is left", n, files)
		}
	}
}

func attempt(f *folder) error {
	r, err := begin(f, sample(), Info{})
	if err != nil {
		return err
	}
	for m := range engine.Month(3) {
		if err := r.Record(month(m, 3000)); err != nil {
			r.Abort()
			return err
		}
	}
	_, err = r.Close()
	return err
}
