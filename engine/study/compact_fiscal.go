package study

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"monazite/engine/record"
)

// fiscalYear is until when net fiscal cost is summed and in which year capacity counts (MODEL 9).
const fiscalYear = 2035

// AddedFinding is the net fiscal cost of capacity that an arm, or a group of a package, adds outside China.
type AddedFinding struct {
	Arm, Against string
	Group        string // that Arm has and Against lacks; "" for all that they differ in
	Output       string // of the capacity
	Words        string // of it, for readers
	CostPerAdded
}

// addedSummary is that as the summary has it.
type addedSummary struct {
	Arm       string           `json:"arm"`
	Against   string           `json:"against"` // an arm that lacks a group of a package is the other's here
	Group     string           `json:"group"`
	Output    string           `json:"output"`
	N         int              `json:"n"`
	Year      int              `json:"year"`
	Outlay    record.Figure    `json:"net_fiscal_cost_usd"` // to the year's end, not discounted
	Capacity  record.Figure    `json:"capacity_t_per_year"` // in the year
	Cost      record.Figure    `json:"usd_per_t_per_year"`  // null below 50 t/yr
	Bootstrap bootstrapSummary `json:"bootstrap"`           // of that
}

// output is the number of the output that is this series, as idOf names it, whatever the study calls it; -1 without one.
func (s *Study) output(series string) int {
	return slices.IndexFunc(s.Outputs, func(o Output) bool { return idOf(&o.Series) == series })
}

// cost reckons what the capacity that arms add has cost, where the study has the outputs.
func (c *compaction) cost() error {
	outlay, year := c.study.output("fiscal_cost"), fiscalYear-FirstYear
	if outlay < 0 || c.study.Months < 12*(year+1) {
		return nil
	}
	for _, series := range []string{"capacity-separation-outside", "capacity-magnet-outside"} {
		capacity := c.study.output(series)
		if capacity < 0 {
			continue
		}
		paid := figure{output: outlay, year: year, claim: -1, summed: true, Outcome: c.lineup()}
		added := figure{output: capacity, year: year, claim: -1, Outcome: c.lineup()}
		paid.Metric, added.Metric = c.study.Outputs[outlay].ID, c.study.Outputs[capacity].ID
		paid.When, added.When = ".."+strconv.Itoa(fiscalYear), strconv.Itoa(fiscalYear)
		p := pass{compaction: c, figures: []*figure{&paid, &added}}
		if err := p.read(); err != nil {
			return err
		}
		for arm := 1; arm < len(c.study.Arms); arm++ {
			if err := c.costOf(&paid, &added, arm); err != nil {
				return err
			}
		}
		c.free = slices.Concat(c.free, paid.Values, added.Values)
	}
	return nil
}

// costOf reckons what an arm's capacity has cost against what it is compared with; of an arm without a group, what the group's
// has cost.
func (c *compaction) costOf(paid, added *figure, arm int) error {
	with, without, group := arm, c.study.Arms[arm].Against, ""
	for _, p := range c.study.Packages {
		for _, g := range p.Groups {
			if g.Without == arm && p.Full == without {
				with, without, group = without, with, g.Name
			}
		}
	}
	cost, err := FiscalCost(paid.pair(without, with), added.pair(without, with), 1, c.study.Level, c.study.Seed)
	if err != nil {
		return err
	}
	o := &c.study.Outputs[added.output]
	f := AddedFinding{c.study.Arms[with].Name, c.study.Arms[without].Name, group, o.ID, o.Words, *cost}
	c.findings.Added = append(c.findings.Added, f)
	c.summary.Added = append(c.summary.Added, addedSummary{
		f.Arm, f.Against, group, o.ID, cost.N, fiscalYear, figureOf(cost.Outlay), figureOf(cost.Capacity), figureOf(cost.Cost),
		bootstrapSummary{intervalOf(cost.Interval.Percentile), intervalOf(cost.Interval.BCa)},
	})
	return nil
}

// pair is an outcome of two arms alone, the second against the first.
func (o *Outcome) pair(first, second int) *Outcome {
	p := *o
	p.Arms, p.Spoken, p.Against = []string{o.Arms[first], o.Arms[second]}, nil, nil
	p.Values, p.Failed = [][]float64{o.Values[first], o.Values[second]}, nil
	if o.Failed != nil {
		p.Failed = [][]bool{o.Failed[first], o.Failed[second]}
	}
	return &p
}

// tellAdded tells what capacity has cost, of those that add enough of it.
func (f *Findings) tellAdded(page *strings.Builder) {
	var lines []string
	for i := 0; i < len(f.Added); {
		output, words := f.Added[i].Output, f.Added[i].Words
		var known []string
		others := 0
		for ; i < len(f.Added) && f.Added[i].Output == output; i++ {
			if a := &f.Added[i]; a.Interval.BCa.Known() {
				known = append(known, f.added(a)+" "+a.amount())
			} else {
				others++
			}
		}
		switch {
		case others > 0 && len(known) == 0:
			known = []string{"nobody adds enough to tell"}
		case others == 1:
			known = append(known, "1 other adds too little to tell")
		case others > 1:
			known = append(known, wholeNumber(others)+" others add too little to tell")
		}
		lines = append(lines, capital(words)+": "+strings.Join(known, "; ")+".")
	}
	if len(lines) == 0 {
		return
	}
	tell(page, "", fmt.Sprintf("Net fiscal cost to %d per t/yr of capacity added by %d (real 2025 USD, not discounted, %s bootstrap intervals; below 0 treasuries gain):",
		fiscalYear, fiscalYear, levelText(f.Level)))
	for _, line := range lines {
		tell(page, "   - ", line)
	}
}

// added is what has added the capacity.
func (f *Findings) added(a *AddedFinding) string {
	if a.Group != "" {
		return a.Group + " in " + f.spoken(a.Arm)
	}
	return f.spoken(a.Arm)
}

// amount writes the cost of a t/yr with its interval.
func (c *CostPerAdded) amount() string {
	e := Effect{N: c.N, Mean: c.Cost, SD: 1, Interval: c.Interval.BCa}
	s := scaleOf("USD", &e)
	if e.constant() {
		return withUnit(s.number(c.Cost), s.unit)
	}
	return fmt.Sprintf("%s (%s to %s)", withUnit(s.number(c.Cost), s.unit), s.number(e.Interval.Low), s.number(e.Interval.High))
}
