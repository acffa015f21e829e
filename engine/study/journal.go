package study

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// entry is one line of the journal: a replication that is over. A failed one has a reason and no
// part.
type entry struct {
	Key
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
	place
}

const (
	statusDone   = "done"
	statusFailed = "failed"
)

const (
	// checkLength is how many hexadecimal digits of checksum begin a line.
	checkLength = 16
	// longestLine bounds a line of the journal, in bytes; the longest reason escapes to 6 times its length.
	longestLine = 32 << 10
)

// line is the journal's line for e: a checksum, a space, JSON, a newline. The checksum is signed
// with the study's identity, so that lines of another study count for nothing.
func (e entry) line(study string) []byte {
	body, err := json.Marshal(e)
	if err != nil {
		panic(err) // numbers and strings always marshal
	}
	return fmt.Appendf(nil, "%s %s\n", checksumOf(study, body), body)
}

func checksumOf(study string, body []byte) string {
	h := sha256.New()
	io.WriteString(h, study)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))[:checkLength]
}

// parseLine reads a line without its newline.
func parseLine(study string, line []byte) (e entry, err error) {
	check, body, found := bytes.Cut(line, []byte(" "))
	if !found || checksumOf(study, body) != string(check) {
		return e, errors.New("expected a checksum and what it is of")
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return e, err
	}
	known := e.Status == statusFailed && e.place == place{} || e.Status == statusDone && e.Reason == ""
	if !known {
		return e, fmt.Errorf("expected a part that is %s or a reason why it %s, found %s", statusDone, statusFailed, body)
	}
	if e.Status == statusDone && (e.Segment < 1 || e.Segment > mostSegments || min(e.Offset, e.Bytes) < 0 || max(e.Offset, e.Bytes) > largestPlace) {
		return e, fmt.Errorf("expected the place of a part, found segment %d, offset %d, bytes %d", e.Segment, e.Offset, e.Bytes)
	}
	return e, nil
}

// readJournal visits the good lines of a journal in their order. It returns how many lines were
// damaged and the bytes of a last line without an end, the mark of a process that was killed.
func readJournal(r io.Reader, study string, visit func(entry) error) (damaged int, torn int64, err error) {
	lines := bufio.NewReaderSize(r, longestLine)
	for {
		line, err := lines.ReadSlice('\n')
		long := errors.Is(err, bufio.ErrBufferFull)
		length := int64(len(line))
		for errors.Is(err, bufio.ErrBufferFull) {
			line, err = lines.ReadSlice('\n')
			length += int64(len(line))
		}
		if errors.Is(err, io.EOF) {
			return damaged, length, nil
		}
		if err != nil {
			return damaged, 0, err
		}
		e, wrong := parseLine(study, line[:len(line)-1])
		if long || wrong != nil {
			damaged++
			continue
		}
		if err := visit(e); err != nil {
			return damaged, 0, err
		}
	}
}
