package svg

// textStyle is how a text looks.
type textStyle struct {
	size   float64
	colour string
	anchor string // start when empty
	bold   bool
}

func (p *plot) text(x, y float64, style textStyle, s string) {
	p.WriteString(`<text x="` + px(x) + `" y="` + px(y) + `" fill="` + style.colour + `"`)
	if style.size != textSize {
		p.WriteString(` font-size="` + px(style.size) + `"`)
	}
	if style.anchor != "" {
		p.WriteString(` text-anchor="` + style.anchor + `"`)
	}
	if style.bold {
		p.WriteString(` font-weight="bold"`)
	}
	p.WriteString(">" + Escape(s) + "</text>\n")
}

func (p *plot) rule(x1, y1, x2, y2 float64, colour string) {
	p.WriteString(`<path d="M` + px(x1) + " " + px(y1) + "L" + px(x2) + " " + px(y2) + `" stroke="` + colour + `"/>` + "\n")
}

// drawMarks draws the moments in their order. Labels of close ones move to the right.
func (p *plot) drawMarks() {
	free := 0.0 // where the last label ends
	for _, m := range p.Marks {
		if m.At < p.Start || int(m.At-p.Start) >= p.months {
			continue
		}
		x := p.x(int(m.At - p.Start))
		p.WriteString(`<path d="M` + px(x) + " " + px(p.top) + "V" + px(p.bottom) + `" stroke="` + axis +
			`" stroke-dasharray="1 3"><title>` + Escape(m.At.String()+": "+m.Text) + "</title></path>\n")
		half := wide(m.Label, markSize) / 2
		middle := max(x, free+half)
		p.text(middle, p.top-3, textStyle{size: markSize, colour: faint, anchor: "middle"}, m.Label)
		free = middle + half + 4
	}
}

// drawLine draws a series, its months of mere indication apart. A month without neighbours is a dot.
func (p *plot) drawLine(l *Line) {
	width, titled := "1.8", "<title>"+Escape(l.Name)+"</title>"
	if l.Thin {
		width = "1"
	}
	start := `<path fill="none" stroke="` + l.Colour.hex() + `" stroke-width="` + width + `" stroke-linejoin="round" stroke-linecap="round"`
	if d := p.path(l, true); d != "" {
		p.WriteString(start + ` stroke-dasharray="1 3" opacity="0.6" d="` + d + `">` + titled + "</path>\n")
	}
	if d := p.path(l, false); d != "" {
		p.WriteString(start + ` d="` + d + `">` + titled + "</path>\n")
	}
}

// path gives the stretches of a line that are pale, or those that are not. A stretch between two
// months is what the later one is.
func (p *plot) path(l *Line, pale bool) string {
	var d []byte
	pen := -1 // month at which the pen stands
	for m, v := range l.Values {
		if !known(v) || pale != (m < len(l.Pale) && l.Pale[m]) {
			continue
		}
		if m > 0 && known(l.Values[m-1]) {
			if pen != m-1 {
				d = p.point(d, 'M', m-1, l.Values[m-1])
			}
			d = p.point(d, 'L', m, v)
			pen = m
		} else if m+1 == len(l.Values) || !known(l.Values[m+1]) {
			d = append(p.point(d, 'M', m, v), "h0"...)
		}
	}
	return string(d)
}

func (p *plot) point(d []byte, command byte, month int, value float64) []byte {
	d = append(append(d, command), px(p.x(month))...)
	return append(append(d, ' '), px(p.y.at(value))...)
}

// drawBand fills the area between two series, stretch by stretch where months are missing.
func (p *plot) drawBand(b *Band) {
	n := min(len(b.Low), len(b.High))
	missing := func(m int) bool { return m >= n || !known(b.Low[m]) || !known(b.High[m]) }
	var d []byte
	for m := 0; m < n; m++ {
		if missing(m) {
			continue
		}
		first, command := m, byte('M')
		for ; !missing(m); m++ {
			d = p.point(d, command, m, b.High[m])
			command = 'L'
		}
		for back := m - 1; back >= first; back-- {
			d = p.point(d, 'L', back, b.Low[back])
		}
		d = append(d, 'Z')
	}
	if d == nil {
		return
	}
	opacity := "1"
	if b.Pale {
		opacity = "0.25"
	}
	p.WriteString(`<path fill="` + b.Colour.hex() + `" fill-opacity="` + opacity + `" d="` + string(d) +
		`"><title>` + Escape(b.Name) + "</title></path>\n")
}
