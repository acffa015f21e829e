package study

import (
	"slices"
	"strconv"
	"strings"

	"monazite/engine/expect"
)

// figure is one number that every replication of every arm has: an output in a year, or what a claim is about.
type figure struct {
	Outcome
	output, year int // year counts from FirstYear
	claim        int // -1 for an output
	told         bool
}

// of takes the figure from a result.
func (f *figure) of(r *Result) float64 {
	if f.claim >= 0 {
		return r.Claims[f.claim]
	}
	return r.Yearly[f.output][f.year]
}

// allFigures lists the outputs year by year, then the claims. Those of the study's years and the claims are told in
// sentences.
func (c *compaction) allFigures() (list []figure) {
	of := Outcome{Arms: c.study.armNames(), Spoken: c.study.spoken(), Against: c.study.against(), Failed: c.failed}
	for i := range c.study.Outputs {
		o := &c.study.Outputs[i]
		for year := range YearsOf(c.study.Months) {
			f := figure{Outcome: of, output: i, year: year, claim: -1, told: slices.Contains(c.study.Years, FirstYear+year)}
			f.Metric, f.Words, f.Kind, f.Unit, f.When = o.ID, o.Words, o.Name, toldUnit(&o.Series, o.Unit), strconv.Itoa(FirstYear+year)
			list = append(list, f)
		}
	}
	for i := range c.study.Claims {
		claim := &c.study.Claims[i]
		unit := claim.Unit()
		if claim.As != "ratio" && claim.As != "elasticity" && claim.When.Reduce != "volatility" {
			unit = toldUnit(&claim.Series, unit)
		}
		f := figure{Outcome: of, claim: i, told: true}
		f.Metric, f.Words, f.Unit, f.When = claim.ID, claimWords(&claim.Claim), unit, windowText(claim.When)
		list = append(list, f)
	}
	return list
}

// toldUnit is the unit that sentences go by: shares, which are plain numbers in tables, are told in per cent.
func toldUnit(s *expect.Series, unit string) string {
	if slices.Contains([]string{"outside_china", "unserved", "utilisation", "rejected"}, s.Name) {
		return "share"
	}
	return unit
}

// claimWords says what the number of a claim is: "highest price of NdPr@US over price of NdPr@CN". It names no scenario.
func claimWords(c *expect.Claim) string {
	second := "that of another scenario"
	if c.Than != nil {
		second = seriesWords(c.Than)
	}
	text := seriesWords(&c.Series)
	switch c.As {
	case "elasticity":
		text = "elasticity of " + text + " to " + second
	case "difference":
		text += " less " + second
	case "ratio":
		text += " over " + second
	}
	if before := map[string]string{"sum": "sum of ", "min": "lowest ", "max": "highest ", "sd": "standard deviation of ", "volatility": "volatility of "}[c.When.Reduce]; before != "" {
		return before + text
	}
	return text
}

// seriesWords is a series with its metric, which the short form of prices lacks.
func seriesWords(s *expect.Series) string {
	if text := s.String(); s.Name == "price" {
		return "price of " + strings.TrimPrefix(text, "price ")
	}
	return s.String()
}

// windowText is a window without what it makes of its months.
func windowText(w expect.Window) string {
	w.Reduce = "mean"
	return strings.TrimSpace(w.String())
}

// target is the threshold of a claim, false where it is not one number that is to be above or below.
func target(l *expect.Limit) (Target, bool) {
	t := Target{AtLeast: strings.HasPrefix(l.Op, ">"), Strict: !strings.HasSuffix(l.Op, "="), Value: l.Value[0]}
	return t, slices.Contains([]string{"<", "<=", ">", ">="}, l.Op)
}

// sumUp puts a figure, whose values are there, into the summary and, where it is told, among the findings.
func (c *compaction) sumUp(f *figure) error {
	if f.told {
		if err := c.findings.take(&f.Outcome); err != nil {
			return err
		}
	}
	arms, err := armSummaries(&f.Outcome, c.study.Level)
	if err != nil {
		return err
	}
	if f.claim < 0 {
		years := c.summary.Outputs[f.output].Years
		years[f.year].Arms = arms
		if f.told && len(f.Arms) == 1 { // nothing to compare: say what the level depends on
			c.rank(f, 0)
		}
		return nil
	}
	if err := c.judge(f, arms); err != nil {
		return err
	}
	for arm := range f.Arms {
		c.rank(f, arm)
	}
	return nil
}

// judge counts how often a claim holds.
func (c *compaction) judge(f *figure, arms []armSummary) error {
	limit := &c.study.Claims[f.claim].Limit
	chances, err := f.chances(limit.Holds, c.study.Level)
	if err != nil {
		return err
	}
	for i := range arms {
		arms[i].Holds = chanceSummaryOf(&chances[i], i == 0)
	}
	c.summary.Claims[f.claim].Arms = arms
	if t, ok := target(limit); ok {
		c.findings.Targets = append(c.findings.Targets, TargetFinding{&f.Outcome, t, chances})
	}
	return nil
}

// rank finds what a figure depends on in an arm, where something varies and the replications are enough to tell. The
// summary keeps all; of what is shown of the findings the text tells half as many as it tells findings, then others.
func (c *compaction) rank(f *figure, arm int) {
	if len(c.drawn) == 0 || c.ranked(f, arm) {
		return
	}
	values, err := f.Column(arm)
	if err != nil {
		return
	}
	s, err := PRCC(values, c.drawn, c.study.Seed)
	if err != nil { // too few replications, or parameters that cannot be told apart
		c.summary.Unranked++
		return
	}
	c.summary.Sensitivity = append(c.summary.Sensitivity, sensitivityOf(f, arm, s))
	c.drivers = append(c.drivers, DriverFinding{&f.Outcome, f.Arms[arm], s})
}

// ranked says whether that is known already.
func (c *compaction) ranked(f *figure, arm int) bool {
	return slices.ContainsFunc(c.summary.Sensitivity, func(s sensitivitySummary) bool {
		return s.Of == f.Metric && s.When == f.When && s.Arm == f.Arms[arm]
	})
}

// look returns to the values of the findings that the text shows: for intervals that assume no normal distribution, and for
// what they depend on.
func (c *compaction) look() error {
	shown := c.findings.Decided[:c.findings.shown(c.findings.Decided)]
	c.summary.Findings = make([]findingSummary, len(shown))
	var figures []*figure // each once, though several arms may change it
	for _, x := range shown {
		at := slices.IndexFunc(c.figures, func(f figure) bool { return x.isOf(&f.Outcome) })
		if f := &c.figures[at]; !slices.Contains(figures, f) {
			figures = append(figures, f)
		}
	}
	others := c.drivers
	c.drivers = nil
	err := c.again(figures, func(f *figure) error {
		for i, x := range shown {
			if !x.isOf(&f.Outcome) {
				continue
			}
			arm := slices.Index(f.Arms, x.Arm)
			b, err := f.Bootstrap(arm, c.study.Level, c.study.Seed)
			if err != nil {
				return err
			}
			c.summary.Findings[i] = findingSummary{
				Of: f.Metric, When: f.When, Arm: x.Arm, Against: x.Baseline, Sentence: x.Sentence(),
				Bootstrap: bootstrapSummary{intervalOf(b.Percentile), intervalOf(b.BCa)},
			}
			c.rank(f, arm)
		}
		return nil
	})
	most := c.findings.Most
	told := append(c.drivers[:min(len(c.drivers), most/2)], others...)
	c.findings.Drivers = told[:min(len(told), most)]
	return err
}

// isOf says whether a finding is about an outcome.
func (x Finding) isOf(o *Outcome) bool { return x.Metric == o.Metric && x.When == o.When }
