package agents

import (
	"fmt"
	"strconv"
	"strings"
)

// Month counts months from January 2024, which is 0; the spin-up has negative months.
type Month int32

// MonthOf gives the month of a year and a calendar month from 1 to 12.
func MonthOf(year, month int) Month { return Month((year-2024)*12 + month - 1) }

// Year gives the calendar year.
func (m Month) Year() int { return 2024 + floorDiv(int(m), 12) }

// Calendar gives the calendar month from 1 to 12.
func (m Month) Calendar() int { return int(m) - 12*floorDiv(int(m), 12) + 1 }

// QuarterEnds says whether quarterly payments fall in this month: March, June, September, December.
func (m Month) QuarterEnds() bool { return m.Calendar()%3 == 0 }

// YearEnds says whether yearly payments fall in this month.
func (m Month) YearEnds() bool { return m.Calendar() == 12 }

// String prints the month as 2024-01.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.Calendar()) }

// UnmarshalText reads a month such as 2027-07, or a year, which means its January.
func (m *Month) UnmarshalText(text []byte) error {
	digits, month, dated := strings.Cut(string(text), "-")
	year, err := strconv.Atoi(digits)
	calendar := 1
	if dated && err == nil {
		calendar, err = strconv.Atoi(month)
	}
	if err != nil || len(digits) != 4 || dated && len(month) != 2 || year < 1900 || year > 2200 || calendar < 1 || calendar > 12 {
		return fmt.Errorf("%q is not a month such as 2027-07, from 1900-01 to 2200-12", text)
	}
	*m = MonthOf(year, calendar)
	return nil
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
