package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
)

// window is the months in which an instrument is in force, both ends included.
type window struct{ start, end agents.Month }

// window checks the common keys start and end.
func (s *Setup) window() (window, error) {
	w := window{s.Keys.Start, s.Keys.End}
	if w.end < w.start {
		return w, &KeyError{"end", w.end.String(), "a month not before start, " + w.start.String()}
	}
	return w, nil
}

// holds says whether the instrument is in force. The months before 2024 settle the world into the
// policy of January 2024, so that in them holds what holds then.
func (w window) holds(m agents.Month) bool {
	m = max(m, 0)
	return w.start <= m && m <= w.end
}

// monthsLeft counts the months of the year from this one on.
func monthsLeft(m agents.Month) int { return 13 - m.Calendar() }

// deflator turns money of month m into real 2025 USD by division: 1 in July 2025, growing with
// inflation (a share a year).
func deflator(m agents.Month, inflation float64) float64 {
	years := float64(m-agents.MonthOf(2025, 7)) / 12
	return exact.Pow(1+inflation, years)
}
