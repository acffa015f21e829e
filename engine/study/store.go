package study

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Key names one replication of one arm. Arms are numbered as in the study file, both count from 0.
type Key struct {
	Arm         int `json:"arm"`
	Replication int `json:"replication"`
}

// String reads "arm 2 replication 17".
func (k Key) String() string { return fmt.Sprintf("arm %d replication %d", k.Arm, k.Replication) }

// Store keeps the finished replications of a study that runs, so that none is lost or done twice
// whatever stops the process. Its methods may be called from several goroutines.
//
// The study's folder holds a folder "replications" with
//
//	lock           held by the one process that may write (see BusyError)
//	inputs.json    what the study is (see Inputs)
//	journal.txt    one checksummed line per replication that is over, in order of completion
//	000001.parts   segments: the bodies of finished replications, one after the other
//
// A study has up to millions of small parts. A file each would cost a folder that no tool lists
// and two fsyncs each, so parts are appended to segments of 64 MiB. What a temporary file and a
// rename do for one file, the journal line does for a part: a part counts only once the line that
// gives its place and checksum is whole. Each process begins new segments and never writes to those
// of an earlier one, so that nothing finished is ever open for writing, and bytes of a part without
// a line lie unread.
//
// Put hands the part, then the line, to the operating system before it returns: from then on a
// killed process loses nothing. Both are brought to the disk by an fsync that all share, at most
// every 200 ms: a power cut may lose the replications since, which are then found missing or
// damaged and computed again. The first write or fsync that fails ends the store (after a failed
// fsync nobody knows what the disk holds): all later calls return that error, and the folder can be
// resumed.
//
// In memory a finished replication takes 100 to 200 bytes, however large its part.
type Store struct {
	*Parts
	disk   disk
	folder string // "replications"
	study  string // identity of the inputs
	lock   io.Closer

	writing sync.Mutex // guards what follows
	journal output
	segment *segment // nil until a part is put
	full    []output // segments that are complete, yet to be brought to the disk
	last    int      // number of the newest segment
	synced  time.Time
	failure error // the first; no writes after it

	syncing sync.Mutex // one fsync at a time; taken before writing
}

// syncEvery is the least time between two shared fsyncs.
const syncEvery = 200 * time.Millisecond

// longestReason cuts what a failed replication says of itself, in bytes.
const longestReason = 4096

var errClosed = errors.New("the store of replications is closed")

// Put keeps the part of a finished replication. body may be empty and is not kept in memory. A key
// outside the study, or one that is over already, is an error that leaves the store as it was; a
// disk that is full is a *FullError, any other failure to write a *record.OutputError.
func (s *Store) Put(key Key, body []byte) error {
	part := place{Bytes: int64(len(body)), SHA256: sha256.Sum256(body)}
	return s.write(entry{Key: key, Status: statusDone, place: part}, body)
}

// Fail records that a replication is over without a result and why (an invariant broke, for
// instance), so that it is not run again. Of reason the first 4096 bytes are kept. Errors are those
// of Put.
func (s *Store) Fail(key Key, reason string) error {
	reason = strings.ToValidUTF8(reason[:min(len(reason), longestReason)], "")
	return s.write(entry{Key: key, Status: statusFailed, Reason: reason}, nil)
}

func (s *Store) write(e entry, body []byte) error {
	due, err := s.append(e, body)
	if err == nil && due {
		err = s.Sync()
	}
	return err
}

// append writes the part and then its line, and tells whether the caller is to bring them to the disk.
func (s *Store) append(e entry, body []byte) (due bool, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.failure != nil {
		return false, s.failure
	}
	if err := s.refuse(e.Key); err != nil {
		return false, err
	}
	if e.Status == statusDone {
		e.Segment, e.Offset, err = s.appendPart(body)
	}
	if err == nil {
		err = writeAll(s.journal, filepath.Join(s.folder, journalName), e.line(s.study))
	}
	if err != nil {
		s.failure = err
		return false, err
	}
	s.add(e)
	now := time.Now()
	if due = now.Sub(s.synced) >= syncEvery; due {
		s.synced = now
	}
	return due, nil
}

// refuse says why key cannot be put.
func (s *Store) refuse(key Key) error {
	if !s.Inputs.holds(key) {
		return fmt.Errorf("%v: expected arms 0-%d and replications 0-%d", key, s.Inputs.Arms-1, s.Inputs.Replications-1)
	}
	if s.Over(key) {
		return fmt.Errorf("%v: is over already", key)
	}
	return nil
}

// Sync brings all that was put to the disk. Put calls it often enough while replications finish;
// call it before a long pause. Errors are those of Put.
func (s *Store) Sync() error {
	s.syncing.Lock()
	defer s.syncing.Unlock()
	s.writing.Lock()
	full, current, failure := s.full, s.segment, s.failure
	if failure == nil {
		s.full, s.synced = nil, time.Now()
	}
	s.writing.Unlock()
	if failure != nil {
		return failure
	}
	var err error
	for _, out := range full {
		err = errors.Join(err, out.Sync(), out.Close())
	}
	if current != nil {
		err = errors.Join(err, current.out.Sync())
	}
	return s.fail(errors.Join(err, s.journal.Sync()))
}

// fail notes the first failure and returns it.
func (s *Store) fail(err error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.failure == nil && err != nil {
		s.failure = writeError(s.folder, err)
	}
	return s.failure
}

// Close brings all that was put to the disk and lets others have the folder. It returns the store's
// first failure, if any. Parts can still be read; a second call does nothing.
func (s *Store) Close() error {
	err := s.Sync()
	s.syncing.Lock()
	defer s.syncing.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.failure == errClosed {
		return nil
	}
	closing := errors.Join(s.journal.Close(), s.lock.Close())
	if s.segment != nil {
		closing = errors.Join(closing, s.segment.out.Close())
	}
	for _, out := range s.full {
		closing = errors.Join(closing, out.Close())
	}
	s.failure, s.segment, s.full = errClosed, nil, nil
	if err == nil && closing != nil {
		return writeError(s.folder, closing)
	}
	return err
}

// Create begins a study in dir, a folder that is absent or empty. Anything in it is a
// *NotEmptyError, a process that holds it a *BusyError, a full disk a *FullError.
func Create(dir string, in Inputs) (*Store, error) { return openStore(dir, in, false, realDisk()) }

// Resume goes on with the study in dir, or begins it where there is none as Create does. It reads
// every part and forgets those that are damaged; Found tells. Inputs other than those the study
// began with are a *ChangedError, a folder that holds something else a *NotEmptyError, a process
// that holds it a *BusyError, a full disk a *FullError, an unreadable inputs.json a *DamagedError.
func Resume(dir string, in Inputs) (*Store, error) { return openStore(dir, in, true, realDisk()) }

func openStore(dir string, in Inputs, resume bool, d disk) (_ *Store, err error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if _, err := look(dir); err != nil {
		return nil, err
	}
	s := &Store{disk: d, folder: filepath.Join(dir, folderName), study: in.identity()}
	if err := os.MkdirAll(s.folder, 0o777); err != nil {
		return nil, writeError(s.folder, err)
	}
	if s.lock, err = takeLock(dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.lock.Close()
		}
	}()
	begun, err := look(dir) // again: only now it is ours
	switch {
	case err != nil:
		return nil, err
	case begun && !resume:
		return nil, &NotEmptyError{Dir: dir, Study: true}
	case begun:
		err = s.load(in)
	default:
		err = s.begin(in)
	}
	if err == nil {
		s.journal, err = d.open(filepath.Join(s.folder, journalName), os.O_WRONLY|os.O_APPEND|os.O_CREATE)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}
