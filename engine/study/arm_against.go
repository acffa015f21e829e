package study

import (
	"fmt"
	"slices"

	"monazite/engine/scenario"
)

// checkAgainst tells of every arm that says it is compared with one that there is not, with itself, or with one that
// is, over others, compared with it.
func (d *draft) checkAgainst() {
	for i, a := range d.arms {
		if a.against == "" || a.entry == nil {
			continue
		}
		problem := func(message string) scenario.Problem { return a.entry.Problem("against", message) }
		switch {
		case d.named(a.against) == nil:
			p := problem("there is no such arm")
			p.Suggestion = scenario.Nearest(a.against, d.armNames())
			d.ps.Add(p)
		case a.against == a.Name:
			d.ps.Add(problem("an arm cannot be compared with itself"))
		case i == 0:
			d.ps.Add(problem("the first arm is the baseline, which is compared with none"))
		case d.circles(a):
			d.ps.Add(problem(fmt.Sprintf("%s is itself compared with %s, directly or over others", a.against, a.Name)))
		}
	}
}

// circles says whether what an arm is compared with leads back to it.
func (d *draft) circles(a *armDraft) bool {
	at := a
	for range d.arms {
		if at = d.named(at.against); at == nil {
			return false
		}
		if at == a {
			return true
		}
	}
	return false
}

// armNames are the names of the arms so far.
func (d *draft) armNames() (names []string) {
	for _, a := range d.arms {
		names = append(names, a.Name)
	}
	return names
}

// compare finds by number what the arms are compared with, and the packages that groups take apart.
func (d *draft) compare() {
	number := func(name string) int { return slices.IndexFunc(d.Arms, func(a Arm) bool { return a.Name == name }) }
	for i, a := range d.arms {
		d.Arms[i].Against = max(0, number(a.against))
	}
	if d.sheet == nil {
		return
	}
	for _, name := range slices.Compact([]string{d.keys.LeaveOneOut, d.keys.AddOneIn}) {
		full := number(name)
		if name == "" || full < 1 {
			continue
		}
		p := Package{Base: d.Arms[full].Against, Full: full}
		for _, g := range d.groups {
			p.Groups = append(p.Groups, Group{Name: g.title, Without: number(g.leftOut(name)), Alone: number(g.alone(name))})
		}
		d.Packages = append(d.Packages, p)
	}
}
