package policy

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// schedule is a yearly quota: listed year by year from the first, and growing after the list.
type schedule struct {
	first  int // year
	annual []float64
	growth float64 // each January
	from   int     // year of the first growth
}

// newSchedule starts in the year of the instrument's start. Growth does not begin before a list
// has ended, nor before the year of growthFrom.
func newSchedule(start agents.Month, annual []float64, growth float64, growthFrom agents.Month) (schedule, error) {
	if len(annual) == 0 {
		return schedule{}, &KeyError{Key: "annual", Expected: `a mass a year such as "30 kt/yr", or a list of them`}
	}
	from := max(growthFrom.Year(), start.Year()+len(annual))
	return schedule{start.Year(), annual, growth, from}, nil
}

// of gives the quota of a year. Years before the first, in which a world settles, have the first's.
func (s *schedule) of(year int) markets.Mass {
	listed := s.annual[min(max(0, year-s.first), len(s.annual)-1)]
	grown := max(0, year-s.from+1)
	return exact.Mass(float64(listed * exact.Pow(1+s.growth, float64(grown))))
}
