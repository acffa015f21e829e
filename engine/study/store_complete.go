package study

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// manifestName is the last file of a study's results to appear.
const manifestName = "manifest.json"

// Complete tells whether a folder holds the results of a study, so that nothing is left to run. Results of other inputs are
// a *ChangedError.
func Complete(dir string, in Inputs) (bool, error) {
	if _, err := os.Stat(filepath.Join(dir, manifestName)); err != nil {
		return false, nil
	}
	held, err := readInputs(filepath.Join(dir, folderName))
	if errors.As(err, new(*DamagedError)) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if changes := held.changes(in); len(changes) > 0 {
		return false, &ChangedError{Dir: dir, Changes: changes}
	}
	return true, nil
}

// Tidy removes the parts of replications whose results are written, when the store is closed; what the study is stays.
func Tidy(dir string) error {
	folder := filepath.Join(dir, folderName)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return writeError(folder, err)
	}
	for _, e := range entries {
		if e.Name() == journalName || strings.HasSuffix(e.Name(), segmentEnd) {
			if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return writeError(folder, err)
			}
		}
	}
	return nil
}
