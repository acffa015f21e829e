package scenario

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Bounds of a TOML text. The decoder's cost grows with the square of the depth of a key: 32 kB of dots take seconds
// and gigabytes. So a text is scanned, and refused, before it is decoded.
const (
	maxKeyDepth  = 8      // parts of one dotted key or header
	maxKeyLength = 64     // bytes of a part
	maxNesting   = 16     // parts and array elements on the way from the top to a value
	maxValues    = 50_000 // keys, headers and array elements of one file
)

// maxUnread is how much of a text that the scanner cannot read is left to the decoder, which words syntax errors better.
const maxUnread = 200

// scan reads the structure of a TOML text into an index and refuses what exceeds the bounds. It returns the part of
// the text that is safe to decode. Where that is not the whole, the scanner could not go on at stop, and the decoder must
// fail there too. ok is false when the text is refused.
func scan(f SourceFile, x *index) (safe string, stop *part, ok bool) {
	s := scanner{index: x, text: string(f.Text), line: 1, col: 1}
	if reason, at := unfit(f.Text); reason != "" {
		s.advance(at)
		s.refuse(s.place(""), "%s", reason)
		return "", nil, false
	}
	s.advance(len(s.text) - len(strings.TrimPrefix(s.text, "\uFEFF")))
	s.counted, s.col = s.at, 1
	if s.document() {
		return s.text, nil, true
	}
	end, place := min(len(s.text), s.at+maxUnread), s.place("")
	if i := strings.IndexByte(s.text[s.at:end], '\n'); i >= 0 {
		end = s.at + i + 1
	}
	return s.text[:end], &place, !s.refused
}

// unfit says why a text cannot be a scenario or a table at all, and where.
func unfit(text []byte) (reason string, at int) {
	if len(text) > maxFileBytes {
		return fmt.Sprintf("the file is larger than %d MiB", maxFileBytes>>20), 0
	}
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		switch {
		case r == 0:
			return "a NUL byte: expected UTF-8 text", at
		case r == utf8.RuneError && size == 1:
			return "not UTF-8: save the file as UTF-8", at
		}
		at += size
	}
	return "", 0
}
