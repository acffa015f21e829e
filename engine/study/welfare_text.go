package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// tellWelfare tells of every arm what users pay, who gains and who loses most, and what all gain together, as far as it is
// beyond chance.
func (f *Findings) tellWelfare(page *strings.Builder) {
	if len(f.Welfare) == 0 {
		return
	}
	tell(page, "", fmt.Sprintf("Who gains and who loses over %s, in real 2025 USD at present value (3 %% a year; plants have no value at the end). What users pay is not discounted and counts what they lack at its worth to them.", f.Span))
	for i := range f.Welfare {
		tell(page, "   - ", f.spoken(f.Welfare[i].Arm)+" against "+f.than(f.Welfare[i].Arm)+": "+f.Welfare[i].sentence()+".")
	}
}

// sentence is what is decided.
func (w *Welfare) sentence() string {
	switch {
	case w.N == 0:
		return "no history finished in both arms"
	case w.Identical():
		return "nobody gains or loses anything in any history"
	}
	var parts []string
	if w.Cost.Decided() {
		parts = append(parts, "users pay "+sizeOf(&w.Cost)+map[bool]string{true: " less", false: " more"}[w.Cost.Mean < 0]+w.ofThat())
	}
	byMean := func(a, b Gain) int { return cmp.Compare(a.Mean, b.Mean) }
	decided := slices.DeleteFunc(slices.Clone(w.Gains), func(g Gain) bool { return !g.Decided() })
	if len(decided) > 0 {
		if g := slices.MaxFunc(decided, byMean); g.Mean > 0 {
			parts = append(parts, g.who()+" gain most, "+sizeOf(&g.Effect))
		}
		if g := slices.MinFunc(decided, byMean); g.Mean < 0 {
			parts = append(parts, g.who()+" lose most, "+sizeOf(&g.Effect))
		}
	}
	if w.Total.Decided() {
		parts = append(parts, "all together "+map[bool]string{true: "lose ", false: "gain "}[w.Total.Mean < 0]+sizeOf(&w.Total))
	} else if len(parts) > 0 {
		parts = append(parts, "the sum of all is undecided")
	}
	if len(parts) == 0 {
		return "nothing is beyond chance"
	}
	return strings.Join(parts, "; ")
}

// ofThat says how much of what users pay is for what they lack, where that is known and matters.
func (w *Welfare) ofThat() string {
	if !w.Unserved.Decided() || math.Abs(w.Unserved.Mean) < math.Abs(w.Cost.Mean)/10 {
		return ""
	}
	return ", " + sizeOf(&w.Unserved) + map[bool]string{true: " less", false: " more"}[w.Unserved.Mean < 0] + " for what they lack"
}

// sizeOf writes a change of USD without its sign: "3.1 billion USD (2.0 to 4.2)".
func sizeOf(e *Effect) string {
	s := scaleOf("USD", e)
	low, high := e.Interval.Low, e.Interval.High
	if e.Mean < 0 {
		low, high = -high, -low
	}
	text := withUnit(s.number(math.Abs(e.Mean)), s.unit)
	if e.constant() {
		return text + " (in every history)"
	}
	return fmt.Sprintf("%s (%s to %s)", text, s.number(low), s.number(high))
}

// who names a class in a region.
func (g *Gain) who() string {
	switch place, known := regionWords[g.Region]; {
	case g.Region == outsideRegion:
		return g.Class + " outside the model"
	case known:
		return g.Class + " in " + place
	}
	return g.Class + " in " + g.Region
}

// regionWords are the regions that scenarios name by letters.
var regionWords = map[string]string{
	"AU": "Australia", "BR": "Brazil", "CA": "Canada", "CN": "China", "EU": "the European Union", "IN": "India", "JP": "Japan", "KR": "South Korea",
	"MM": "Myanmar", "MY": "Malaysia", "ROW": "the rest of the world", "US": "the United States", "VN": "Vietnam",
}
