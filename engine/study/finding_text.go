package study

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textColumns is the width of the text.
const textColumns = 80

// WriteText tells the findings in sentences, in 80 columns.
func (f *Findings) WriteText(w io.Writer) error {
	var page strings.Builder
	switch {
	case f.Compared == 0:
		f.tellSpreads(&page)
	case f.Empty == f.Compared:
		page.WriteString("Nothing is known of any difference.\n") // why is told in the end
	default:
		f.tellHow(&page)
		for _, s := range f.sections() {
			f.tellSection(&page, &s)
		}
	}
	f.tellTargets(&page)
	f.tellPackages(&page)
	f.tellWelfare(&page)
	f.tellAdded(&page)
	f.tellDrivers(&page)
	f.tellSame(&page)
	f.tellCare(&page)
	_, err := io.WriteString(w, page.String())
	return err
}

// tellSection tells of the arms that are compared with one.
func (f *Findings) tellSection(page *strings.Builder, s *section) {
	than := f.spoken(s.than)
	if len(s.decided) == 0 {
		tell(page, "", fmt.Sprintf("No difference from %s is beyond chance.", than))
	} else {
		tell(page, "", fmt.Sprintf("Largest differences from %s:", than))
	}
	for i, x := range s.decided {
		tell(page, fmt.Sprintf("%3d. ", i+1), x.line())
	}
	tellMore(page, s.moreDecided, "decided")
	if len(s.undecided) > 0 {
		page.WriteString("Undecided:\n")
	}
	for _, x := range s.undecided {
		tell(page, "   - ", x.line())
	}
	tellMore(page, s.moreUndecided, "undecided")
}

// tellHow says once how to read the lines that follow.
func (f *Findings) tellHow(page *strings.Builder) {
	if len(f.Decided)+len(f.Undecided) > 0 {
		tell(page, "", fmt.Sprintf("Mean changes over simulated histories, whose parameters and luck all arms share, with %s intervals, and in how many histories the change goes that way.", levelText(f.Level)))
	}
}

func tellMore(page *strings.Builder, n int, what string) {
	if n > 0 {
		fmt.Fprintf(page, "     and %s more %s.\n", wholeNumber(n), what)
	}
}

// line is the sentence as the text has it, below what the arm is compared with.
func (x Finding) line() string {
	s := scaleOf(x.Unit, &x.Effect)
	arm := x.spoken(x.Arm)
	low, high := x.Interval.Low, x.Interval.High
	if x.Decided() && x.Mean < 0 { // what it is lowered by
		low, high = -high, -low
	}
	sure := "(" + s.number(low) + " to " + s.number(high) + ")"
	if x.constant() {
		sure = "(the same in every history)"
	}
	switch {
	case x.N < 2 || x.Identical():
		return x.Sentence()
	case x.Decided():
		return fmt.Sprintf("%s %s %s by %s %s, from %s; %s in %s.", arm, x.verb(), x.phrase(), withUnit(s.number(math.Abs(x.Mean)), s.changes), sure,
			withUnit(s.number(x.BaselineMean), s.unit), x.direction(), x.signs(""))
	}
	return fmt.Sprintf("%s may raise or lower %s: %s %s, %s in %s; %s.", arm, x.phrase(), withUnit(s.number(x.Mean), s.changes), sure, x.direction(), x.signs(""), x.settled())
}

// Sentence tells one difference: what the arm does to what, by how much, how sure that is.
func (x Finding) Sentence() string {
	s := scaleOf(x.Unit, &x.Effect)
	change := withUnit(s.number(math.Abs(x.Mean)), s.changes)
	arm, than := x.spoken(x.Arm), x.spoken(x.Baseline)
	switch {
	case x.N == 0:
		return fmt.Sprintf("No history finished both with %s and with %s: nothing is known of %s.", arm, than, x.phrase())
	case x.Identical():
		return fmt.Sprintf("%s does not change %s in any of %s.", arm, x.phrase(), histories(x.N))
	case x.N == 1:
		return fmt.Sprintf("In the one simulated history %s makes %s %s by %s; one history decides nothing.", arm, x.phrase(), x.direction(), change)
	case x.Decided():
		return fmt.Sprintf("%s %s %s by %s, from %s with %s (%s); it is %s in %s.",
			arm, x.verb(), x.phrase(), change, withUnit(s.number(x.BaselineMean), s.unit), than, x.sureness(s), x.direction(), x.signs(" simulated histories"))
	}
	return fmt.Sprintf("Whether %s raises or lowers %s is open: the mean change is %s (%s), %s in %s; %s.",
		arm, x.phrase(), withUnit(s.number(x.Mean), s.changes), x.sureness(s), x.direction(), x.signs(" simulated histories"), x.settled())
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

// signs writes the count of histories that go the mean's way, "9 of 10" and what they are.
func (x Finding) signs(what string) string {
	agree := x.Up
	if x.Mean < 0 {
		agree = x.Down
	}
	text := fmt.Sprintf("%s of %s%s", wholeNumber(agree), wholeNumber(x.N), what)
	if x.Same > 0 {
		text += fmt.Sprintf(" and unchanged in %s", wholeNumber(x.Same))
	}
	return text
}

// settled says what would decide the sign.
func (x Finding) settled() string {
	n, ok := x.Settle(settlePower)
	if !ok || n > 1e6 {
		return "no feasible number of histories would settle it"
	}
	return fmt.Sprintf("about %s histories would settle it", roughNumber(max(n, x.N+1)))
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

// alike says whether the target is met as often in another arm.
func (c *Chance) alike(d Chance) bool { return c.Met == d.Met && c.N == d.N }

// chance tells how often the target is met in an arm, and in those in which it is as often.
func (t TargetFinding) chance(c *Chance) string {
	var arms []string
	for _, d := range t.Chances {
		if c.alike(d) {
			arms = append(arms, t.spoken(d.Arm))
		}
	}
	with := strings.Join(arms, ", ")
	if len(arms) == len(t.Chances) && len(arms) > 2 {
		with = "any arm"
	}
	if c.N == 0 {
		return "in no finished history with " + with
	}
	return fmt.Sprintf("in %s of %s with %s (%s to %s %%)", wholeNumber(c.Met), histories(c.N), with, wholePercent(c.Interval.Low), wholePercent(c.Interval.High))
}

// Sentence tells how often each arm meets the target; level is that of the intervals.
func (t TargetFinding) Sentence(level float64) string {
	var parts []string
	for i := range t.Chances {
		if c := &t.Chances[i]; !slices.ContainsFunc(t.Chances[:i], c.alike) {
			parts = append(parts, t.chance(c))
		}
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

// tellCare says what the reader must not make of it.
func (f *Findings) tellCare(page *strings.Builder) {
	for _, l := range f.Failed {
		tell(page, "", fmt.Sprintf("With %s, %s of %s failed. Failed histories are left out wherever the arm is compared; if they failed because of it, the differences mislead.",
			f.spoken(l.Arm), wholeNumber(l.Failed), histories(l.Of)))
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

// tell writes a text after a mark, broken between words so that no line exceeds the columns unless one word does; a number
// keeps its %, and later lines start below the text.
func tell(page *strings.Builder, mark, text string) {
	line, indent := mark, strings.Repeat(" ", utf8.RuneCountInString(mark))
	empty := true
	words := strings.Fields(text)
	for i, word := range words {
		if strings.HasPrefix(word, "%") && i > 0 {
			continue
		}
		if i+1 < len(words) && strings.HasPrefix(words[i+1], "%") {
			word += " " + words[i+1]
		}
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
