package markets

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a line and the column where it begins, from 1, in characters.
type word struct {
	text   string
	column int
}

// wordsOf cuts a line into words, without its comment. A column is reported where the text cannot be read.
func wordsOf(line []byte) (words []word, unreadable int, reason string) {
	if i := bytes.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	column, start, from := 0, -1, 0 // start is the byte where the current word begins, from its column
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRune(line[at:])
		column++
		switch {
		case r == utf8.RuneError && size == 1:
			return nil, column, "expected UTF-8 text"
		case unicode.IsSpace(r):
			if start >= 0 {
				words = append(words, word{string(line[start:at]), from})
			}
			start = -1
		case !unicode.IsPrint(r):
			return nil, column, fmt.Sprintf("expected printable text, found %q", r)
		case start < 0:
			start, from = at, column
		}
		at += size
	}
	if start >= 0 {
		words = append(words, word{string(line[start:]), from})
	}
	return words, 0, ""
}

// joined is what a statement says, as messages quote it.
func joined(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// keyword tells whether a word is one of those that may stand there, and reports it if not.
func (p *bookReader) keyword(w word, options ...string) bool {
	if slices.Contains(options, w.text) {
		return true
	}
	last := len(options) - 1
	expected := options[last]
	if last > 0 {
		expected = strings.Join(options[:last], ", ") + " or " + expected
	}
	meant := ""
	if near := Nearest(w.text, options); near != "" && last > 0 {
		meant = fmt.Sprintf("; did you mean %q?", near)
	}
	p.fail(w.column, "unknown word %.40q, expected %s%s", w.text, expected, meant)
	return false
}

// fail records a problem of the current line.
func (p *bookReader) fail(column int, format string, args ...any) {
	if len(p.problems) >= maxProblems {
		p.untold++
		return
	}
	p.problems = append(p.problems, LineError{p.file, p.line, column, fmt.Sprintf(format, args...)})
}
