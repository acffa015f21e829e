package svg

import (
	"math"
	"strings"
)

// Chart is one picture of monthly series.
type Chart struct {
	Title string // what is shown
	Unit  string // unit and basis of the vertical axis, such as "USD/kg, 2025 USD, ex VAT"
	Start Month  // of the first value of every series
	Bands []Band // drawn first, in their order
	Lines []Line // drawn over them; the first line lies on top
	Marks []Mark // moments to point at
	Axis  Axis
	Most  float64 // the axis ends here at the latest, and what is above is drawn at its end; 0 for no such limit

	Width, Height float64 // px; 0 means 480 and 250
}

// Line is a series.
type Line struct {
	Name   string // its label; none when empty
	Colour Colour
	Values []float64 // one a month; NaN where there is none
	Pale   []bool    // months that are only indications, drawn dashed and pale; may be nil
	Thin   bool      // less important than its neighbours
}

// Band is the area between two series.
type Band struct {
	Name      string // its label; none when empty
	Colour    Colour
	Low, High []float64 // one a month; NaN where there is none
	Pale      bool      // lets the grid shine through, as of a fan
}

// Mark is a moment: a vertical line under a short label, whose text a browser shows where the pointer rests.
type Mark struct {
	At    Month
	Label string // a character or two
	Text  string
}

// Axis says how values are placed.
type Axis uint8

const (
	FromZero Axis = iota // linear, with zero on it
	ByRange              // logarithmic where all values are above zero and the largest is over ten times the smallest, else FromZero
)

// Stack sets bands upon one another, the first at the bottom. A missing or negative value takes no room.
func Stack(parts []Line) []Band {
	var bands []Band
	var floor []float64
	for _, part := range parts {
		if floor == nil {
			floor = make([]float64, len(part.Values))
		}
		top := make([]float64, len(floor))
		for m := range top {
			top[m] = floor[m]
			if m < len(part.Values) && part.Values[m] > 0 {
				top[m] += part.Values[m]
			}
		}
		bands = append(bands, Band{Name: part.Name, Colour: part.Colour, Low: floor, High: top})
		floor = top
	}
	return bands
}

// Months is how many months the chart covers: those of its longest series.
func (c *Chart) Months() int {
	n := 0
	for _, l := range c.Lines {
		n = max(n, len(l.Values))
	}
	for _, b := range c.Bands {
		n = max(n, len(b.High))
	}
	return n
}

// bounds gives the smallest and largest value of all series; false where there is none.
func (c *Chart) bounds() (low, high float64, any bool) {
	low, high = math.Inf(1), math.Inf(-1)
	take := func(values []float64) {
		for _, v := range values {
			if known(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	for _, l := range c.Lines {
		take(l.Values)
	}
	for _, b := range c.Bands {
		take(b.Low)
		take(b.High)
	}
	return low, high, high >= low
}

// known says whether there is a value.
func known(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// SVG draws the chart as a picture of its own.
func (c *Chart) SVG() string {
	p := c.plot()
	return root(p.width, p.height, c.Title+", "+c.Unit, p.draw())
}

// Row draws charts side by side as one picture on white, for a text whose background is unknown.
func Row(title string, charts []Chart) string {
	var body strings.Builder
	width, height := 0.0, 0.0
	for i := range charts {
		p := charts[i].plot()
		body.WriteString(`<g transform="translate(` + px(width+margin) + " " + px(margin) + `)">` + "\n" + p.draw() + "</g>\n")
		width += p.width + 2*margin
		height = max(height, p.height+2*margin)
	}
	return root(width, height, title, paper+body.String())
}

// paper is a white ground.
const paper = `<rect width="100%" height="100%" fill="#FFFFFF"/>` + "\n"

// margin is the white around a chart on paper, px.
const margin = 12

// root wraps what is drawn; the name is what a screen reader says.
func root(width, height float64, name, body string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + px(width) + " " + px(height) + `" width="` + px(width) +
		`" height="` + px(height) + `" role="img" aria-label="` + Escape(name) + `" font-family="Helvetica, Arial, sans-serif" font-size="11">` +
		"\n" + body + "</svg>\n"
}
