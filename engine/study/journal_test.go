package study

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// The journal is text that a person can read, one line per replication.
func TestJournalLines(t *testing.T) {
	for _, c := range []struct {
		entry entry
		want  string
	}{
		{entry{Key: Key{0, 17}, Status: statusDone, place: place{Segment: 2, Offset: 40, Bytes: 5, SHA256: checksum{0xab}}},
			`{"arm":0,"replication":17,"status":"done","segment":2,"offset":40,"bytes":5,"sha256":"ab` + strings.Repeat("0", 62) + `"}`},
		{entry{Key: Key{3, 0}, Status: statusFailed, Reason: "mass of Dy\nlost"},
			`{"arm":3,"replication":0,"status":"failed","reason":"mass of Dy\nlost"}`},
	} {
		line := c.entry.line("study")
		if want := checksumOf("study", []byte(c.want)) + " " + c.want + "\n"; string(line) != want {
			t.Errorf("got %q, want %q", line, want)
		}
		if got, err := parseLine("study", line[:len(line)-1]); err != nil || !reflect.DeepEqual(got, c.entry) {
			t.Errorf("read %v, %v; want %v", got, err, c.entry)
		}
		if _, err := parseLine("another", line[:len(line)-1]); err == nil {
			t.Error("a line of another study was taken")
		}
	}
}

// Lines whose checksum is right and whose meaning is not are damaged.
func TestJournalNonsense(t *testing.T) {
	sum := strings.Repeat("0", 62) + "01"
	for _, body := range []string{
		``, `{}`, `null`, `[]`, `{"arm":"0"}`, `{"status":"lost"}`, `{"status":"done"}`,
		`{"status":"done","segment":0,"bytes":1,"sha256":"` + sum + `"}`,
		`{"status":"done","segment":-1,"bytes":1,"sha256":"` + sum + `"}`,
		`{"status":"done","segment":1,"offset":-1,"sha256":"` + sum + `"}`,
		`{"status":"done","segment":1,"bytes":9223372036854775807,"offset":9223372036854775807,"sha256":"` + sum + `"}`,
		`{"status":"done","segment":4294967297,"sha256":"` + sum + `"}`,
		`{"status":"done","segment":1,"sha256":"01"}`,
		`{"status":"done","segment":1,"sha256":"` + sum + `","reason":"why"}`,
		`{"status":"failed","segment":1,"sha256":"` + sum + `"}`,
	} {
		if e, err := parseLine("study", []byte(checksumOf("study", []byte(body))+" "+body)); err == nil {
			t.Errorf("%s was read as %v", body, e)
		}
	}
}

// A line that is too long is one damaged line, and the next is read.
func TestJournalLongLine(t *testing.T) {
	good := entry{Key: Key{1, 2}, Status: statusFailed, Reason: "x"}
	for _, n := range []int{longestLine - 1, longestLine, longestLine + 1, 3 * longestLine} {
		text := strings.Repeat("a", n) + "\n" + string(good.line("study")) + strings.Repeat("b", n)
		var got []entry
		damaged, torn, err := readJournal(strings.NewReader(text), "study", func(e entry) error {
			got = append(got, e)
			return nil
		})
		if err != nil || damaged != 1 || torn != int64(n) || !reflect.DeepEqual(got, []entry{good}) {
			t.Errorf("%d: %d damaged, %d torn, read %v, %v", n, damaged, torn, got, err)
		}
	}
}

// Any bytes are read without a panic, every byte is of a line or of the torn end, and what was read
// is written as it was.
func FuzzJournal(f *testing.F) {
	f.Add([]byte("0123456789abcdef {}\n"), true)
	f.Add(bytes.Repeat([]byte("\n"), 10), false)
	f.Add([]byte(`{"arm":0,"replication":17,"status":"done","segment":2,"offset":40,"bytes":5,"sha256":"`+strings.Repeat("ab", 32)+`"}`), true)
	f.Add([]byte(`{"arm":3,"replication":0,"status":"failed","reason":"x"}`+"\n{}\n"), true)
	f.Add(entry{Key: Key{3, 1}, Status: statusFailed}.line("study"), false)
	f.Fuzz(func(t *testing.T, text []byte, signed bool) {
		if signed { // so that what stands behind a checksum is read too
			var lines [][]byte
			for body := range bytes.SplitSeq(text, []byte("\n")) {
				lines = append(lines, fmt.Appendf(nil, "%s %s", checksumOf("study", body), body))
			}
			text = bytes.Join(lines, []byte("\n"))
		}
		good := 0
		damaged, torn, err := readJournal(bytes.NewReader(text), "study", func(e entry) error {
			good++
			line := e.line("study")
			if again, err := parseLine("study", line[:len(line)-1]); err != nil || !reflect.DeepEqual(again, e) {
				t.Errorf("%q was read as %v, then as %v: %v", line, e, again, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if lines := bytes.Count(text, []byte("\n")); good+damaged != lines {
			t.Errorf("%d good and %d damaged of %d lines", good, damaged, lines)
		}
		if want := len(text) - 1 - bytes.LastIndexByte(text, '\n'); torn != int64(want) {
			t.Errorf("%d bytes are torn, want %d", torn, want)
		}
	})
}
