package main

import (
	"cmp"
	"fmt"
	"strings"

	"monazite/engine/scenario"
)

// shown is a part of a scenario that is printed.
type shown struct {
	name, title string
	doc         *scenario.Document
	selection   scenario.Selection
	quality     string // only values of this quality; "" for all
}

// printSelection prints a table at a glance, an entry or a value.
func (s *shown) printSelection(w *strings.Builder) {
	at := &s.selection
	section := len(at.Inputs) > 0 && at.Inputs[0].ID == "" && at.Inputs[0].Table != ""
	switch {
	case len(at.Inputs) == 0:
		fmt.Fprintf(w, "%s has no %s\n", s.name, at.Table)
	case at.Table != "" && at.ID == "" && at.Key == "" && !section:
		s.printTable(w)
	case len(at.Inputs) == 1:
		printValue(w, &at.Inputs[0])
	default:
		s.printEntry(w)
	}
}

// printTable lists the entries of a table, one a line.
func (s *shown) printTable(w *strings.Builder) {
	columns, rows := s.doc.Listing(s.selection.Table)
	rows = append([][]string{columns}, rows...)
	widths := make([]int, len(columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = min(max(widths[i], len([]rune(cell))), 24)
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			if i == len(row)-1 {
				line += cut(cell, pageWidth-len([]rune(line)))
				break
			}
			cell = cut(cell, widths[i])
			line += cell + strings.Repeat(" ", widths[i]-len([]rune(cell))+2)
		}
		fmt.Fprintln(w, cut(strings.TrimRight(line, " "), pageWidth))
	}
}

// printEntry lists the values of an entry: what they are, how well they are known and where they come from.
func (s *shown) printEntry(w *strings.Builder) {
	at := &s.selection
	fmt.Fprintf(w, "%s\n", strings.TrimSpace(strings.Join([]string{s.name, at.Table, at.ID, at.Key}, " ")))
	keys, marks, from := 0, 0, 0
	for i := range at.Inputs {
		in := &at.Inputs[i]
		keys = max(keys, len([]rune(in.Key)))
		marks = max(marks, len(in.Quality))
		from = max(from, len([]rune(brief(in.Origin))))
	}
	keys, from = min(keys, 24), min(from, 30)
	room := pageWidth - 8 - keys - marks - from
	for i := range at.Inputs {
		in := &at.Inputs[i]
		line := "  " + pad(cut(in.Key, keys), keys) + "  " + pad(cut(in.Text(), room), room) + "  " + pad(in.Quality, marks)
		fmt.Fprintln(w, line+"  "+cut(brief(in.Origin), from))
		for _, was := range in.Was {
			fmt.Fprintf(w, "  %*s  ", keys, "")
			wrap(w, earlier(&was, in), keys+4, keys+4)
		}
	}
}

// earlier says what a value was before, and why it is another now.
func earlier(was *scenario.Earlier, in *scenario.Input) string {
	text := fmt.Sprintf("was %s (%s)", was.Text(), brief(was.Origin))
	if in.Note != "" {
		text += ": " + in.Note
	}
	return text
}

// printValue tells all that is known of one value.
func printValue(w *strings.Builder, in *scenario.Input) {
	fmt.Fprintf(w, "%s ", in.Path())
	wrap(w, "= "+cmp.Or(in.Text(), "(not set)"), 2, len(in.Path())+1)
	note := "note"
	if len(in.Was) > 0 {
		note = "reason"
	}
	for _, line := range [][2]string{
		{"meaning", in.Doc}, {"unit", unitName(in.Unit)}, {"origin", in.Origin}, {"quality", in.Quality}, {"source", in.Source},
		{"verified", in.Verified}, {note, in.Note},
	} {
		printLine(w, line[0], line[1])
	}
	for _, was := range in.Was {
		printLine(w, "before", was.Text())
		printLine(w, "", was.Origin)
		printLine(w, "", strings.TrimPrefix(strings.TrimSuffix(was.Quality+": "+was.Source, ": "), ": "))
	}
}

func printLine(w *strings.Builder, label, text string) {
	if text != "" {
		fmt.Fprintf(w, "  %-10s", label)
		wrap(w, text, 12, 12)
	}
}

// brief is an origin without the mark of an embedded file.
func brief(origin string) string { return strings.TrimPrefix(origin, "embedded:") }
