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
	summed       bool // over all years to that one
}

// of takes the figure from a result.
func (f *figure) of(r *Result) float64 {
	if f.claim >= 0 {
		return r.Claims[f.claim]
	}
	if f.summed {
		return sumOf(r.Yearly[f.output][:f.year+1])
	}
	return r.Yearly[f.output][f.year]
}

// allFigures lists the outputs year by year, then the claims. Those of the study's years and the claims are told in
// sentences.
func (c *compaction) allFigures() (list []figure) {
	of := c.lineup()
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
		f.Metric, f.Words, f.Unit, f.When = claim.ID, claim.words(), unit, windowText(claim.When)
		list = append(list, f)
	}
	return list
}

// lineup is an outcome without numbers: the arms.
func (c *compaction) lineup() Outcome {
	return Outcome{Arms: c.study.armNames(), Spoken: c.study.spoken(), Against: c.study.against(), Failed: c.failed}
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
		c.rankOutput(f)
		return nil
	}
	if err := c.judge(f, arms); err != nil {
		return err
	}
	c.rankClaim(f)
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

// isOf says whether a finding is about an outcome.
func (x Finding) isOf(o *Outcome) bool { return x.Metric == o.Metric && x.When == o.When }
