package study

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"monazite/engine"
	"monazite/engine/record"
	"monazite/engine/scenario"
)

// Describer says of the document of a replication's scenario what the run folder keeps beside its tables.
type Describer func(doc *scenario.Document) record.Info

// Replay runs one replication once more and keeps full tables of it in a run folder; dir as record.Create takes it. To what
// is said of its scenario it adds arm, replication, seed and texts.
func (s *Study) Replay(key Key, dir string, describe Describer, e Effort) (summary record.Summary, err error) {
	if key.Arm < 0 || key.Arm >= len(s.Arms) || key.Replication < 0 || key.Replication >= s.Replications {
		return summary, fmt.Errorf("%v: the study has arms 0-%d and replications 0-%d", key, len(s.Arms)-1, s.Replications-1)
	}
	info := describe(s.document(key))
	info.Arm, info.Replication, info.Seed = s.Arms[key.Arm].Name, key.Replication, s.Seed
	for _, t := range s.Texts {
		info.Texts = append(info.Texts, record.Text{Name: t.Name, Body: []byte(t.Body)})
	}
	var run *record.Run
	_, err = newPool(s, e).replicate(key, func(built *engine.Scenario) (engine.Recorder, error) {
		run, err = record.Create(dir, built, info)
		return run, err
	})
	switch {
	case err == nil:
		return run.Close()
	case run != nil:
		run.Abort()
		if broken := (*engine.Violation)(nil); errors.As(err, &broken) {
			path, bundleErr := record.Bundle(run.Folder(), broken, info)
			return summary, errors.Join(err, bundleErr, fmt.Errorf("%s holds what reproduces it", path))
		}
	}
	return summary, err
}

// document is that of a replication's scenario.
func (s *Study) document(key Key) *scenario.Document {
	doc := s.Arms[key.Arm].doc.Clone()
	if len(s.Table.Paths) > 0 {
		doc.Apply(s.sets(key.Arm, s.Table.Rows[key.Replication]), &scenario.Problems{}) // building it tells of problems
	}
	return doc
}

// tracesName is the folder of the run folders of replications that are kept whole.
const tracesName = "traces"

// Trace keeps the run folders of some replications of every arm in the folder of a study, under traces/ARM-rN. Those that are
// there already stay; a replication that failed or that the store does not hold, which is another shard's, has none.
func (s *Study) Trace(dir string, store *Store, replications []int, describe Describer, e Effort) error {
	for _, r := range replications {
		for arm := range s.Arms {
			if !store.Done(Key{arm, r}) {
				continue
			}
			folder := filepath.Join(dir, tracesName, fmt.Sprintf("%s-r%d", s.Arms[arm].Name, r))
			if _, err := os.Stat(filepath.Join(folder, "manifest.json")); err == nil {
				continue
			} else if !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			if err := os.RemoveAll(folder); err != nil { // what a killed process left
				return &record.OutputError{Path: folder, Err: err}
			}
			if _, err := s.Replay(Key{arm, r}, folder, describe, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// ParseKey reads ARM:R, such as history:17.
func (s *Study) ParseKey(text string) (Key, error) {
	name, number, _ := strings.Cut(text, ":")
	r, err := strconv.Atoi(number)
	names := s.armNames()
	arm := slices.Index(names, name)
	switch {
	case err != nil || r < 0 || r >= s.Replications:
		return Key{}, fmt.Errorf("%q: expected ARM:R, R from 0 to %d, such as %s:0", text, s.Replications-1, names[0])
	case arm < 0:
		if near := scenario.Nearest(name, names); near != "" {
			return Key{}, fmt.Errorf("%q: there is no arm %q; did you mean %q?", text, name, near)
		}
		return Key{}, fmt.Errorf("%q: there is no arm %q; there are %v", text, name, names)
	}
	return Key{arm, r}, nil
}

// CopyTraces copies the run folders that shards keep into the folder of the study that they make, over what an earlier call
// that was cut off has left.
func CopyTraces(dir string, shards []string) error {
	for _, s := range shards {
		from := filepath.Join(s, tracesName)
		if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		entries, err := os.ReadDir(from)
		if err != nil {
			return err
		}
		for _, e := range entries {
			to := filepath.Join(dir, tracesName, e.Name())
			err := os.RemoveAll(to)
			if err == nil {
				err = os.CopyFS(to, os.DirFS(filepath.Join(from, e.Name())))
			}
			if err != nil {
				return writeError(to, err)
			}
		}
	}
	return nil
}
