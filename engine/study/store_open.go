package study

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"monazite/engine/record"
)

// The names inside a study's folder.
const (
	folderName  = "replications"
	lockName    = "lock"
	inputsName  = "inputs.json"
	journalName = "journal.txt"
	unfinished  = ".tmp" // ends the name of a file that is not complete
)

// look tells whether a study was begun in dir. Absent, empty, and what a process leaves that was
// killed while it began one are false; anything else in dir is a *NotEmptyError.
func look(dir string) (begun bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if facts, wrong := os.Stat(dir); wrong == nil && !facts.IsDir() {
		return false, &NotEmptyError{Dir: dir}
	}
	if err != nil {
		return false, writeError(dir, err)
	}
	foreign := slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return !slices.Contains([]string{folderName, DesignName, DesignName + unfinished}, e.Name())
	})
	inside, err := os.ReadDir(filepath.Join(dir, folderName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	for _, e := range inside {
		switch name := e.Name(); {
		case name == inputsName, strings.HasSuffix(name, segmentEnd):
			begun = true
		case name == journalName:
			facts, err := e.Info()
			begun = begun || err == nil && facts.Size() > 0
		case name != lockName && !strings.HasSuffix(name, unfinished):
			foreign = true
		}
	}
	if foreign && !begun {
		return false, &NotEmptyError{Dir: dir}
	}
	return begun, nil
}

// takeLock makes this process the only one that writes in dir until the lock is closed or the
// process ends, however it ends.
func takeLock(dir string) (io.Closer, error) {
	path := filepath.Join(dir, folderName, lockName)
	lock, err := lockFile(path)
	if errors.Is(err, errLocked) {
		return nil, &BusyError{Dir: dir}
	}
	if err != nil {
		return nil, writeError(path, err)
	}
	return lock, nil
}

// begin writes what the study is, last and at once, so that the folder counts as a study only when
// it is complete.
func (s *Store) begin(in Inputs) error {
	s.Parts = newParts(in, s.folder)
	journal, err := s.disk.open(filepath.Join(s.folder, journalName), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	if err := journal.Close(); err != nil {
		return writeError(s.folder, err)
	}
	if err := s.writeInputs(in); err != nil {
		return err
	}
	dir := filepath.Dir(s.folder)
	if err := errors.Join(s.disk.syncFolder(dir), s.disk.syncFolder(filepath.Dir(dir))); err != nil {
		return writeError(dir, err)
	}
	return nil
}

// load reads what the folder holds, compares its inputs, and mends what a crash or a bad disk left.
func (s *Store) load(in Inputs) (err error) {
	held, damage := readInputs(s.folder)
	if damage == nil {
		if changes := held.changes(in); len(changes) > 0 {
			return &ChangedError{Dir: filepath.Dir(s.folder), Changes: changes}
		}
	} else if !errors.As(damage, new(*DamagedError)) {
		return damage
	}
	if s.Parts, err = loadParts(in, s.folder); err != nil {
		return err
	}
	if damage != nil {
		// The lines are signed with the inputs: one good line proves that the study is this one.
		if s.Found.lines == 0 {
			return damage
		}
		if err := s.writeInputs(in); err != nil {
			return err
		}
		s.Found.Inputs = true
	}
	if s.last, err = lastSegment(s.folder); err != nil {
		return err
	}
	if s.Found.mended() {
		return s.rewriteJournal()
	}
	return nil
}

// rewriteJournal replaces the journal by one of good lines only.
func (s *Store) rewriteJournal() error {
	return s.disk.replace(filepath.Join(s.folder, journalName), func(w io.Writer) error {
		for _, key := range s.keys() {
			if _, err := w.Write(s.entry(key).line(s.study)); err != nil {
				return err
			}
		}
		return nil
	})
}

// output is an open file; tests put failing ones in its place.
type output interface {
	io.Writer
	Sync() error
	Close() error
}

// disk is how a store writes.
type disk struct {
	create       func(path string, flags int) (output, error)
	syncFolder   func(path string) error
	segmentBytes int64 // a segment that has as many is complete
}

func realDisk() disk {
	return disk{
		create:       func(path string, flags int) (output, error) { return os.OpenFile(path, flags, 0o666) },
		syncFolder:   record.SyncFolder,
		segmentBytes: 64 << 20,
	}
}

func (d disk) open(path string, flags int) (output, error) {
	out, err := d.create(path, flags)
	if err != nil {
		return nil, writeError(path, err)
	}
	return out, nil
}

// replace writes a whole file under a temporary name beside its own and renames it when it is on
// the disk.
func (d disk) replace(path string, body func(io.Writer) error) error {
	out, err := d.open(path+unfinished, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	buffer := bufio.NewWriterSize(out, 1<<16)
	err = body(buffer)
	err = errors.Join(err, buffer.Flush(), out.Sync(), out.Close())
	if err == nil {
		err = os.Rename(path+unfinished, path)
	}
	if err == nil {
		err = d.syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return writeError(path, err)
	}
	return nil
}

// writeAll hands all of body to the operating system in one call.
func writeAll(out output, path string, body []byte) error {
	n, err := out.Write(body)
	if err == nil && n < len(body) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return writeError(path, err)
	}
	return nil
}
