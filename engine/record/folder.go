package record

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// folder is a run folder in the making. Every file is written under a temporary name beside its
// final one. Only when all are complete and on the disk are they renamed, the manifest last, so
// that a killed run leaves nothing that looks complete.
type folder struct {
	path  string
	made  bool // the folder did not exist before
	parts []*part
	open  func(path string) (output, error)
}

// output is an open file; tests put failing ones in its place.
type output interface {
	io.Writer
	Sync() error
	Close() error
}

// part is one file of the folder.
type part struct {
	name   string
	path   string // where it is now
	out    output
	buffer *bufio.Writer
	hash   hash.Hash
	size   int64
}

// unfinished ends the name of a file that is not complete.
const unfinished = ".part"

// createFile opens a new file and refuses one that exists.
func createFile(path string) (output, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// create begins a file.
func (f *folder) create(name string) (*part, error) {
	path := filepath.Join(f.path, name+unfinished)
	out, err := f.open(path)
	if errors.Is(err, fs.ErrExist) {
		return nil, &NotEmptyError{f.path}
	}
	if err != nil {
		return nil, &OutputError{path, err}
	}
	p := &part{name: name, path: path, out: out, hash: sha256.New()}
	p.buffer = bufio.NewWriterSize(out, 1<<16)
	f.parts = append(f.parts, p)
	return p, nil
}

// Write appends to the file and its checksum.
func (p *part) Write(b []byte) (int, error) {
	n, err := p.buffer.Write(b)
	p.hash.Write(b[:n])
	p.size += int64(n)
	if err != nil {
		return n, &OutputError{p.path, err}
	}
	return n, nil
}

// finish brings the file to the disk.
func (p *part) finish() error {
	err := errors.Join(p.buffer.Flush(), p.out.Sync(), p.out.Close())
	p.out = nil
	if err != nil {
		return &OutputError{p.path, err}
	}
	return nil
}

// sum is the checksum of what was written, in hexadecimal.
func (p *part) sum() string { return hex.EncodeToString(p.hash.Sum(nil)) }

// write makes a whole file at once.
func (f *folder) write(name string, body []byte) error {
	p, err := f.create(name)
	if err != nil {
		return err
	}
	if _, err := p.Write(body); err != nil {
		return err
	}
	return p.finish()
}

// commit gives all files their names, in the order in which they were begun.
func (f *folder) commit() error {
	for _, p := range f.parts {
		final := filepath.Join(f.path, p.name)
		if _, err := os.Lstat(final); !errors.Is(err, fs.ErrNotExist) {
			return &OutputError{final, fs.ErrExist}
		}
		if err := os.Rename(p.path, final); err != nil {
			return &OutputError{final, err}
		}
		p.path = final
	}
	if err := errors.Join(SyncFolder(f.path), SyncFolder(filepath.Dir(f.path))); err != nil {
		return &OutputError{f.path, err}
	}
	return nil
}

// abandon removes every file that this run made, and the folder if it made that too.
func (f *folder) abandon() {
	for _, p := range f.parts {
		if p.out != nil {
			p.out.Close()
		}
		os.Remove(p.path)
	}
	if f.made {
		os.Remove(f.path) // fails, as it should, where others have put something
	}
}

// SyncFolder brings the names in a folder to the disk. Windows knows no such call and needs none.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
