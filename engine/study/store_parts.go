package study

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Parts are the replications of a study that are over, as one folder or several shards hold them.
// Their methods may be called from several goroutines.
type Parts struct {
	Inputs Inputs
	Found  Found // when the folder was read

	folders []string // each a "replications"
	mu      sync.RWMutex
	done    map[Key]place
	failed  map[Key]string // why
}

// Part is one replication that is over.
type Part struct {
	Key
	Body   []byte // as it was put; valid until the visit returns
	Failed bool   // there is no body
	Reason string // of a failed one
}

func newParts(in Inputs, folders ...string) *Parts {
	return &Parts{Inputs: in, folders: folders, done: map[Key]place{}, failed: map[Key]string{}}
}

// Read reads the study in dir, finished, running or stopped, and changes nothing there. It reads
// every part and leaves out those that are damaged; Found tells. A folder without a study or with a
// damaged inputs.json is a *DamagedError.
func Read(dir string) (*Parts, error) {
	folder := filepath.Join(dir, folderName)
	in, err := readInputs(folder)
	if err != nil {
		return nil, err
	}
	return loadParts(in, folder)
}

// loadParts reads the journal of a folder and every part that it names.
func loadParts(in Inputs, folder string) (*Parts, error) {
	p := newParts(in, folder)
	journal, err := os.Open(filepath.Join(folder, journalName))
	if errors.Is(err, fs.ErrNotExist) {
		p.Found.DamagedLines = 1 // a study is begun with one
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	defer journal.Close()
	reader := segmentReader{folders: p.folders}
	defer reader.close()
	damaged, torn, err := readJournal(journal, in.identity(), func(e entry) error { return p.admit(e, &reader) })
	if err != nil {
		return nil, err
	}
	p.Found.DamagedLines += damaged
	p.Found.TornBytes = torn
	p.Found.Done, p.Found.Failed = len(p.done), len(p.failed)
	return p, nil
}

// admit adds the replication of a journal's line unless the line or its part is no good.
func (p *Parts) admit(e entry, reader *segmentReader) error {
	p.Found.lines++
	switch {
	case !p.Inputs.holds(e.Key):
		p.Found.DamagedLines++
		return nil
	case p.Over(e.Key):
		p.Found.RepeatedLines++
		return nil
	}
	if e.Status == statusDone {
		_, err := reader.read(e.place)
		if errors.As(err, new(*DamagedError)) {
			p.Found.DamagedParts = append(p.Found.DamagedParts, e.Key)
			return nil
		}
		if err != nil {
			return err
		}
	}
	p.add(e)
	return nil
}

func (p *Parts) add(e entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e.Status == statusDone {
		p.done[e.Key] = e.place
	} else {
		p.failed[e.Key] = e.Reason
	}
}

// entry is the journal's line for a key.
func (p *Parts) entry(key Key) entry {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if at, done := p.done[key]; done {
		return entry{Key: key, Status: statusDone, place: at}
	}
	return entry{Key: key, Status: statusFailed, Reason: p.failed[key]}
}

// Done tells whether a replication is finished and its part kept.
func (p *Parts) Done(key Key) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, done := p.done[key]
	return done
}

// Failed tells whether a replication is over without a result, and why.
func (p *Parts) Failed(key Key) (reason string, failed bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	reason, failed = p.failed[key]
	return reason, failed
}

// Over tells whether a replication is done or failed, so that it need not run.
func (p *Parts) Over(key Key) bool {
	_, failed := p.Failed(key)
	return failed || p.Done(key)
}

// Count tells how many replications are over.
func (p *Parts) Count() (done, failed int) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return len(p.done), len(p.failed)
}

// keys lists what is over in order of arm, then replication.
func (p *Parts) keys() []Key {
	p.mu.RLock()
	defer p.mu.RUnlock()
	list := make([]Key, 0, len(p.done)+len(p.failed))
	for key := range p.done {
		list = append(list, key)
	}
	for key := range p.failed {
		list = append(list, key)
	}
	slices.SortFunc(list, compareKeys)
	return list
}

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Arm, b.Arm), cmp.Compare(a.Replication, b.Replication))
}

// Each visits what is over, done and failed, in order of arm, then replication, whatever the order
// in which it finished, one part in memory at a time. It reads every checksum again: a part that is
// damaged ends the visits with a *DamagedError, and resuming the study will compute it again. An
// error of visit ends them too and is returned as it is.
func (p *Parts) Each(visit func(Part) error) error {
	reader := segmentReader{folders: p.folders}
	defer reader.close()
	for _, key := range p.keys() {
		part := Part{Key: key}
		p.mu.RLock()
		at, done := p.done[key]
		part.Reason, part.Failed = p.failed[key]
		p.mu.RUnlock()
		if done {
			body, err := reader.read(at)
			if err != nil {
				return fmt.Errorf("%v: %w", key, err)
			}
			part.Body = body
		}
		if err := visit(part); err != nil {
			return err
		}
	}
	return nil
}

// result reads one replication that is done into r, whose slices it reuses, in any order.
func (p *Parts) result(key Key, reader *segmentReader, r *Result) error {
	p.mu.RLock()
	at, done := p.done[key]
	p.mu.RUnlock()
	if !done {
		return fmt.Errorf("%v: no result is kept", key)
	}
	body, err := reader.read(at)
	if err == nil {
		err = r.decode(body)
	}
	if err != nil {
		return fmt.Errorf("%v: %w", key, err)
	}
	return nil
}

// Found says what reading a study's folder found. What is damaged or torn counts as never
// computed.
type Found struct {
	Done, Failed  int   // replications that are over
	TornBytes     int64 // of a last line that a killed process left without an end
	DamagedLines  int   // of the journal
	RepeatedLines int   // of the journal, for a replication that another line gave
	DamagedParts  []Key // in the journal's order
	Inputs        bool  // inputs.json was damaged and is written again

	lines int // good lines
}

// mended tells whether the journal has lines to be rid of.
func (f *Found) mended() bool {
	return f.TornBytes > 0 || f.DamagedLines > 0 || f.RepeatedLines > 0 || len(f.DamagedParts) > 0
}

// String is one line for a user: "120 replications done, 1 failed; 2 damaged lines of the journal".
func (f Found) String() string {
	text := []string{fmt.Sprintf("%d replications done, %d failed", f.Done, f.Failed)}
	say := func(found bool, format string, values ...any) {
		if found {
			text = append(text, fmt.Sprintf(format, values...))
		}
	}
	say(f.TornBytes > 0, "an unfinished line of %d bytes cut off the journal", f.TornBytes)
	say(f.DamagedLines > 0, "damaged lines of the journal: %d", f.DamagedLines)
	say(f.RepeatedLines > 0, "repeated lines of the journal: %d", f.RepeatedLines)
	say(len(f.DamagedParts) > 0, "damaged parts: %s", spansText(spansOf(f.DamagedParts)))
	say(f.Inputs, "inputs.json was damaged and is written again")
	say(f.DamagedLines > 0 || len(f.DamagedParts) > 0, "what is damaged will be computed again")
	return strings.Join(text, "; ")
}
