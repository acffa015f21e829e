package record

import (
	"fmt"
	"strconv"
	"strings"
)

// turningLines is the most lines that turning points take.
const turningLines = 8

// printTurning tells what was built and given up: counts first, then the largest plants in the lines
// that are left.
func (s *Summary) printTurning(page *strings.Builder) {
	if s.Turning == nil {
		return
	}
	lines := s.Turning.counts()
	left := max(0, turningLines-len(lines))
	shut := min(len(s.Turning.Shut), max(left/2, left-len(s.Turning.Opened)))
	opened := min(len(s.Turning.Opened), left-shut)
	lines = append(lines, named("Opened", s.Turning.Opened[:opened])...)
	lines = append(lines, named("Closed", s.Turning.Shut[:shut])...)
	for _, l := range lines {
		page.WriteString(l + "\n")
	}
}

func (t *Turning) counts() (lines []string) {
	if p := t.Projects; p != nil {
		lines = append(lines, folded("Projects", []string{
			fmt.Sprintf("%d: %d begun, %d decided, %d opened", p.All, p.Begun, p.Decided, p.Opened),
			fmt.Sprintf("%d signed %d contracts", p.Contracts.Of, p.Contracts.Times),
		})...)
		if parts := reasons(p.Never); len(parts) > 0 {
			parts[0] = fmt.Sprintf("%d: %s", p.All-p.Begun-p.Decided, parts[0])
			lines = append(lines, folded("Never", parts)...)
		}
	}
	plants := append(append(t.Mothballed.text("mothballed"), t.Restarted.text("restarted")...), t.Closed.text("closed")...)
	lines = append(lines, folded("Plants", plants)...)
	return append(lines, folded("Companies", append(t.Bankrupt.text("bankrupt"), t.Rescued.text("rescued")...))...)
}

// text tells how many, and how often where that is more; nothing of what never happened.
func (t Turns) text(what string) []string {
	switch {
	case t.Of == 0:
		return nil
	case t.Times > t.Of:
		return []string{fmt.Sprintf("%d %s (%d times)", t.Of, what, t.Times)}
	}
	return []string{fmt.Sprintf("%d %s", t.Of, what)}
}

func reasons(list []Refused) (parts []string) {
	for _, r := range list {
		parts = append(parts, fmt.Sprintf("%d %s", r.Count, r.Reason))
	}
	return parts
}

// folded sets parts behind a label of 14 columns and goes on in the next line where 80 are full.
func folded(label string, parts []string) (lines []string) {
	if len(parts) == 0 {
		return nil
	}
	line := fmt.Sprintf("%-13s", label)
	for i, part := range parts {
		if i < len(parts)-1 {
			part += ","
		}
		if len(line)+1+len(part) > 80 {
			lines = append(lines, line)
			line = strings.Repeat(" ", 13)
		}
		line += " " + part
	}
	return append(lines, line)
}

// named lists plants, one a line.
func named(label string, list []Turn) (lines []string) {
	for _, t := range list {
		capacity := "-"
		if t.Capacity.Known() {
			capacity = Grouped(strconv.FormatFloat(float64(t.Capacity), 'f', 0, 64))
		}
		name := t.Plant
		if t.Name != "" && t.Name != t.Plant {
			name += " " + t.Name
		}
		line := fmt.Sprintf("%-13s %s %9s t/yr  %s, %s: %s", label, t.Month, capacity, t.Kind, t.Country, name)
		if runes := []rune(line); len(runes) > 80 {
			line = string(runes[:77]) + "..."
		}
		lines = append(lines, line)
		label = ""
	}
	return lines
}
