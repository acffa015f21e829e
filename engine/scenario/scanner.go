package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner walks over a TOML text. Its methods return false where the text cannot be read or is refused.
type scanner struct {
	*index
	text      string
	at        int // byte
	counted   int // byte whose line and column are known
	line, col int
	depth     int // of the open table
	refused   bool
}

// advance moves over n bytes.
func (s *scanner) advance(n int) { s.at += n }

// place is the line and column of the current byte. Every byte is counted once, however many keys a line has.
func (s *scanner) place(name string) part {
	passed := s.text[s.counted:s.at]
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		s.line += strings.Count(passed, "\n")
		s.col = 1
		passed = passed[i+1:]
	}
	s.col += utf8.RuneCountInString(passed)
	s.counted = s.at
	return part{name, s.line, s.col}
}

// refuse reports what stands at p.
func (s *scanner) refuse(p part, format string, values ...any) bool {
	s.ps.Add(Problem{Pos: Pos{s.file, p.line, p.col}, Message: fmt.Sprintf(format, values...)})
	s.refused = true
	return false
}

// peek is the current byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

// accept moves over a prefix if it is there.
func (s *scanner) accept(prefix string) bool {
	if !strings.HasPrefix(s.text[s.at:], prefix) {
		return false
	}
	s.at += len(prefix)
	return true
}

// blanks moves over spaces and tabs.
func (s *scanner) blanks() {
	for s.peek() == ' ' || s.peek() == '\t' {
		s.at++
	}
}

// gap moves over blanks, line ends and comments.
func (s *scanner) gap() {
	for {
		switch s.blanks(); s.peek() {
		case '\n', '\r':
			s.at++
		case '#':
			if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
				s.at += i
			} else {
				s.at = len(s.text)
			}
		default:
			return
		}
	}
}

// document reads headers and keys to the end.
func (s *scanner) document() bool {
	for s.gap(); s.at < len(s.text); s.gap() {
		if s.peek() == '[' {
			if !s.heading() {
				return false
			}
		} else if !s.assignment(s.table, s.depth) {
			return false
		}
		if s.blanks(); s.at < len(s.text) && strings.IndexByte("\n\r#", s.peek()) < 0 {
			return false
		}
	}
	return true
}

// heading reads [key] or [[key]].
func (s *scanner) heading() bool {
	open, shut := "[", "]"
	if s.accept("[[") {
		open, shut = "[[", "]]"
	} else {
		s.accept("[")
	}
	key, ok := s.key()
	if !ok || !s.accept(shut) {
		return false
	}
	s.depth = len(key)
	s.open(key, open == "[[")
	return s.fits(s.depth)
}

// assignment reads key = value into a table.
func (s *scanner) assignment(table *node, depth int) bool {
	key, ok := s.key()
	if !ok || !s.accept("=") {
		return false
	}
	s.blanks()
	n := s.assign(table, key)
	depth += len(key)
	return s.fits(depth) && s.value(n, depth)
}

// fits refuses a value that is nested too deeply or is one too many.
func (s *scanner) fits(depth int) bool {
	switch {
	case depth > maxNesting:
		return s.refuse(s.place(""), "nested deeper than %d", maxNesting)
	case s.size > maxValues:
		return s.refuse(s.place(""), "more than %d keys and values in one file", maxValues)
	}
	return true
}

// key reads the parts of a dotted key.
func (s *scanner) key() ([]part, bool) {
	var key []part
	for {
		s.blanks()
		start := s.place("")
		name, ok := s.keyPart(start)
		if !ok {
			return nil, false
		}
		switch start.name = name; {
		case len(key) == maxKeyDepth:
			return nil, s.refuse(start, "a key of more than %d parts", maxKeyDepth)
		case len(name) > maxKeyLength:
			return nil, s.refuse(start, "a key of more than %d characters", maxKeyLength)
		}
		key = append(key, start)
		if s.blanks(); !s.accept(".") {
			return key, true
		}
	}
}

// keyPart reads a bare or quoted name.
func (s *scanner) keyPart(place part) (string, bool) {
	start := s.at
	if quote := s.peek(); quote == '"' || quote == '\'' {
		if !s.line1(quote) {
			return "", false
		}
		name := s.text[start+1 : s.at-1]
		if strings.Contains(name, `\`) {
			return "", s.refuse(place, "a key with a backslash: write %s without escapes", strconv.Quote(name))
		}
		return name, true
	}
	for s.at < len(s.text) && bare(s.text[s.at]) {
		s.at++
	}
	return s.text[start:s.at], s.at > start
}

func bare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// value reads a value into its node.
func (s *scanner) value(n *node, depth int) bool {
	switch c := s.peek(); c {
	case '"', '\'':
		if triple := strings.Repeat(string(c), 3); s.accept(triple) {
			return s.lines(c)
		}
		return s.line1(c)
	case '[':
		s.at++
		return s.array(n, depth+1)
	case '{':
		s.at++
		return s.inline(n, depth)
	}
	start := s.at // a number, a date, true or false: the decoder judges it
	for s.at < len(s.text) && strings.IndexByte(",]}#\r\n", s.text[s.at]) < 0 {
		s.at++
	}
	return s.at > start
}

func (s *scanner) array(n *node, depth int) bool {
	n.array = true
	for s.gap(); !s.accept("]"); s.gap() {
		element := s.add(n, s.place(""))
		if !s.fits(depth) || !s.value(element, depth) {
			return false
		}
		if s.gap(); !s.accept(",") && s.peek() != ']' {
			return false
		}
	}
	return true
}

func (s *scanner) inline(n *node, depth int) bool {
	for s.gap(); !s.accept("}"); s.gap() {
		if !s.assignment(n, depth) {
			return false
		}
		if s.gap(); !s.accept(",") && s.peek() != '}' {
			return false
		}
	}
	return true
}

// line1 reads a string of one line, quotes included.
func (s *scanner) line1(quote byte) bool {
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\n':
			return false
		case c == '\\' && quote == '"':
			s.at++
		case c == quote:
			s.at++
			return true
		}
	}
	s.at = len(s.text)
	return false
}

// lines reads the rest of a string of several lines. It ends at the first three quotes, and up to two more before
// them belong to the text.
func (s *scanner) lines(quote byte) bool {
	for ; s.at < len(s.text); s.at++ {
		if c := s.text[s.at]; c == '\\' && quote == '"' {
			s.at++
		} else if c == quote && s.accept(strings.Repeat(string(quote), 3)) {
			for range 2 {
				s.accept(string(quote))
			}
			return true
		}
	}
	s.at = len(s.text)
	return false
}
