package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"monazite/engine/record"
)

// CheckTarget refuses to put a page where it would destroy something: over a folder or device, or
// over a file of the run.
func (r *Run) CheckTarget(path string) error {
	facts, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !facts.Mode().IsRegular() {
		return fmt.Errorf("-o %s: expected the name of a file, such as report.html", path)
	}
	for _, name := range append(r.files(), manifestName) {
		if file, err := os.Stat(filepath.Join(r.dir, name)); err == nil && os.SameFile(facts, file) {
			return fmt.Errorf("-o %s: is a file of the run; name another", path)
		}
	}
	return nil
}

// Save writes a file under a temporary name beside its own and renames it when it is complete, so
// that a reader sees the old one or the new one. Its errors are record.OutputError.
func Save(path string, body []byte) error {
	part := path + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return &record.OutputError{Path: path, Err: err}
	}
	_, err = out.Write(body)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		os.Remove(part)
		return &record.OutputError{Path: path, Err: err}
	}
	return nil
}
