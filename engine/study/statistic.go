package study

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Outcome is one number that every replication of every arm has: the price of a good in a year, a share in a
// window. The arms of a replication share its parameters and its luck, so they are compared pair by pair.
type Outcome struct {
	Metric string // its name in the tables, "price"
	Words  string // the same for a reader, without article: "price of NdPr oxide outside China"; Metric without
	Unit   string // of the values, "USD/kg"; "share" for a number from 0 to 1 that is shown in per cent
	When   string // a year, "2030", or a window, "2028..2032"
	Where  string // a region, a good, a stage; empty without
	Kind   string // what several metrics are of, "price" for that of one good in one region: a text mixes them; Metric without

	Arms    []string
	Spoken  []string // what sentences call the arms; nil: their names
	Against []int    // by arm: the one that it is compared with; nil: the first, which is the baseline

	Values [][]float64 // [arm][replication]; NaN where a replication has no such number
	Failed [][]bool    // [arm][replication]; nil, or nil for an arm, where none failed
}

// Check says all that is wrong with the outcome's shape and values.
func (o *Outcome) Check() error {
	var errs []error
	report := func(format string, args ...any) { errs = append(errs, fmt.Errorf(o.Metric+": "+format, args...)) }
	if len(o.Arms) == 0 {
		report("no arm, expected a baseline at least")
	}
	if len(o.Values) != len(o.Arms) {
		report("%d columns of values, expected one for each of %d arms", len(o.Values), len(o.Arms))
	}
	if o.Failed != nil && len(o.Failed) != len(o.Arms) {
		report("%d columns of failures, expected one for each of %d arms", len(o.Failed), len(o.Arms))
	}
	if o.Spoken != nil && len(o.Spoken) != len(o.Arms) || o.Against != nil && len(o.Against) != len(o.Arms) {
		report("%d spoken names and %d comparisons, expected none or one for each of %d arms", len(o.Spoken), len(o.Against), len(o.Arms))
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	for a, than := range o.Against {
		if than < 0 || than >= len(o.Arms) || than == a && a > 0 {
			report("arm %q is compared with arm %d, expected another of %d", o.Arms[a], than, len(o.Arms))
		}
	}
	for a, name := range o.Arms {
		if slices.Contains(o.Arms[:a], name) {
			report("arm %q is there twice", name)
		}
		if len(o.Values[a]) != len(o.Values[0]) {
			report("arm %q has %d replications, the baseline %d", name, len(o.Values[a]), len(o.Values[0]))
		}
		if o.Failed != nil && o.Failed[a] != nil && len(o.Failed[a]) != len(o.Values[a]) {
			report("arm %q has %d values and %d marks of failure", name, len(o.Values[a]), len(o.Failed[a]))
		}
		if r := slices.IndexFunc(o.Values[a], isInfinite); r >= 0 {
			report("arm %q, replication %d: %v is not a finite number", name, r, o.Values[a][r])
		}
	}
	return errors.Join(errs...)
}

// than is the arm that one is compared with.
func (o *Outcome) than(arm int) int {
	if o.Against == nil || arm < 0 || arm >= len(o.Against) {
		return 0
	}
	return o.Against[arm]
}

// spoken is what sentences call an arm.
func (o *Outcome) spoken(arm string) string {
	if i := slices.Index(o.Arms, arm); i >= 0 && i < len(o.Spoken) {
		return o.Spoken[i]
	}
	return arm
}

func isInfinite(x float64) bool { return math.IsInf(x, 0) }

// Column returns an arm's values by replication, NaN where it failed. The slice is the caller's.
func (o *Outcome) Column(arm int) ([]float64, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	if arm < 0 || arm >= len(o.Arms) {
		return nil, fmt.Errorf("%s: arm %d, expected 0 to %d", o.Metric, arm, len(o.Arms)-1)
	}
	column := slices.Clone(o.Values[arm])
	if o.Failed != nil {
		for r, failed := range o.Failed[arm] {
			if failed {
				column[r] = math.NaN()
			}
		}
	}
	return column, nil
}

// Interval is a range that is meant to cover a true value; NaN to NaN where the replications are too few for one.
type Interval struct{ Low, High float64 }

func unknownInterval() Interval { return Interval{math.NaN(), math.NaN()} }

// Known says whether there is an interval.
func (i Interval) Known() bool { return !math.IsNaN(i.Low) && !math.IsNaN(i.High) }

// Half returns half the width.
func (i Interval) Half() float64 { return (i.High - i.Low) / 2 }

// Covers says whether x lies inside, ends included.
func (i Interval) Covers(x float64) bool { return i.Low <= x && x <= i.High }

// present returns the numbers of a column that are there.
func present(column []float64) []float64 {
	kept := make([]float64, 0, len(column))
	for _, x := range column {
		if !math.IsNaN(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// meanOf returns the mean, NaN of nothing. The second pass repairs the rounding of the first, so that equal numbers
// have themselves as mean and no spread.
func meanOf(values []float64) float64 {
	n := float64(len(values))
	if n == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, x := range values {
		sum += x
	}
	mean, rest := sum/n, 0.0
	for _, x := range values {
		rest += x - mean
	}
	return mean + rest/n
}

// varianceOf returns the unbiased variance around the mean, NaN of fewer than two numbers.
func varianceOf(values []float64, mean float64) float64 {
	if len(values) < 2 {
		return math.NaN()
	}
	squares := 0.0
	for _, x := range values {
		squares += float64((x - mean) * (x - mean))
	}
	return squares / float64(len(values)-1)
}

// checkLevel refuses what is no probability of covering.
func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("level %v, expected a number between 0 and 1 such as 0.95", level)
	}
	return nil
}

// studentInterval returns mean +- t sd/sqrt(n), of no width where sd is 0. Its last bits depend on the machine: it
// goes into summaries, never into data files.
func studentInterval(mean, sd float64, n int, level float64) Interval {
	switch {
	case n < 2:
		return unknownInterval()
	case sd == 0:
		return Interval{mean, mean}
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile((1 + level) / 2)
	half := float64(t*sd) / math.Sqrt(float64(n))
	return Interval{mean - half, mean + half}
}
