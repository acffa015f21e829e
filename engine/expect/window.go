package expect

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
)

// Window is a stretch of months and what it makes of their numbers.
type Window struct {
	First, Last engine.Month
	Reduce      string // one of Reductions
}

// Reductions lists what a window may make of its months. The sd is that of a sample; volatility is the
// sd of the monthly changes of the logarithm. Months without a number are left out.
var Reductions = []string{"mean", "sum", "min", "max", "sd", "volatility"}

// ParseWindow reads "2024", "2024..2030", "2026-06" or "2024-01..2025-06", then perhaps a reduction; mean
// without one. Without months it is the whole run of the months given.
func ParseWindow(text string, months int) (Window, error) {
	w := Window{Last: engine.Month(months - 1), Reduce: "mean"}
	words := strings.Fields(text)
	if n := len(words); n > 0 && slices.Contains(Reductions, words[n-1]) {
		w.Reduce, words = words[n-1], words[:n-1]
	}
	if len(words) > 1 || len(words) == 1 && !w.span(words[0]) {
		return w, fmt.Errorf(`expected months and one of %s, such as "2024", "2026-06" or "2024-01..2030-12 max"`, strings.Join(Reductions, " "))
	}
	switch {
	case w.Last < w.First:
		return w, fmt.Errorf("expected an end that is not before the beginning")
	case w.First < 0 || int(w.Last) >= months:
		return w, fmt.Errorf("expected months from %s to %s, which are run", engine.Month(0), engine.Month(months-1))
	case w.Last-w.First < w.least()-1:
		return w, fmt.Errorf("expected at least %d months, of which there is %s", w.least(), article(w.Reduce))
	}
	return w, nil
}

// least is how many months a reduction needs.
func (w *Window) least() engine.Month {
	switch w.Reduce {
	case "sd":
		return 2
	case "volatility":
		return 3
	}
	return 1
}

func article(reduction string) string {
	if reduction == "sd" {
		return "an sd"
	}
	return "a " + reduction
}

// span reads a month, a year or two of them.
func (w *Window) span(text string) bool {
	first, last, two := strings.Cut(text, "..")
	if !two {
		last = first
	}
	if w.First.UnmarshalText([]byte(first)) != nil || w.Last.UnmarshalText([]byte(last)) != nil {
		return false
	}
	if !strings.Contains(last, "-") {
		w.Last = agents.MonthOf(w.Last.Year(), 12)
	}
	return true
}

// String is the window as ParseWindow reads it.
func (w Window) String() string {
	first, last := w.First.String(), w.Last.String()
	if w.First.Calendar() == 1 && w.Last.Calendar() == 12 {
		first, last = first[:4], last[:4]
	}
	text := first
	if last != first {
		text += ".." + last
	}
	if w.Reduce != "mean" {
		text += " " + w.Reduce
	}
	return text
}

// Of makes one number of the months of a series, NaN where they have none.
func (w *Window) Of(monthly []float64) float64 {
	if int(w.Last) >= len(monthly) {
		return math.NaN()
	}
	monthly = monthly[w.First : w.Last+1]
	if w.Reduce == "volatility" {
		return sd(changes(monthly))
	}
	known := slices.DeleteFunc(slices.Clone(monthly), math.IsNaN)
	if len(known) == 0 {
		return math.NaN()
	}
	switch w.Reduce {
	case "sum":
		return sum(known)
	case "min":
		return slices.Min(known)
	case "max":
		return slices.Max(known)
	case "sd":
		return sd(known)
	}
	return sum(known) / float64(len(known))
}

// changes are the monthly changes of the logarithm, between months that both have a number.
func changes(monthly []float64) (list []float64) {
	for i := range monthly[1:] {
		if a, b := monthly[i], monthly[i+1]; a > 0 && b > 0 {
			list = append(list, exact.Log(b/a))
		}
	}
	return list
}

func sum(list []float64) (total float64) {
	for _, x := range list {
		total += x
	}
	return total
}

// sd is the standard deviation of a sample; there is none of fewer than two.
func sd(list []float64) float64 {
	if len(list) < 2 {
		return math.NaN()
	}
	mean, square := sum(list)/float64(len(list)), 0.0
	for _, x := range list {
		square += float64((x - mean) * (x - mean))
	}
	return math.Sqrt(square / float64(len(list)-1))
}
