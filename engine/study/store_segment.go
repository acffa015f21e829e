package study

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// segmentEnd ends the name of a segment, "000001.parts".
const segmentEnd = ".parts"

// mostSegments bounds their numbers, largestPlace the bytes before and in a part, so that sums fit.
const (
	mostSegments = 1 << 30
	largestPlace = 1 << 50
)

// openSegments is the most files that reading keeps open.
const openSegments = 64

// segment is the file that parts are appended to.
type segment struct {
	out   output
	path  string
	bytes int64
}

// place is where a part lies.
type place struct {
	folder  int32    // counts from 0 in Parts.folders
	Segment int32    `json:"segment,omitzero"` // counts from 1
	Offset  int64    `json:"offset,omitzero"`
	Bytes   int64    `json:"bytes,omitzero"`
	SHA256  checksum `json:"sha256,omitzero"`
}

// checksum is a SHA-256, 64 hexadecimal digits in text.
type checksum [sha256.Size]byte

// MarshalText writes the digits.
func (c checksum) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, c[:]), nil }

// UnmarshalText reads them.
func (c *checksum) UnmarshalText(text []byte) error {
	sum, err := hex.AppendDecode(nil, text)
	if err != nil || len(sum) != len(c) {
		return fmt.Errorf("expected a SHA-256 of %d hexadecimal digits, found %.100q", 2*len(c), text)
	}
	*c = checksum(sum)
	return nil
}

func segmentPath(folder string, number int) string {
	return filepath.Join(folder, fmt.Sprintf("%06d%s", number, segmentEnd))
}

// lastSegment is the highest number of a segment in folder, 0 if there is none.
func lastSegment(folder string) (last int, err error) {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		name, isSegment := strings.CutSuffix(e.Name(), segmentEnd)
		if number, err := strconv.Atoi(name); isSegment && err == nil && number <= mostSegments {
			last = max(last, number)
		}
	}
	return last, err
}

// appendPart writes body at the end of the current segment, or of a new one when that is complete.
func (s *Store) appendPart(body []byte) (number int32, offset int64, err error) {
	if s.segment != nil && s.segment.bytes >= s.disk.segmentBytes {
		s.full = append(s.full, s.segment.out)
		s.segment = nil
	}
	if s.segment == nil {
		if err := s.newSegment(); err != nil {
			return 0, 0, err
		}
	}
	offset = s.segment.bytes
	if err := writeAll(s.segment.out, s.segment.path, body); err != nil {
		return 0, 0, err
	}
	s.segment.bytes += int64(len(body))
	return int32(s.last), offset, nil
}

func (s *Store) newSegment() error {
	path := segmentPath(s.folder, s.last+1)
	out, err := s.disk.open(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	s.last++
	s.segment = &segment{out: out, path: path}
	if err := s.disk.syncFolder(s.folder); err != nil {
		return writeError(s.folder, err)
	}
	return nil
}

// segmentReader reads parts through one buffer and a bounded number of open files.
type segmentReader struct {
	folders []string
	open    map[string]*os.File
	buffer  []byte
}

// read returns the part at a place, valid until the next call, or a *DamagedError where it is
// missing, short, unreadable or other than its checksum.
func (r *segmentReader) read(at place) ([]byte, error) {
	path := segmentPath(r.folders[at.folder], int(at.Segment))
	file, err := r.file(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &DamagedError{Path: path, Damage: "expected a segment, found none"}
	}
	if err != nil {
		return nil, err
	}
	facts, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if end := at.Offset + at.Bytes; end > facts.Size() {
		return nil, &DamagedError{Path: path, Damage: fmt.Sprintf("expected at least %d bytes, found %d", end, facts.Size())}
	}
	if int64(cap(r.buffer)) < at.Bytes {
		r.buffer = make([]byte, at.Bytes)
	}
	body := r.buffer[:at.Bytes]
	if _, err := io.ReadFull(io.NewSectionReader(file, at.Offset, at.Bytes), body); err != nil {
		return nil, &DamagedError{Path: path, Damage: fmt.Sprintf("expected %d bytes at %d: %v", at.Bytes, at.Offset, err)}
	}
	if sum := sha256.Sum256(body); sum != at.SHA256 {
		return nil, &DamagedError{Path: path, Damage: fmt.Sprintf("the %d bytes at %d: expected SHA-256 %x, found %x", at.Bytes, at.Offset, at.SHA256[:], sum)}
	}
	return body, nil
}

func (r *segmentReader) file(path string) (*os.File, error) {
	if file, ok := r.open[path]; ok {
		return file, nil
	}
	if len(r.open) >= openSegments {
		r.close()
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if r.open == nil {
		r.open = map[string]*os.File{}
	}
	r.open[path] = file
	return file, nil
}

func (r *segmentReader) close() {
	for _, file := range r.open {
		file.Close()
	}
	clear(r.open)
}
