package scenario

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A reader needs the first problems and the number of the rest, not ten thousand lines.
const (
	maxPrinted = 100
	maxKept    = 10_000
	maxQuoted  = 120 // characters of a value or a source line that are shown
)

// Pos is a place in a file. Line and Col count from 1, Col in characters; Line 0 is a place without lines, such as a --set.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Problem is one mistake in the input: where it stands, what it is about and what was expected.
type Problem struct {
	Pos
	Entity     string // `plant "D09"`, or the name of a section
	Key        string // the key, dotted when it is inside a nested table
	Value      string // the value as TOML
	Message    string // what is wrong or what was expected, with its unit
	Suggestion string // the near miss, without quotes
	line       string // the source line
}

// String is one line, followed by the source line where there is one:
//
//	world.toml:12:1: plant "D09": capacity = "50 kg": expected t/yr, such as "18 kt/yr"
//	    capacity = "50 kg"
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.Pos.String() + ": ")
	}
	if p.Entity != "" {
		b.WriteString(p.Entity + ": ")
	}
	if p.Key != "" {
		b.WriteString(p.Key)
		if p.Value != "" {
			b.WriteString(" = " + shorten(p.Value))
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Suggestion != "" {
		fmt.Fprintf(&b, "; did you mean %q?", p.Suggestion)
	}
	text := printable(b.String())
	if p.line != "" {
		text += "\n    " + printable(shorten(p.line))
	}
	return text
}

// Problems collects the mistakes of all files of a scenario. It is an error; the zero value is ready to use.
type Problems struct {
	list    []Problem
	seen    map[Problem]bool
	dropped int
	texts   map[string][]byte
}

// Add records a problem. One key of one entry is reported once, so that a value that two passes refuse is named by the first.
func (ps *Problems) Add(p Problem) {
	place := Problem{Pos: p.Pos, Entity: p.Entity, Key: p.Key}
	if ps.seen == nil {
		ps.seen = map[Problem]bool{}
	}
	switch {
	case ps.seen[place]:
	case len(ps.list) >= maxKept:
		ps.dropped++
	default:
		ps.seen[place] = true
		ps.list = append(ps.list, p)
	}
}

// Len is the number of problems.
func (ps *Problems) Len() int { return len(ps.list) + ps.dropped }

// Err is ps as an error, nil when there is no problem.
func (ps *Problems) Err() error {
	if ps.Len() == 0 {
		return nil
	}
	return ps
}

// List returns the problems sorted by file, line and column.
func (ps *Problems) List() []Problem {
	list := slices.Clone(ps.list)
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	for i := range list[:min(len(list), maxPrinted)] {
		list[i].line = ps.sourceLine(list[i].Pos)
	}
	return list
}

// Error prints the first hundred problems and counts the rest.
func (ps *Problems) Error() string {
	var b strings.Builder
	for i, p := range ps.List() {
		if i == maxPrinted {
			fmt.Fprintf(&b, "and %d more problems\n", ps.Len()-maxPrinted)
			break
		}
		b.WriteString(p.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// know remembers the text of a file, to quote its lines.
func (ps *Problems) know(f SourceFile) {
	if ps.texts == nil {
		ps.texts = map[string][]byte{}
	}
	ps.texts[f.Name] = f.Text
}

func (ps *Problems) sourceLine(p Pos) string {
	text, known := ps.texts[p.File]
	if !known || p.Line < 1 {
		return ""
	}
	for line := range bytes.Lines(text) {
		if p.Line--; p.Line == 0 {
			return strings.TrimSpace(string(line[:min(len(line), 4*maxQuoted)]))
		}
	}
	return ""
}

// shorten cuts a text that would fill the screen.
func shorten(text string) string {
	if utf8.RuneCountInString(text) <= maxQuoted {
		return text
	}
	return string([]rune(text)[:maxQuoted]) + "..."
}

// printable keeps control characters of a hostile file off the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
