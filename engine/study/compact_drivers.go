package study

import "slices"

// drivers are what was found of what numbers depend on, by why they were looked at.
type drivers struct {
	prices  []DriverFinding // of NdPr in the middle year in arms that others are compared with
	effects []DriverFinding // of the differences that the text tells
	claims  []DriverFinding // in arms that others are compared with
	levels  []DriverFinding // of a study of one arm
}

// rankOutput looks at a price of NdPr in the middle year, and at everything that is told of an arm that is compared with none.
func (c *compaction) rankOutput(f *figure) {
	middle := c.study.Years[len(c.study.Years)/2] - FirstYear
	switch {
	case f.output == c.study.priced() && f.year == middle:
		for arm := range f.Arms {
			if c.study.compared(arm) {
				c.rank(&c.drivers.prices, f, arm, false)
			}
		}
	case f.told && len(f.Arms) == 1:
		c.rank(&c.drivers.levels, f, 0, false)
	}
}

// rankClaim looks at a claim in every arm. The text tells of those that others are compared with.
func (c *compaction) rankClaim(f *figure) {
	var others []DriverFinding
	for arm := range f.Arms {
		to := &others
		if c.study.compared(arm) {
			to = &c.drivers.claims
		}
		c.rank(to, f, arm, false)
	}
}

// priced is the first output that is a price of NdPr alone, -1 without one.
func (s *Study) priced() int {
	return slices.IndexFunc(s.Outputs, func(o Output) bool { return o.Name == "price" && slices.Equal(o.Goods, []string{"NdPr"}) })
}

// compared says whether others are compared with an arm, as they are with the only one.
func (s *Study) compared(arm int) bool {
	if len(s.Arms) == 1 {
		return true
	}
	return slices.ContainsFunc(s.Arms[1:], func(a Arm) bool { return a.Against == arm })
}

// rank finds what a figure depends on in an arm, or what the arm changes in it, where something varies and the replications
// are enough to tell. The summary keeps all.
func (c *compaction) rank(to *[]DriverFinding, f *figure, arm int, change bool) {
	if len(c.drawn) == 0 {
		return
	}
	column, against := f.Column, ""
	if change {
		column, against = f.Differences, f.Arms[f.than(arm)]
	}
	values, err := column(arm)
	if err != nil {
		return
	}
	s, err := PRCC(values, c.drawn, c.study.Seed)
	if err != nil { // too few replications, or parameters that cannot be told apart
		c.summary.Unranked++
		return
	}
	kept := sensitivityOf(f, arm, s)
	kept.Against = against
	c.summary.Sensitivity = append(c.summary.Sensitivity, kept)
	*to = append(*to, DriverFinding{&f.Outcome, f.Arms[arm], change, s})
}

// inOrder lists what the text tells first: prices, then claims and differences by turns.
func (d *drivers) inOrder() []DriverFinding {
	list := slices.Concat(d.prices, d.levels)
	for i := range max(len(d.claims), len(d.effects)) {
		for _, some := range [][]DriverFinding{d.claims, d.effects} {
			if i < len(some) {
				list = append(list, some[i])
			}
		}
	}
	return list
}

// look returns to the values of the differences that the text tells: for intervals that assume no normal distribution, for
// what they depend on, and for what the groups of a package do to them.
func (c *compaction) look() error {
	shown := c.findings.shown()
	c.summary.Findings = make([]findingSummary, len(shown))
	effects := make([][]DriverFinding, len(shown))
	var figures []*figure // each once, though several arms may change it
	for _, x := range shown {
		at := slices.IndexFunc(c.figures, func(f figure) bool { return x.isOf(&f.Outcome) })
		if f := &c.figures[at]; !slices.Contains(figures, f) {
			figures = append(figures, f)
		}
	}
	err := c.again(figures, func(f *figure) error {
		var arms []int
		for i, x := range shown {
			if !x.isOf(&f.Outcome) {
				continue
			}
			arm := slices.Index(f.Arms, x.Arm)
			arms = append(arms, arm)
			b, err := f.Bootstrap(arm, c.study.Level, c.study.Seed)
			if err != nil {
				return err
			}
			c.summary.Findings[i] = findingSummary{
				Of: f.Metric, When: f.When, Arm: x.Arm, Against: x.Baseline, Sentence: x.Sentence(),
				Bootstrap: bootstrapSummary{intervalOf(b.Percentile), intervalOf(b.BCa)},
			}
			c.rank(&effects[i], f, arm, true)
		}
		return c.takeApart(f, arms)
	})
	c.drivers.effects = slices.Concat(effects...)
	c.findings.Drivers = c.drivers.inOrder()
	return err
}
