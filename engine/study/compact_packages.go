package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// PackageFinding is what the groups of a package do to an outcome.
type PackageFinding struct {
	*Outcome
	Full string // the arm that has the whole package
	*PackageEffect
}

// packageSummary is that as the summary has it.
type packageSummary struct {
	Package     string         `json:"package"`
	Against     string         `json:"against"`
	Of          string         `json:"of"`
	When        string         `json:"when"`
	Total       effectSummary  `json:"total"` // the package less what it is compared with
	Groups      []groupSummary `json:"groups"`
	Interaction *effectSummary `json:"interaction,omitempty"` // the total less all add-one-ins
}

type groupSummary struct {
	Group       string         `json:"group"`
	LeaveOneOut *effectSummary `json:"leave_one_out,omitempty"` // the package less the package without the group
	AddOneIn    *effectSummary `json:"add_one_in,omitempty"`    // the arm with this group alone less what the package is compared with
}

func effectOrNone(e *Effect) *effectSummary {
	if e == nil {
		return nil
	}
	return &effectSummary{e.N, figureOf(e.Mean), figureOf(e.SD), intervalOf(e.Interval), figureOf(e.Share())}
}

// has says whether an arm is one of a package's.
func (p *Package) has(arm int) bool {
	return arm == p.Full || slices.ContainsFunc(p.Groups, func(g Group) bool { return arm == g.Without || arm == g.Alone })
}

// takeApart finds what the groups of packages do to a figure that is told of one of their arms.
func (c *compaction) takeApart(f *figure, arms []int) error {
	for i := range c.study.Packages {
		p := &c.study.Packages[i]
		if !slices.ContainsFunc(arms, p.has) {
			continue
		}
		e, err := f.Package(*p, c.study.Level)
		if err != nil {
			return err
		}
		s := packageSummary{
			Package: f.Arms[p.Full], Against: f.Arms[p.Base], Of: f.Metric, When: f.When, Total: *effectOrNone(&e.Total),
			Interaction: effectOrNone(e.Interaction), Groups: []groupSummary{},
		}
		for k := range e.Groups {
			g := &e.Groups[k]
			s.Groups = append(s.Groups, groupSummary{g.Name, effectOrNone(g.LeaveOneOut), effectOrNone(g.AddOneIn)})
		}
		c.summary.Packages = append(c.summary.Packages, s)
		c.findings.Packages = append(c.findings.Packages, PackageFinding{&f.Outcome, f.Arms[p.Full], e})
	}
	return nil
}

// tellPackages tells of each package what its groups do together to the number that it moves most, where they were left out
// and put in one by one.
func (f *Findings) tellPackages(page *strings.Builder) {
	var told []string
	for _, x := range f.Decided {
		at := slices.IndexFunc(f.Packages, func(p PackageFinding) bool { return p.Full == x.Arm && x.isOf(p.Outcome) })
		if at < 0 || slices.Contains(told, x.Arm) {
			continue
		}
		if text := f.Packages[at].Sentence(); text != "" {
			told = append(told, x.Arm)
			tell(page, "", text)
		}
	}
}

// Sentence tells how the groups come together; "" without arms that lack one and arms of each alone.
func (p *PackageFinding) Sentence() string {
	if p.Interaction == nil || p.Groups[0].LeaveOneOut == nil {
		return ""
	}
	alone, lost := 0.0, 0.0
	for _, g := range p.Groups {
		alone += g.AddOneIn.Mean
		lost += g.LeaveOneOut.Mean
	}
	s := scaleOf(p.Unit, &p.Total)
	s.step = stepOf(p.Interaction) / s.size
	sure := fmt.Sprintf("%s to %s", s.number(p.Interaction.Interval.Low), s.number(p.Interaction.Interval.High))
	switch {
	case p.Interaction.Identical() || p.Interaction.constant():
		sure = "in every history"
	case math.IsNaN(p.Interaction.SD):
		sure = "in one history"
	case !p.Interaction.Decided():
		sure += ", undecided"
	}
	return fmt.Sprintf("Taken apart: %s changes %s by %s. Its groups bring %s in sum when each is alone, and %s goes when each is left out in turn; together they bring %s (%s) beyond what each brings alone.",
		p.spoken(p.Full), p.phrase(), withUnit(s.number(p.Total.Mean), s.changes), s.number(alone), s.number(lost), withUnit(s.number(p.Interaction.Mean), s.changes), sure)
}
