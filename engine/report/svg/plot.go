package svg

import (
	"slices"
	"strings"
)

// plot is a chart with its room divided.
type plot struct {
	*Chart
	width, height            float64
	left, right, top, bottom float64 // of the room of the series
	months                   int
	y                        scale
	ticks                    []float64
	empty                    bool
	cut                      bool // something is above the axis
	strings.Builder
}

// Sizes, px.
const (
	defaultWidth  = 480
	defaultHeight = 250
	titleSize     = 13
	textSize      = 11
	markSize      = 9
	labelRoom     = 120 // at most, for the labels of series
	labelGap      = 12.5
)

// plot divides the room and chooses the vertical axis.
func (c *Chart) plot() *plot {
	p := &plot{Chart: c, width: c.Width, height: c.Height, months: c.Months()}
	if p.months == 1 {
		p.Chart = c.held()
	}
	if p.width <= 0 {
		p.width = defaultWidth
	}
	if p.height <= 0 {
		p.height = defaultHeight
	}
	p.top, p.bottom = 46, p.height-22
	p.chooseAxis()
	var left float64
	for i := range p.ticks {
		left = max(left, wide(p.tick(i), textSize))
	}
	p.left, p.right = left+10, p.width-p.labelWidth()-8
	return p
}

// chooseAxis sets the scale and its ticks.
func (p *plot) chooseAxis() {
	low, high, any := p.bounds()
	p.empty = !any
	if p.Most > 0 && high > p.Most {
		high, p.cut = p.Most, true
	}
	if p.Axis == ByRange && any && low > 0 && high > 10*low {
		p.y.log = true
		p.ticks = logTicks(low, high, 8)
	} else {
		if !any {
			low, high = 0, 1
		}
		p.ticks = ticks(min(low, 0), max(high, 0), 5)
	}
	p.y.low, p.y.high = p.ticks[0], p.ticks[len(p.ticks)-1]
	p.y.from, p.y.to = p.bottom, p.top
}

// tick prints a tick of the vertical axis.
func (p *plot) tick(i int) string {
	if p.y.log {
		return label(p.ticks[i], p.ticks[i])
	}
	return label(p.ticks[i], p.ticks[1]-p.ticks[0])
}

// x is where a month stands: the first and the last at the edges.
func (p *plot) x(month int) float64 {
	return p.left + float64((p.right-p.left)*float64(month)/float64(max(1, p.months-1)))
}

// held repeats the values of a single month, which would have no width, to the right edge.
func (c *Chart) held() *Chart {
	twice := func(s []float64) []float64 { return slices.Concat(s, s) }
	held := *c
	held.Lines, held.Bands = slices.Clone(c.Lines), slices.Clone(c.Bands)
	for i := range held.Lines {
		l := &held.Lines[i]
		l.Values, l.Pale = twice(l.Values), slices.Concat(l.Pale, l.Pale)
	}
	for i := range held.Bands {
		b := &held.Bands[i]
		b.Low, b.High = twice(b.Low), twice(b.High)
	}
	return &held
}

// draw draws everything but the root.
func (p *plot) draw() string {
	unit := p.Unit
	if p.y.log {
		unit += " (log scale)"
	}
	if p.cut {
		unit += " (cut at " + p.tick(len(p.ticks)-1) + ")"
	}
	p.drawTitle(unit)
	p.drawValues()
	p.drawMonths()
	p.drawMarks()
	for i := range p.Bands {
		p.drawBand(&p.Bands[i])
	}
	for i := len(p.Lines) - 1; i >= 0; i-- {
		p.drawLine(&p.Lines[i])
	}
	p.drawLabels()
	if p.empty {
		p.text((p.left+p.right)/2, (p.top+p.bottom)/2, textStyle{size: textSize, colour: faint, anchor: "middle"}, "no values")
	}
	return p.String()
}

// drawTitle writes what is shown, and below it the unit.
func (p *plot) drawTitle(unit string) {
	p.text(0, 14, textStyle{size: titleSize, colour: ink, bold: true}, fit(p.Title, titleSize*1.07, p.width))
	p.text(0, 29, textStyle{size: textSize, colour: faint}, fit(unit, textSize, p.width))
}

// drawValues draws the grid of the vertical axis, and the values at it.
func (p *plot) drawValues() {
	for i, value := range p.ticks {
		y, colour := p.y.at(value), rule
		if value == 0 || p.y.log && i == 0 {
			colour = axis
		}
		p.rule(p.left, y, p.right, y, colour)
		p.text(p.left-5, y+4, textStyle{size: textSize, colour: faint, anchor: "end"}, p.tick(i))
	}
}

// drawMonths draws the horizontal axis.
func (p *plot) drawMonths() {
	months, years := monthTicks(p.Start, p.months, int((p.right-p.left)/52))
	for _, m := range months {
		x, text := p.x(int(m-p.Start)), m.String()
		if years {
			text = text[:4]
		}
		p.rule(x, p.bottom, x, p.bottom+4, axis)
		p.text(x, p.bottom+16, textStyle{size: textSize, colour: faint, anchor: "middle"}, text)
	}
}
