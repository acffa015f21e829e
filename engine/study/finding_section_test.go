package study

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// found makes decided findings of an arm: the metrics' kinds before the dash, the largest first.
func found(arm, than string, size float64, metrics ...string) (list []Finding) {
	for i, metric := range metrics {
		x := known("t", 10, 2, 5)
		kind, _, _ := strings.Cut(metric, "-")
		x.Outcome = &Outcome{Metric: metric, Kind: kind, Unit: "t", Arms: []string{"none", "all", "a", "b"}, Against: []int{0, 0, 1, 1}, Spoken: []string{"nothing", "all of it", "all but a", "all but b"}}
		x.Arm, x.Baseline, x.Standardised = arm, than, size-float64(i)
		list = append(list, x)
	}
	return list
}

// Of an arm that is by far the strongest, its share is told but three at most before the other has had its own, and of each
// kind one; then the largest fill the list.
func TestFindingsAreMixed(t *testing.T) {
	list := strongest(slices.Concat(found("a", "all", 100, "outlay-all", "outlay-US", "cost", "price", "made"), found("b", "all", 50, "outlay-all", "cost", "price")))
	for _, c := range []struct {
		most int
		want string
	}{
		{2, "a outlay-all, b outlay-all"},
		{4, "a outlay-all, a cost, b outlay-all, b cost"},
		{6, "a outlay-all, a cost, a price, b outlay-all, b cost, b price"},
		{7, "a outlay-all, a cost, a price, a made, b outlay-all, b cost, b price"},
		{9, "a outlay-all, a outlay-US, a cost, a price, a made, b outlay-all, b cost, b price"},
	} {
		chosen, more := choose(list, func(Finding) bool { return true }, c.most)
		var got []string
		for _, x := range chosen {
			got = append(got, x.Arm+" "+x.Metric)
		}
		if text := strings.Join(got, ", "); text != c.want || more != 8-len(chosen) {
			t.Errorf("%d: %s and %d more, want %s", c.most, text, more, c.want)
		}
	}
}

// Each arm that others are compared with has a section, in the words of the arms.
func TestSections(t *testing.T) {
	f := &Findings{Baseline: "none", Level: 0.95, Most: 10, Compared: 9}
	f.Decided = strongest(slices.Concat(found("all", "none", 9, "cost"), found("b", "all", 8, "cost")))
	for i := range 40 {
		f.Decided = append(f.Decided, found("a", "all", 1, fmt.Sprint("made-", i))...)
	}
	f.lineup = f.Decided[0].Outcome
	var page bytes.Buffer
	if err := f.WriteText(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Largest differences from nothing:\n  1. all of it raises cost by 10 t (8 to 12), from 5 t; higher in 18 of 20.\n",
		"Largest differences from all of it:\n  1. all but b raises cost by 10 t", "  2. all but a raises made-0 by", "     and 35 more decided.\n",
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("%s\nhas no %q", page.String(), want)
		}
	}
	if n := len(f.shown()); n != 7 {
		t.Errorf("%d are shown, want 1 and 6", n)
	}
}
