package svg

import (
	"cmp"
	"slices"
)

// tag is the label of a series: where it should stand, and what and of which colour it is.
type tag struct {
	name   string
	colour Colour
	pale   bool
	y      float64 // where the series ends
}

// tags lists the labels of all series that have a name and a value, from the top of the chart down.
func (p *plot) tags() []tag {
	var tags []tag
	for i := len(p.Bands) - 1; i >= 0; i-- {
		b := &p.Bands[i]
		if at := last(b.High); b.Name != "" && at >= 0 && at < len(b.Low) {
			tags = append(tags, tag{b.Name, b.Colour, b.Pale, (p.y.at(b.High[at]) + p.y.at(b.Low[at])) / 2})
		}
	}
	for _, l := range p.Lines {
		if at := last(l.Values); l.Name != "" && at >= 0 {
			tags = append(tags, tag{l.Name, l.Colour, false, p.y.at(l.Values[at])})
		}
	}
	slices.SortStableFunc(tags, func(a, b tag) int { return cmp.Compare(a.y, b.y) })
	return tags
}

// last is the last month with a value, -1 where there is none.
func last(values []float64) int {
	for m := len(values) - 1; m >= 0; m-- {
		if known(values[m]) {
			return m
		}
	}
	return -1
}

// labelWidth is the room that labels need right of the series.
func (p *plot) labelWidth() float64 {
	var width float64
	for _, l := range p.Lines {
		width = max(width, wide(l.Name, textSize))
	}
	for _, b := range p.Bands {
		width = max(width, wide(b.Name, textSize))
	}
	return min(width, labelRoom) + 24
}

// drawLabels writes the labels, each with a stroke of its colour that starts where the series ends.
func (p *plot) drawLabels() {
	tags := p.tags()
	wanted := make([]float64, len(tags))
	for i, t := range tags {
		wanted[i] = t.y
	}
	for i, y := range spread(wanted, labelGap, p.top, p.bottom) {
		t, opacity := tags[i], ""
		if t.pale {
			opacity = ` stroke-opacity="0.4"`
		}
		p.WriteString(`<path fill="none" stroke="` + t.colour.hex() + `" stroke-width="2"` + opacity + ` d="M` + px(p.right+3) + " " + px(t.y) +
			"L" + px(p.right+12) + " " + px(y) + `h8"/>` + "\n")
		p.text(p.right+24, y+4, textStyle{size: textSize, colour: ink}, fit(t.name, textSize, labelRoom))
	}
}

// spread moves positions, which grow, apart by at least a gap, as little as it can: those that
// would overlap stand around their mean. Where there is not room enough from low to high the gap shrinks.
func spread(wanted []float64, gap, low, high float64) []float64 {
	if n := len(wanted); n > 1 {
		gap = min(gap, (high-low)/float64(n-1))
	}
	type group struct {
		sum   float64 // of where its members would start it
		first int
		n     int
	}
	start := func(g group) float64 {
		return max(low, min(g.sum/float64(g.n), high-gap*float64(g.n-1)))
	}
	var groups []group
	for i, y := range wanted {
		g := group{y, i, 1}
		for len(groups) > 0 {
			before := groups[len(groups)-1]
			if start(before)+gap*float64(before.n) <= start(g) {
				break
			}
			g = group{before.sum + g.sum - gap*float64(before.n*g.n), before.first, before.n + g.n}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	placed := make([]float64, len(wanted))
	for _, g := range groups {
		for k := range g.n {
			placed[g.first+k] = start(g) + gap*float64(k)
		}
	}
	return placed
}
