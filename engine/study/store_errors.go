package study

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"syscall"

	"monazite/engine/record"
)

// errLocked says that another process, or another store of this one, holds a lock.
var errLocked = errors.New("locked")

// BusyError says that another process runs the study in a folder.
type BusyError struct{ Dir string }

// Error names the folder and what to do.
func (e *BusyError) Error() string {
	return fmt.Sprintf("%s: another process runs this study; wait for it or name another folder with -o", e.Dir)
}

// NotEmptyError says that a folder holds something already: a study, or what is no study. It is
// also a *record.NotEmptyError.
type NotEmptyError struct {
	Dir   string
	Study bool
}

// Error names the folder and what to do.
func (e *NotEmptyError) Error() string {
	if e.Study {
		return fmt.Sprintf("%s: holds a study; go on with it by --resume or name another folder with -o", e.Dir)
	}
	return e.Unwrap().Error()
}

// Unwrap gives the error of a run's folder.
func (e *NotEmptyError) Unwrap() error { return &record.NotEmptyError{Path: e.Dir} }

// ChangedError says that a study is not the one its folder was begun with.
type ChangedError struct {
	Dir     string
	Changes []string // "seed: began with 1, now 2"
}

// Error names all that changed.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s: the study has changed since it began:\n  %s", e.Dir, strings.Join(e.Changes, "\n  "))
}

// FullError says that a disk has no room left. It is also a *record.OutputError.
type FullError struct {
	Path string
	Err  error
}

// Error names the file and what to do.
func (e *FullError) Error() string {
	return fmt.Sprintf("%s: cannot write: %v; make room and go on with --resume", e.Path, e.Err)
}

// Unwrap gives the error of any output.
func (e *FullError) Unwrap() error { return &record.OutputError{Path: e.Path, Err: e.Err} }

// DamagedError says that a file does not hold what was written to it.
type DamagedError struct {
	Path   string
	Damage string // what was expected and what was found
}

// Error names the file and the damage.
func (e *DamagedError) Error() string { return fmt.Sprintf("%s: is damaged: %s", e.Path, e.Damage) }

// ShardsError says why folders do not make one study.
type ShardsError struct{ Problems []string }

// Error names all problems.
func (e *ShardsError) Error() string {
	return "these folders do not make one study:\n  " + strings.Join(e.Problems, "\n  ")
}

// writeError makes a *FullError or a *record.OutputError of what went wrong at path, unless it is
// one already.
func writeError(path string, err error) error {
	if errors.As(err, new(*record.OutputError)) {
		return err
	}
	full := []error{syscall.ENOSPC, syscall.EDQUOT}
	if runtime.GOOS == "windows" {
		full = append(full, syscall.Errno(39), syscall.Errno(112)) // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
	}
	for _, f := range full {
		if errors.Is(err, f) {
			return &FullError{path, err}
		}
	}
	return &record.OutputError{Path: path, Err: err}
}
