package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"monazite/engine/record"
)

// pageWidth is what output that is not data keeps to, in characters.
const pageWidth = 80

// wrap prints words within the page, later lines indented; from is the column it begins at.
func wrap(w io.Writer, text string, indent, from int) {
	column := from
	for i, word := range strings.Fields(text) {
		size := len([]rune(word))
		if i > 0 && column+1+size > pageWidth {
			fmt.Fprintf(w, "\n%*s", indent, "")
			column = indent
		} else if i > 0 {
			fmt.Fprint(w, " ")
			column++
		}
		fmt.Fprint(w, word)
		column += size
	}
	fmt.Fprintln(w)
}

// cut shortens a text to some characters.
func cut(text string, room int) string {
	runes := []rune(text)
	if len(runes) <= room {
		return text
	}
	if room < 4 {
		return string(runes[:max(0, room)])
	}
	return strings.TrimRight(string(runes[:room-3]), " ") + "..."
}

// pad fills a text up to some characters.
func pad(text string, room int) string {
	return text + strings.Repeat(" ", max(0, room-len([]rune(text))))
}

// grouped prints a count with commas between thousands.
func grouped(n int) string { return record.Grouped(strconv.Itoa(n)) }

// unitName is a unit as people read it.
func unitName(unit string) string {
	switch unit {
	case "1":
		return "number or %"
	case "date":
		return "month"
	}
	return unit
}

// printable keeps control characters of a hostile file off the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
