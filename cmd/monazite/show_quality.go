package main

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// printQuality lists the values of one quality, table by table, those of a row or entry together.
func (s *shown) printQuality(w *strings.Builder) {
	all := slices.DeleteFunc(slices.Clone(s.selection.Inputs), func(in scenario.Input) bool { return !in.Counts })
	chosen := s.chosen(all)
	fmt.Fprintf(w, "%s: %s of %s values are %s\n", s.name, grouped(len(chosen)), grouped(len(all)), inPlural(s.quality))
	for len(chosen) > 0 {
		table := chosen[0].Table
		var of []scenario.Input
		of, chosen = split(chosen, func(in *scenario.Input) bool { return in.Table == table })
		fmt.Fprintf(w, "\n%s: %s of %s\n", table, grouped(len(of)), grouped(countOf(all, table)))
		for len(of) > 0 {
			var row []scenario.Input
			first := of[0]
			row, of = split(of, func(in *scenario.Input) bool {
				return in.ID == first.ID && in.At.File == first.At.File && in.Mark == first.Mark
			})
			printRow(w, row)
		}
	}
}

// chosen are the values of the quality that is asked for, of all values where none is.
func (s *shown) chosen(list []scenario.Input) []scenario.Input {
	if s.quality == "" {
		return list
	}
	chosen, _ := split(list, func(in *scenario.Input) bool { return in.Counts && in.QualityName() == s.quality })
	return chosen
}

// split takes apart what is in from what is not, both in their order.
func split(list []scenario.Input, in func(*scenario.Input) bool) (inside, outside []scenario.Input) {
	for i := range list {
		if in(&list[i]) {
			inside = append(inside, list[i])
		} else {
			outside = append(outside, list[i])
		}
	}
	return inside, outside
}

func countOf(list []scenario.Input, table string) int {
	inside, _ := split(list, func(in *scenario.Input) bool { return in.Table == table })
	return len(inside)
}

// printRow prints values of one entry that a file gives with one mark: where, what and why.
func printRow(w *strings.Builder, row []scenario.Input) {
	first := &row[0]
	at, last := first.At, first.At.Line
	for i := range row {
		at.Line, last = min(at.Line, row[i].At.Line), max(last, row[i].At.Line)
	}
	lines := fmt.Sprintf("%s:%d-%d", at.File, at.Line, last)
	if at.Line == last {
		lines = first.Origin
	}
	fmt.Fprintf(w, "  %s\n      ", strings.TrimSpace(first.ID+"  "+brief(lines)))
	wrap(w, strings.Join(together(row), "; "), 6, 6)
	for _, why := range []string{first.Source, first.Note} {
		if why != "" {
			fmt.Fprint(w, "      ")
			wrap(w, why, 6, 6)
		}
	}
}

// together names the values of a row, and counts those of a nested table.
func together(row []scenario.Input) (names []string) {
	for i := 0; i < len(row); i++ {
		outer, _, inside := strings.Cut(row[i].Key, ".")
		if !inside {
			names = append(names, row[i].Key+" "+cut(strings.Trim(row[i].Text(), `"`), 40))
			continue
		}
		first, n := i, 1
		for i+1 < len(row) && strings.HasPrefix(row[i+1].Key, outer+".") {
			i, n = i+1, n+1
		}
		if n == 1 {
			names = append(names, row[first].Key+" "+cut(strings.Trim(row[first].Text(), `"`), 40))
			continue
		}
		names = append(names, fmt.Sprintf("%s (%d values)", outer, n))
	}
	return names
}

// inPlural says of values what their quality is.
func inPlural(quality string) string {
	if quality == "estimate" {
		return "estimates"
	}
	return quality
}
