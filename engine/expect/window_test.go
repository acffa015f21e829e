package expect

import (
	"math"
	"strings"
	"testing"

	"monazite/agents"
)

func TestParseWindow(t *testing.T) {
	const months = 204 // 2024-01 to 2040-12
	for _, c := range []struct{ text, want, err string }{
		{"", "2024..2040", ""},
		{"volatility", "2024..2040 volatility", ""},
		{"2024", "2024", ""},
		{"2030 mean", "2030", ""},
		{"2026-06", "2026-06", ""},
		{"2026-06..2026-06 max", "2026-06 max", ""},
		{"2024-01..2040-12 sd", "2024..2040 sd", ""},
		{"2026-03..2027 min", "2026-03..2027-12 min", ""},
		{" 2036..2040   sum ", "2036..2040 sum", ""},
		{"2041", "", "2024-01 to 2040-12"},
		{"2023-12..2024-02", "", "2024-01 to 2040-12"},
		{"2030..2029", "", "not before the beginning"},
		{"2030-01..2030-01 sd", "", "at least 2 months"},
		{"2030-01..2030-02 volatility", "", "at least 3 months"},
		{"2030 median", "", `such as "2024"`},
		{"2030-13", "", `such as "2024"`},
		{"2030..", "", `such as "2024"`},
		{"2030 2031", "", `such as "2024"`},
		{"mean 2030", "", `such as "2024"`},
	} {
		w, err := ParseWindow(c.text, months)
		switch {
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%q: %v, want %q in it", c.text, err, c.err)
		case c.err == "" && (err != nil || w.String() != c.want):
			t.Errorf("%q: %q, %v; want %q", c.text, w, err, c.want)
		case c.err == "":
			if again, err := ParseWindow(w.String(), months); err != nil || again != w {
				t.Errorf("%q does not read back: %v, %v", w, again, err)
			}
		}
	}
}

// Four months from 2024-02: 2, 8, none, 4. The mean is 14/3; the deviations from it are -8/3, 10/3 and
// -2/3, their squares sum to 168/9, and half of that is 28/3. Of changes of the logarithm there is ln 4
// alone while a month is missing; with 16 in its place there are ln 4, ln 2 and -ln 4, of mean ln 2/3:
// in units of ln 2 the deviations are 5/3, 2/3 and -7/3, their squares sum to 78/9, half is 13/3.
func TestWindowOfMonths(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		reduce  string
		monthly []float64
		want    float64
	}{
		{"mean", []float64{1, 2, 8, none, 4, 99}, 14.0 / 3},
		{"sum", []float64{1, 2, 8, none, 4, 99}, 14},
		{"min", []float64{1, 2, 8, none, 4, 99}, 2},
		{"max", []float64{1, 2, 8, none, 4, 99}, 8},
		{"sd", []float64{1, 2, 8, none, 4, 99}, math.Sqrt(28.0 / 3)},
		{"volatility", []float64{1, 2, 8, none, 4, 99}, none},
		{"volatility", []float64{1, 2, 8, 16, 4, 99}, math.Ln2 * math.Sqrt(13.0/3)},
		{"volatility", []float64{1, 3, 3, 3, 3, 99}, 0},
		{"max", []float64{1, none, none, none, none, 99}, none},
		{"mean", []float64{1, 2, 8}, none}, // a run that ends before the window
	} {
		w := Window{First: agents.MonthOf(2024, 2), Last: agents.MonthOf(2024, 5), Reduce: c.reduce}
		if got := w.Of(c.monthly); !near(got, c.want) {
			t.Errorf("%s of %v: %v, want %v", c.reduce, c.monthly, got, c.want)
		}
	}
}

func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-12*max(1, math.Abs(b))
}
