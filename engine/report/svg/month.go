package svg

import "fmt"

// Month counts months from January of the year 0.
type Month int

// MonthOf gives the month of a year and a calendar month from 1 to 12.
func MonthOf(year, calendar int) Month { return Month(12*year + calendar - 1) }

// Year gives the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// String prints the month as 2024-01.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), int(m)%12+1) }

// monthSteps are the distances between labelled months, in months, that a reader counts in easily.
var monthSteps = []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600}

// monthTicks gives the months to label among n from start, at most about most of them. They are
// Januaries where they are a year or more apart, in years that the step divides.
func monthTicks(start Month, n, most int) (ticks []Month, years bool) {
	step := monthSteps[len(monthSteps)-1]
	for _, s := range monthSteps {
		if (n-1)/s < most {
			step = s
			break
		}
	}
	first := (int(start) + step - 1) / step * step
	for m := first; m < int(start)+n; m += step {
		ticks = append(ticks, Month(m))
	}
	return ticks, step >= 12
}
