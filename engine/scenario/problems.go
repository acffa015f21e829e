package scenario

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A reader needs the first problems and the number of the rest, not ten thousand lines.
const (
	maxPrinted = 100
	maxKept    = 10_000
	maxQuoted  = 120         // characters of a value or a source line that are shown
	maxText    = 500         // characters of a message that are shown
	maxEffort  = 100_000_000 // letters compared for near misses
	maxListed  = 30          // names that a message enumerates
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
	lacks      []name // entries of which any would do
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
		b.WriteString(shorten(p.Entity, maxQuoted) + ": ")
	}
	if p.Key != "" {
		b.WriteString(p.Key)
		if p.Value != "" {
			b.WriteString(" = " + shorten(p.Value, maxQuoted))
		}
		b.WriteString(": ")
	}
	b.WriteString(shorten(p.Message, maxText))
	if p.Suggestion != "" {
		fmt.Fprintf(&b, "; did you mean %q?", p.Suggestion)
	}
	text := printable(b.String())
	if p.line != "" {
		text += "\n    " + printable(shorten(p.line, maxQuoted))
	}
	return text
}

// Problems collects the mistakes of all files of a scenario. It is an error; the zero value is ready to use.
type Problems struct {
	list    []Problem
	seen    map[place]bool
	dropped int
	effort  int // spent on near misses
	texts   map[string][]byte
}

// place is what a problem is about.
type place struct {
	at  Pos
	key string
}

// Add records a problem. A key in one place is reported once: what two passes refuse is told by the first.
func (ps *Problems) Add(p Problem) {
	at := place{p.Pos, p.Key}
	if ps.seen == nil {
		ps.seen = map[place]bool{}
	}
	switch {
	case ps.seen[at]:
	case len(ps.list) >= maxKept:
		ps.dropped++
	default:
		ps.seen[at] = true
		ps.list = append(ps.list, p)
	}
}

// hint says what may have been meant instead of a wrong name: the nearest option, else all options if they are few. It
// stops at a cost, because ten thousand wrong names would be compared with ten thousand right ones.
func (ps *Problems) hint(word string, options func() []string) (nearest, all string) {
	if ps.effort > maxEffort {
		return "", ""
	}
	names := options()
	for _, name := range names {
		ps.effort += 10 + len(word)*len(name)
	}
	nearest = Nearest(word, names)
	if nearest == "" && len(names) > 0 && len(names) <= maxListed {
		all = "; there are " + strings.Join(names, ", ")
	}
	return nearest, all
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
func shorten(text string, most int) string {
	count := 0
	for i := range text {
		if count++; count > most {
			return text[:i] + "..."
		}
	}
	return text
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
