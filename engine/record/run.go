package record

import (
	"bytes"
	"cmp"
	"errors"
	"time"

	"monazite/engine"
)

// Run is a run folder that is being filled. It records months in order and is not safe for
// concurrent use. After Close the folder is complete; after Abort, or an error, nothing of the
// run is left.
type Run struct {
	scenario *engine.Scenario
	info     Info
	folder   *folder
	names    names
	tables   []table
	parts    []*part // per table
	tally    *tally
	done     bool
	err      error
}

// Create opens the folder dir for a run of a scenario, or the next free out/NAME-sSEED when dir
// is empty. A folder that holds something is a NotEmptyError, one that cannot be written an
// OutputError.
func Create(dir string, scenario *engine.Scenario, info Info) (*Run, error) {
	path, made, err := claim(dir, scenario.Name, info.Seed)
	if err != nil {
		return nil, err
	}
	return begin(&folder{path: path, made: made, open: createFile}, scenario, info)
}

// begin opens all tables in a folder.
func begin(f *folder, scenario *engine.Scenario, info Info) (*Run, error) {
	if info.Started.IsZero() {
		info.Started = time.Now()
	}
	r := &Run{scenario: scenario, info: info, folder: f, tables: tables(), tally: newTally(scenario)}
	r.names = names{Scenario: scenario, key: key{
		Arm:         cmp.Or(info.Arm, "run"),
		Replication: int32(info.Replication),
	}}
	for _, t := range r.tables {
		p, err := f.create(t.name() + ".parquet")
		if err != nil {
			f.abandon()
			return nil, err
		}
		t.begin(p)
		r.parts = append(r.parts, p)
	}
	return r, nil
}

// Folder is where the run is kept.
func (r *Run) Folder() string { return r.folder.path }

// Record writes a month's rows; it keeps nothing of them. It implements engine.Recorder.
func (r *Run) Record(t *engine.Tables) error {
	if r.err != nil {
		return r.err
	}
	r.names.at(t.Month)
	for i, table := range r.tables {
		if err := table.record(&r.names, t); err != nil {
			r.err = r.failed(i, err)
			return r.err
		}
	}
	r.tally.add(t)
	return nil
}

// failed makes sure that an error names the file.
func (r *Run) failed(table int, err error) error {
	if out := (*OutputError)(nil); errors.As(err, &out) {
		return out
	}
	return &OutputError{r.parts[table].path, err}
}

// Close completes all files and gives the summary, which is also among them. When a file cannot
// be completed nothing of the run is left.
func (r *Run) Close() (Summary, error) {
	s := r.tally.summary()
	s.Opening, s.Inputs = opening(r.scenario), total(r.info.Inputs)
	if r.done {
		return s, errors.New("record: the run is closed")
	}
	err := r.complete(&s)
	r.done = true
	if err != nil {
		r.folder.abandon()
		return s, err
	}
	s.Run = &Origin{r.scenario.Name, r.info.Seed, r.folder.path, r.info.Command, r.info.Show}
	return s, nil
}

// complete writes what is due at the end, the manifest last.
func (r *Run) complete(s *Summary) error {
	if r.err != nil {
		return r.err
	}
	for i, t := range r.tables {
		if err := t.finish(); err != nil {
			return r.failed(i, err)
		}
		if err := r.parts[i].finish(); err != nil {
			return err
		}
	}
	var object bytes.Buffer
	for _, file := range []struct {
		name string
		body func() ([]byte, error)
	}{
		{"dictionary.csv", func() ([]byte, error) { return dictionary(r.info.Inputs) }},
		{"summary.csv", s.csv},
		{"summary.json", func() ([]byte, error) { err := s.WriteJSON(&object); return object.Bytes(), err }},
		{"manifest.json", func() ([]byte, error) { return r.manifest(s) }},
	} {
		body, err := file.body()
		if err != nil {
			return err
		}
		if err := r.folder.write(file.name, body); err != nil {
			return err
		}
	}
	return r.folder.commit()
}

// Abort removes what the run has written. It does nothing after Close.
func (r *Run) Abort() {
	if !r.done {
		r.done = true
		r.folder.abandon()
	}
}
