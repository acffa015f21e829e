package study

import (
	"encoding/json"
	"io"
	"math"
	"slices"

	"monazite/engine"
	"monazite/engine/record"
)

// summary is summary.json: what the arms come to, and against the arms that they are compared with. A number that there is not is null.
type summary struct {
	Schema       int                  `json:"schema"` // 1; fields are only ever added
	Level        float64              `json:"level"`  // of all intervals
	Replications int                  `json:"replications"`
	From         string               `json:"from"`
	Until        string               `json:"until"`
	Baseline     string               `json:"baseline"`
	Arms         []armFate            `json:"arms"`
	Outputs      []outputSummary      `json:"outputs"`
	Claims       []claimSummary       `json:"claims"`
	Findings     []findingSummary     `json:"findings"`       // the decided ones that findings.txt shows
	Welfare      []welfareSummary     `json:"welfare"`        // of every arm but the baseline; empty where nobody has counted
	Packages     []packageSummary     `json:"packages"`       // what their groups do to what findings.txt shows
	Added        []addedSummary       `json:"cost_per_added"` // capacity outside China
	Varied       []string             `json:"varied"`         // paths of the parameters that differ between replications
	Sensitivity  []sensitivitySummary `json:"sensitivity"`
	Unranked     int                  `json:"unranked"` // numbers with too few replications for a sensitivity, or parameters that cannot be told apart
}

// armFate says how many replications an arm has.
type armFate struct {
	Arm     string `json:"arm"`
	Words   string `json:"words"`
	Against string `json:"against"` // the arm that it is compared with; "" for the baseline
	Done    int    `json:"done"`
	Failed  int    `json:"failed"`
}

type outputSummary struct {
	Output string        `json:"output"`
	Metric string        `json:"metric"`
	Words  string        `json:"words"`
	Unit   string        `json:"unit"`
	Region string        `json:"region"`
	Stage  string        `json:"stage"`
	Years  []yearSummary `json:"years"`
}

type yearSummary struct {
	Year   int          `json:"year"`
	Months int          `json:"months"` // of the year that were run
	Arms   []armSummary `json:"arms"`
}

// armSummary is how a number spreads over the replications of an arm.
type armSummary struct {
	Arm        string         `json:"arm"`
	Than       string         `json:"against"` // the arm that it is compared with; "" for the baseline
	N          int            `json:"n"`       // replications that have the number
	Mean       record.Figure  `json:"mean"`
	SD         record.Figure  `json:"sd"`
	P05        record.Figure  `json:"p05"`
	P50        record.Figure  `json:"p50"`
	P95        record.Figure  `json:"p95"`
	Difference *pairedSummary `json:"difference,omitempty"` // from that; not of the baseline
	Holds      *chanceSummary `json:"holds,omitempty"`      // of claims
}

// pairedSummary is an arm less the one that it is compared with, over the replications that have the number in both.
type pairedSummary struct {
	N             int           `json:"n"`
	AgainstMean   record.Figure `json:"against_mean"` // of that one over the same replications
	Mean          record.Figure `json:"mean"`
	SD            record.Figure `json:"sd"`
	Interval      interval      `json:"interval"` // Student's t
	Positive      record.Figure `json:"positive_ratio"`
	VarianceRatio record.Figure `json:"variance_ratio"`
	Standardised  record.Figure `json:"standardised"` // null where neither arm varies and they differ
}

type interval struct {
	Low  record.Figure `json:"low"`
	High record.Figure `json:"high"`
}

type claimSummary struct {
	Claim string       `json:"claim"`
	Words string       `json:"words"`
	Unit  string       `json:"unit"`
	When  string       `json:"when"`
	Limit string       `json:"limit"`
	Quote string       `json:"quote"`
	By    string       `json:"by"`
	Arms  []armSummary `json:"arms"`
}

// chanceSummary is how often a claim holds.
type chanceSummary struct {
	Met          int           `json:"met"`
	N            int           `json:"n"`
	Share        record.Figure `json:"share_ratio"`
	Interval     interval      `json:"interval"` // Wilson's
	Pairs        int           `json:"pairs"`
	OnlyArm      int           `json:"only_arm"`
	OnlyAgainst  int           `json:"only_against"`
	Gain         record.Figure `json:"gain_ratio"`
	GainInterval *interval     `json:"gain_interval,omitempty"` // not of the baseline
}

type findingSummary struct {
	Of        string           `json:"of"`
	When      string           `json:"when"`
	Arm       string           `json:"arm"`
	Against   string           `json:"against"`
	Sentence  string           `json:"sentence"`
	Bootstrap bootstrapSummary `json:"bootstrap"` // of the mean difference
}

type bootstrapSummary struct {
	Percentile interval `json:"percentile"`
	BCa        interval `json:"bca"`
}

// sensitivitySummary ranks the parameters by what an output or claim, or the difference in it, depends on in an arm.
type sensitivitySummary struct {
	Of      string        `json:"of"`
	When    string        `json:"when"`
	Arm     string        `json:"arm"`
	Against string        `json:"against"` // the arm whose number is taken off; "" for the number itself
	N       int           `json:"n"`
	Ranks   []partialRank `json:"ranks"` // the strongest first
	Dummy   partialRank   `json:"dummy"`
}

type partialRank struct {
	Path        string        `json:"path"`
	Coefficient record.Figure `json:"coefficient"`
	P           record.Figure `json:"p"`
}

// effectSummary is a mean change over the replications that have the numbers.
type effectSummary struct {
	N        int           `json:"n"`
	Mean     record.Figure `json:"mean"`
	SD       record.Figure `json:"sd"`
	Interval interval      `json:"interval"` // Student's t
	Positive record.Figure `json:"positive_ratio"`
}

// newSummary is a summary without numbers.
func (c *compaction) newSummary() *summary {
	s := &summary{
		Schema: 1, Level: c.study.Level, Replications: c.n, Baseline: c.study.Arms[0].Name,
		From: engine.Month(0).String(), Until: engine.Month(c.study.Months - 1).String(),
		Arms: []armFate{}, Outputs: []outputSummary{}, Claims: []claimSummary{}, Findings: []findingSummary{}, Packages: []packageSummary{}, Added: []addedSummary{}, Welfare: []welfareSummary{},
		Varied: []string{}, Sensitivity: []sensitivitySummary{},
	}
	for arm := range c.study.Arms {
		fate := armFate{Arm: c.study.Arms[arm].Name, Words: c.study.Arms[arm].Words, Done: c.n}
		if arm > 0 {
			fate.Against = c.study.Arms[c.study.Arms[arm].Against].Name
		}
		for _, failed := range c.failed[arm] {
			if failed {
				fate.Done--
				fate.Failed++
			}
		}
		s.Arms = append(s.Arms, fate)
	}
	for i := range c.study.Outputs {
		b := &c.blank[i]
		o := outputSummary{Output: b.Output, Metric: b.Metric, Words: c.study.Outputs[i].Words, Unit: b.Unit, Region: b.Region, Stage: b.Stage, Years: []yearSummary{}}
		for year := range YearsOf(c.study.Months) {
			o.Years = append(o.Years, yearSummary{Year: FirstYear + year, Months: min(12, c.study.Months-12*year)})
		}
		s.Outputs = append(s.Outputs, o)
	}
	for i := range c.study.Claims {
		claim := &c.study.Claims[i]
		s.Claims = append(s.Claims, claimSummary{
			Claim: claim.ID, Words: claim.words(), Unit: claim.Unit(), When: windowText(claim.When), Limit: claim.Limit.String(),
			Quote: claim.Quote, By: claim.By,
		})
	}
	for _, p := range c.drawn {
		s.Varied = append(s.Varied, p.Name)
	}
	return s
}

// armSummaries sums up an outcome arm by arm.
func armSummaries(o *Outcome, level float64) ([]armSummary, error) {
	list := make([]armSummary, len(o.Arms))
	for arm := range list {
		column, err := o.Column(arm)
		if err != nil {
			return nil, err
		}
		there := present(column)
		mean := meanOf(there)
		a := armSummary{Arm: o.Arms[arm], N: len(there), Mean: figureOf(mean), SD: figureOf(math.Sqrt(varianceOf(there, mean)))}
		slices.Sort(there)
		a.P05, a.P50, a.P95 = figureOf(quantileOf(there, 0.05)), figureOf(quantileOf(there, 0.5)), figureOf(quantileOf(there, 0.95))
		if arm > 0 {
			p, err := o.Paired(arm, level)
			if err != nil {
				return nil, err
			}
			a.Than = p.Baseline
			a.Difference = &pairedSummary{
				N: p.N, AgainstMean: figureOf(p.BaselineMean), Mean: figureOf(p.Mean), SD: figureOf(p.SD), Interval: intervalOf(p.Interval),
				Positive: figureOf(p.Share()), VarianceRatio: figureOf(p.VarianceRatio), Standardised: figureOf(p.Standardised),
			}
		}
		list[arm] = a
	}
	return list, nil
}

// chanceSummaryOf is a chance as the summary has it.
func chanceSummaryOf(c *Chance, baseline bool) *chanceSummary {
	s := &chanceSummary{
		Met: c.Met, N: c.N, Share: figureOf(c.Share), Interval: intervalOf(c.Interval),
		Pairs: c.Pairs, OnlyArm: c.OnlyArm, OnlyAgainst: c.OnlyBaseline, Gain: figureOf(c.Gain),
	}
	if !baseline {
		gain := intervalOf(c.GainInterval)
		s.GainInterval = &gain
	}
	return s
}

// sensitivityOf is a sensitivity as the summary has it.
func sensitivityOf(f *figure, arm int, s *Sensitivity) sensitivitySummary {
	list := sensitivitySummary{Of: f.Metric, When: f.When, Arm: f.Arms[arm], N: s.N}
	for _, r := range s.strongest() {
		list.Ranks = append(list.Ranks, partialRank{r.Parameter, figureOf(r.Coefficient), figureOf(r.P)})
	}
	list.Dummy = partialRank{s.Dummy.Parameter, figureOf(s.Dummy.Coefficient), figureOf(s.Dummy.P)}
	return list
}

func intervalOf(i Interval) interval { return interval{figureOf(i.Low), figureOf(i.High)} }

// figureOf is a number as summaries have it: JSON has no infinity.
func figureOf(x float64) record.Figure { return record.Figure(finite(x)) }

// writeJSON writes the summary as one object.
func (s *summary) writeJSON(w io.Writer) error { return writeJSON(w, s) }

// writeJSON writes an object as people can read it.
func writeJSON(w io.Writer, object any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(object)
}
