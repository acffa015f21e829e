package study

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textColumns is the width of the text.
const textColumns = 80

// WriteText tells the findings in sentences, in 80 columns.
func (f *Findings) WriteText(w io.Writer) error {
	var page strings.Builder
	f.tellDecided(&page)
	f.tellUndecided(&page)
	f.tellTargets(&page)
	f.tellDrivers(&page)
	f.tellSame(&page)
	f.tellCare(&page)
	_, err := io.WriteString(w, page.String())
	return err
}

func (f *Findings) tellDecided(page *strings.Builder) {
	if f.Compared == 0 {
		page.WriteString("No arm is compared with a baseline.\n")
		return
	}
	if len(f.Decided) == 0 {
		tell(page, "", fmt.Sprintf("No difference from %s is beyond chance.", f.Baseline))
		return
	}
	tell(page, "", fmt.Sprintf("Largest differences from %s:", f.Baseline))
	shown := f.shown(f.Decided)
	for i, x := range f.Decided[:shown] {
		tell(page, fmt.Sprintf("%3d. ", i+1), x.Sentence())
	}
	tellMore(page, len(f.Decided)-shown, "decided")
}

func (f *Findings) tellUndecided(page *strings.Builder) {
	if len(f.Undecided) == 0 {
		return
	}
	page.WriteString("Undecided:\n")
	shown := f.shown(f.Undecided)
	for _, x := range f.Undecided[:shown] {
		tell(page, "   - ", x.Sentence())
	}
	tellMore(page, len(f.Undecided)-shown, "undecided")
}

// shown is how many of a list are told.
func (f *Findings) shown(list []Finding) int { return min(len(list), max(0, f.Most)) }

func tellMore(page *strings.Builder, n int, what string) {
	if n > 0 {
		fmt.Fprintf(page, "     and %s more %s.\n", wholeNumber(n), what)
	}
}

// Sentence tells one difference: what the arm does to what, by how much, how sure that is.
func (x Finding) Sentence() string {
	s := scaleOf(x.Unit, &x.Effect)
	change := withUnit(s.number(math.Abs(x.Mean)), s.changes)
	switch {
	case x.N == 0:
		return fmt.Sprintf("No history finished both with %s and with %s: nothing is known of %s.", x.Arm, x.Baseline, x.phrase())
	case x.Identical():
		return fmt.Sprintf("%s does not change %s in any of %s.", x.Arm, x.phrase(), histories(x.N))
	case x.N == 1:
		return fmt.Sprintf("In the one simulated history %s makes %s %s by %s; one history decides nothing.", x.Arm, x.phrase(), x.direction(), change)
	case x.Decided():
		return fmt.Sprintf("%s %s %s by %s, from %s with %s (%s); it is %s in %s.",
			x.Arm, x.verb(), x.phrase(), change, withUnit(s.number(x.BaselineMean), s.unit), x.Baseline, x.sureness(s), x.direction(), x.signs())
	}
	return fmt.Sprintf("Whether %s raises or lowers %s is open: the mean change is %s (%s), %s in %s; %s.",
		x.Arm, x.phrase(), withUnit(s.number(x.Mean), s.changes), x.sureness(s), x.direction(), x.signs(), x.settled())
}

func (x Finding) verb() string {
	if x.Mean < 0 {
		return "lowers"
	}
	return "raises"
}

func (x Finding) direction() string {
	if x.Mean < 0 {
		return "lower"
	}
	return "higher"
}

// sureness writes the interval.
func (x Finding) sureness(s numberScale) string {
	if x.constant() {
		return "the same in every history"
	}
	return fmt.Sprintf("%s interval %s to %s", levelText(x.Level), s.number(x.Interval.Low), s.number(x.Interval.High))
}

// signs writes the count of histories that go the mean's way, "9 of 10 simulated histories".
func (x Finding) signs() string {
	agree := x.Up
	if x.Mean < 0 {
		agree = x.Down
	}
	text := fmt.Sprintf("%s of %s", wholeNumber(agree), histories(x.N))
	if x.Same > 0 {
		text += fmt.Sprintf(" and unchanged in %s", wholeNumber(x.Same))
	}
	return text
}

// settled says what would decide the sign.
func (x Finding) settled() string {
	n, ok := x.Settle(settlePower)
	if !ok || n > 1e6 {
		return "no feasible number of replications would settle it"
	}
	return fmt.Sprintf("about %s replications would settle it", roughNumber(max(n, x.N+1)))
}

// phrase names the outcome inside a sentence.
func (o *Outcome) phrase() string {
	text := "the " + o.Words
	if o.Words == "" {
		text = o.Metric
	}
	if o.Where != "" {
		text += " (" + o.Where + ")"
	}
	switch _, err := strconv.Atoi(o.When); {
	case o.When == "":
		return text
	case err == nil:
		return text + " in " + o.When
	}
	return text + " over " + strings.Replace(o.When, "..", " to ", 1)
}

func (f *Findings) tellTargets(page *strings.Builder) {
	if len(f.Targets) == 0 {
		return
	}
	page.WriteString("Targets:\n")
	for _, t := range f.Targets {
		tell(page, "   - ", t.Sentence(f.Level))
	}
}

// Sentence tells how often each arm meets the target; level is that of the intervals.
func (t TargetFinding) Sentence(level float64) string {
	var parts []string
	for _, c := range t.Chances {
		if c.N == 0 {
			parts = append(parts, "in no finished history with "+c.Arm)
			continue
		}
		parts = append(parts, fmt.Sprintf("in %s of %s with %s (%s to %s %%)", wholeNumber(c.Met), histories(c.N), c.Arm,
			wholePercent(c.Interval.Low), wholePercent(c.Interval.High)))
	}
	s := numberScale{size: 1, unit: t.Unit, step: leadingPower(t.Target.Value) / 1000}
	if t.Unit == "share" {
		s = numberScale{size: 0.01, unit: "%", step: s.step * 100}
	} else if t.Unit == "1" {
		s.unit = ""
	}
	value := s.number(t.Target.Value)
	if strings.Contains(value, ".") {
		value = strings.TrimRight(strings.TrimRight(value, "0"), ".")
	}
	return fmt.Sprintf("%s is %s %s %s (%s intervals).", capital(t.phrase()), t.Target.words(), withUnit(value, s.unit), strings.Join(parts, ", "), levelText(level))
}

func (f *Findings) tellDrivers(page *strings.Builder) {
	if len(f.Drivers) == 0 {
		return
	}
	page.WriteString("What matters most (partial rank correlation, -1 to 1):\n")
	for _, d := range f.Drivers {
		tell(page, "   - ", d.Sentence(1-f.Level))
	}
}

// shownDrivers is the most parameters that a sentence names.
const shownDrivers = 3

// Sentence names the parameters that move the outcome most. One counts when its p-value is below what leaves all
// parameters together the chance to err (Bonferroni), and it is larger than the dummy.
func (d DriverFinding) Sentence(err float64) string {
	ranks := d.strongest()
	var parts []string
	for _, r := range ranks {
		strong := r.P < err/float64(len(ranks)) && math.Abs(r.Coefficient) > math.Abs(d.Dummy.Coefficient)
		if strong && len(parts) < shownDrivers {
			parts = append(parts, fmt.Sprintf("%s (%+.2f)", r.Parameter, r.Coefficient))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("With %s no parameter moves %s more than chance does.", d.Arm, d.phrase())
	}
	return fmt.Sprintf("With %s, %s moves with %s; a parameter without effect shows %+.2f.",
		d.Arm, d.phrase(), strings.Join(parts, ", "), d.Dummy.Coefficient)
}

func (f *Findings) tellSame(page *strings.Builder) {
	for _, t := range f.Same {
		switch {
		case t.Same == 0:
		case t.Same == t.Of:
			tell(page, "", fmt.Sprintf("%s equals %s in every history and metric: it changes nothing.", t.Arm, f.Baseline))
		default:
			tell(page, "", fmt.Sprintf("%s never differs from %s in %s of %s metrics.", t.Arm, f.Baseline, wholeNumber(t.Same), wholeNumber(t.Of)))
		}
	}
}

// tellCare says what the reader must not make of it.
func (f *Findings) tellCare(page *strings.Builder) {
	for _, l := range f.Failed {
		tell(page, "", fmt.Sprintf("With %s, %s of %s failed. Failed histories are left out wherever the arm is compared; if they failed because of it, the differences mislead.",
			l.Arm, wholeNumber(l.Failed), histories(l.Of)))
	}
	if f.Empty > 0 {
		tell(page, "", fmt.Sprintf("%s of %s comparisons have no history that finished in both arms.", wholeNumber(f.Empty), wholeNumber(f.Compared)))
	}
	if chance := float64(f.Compared) * (1 - f.Level); len(f.Decided) > 0 && chance >= 1 {
		tell(page, "", fmt.Sprintf("Of %s comparisons about %s would look decided by chance alone.", wholeNumber(f.Compared), wholeNumber(int(math.Round(chance)))))
	}
}

// histories counts simulated histories: what a reader calls replications.
func histories(n int) string {
	if n == 1 {
		return "1 simulated history"
	}
	return wholeNumber(n) + " simulated histories"
}

// levelText writes a level, "95 %".
func levelText(level float64) string { return strconv.FormatFloat(100*level, 'g', 4, 64) + " %" }

func wholePercent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) }

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + text[size:]
}

// tell writes a text after a mark, broken between words so that no line exceeds the columns unless one word does; later lines
// start below the text.
func tell(page *strings.Builder, mark, text string) {
	line, indent := mark, strings.Repeat(" ", utf8.RuneCountInString(mark))
	empty := true
	for _, word := range strings.Fields(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textColumns {
			page.WriteString(line + "\n")
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	page.WriteString(line + "\n")
}
