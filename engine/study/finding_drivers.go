package study

import (
	"fmt"
	"math"
	"strings"
)

// mostDrivers is how many sentences tell what matters, shownDrivers the most parameters that one names.
const (
	mostDrivers  = 5
	shownDrivers = 3
)

// tellDrivers tells what the first numbers depend on that depend on anything, and counts those that do not.
func (f *Findings) tellDrivers(page *strings.Builder) {
	var told []string
	unmoved, noise := 0, 0.0
	for _, d := range f.Drivers {
		if x := math.Abs(d.Dummy.Coefficient); !math.IsNaN(x) {
			noise += x / float64(len(f.Drivers))
		}
		if text := d.Sentence(1 - f.Level); text == "" {
			unmoved++
		} else if len(told) < mostDrivers {
			told = append(told, text)
		}
	}
	if len(told) > 0 {
		tell(page, "", fmt.Sprintf("What matters most (partial rank correlations, -1 to 1; a parameter without effect shows %.2f on average):", noise))
		for _, text := range told {
			tell(page, "   - ", text)
		}
	}
	if unmoved > 0 {
		tell(page, "", fmt.Sprintf("In %s of %s numbers that were looked at no parameter stands out from chance.", wholeNumber(unmoved), wholeNumber(len(f.Drivers))))
	}
}

// Sentence names the parameters that move the outcome, or what the arm changes in it, most; "" where none does. One counts
// when its p-value is below what leaves all parameters together the chance to err (Bonferroni), and it is larger than the
// dummy.
func (d DriverFinding) Sentence(err float64) string {
	ranks := d.strongest()
	var parts []string
	for _, r := range ranks {
		strong := r.P < err/float64(len(ranks)) && math.Abs(r.Coefficient) > math.Abs(d.Dummy.Coefficient)
		if strong && len(parts) < shownDrivers {
			parts = append(parts, fmt.Sprintf("%s (%+.2f)", r.Parameter, r.Coefficient))
		}
	}
	switch {
	case len(parts) == 0:
		return ""
	case d.Change:
		return fmt.Sprintf("What %s adds to %s moves with %s.", d.spoken(d.Arm), d.phrase(), strings.Join(parts, ", "))
	}
	return fmt.Sprintf("With %s, %s moves with %s.", d.spoken(d.Arm), d.phrase(), strings.Join(parts, ", "))
}

// tellSame tells of arms that change nothing at all, and counts what the others leave as it is.
func (f *Findings) tellSame(page *strings.Builder) {
	same, of := 0, 0
	for _, t := range f.Same {
		if t.Same == t.Of {
			tell(page, "", fmt.Sprintf("%s equals %s in every history and metric: it never differs.", f.spoken(t.Arm), f.than(t.Arm)))
			continue
		}
		same, of = same+t.Same, of+t.Of
	}
	if same > 0 {
		tell(page, "", fmt.Sprintf("%s of %s differences are 0 in every history.", wholeNumber(same), wholeNumber(of)))
	}
}
