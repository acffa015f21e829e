package svg

// Steps is one picture of blocks side by side, as of a cost curve: each as wide as what it offers and as high as what it
// asks, cheapest first. A block that asks nothing known (NaN) reaches the top and is grey.
type Steps struct {
	Title  string // what is shown
	Unit   string // of the heights
	Across string // what the widths count
	Blocks []Block
	Levels []Level // heights to point at

	Width, Height float64 // px; 0 means 880 and 430
}

// Block is one step. Its name stands in it where there is room, and a browser shows the text where the pointer rests.
type Block struct {
	Name, Text string
	Wide, High float64
}

// Level is a height with a label at its end.
type Level struct {
	At    float64
	Label string
}

// Sizes, px.
const (
	stepsWidth  = 880
	stepsHeight = 430
	stepSize    = 8.5 // of the names of blocks
)

// SVG draws the steps as a picture of its own, on white.
func (s *Steps) SVG() string {
	p, total := s.plot()
	p.drawTitle(s.Unit)
	p.drawValues()
	x := scale{low: 0, high: total, from: p.left, to: p.right}
	if total == 0 {
		x.high = 1
	}
	p.drawWidths(s.Across, &x)
	p.drawBlocks(s.Blocks, &x)
	for i := range p.Lines {
		p.drawLine(&p.Lines[i])
	}
	p.drawNames(s.Blocks, &x)
	p.drawLabels()
	body := paper + `<g transform="translate(` + px(margin) + " " + px(margin) + `)">` + "\n" + p.String() + "</g>\n"
	return root(p.width+2*margin, p.height+2*margin, s.Title+", "+s.Unit, body)
}

// plot divides the room: levels are the lines of a chart of two months, its edges. It gives the sum of the widths too.
func (s *Steps) plot() (*plot, float64) {
	c := &Chart{Title: s.Title, Unit: s.Unit, Width: s.Width, Height: s.Height}
	if c.Width <= 0 {
		c.Width = stepsWidth
	}
	if c.Height <= 0 {
		c.Height = stepsHeight
	}
	for _, l := range s.Levels {
		c.Lines = append(c.Lines, Line{Name: l.Label, Colour: Vermilion, Values: []float64{l.At, l.At}, Thin: true})
	}
	var heights Line
	total := 0.0
	for _, b := range s.Blocks {
		heights.Values = append(heights.Values, b.High)
		total += b.Wide
	}
	c.Lines = append(c.Lines, heights) // which the axis must hold
	p := c.plot()
	c.Lines, p.months = c.Lines[:len(s.Levels)], 2
	p.bottom -= 16 // for what the widths count
	p.y.from = p.bottom
	return p, total
}

// drawWidths draws the horizontal axis, which ends where the blocks do.
func (p *plot) drawWidths(across string, x *scale) {
	list := ticks(0, x.high, 8)
	for _, value := range list {
		if at := x.at(value); value <= x.high {
			p.rule(at, p.bottom, at, p.bottom+4, axis)
			p.text(at, p.bottom+16, textStyle{size: textSize, colour: faint, anchor: "middle"}, label(value, list[1]))
		}
	}
	p.text((p.left+p.right)/2, p.bottom+31, textStyle{size: textSize, colour: faint, anchor: "middle"}, across)
}

// drawBlocks draws the blocks, with a white edge between neighbours.
func (p *plot) drawBlocks(blocks []Block, x *scale) {
	from := 0.0
	for _, b := range blocks {
		left, right, top, colour := x.at(from), x.at(from+b.Wide), p.top, Grey
		if known(b.High) {
			top, colour = p.y.at(b.High), Sky
		}
		from += b.Wide
		p.WriteString(`<path fill="` + colour.hex() + `" fill-opacity="0.5" stroke="#FFFFFF" stroke-width="0.6" d="M` + px(left) + " " + px(p.bottom) +
			"V" + px(top) + "H" + px(right) + "V" + px(p.bottom) + `Z"><title>` + Escape(b.Text) + "</title></path>\n")
	}
}

// drawNames writes the names upright into the blocks that are wide enough; above a low block there is room too.
func (p *plot) drawNames(blocks []Block, x *scale) {
	from := 0.0
	for _, b := range blocks {
		left, right := x.at(from), x.at(from+b.Wide)
		from += b.Wide
		if right-left < stepSize {
			continue
		}
		p.WriteString(`<g transform="translate(` + px((left+right)/2+stepSize*0.35) + " " + px(p.bottom-4) + `) rotate(-90)">`)
		p.text(0, 0, textStyle{size: stepSize, colour: ink}, fit(b.Name, stepSize, p.bottom-p.top-8))
		p.WriteString("</g>\n")
	}
}
