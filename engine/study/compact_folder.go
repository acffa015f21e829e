package study

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
	"slices"

	"monazite/engine/record"
)

// resultFolder holds the files of a finished study in the making. Each is written under a temporary name beside its own.
// Only when all are complete and on the disk do they take their names, the manifest last and after an older
// one is gone, so that a folder with a manifest has the files that it lists.
type resultFolder struct {
	dir   string
	disk  disk
	files []*resultFile
}

// resultFile is one of them.
type resultFile struct {
	name   string // from the folder, with slashes
	path   string // when complete
	out    output // nil once complete
	buffer *bufio.Writer
	hash   hash.Hash
	bytes  int64
	err    error // the first
}

// create begins a file; name has slashes.
func (f *resultFolder) create(name string) (*resultFile, error) {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, writeError(filepath.Dir(path), err)
	}
	out, err := f.disk.open(path+unfinished, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return nil, err
	}
	file := &resultFile{name: name, path: path, out: out, buffer: bufio.NewWriterSize(out, 1<<16), hash: sha256.New()}
	f.files = append(f.files, file)
	return file, nil
}

// Write appends to the file and its checksum. Errors are a *FullError or a *record.OutputError.
func (r *resultFile) Write(b []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.buffer.Write(b)
	r.hash.Write(b[:n])
	r.bytes += int64(n)
	if err != nil {
		r.err = writeError(r.path, err)
	}
	return n, r.err
}

// finish brings the file to the disk after a last error of who wrote it, of which the file's own is the cause if it has one.
func (r *resultFile) finish(err error) error {
	if r.err == nil && err == nil {
		if err := errors.Join(r.buffer.Flush(), r.out.Sync()); err != nil {
			r.err = writeError(r.path, err)
		}
	}
	closing := r.out.Close()
	r.out = nil
	switch {
	case r.err != nil:
		return r.err
	case err != nil:
		return err
	case closing != nil:
		return writeError(r.path, closing)
	}
	return nil
}

// sum is the file as the manifest lists it.
func (r *resultFile) sum() record.ManifestFile {
	return record.ManifestFile{Name: r.name, Bytes: r.bytes, SHA256: hex.EncodeToString(r.hash.Sum(nil))}
}

// write makes a whole file at once.
func (f *resultFolder) write(name string, body func(w io.Writer) error) error {
	file, err := f.create(name)
	if err != nil {
		return err
	}
	return file.finish(body(file))
}

// commit gives all files their names, in the order in which they were begun; the last is the manifest.
func (f *resultFolder) commit() error {
	last := len(f.files) - 1
	if err := os.Remove(f.files[last].path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(f.files[last].path, err)
	}
	if err := f.sync(f.dir); err != nil {
		return err
	}
	folders := []string{f.dir}
	for i, file := range f.files {
		if i == last {
			if err := f.sync(folders...); err != nil {
				return err
			}
		}
		if err := os.Rename(file.path+unfinished, file.path); err != nil {
			return writeError(file.path, err)
		}
		if folder := filepath.Dir(file.path); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return f.sync(f.dir)
}

// sync brings the names in folders to the disk.
func (f *resultFolder) sync(folders ...string) error {
	for _, folder := range folders {
		if err := f.disk.syncFolder(folder); err != nil {
			return writeError(folder, err)
		}
	}
	return nil
}

// abandon removes what has not got its name, and folders that would stay empty.
func (f *resultFolder) abandon() {
	for _, file := range f.files {
		if file.out != nil {
			file.out.Close()
		}
		os.Remove(file.path + unfinished)
		if folder := filepath.Dir(file.path); folder != filepath.Clean(f.dir) {
			os.Remove(folder) // fails, as it should, where there is something
		}
	}
}
