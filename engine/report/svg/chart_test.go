package svg

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// drawn are the elements of a picture by their names.
type drawn struct {
	texts  []string
	titles []string
	paths  []map[string]string // attributes
}

// parse reads a picture as XML.
func parse(t *testing.T, picture string) (d drawn) {
	t.Helper()
	in := xml.NewDecoder(strings.NewReader(picture))
	var open string
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, picture)
		}
		switch e := token.(type) {
		case xml.StartElement:
			open = e.Name.Local
			if open == "path" {
				attributes := map[string]string{}
				for _, a := range e.Attr {
					attributes[a.Name.Local] = a.Value
				}
				d.paths = append(d.paths, attributes)
			}
		case xml.CharData:
			switch open {
			case "text":
				d.texts = append(d.texts, string(e))
			case "title":
				d.titles = append(d.titles, string(e))
			}
		case xml.EndElement:
			open = ""
		}
	}
}

// series gives the data of the paths that draw a series in a colour, not those of labels.
func (d drawn) series(c Colour) (data []string) {
	for _, p := range d.paths {
		if p["fill"] == c.hex() || p["stroke"] == c.hex() && p["stroke-linecap"] == "round" {
			data = append(data, p["d"])
		}
	}
	return data
}

func ramp(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(i + 1)
	}
	return values
}

func TestChartShowsWhatItHolds(t *testing.T) {
	c := Chart{
		Title: "NdPr oxide", Unit: "USD/kg", Start: MonthOf(2024, 1),
		Lines: []Line{{Name: "China", Colour: Vermilion, Values: ramp(24)}},
		Marks: []Mark{{MonthOf(2024, 6), "1", "mine accident"}, {MonthOf(2030, 1), "2", "beyond the chart"}},
	}
	d := parse(t, c.SVG())
	for _, want := range []string{"NdPr oxide", "USD/kg", "China", "2025-01", "0", "1"} {
		if !slices.Contains(d.texts, want) {
			t.Errorf("no text %q in %q", want, d.texts)
		}
	}
	if slices.Contains(d.texts, "2") || !slices.Equal(d.titles, []string{"2024-06: mine accident", "China"}) {
		t.Errorf("marks are not those of the chart's months: %q, %q", d.texts, d.titles)
	}
	lines := d.series(Vermilion)
	if len(lines) != 1 || strings.Count(lines[0], "L") != 23 || strings.Count(lines[0], "M") != 1 {
		t.Errorf("24 months are drawn as %q", lines)
	}
	if again := c; c.SVG() != again.SVG() {
		t.Error("drawing twice gives two pictures")
	}
}

// A range of more than a factor of ten above zero asks for logarithms; one with a zero cannot have them.
func TestAxis(t *testing.T) {
	for _, c := range []struct {
		name   string
		axis   Axis
		values []float64
		log    bool
	}{
		{"wide", ByRange, []float64{1, 11}, true},
		{"narrow", ByRange, []float64{1, 10}, false},
		{"with a zero", ByRange, []float64{0, 11}, false},
		{"negative", ByRange, []float64{-1, 11}, false},
		{"wide, from zero", FromZero, []float64{1, 11}, false},
	} {
		chart := Chart{Unit: "t", Axis: c.axis, Lines: []Line{{Values: c.values}}}
		if got := slices.Contains(parse(t, chart.SVG()).texts, "t (log scale)"); got != c.log {
			t.Errorf("%s: log %v, want %v", c.name, got, c.log)
		}
		if p := chart.plot(); !p.y.log && p.y.low > 0 {
			t.Errorf("%s: the axis starts at %v", c.name, p.y.low)
		}
	}
}

// What is above the most that an axis may show is drawn at its end, and the chart says so.
func TestMost(t *testing.T) {
	for most, want := range map[float64]string{0: "t", 1000: "t", 100: "t (cut at 100)"} {
		c := Chart{Unit: "t", Most: most, Lines: []Line{{Colour: Blue, Values: []float64{50, 900}}}}
		p := c.plot()
		if texts := parse(t, c.SVG()).texts; !slices.Contains(texts, want) {
			t.Errorf("at most %v: %q, want %q", most, texts, want)
		}
		if most == 100 && !strings.HasSuffix(parse(t, c.SVG()).series(Blue)[0], " "+px(p.top)) {
			t.Error("the line does not end at the top")
		}
	}
}

// Of the months 0 1 - 3 - 5 6, the pair, the lone one and the pair are three stretches.
func TestGapsAndDots(t *testing.T) {
	gap := math.NaN()
	c := Chart{Lines: []Line{{Colour: Blue, Values: []float64{1, 2, gap, 4, math.Inf(1), 6, 7}}}}
	lines := parse(t, c.SVG()).series(Blue)
	if len(lines) != 1 || strings.Count(lines[0], "M") != 3 || strings.Count(lines[0], "L") != 2 || strings.Count(lines[0], "h0") != 1 {
		t.Errorf("drawn as %q", lines)
	}
	if strings.Contains(c.SVG(), "NaN") || strings.Contains(c.SVG(), "Inf") {
		t.Error("a missing value is drawn")
	}
}

// Of the months 0 to 4, those that lead to 2 and 3 are mere indications.
func TestPale(t *testing.T) {
	c := Chart{Lines: []Line{{Colour: Blue, Values: ramp(5), Pale: []bool{false, false, true, true}}}}
	for _, p := range parse(t, c.SVG()).paths {
		want := 2
		if p["stroke"] != Blue.hex() || p["stroke-linecap"] == "" {
			continue
		}
		if got := strings.Count(p["d"], "L"); got != want {
			t.Errorf("%d steps in %v, want %d", got, p, want)
		}
	}
	if n := len(parse(t, c.SVG()).series(Blue)); n != 2 {
		t.Errorf("%d paths, want a solid and a pale one", n)
	}
}

func TestStack(t *testing.T) {
	bands := Stack([]Line{{Name: "a", Values: []float64{1, 2}}, {Name: "b", Values: []float64{3, math.NaN()}}, {Name: "c", Values: []float64{-1, 4}}})
	want := [][]float64{{0, 0}, {1, 2}, {4, 2}, {4, 6}}
	for i, b := range bands {
		if !slices.Equal(b.Low, want[i]) || !slices.Equal(b.High, want[i+1]) {
			t.Errorf("%s from %v to %v, want from %v to %v", b.Name, b.Low, b.High, want[i], want[i+1])
		}
	}
	c := Chart{Bands: bands}
	if low, high, _ := c.bounds(); low != 0 || high != 6 {
		t.Errorf("bounds %v to %v, want 0 to 6", low, high)
	}
}

// A fan near zero on a linear axis: five months up along the high line, five back along the low one.
func TestBand(t *testing.T) {
	c := Chart{Bands: []Band{{Name: "90 %", Colour: Green, Low: []float64{0, 0, 0, 0, 0}, High: ramp(5), Pale: true}}}
	areas := parse(t, c.SVG()).series(Green)
	if len(areas) != 1 || strings.Count(areas[0], "L") != 9 || !strings.HasSuffix(areas[0], "Z") {
		t.Errorf("drawn as %q", areas)
	}
	c.Bands[0].Low[2] = math.NaN()
	if areas := parse(t, c.SVG()).series(Green); len(areas) != 1 || strings.Count(areas[0], "Z") != 2 {
		t.Errorf("with a month missing drawn as %q", areas)
	}
}

func TestNoValuesAndOneMonth(t *testing.T) {
	none := Chart{Title: "none", Lines: []Line{{Name: "a", Values: []float64{math.NaN(), math.NaN()}}}}
	if texts := parse(t, none.SVG()).texts; !slices.Contains(texts, "no values") || slices.Contains(texts, "a") {
		t.Errorf("an empty chart says %q", texts)
	}
	parse(t, (&Chart{}).SVG())
	one := Chart{Start: MonthOf(2024, 5), Lines: []Line{{Colour: Blue, Values: []float64{3}}}, Bands: Stack([]Line{{Colour: Green, Values: []float64{2}}})}
	d := parse(t, one.SVG())
	p := one.plot()
	for _, data := range slices.Concat(d.series(Blue), d.series(Green)) {
		if !strings.Contains(data, px(p.left)) || !strings.Contains(data, px(p.right)) {
			t.Errorf("a single month does not reach from edge to edge: %q", data)
		}
	}
	if !slices.Contains(d.texts, "2024-05") || slices.Contains(d.texts, "2024-06") {
		t.Errorf("months %q", d.texts)
	}
}

func TestEscape(t *testing.T) {
	const evil = `</text></title><script>alert("x & 'y'")</script>`
	c := Chart{
		Title: evil, Unit: evil, Width: 5000, Lines: []Line{{Name: evil, Values: ramp(3)}}, Bands: []Band{{Name: evil, Low: ramp(3), High: ramp(3)}},
		Marks: []Mark{{0, evil, evil}},
	}
	for _, picture := range []string{c.SVG(), Row(evil, []Chart{c})} {
		if strings.Contains(picture, "<script") {
			t.Error("a text is not escaped")
		}
		d := parse(t, picture)
		if !slices.Contains(d.texts, evil) || !slices.Contains(d.titles, "0000-01: "+evil) || !slices.Contains(d.titles, evil) {
			t.Errorf("a text does not come out as it went in: %q, %q", d.texts, d.titles)
		}
	}
	if got := Escape("a\x00b\xffc\uFFFEd"); got != "a\uFFFDb\uFFFDc\uFFFDd" {
		t.Errorf("%q", got)
	}
}

func TestRow(t *testing.T) {
	a := Chart{Title: "a", Width: 300, Height: 200, Lines: []Line{{Values: ramp(3)}}}
	b := Chart{Title: "b", Width: 200, Height: 250, Lines: []Line{{Values: ramp(3)}}}
	picture := Row("both", []Chart{a, b})
	if !strings.Contains(picture, `viewBox="0 0 548 274"`) || !strings.Contains(picture, `translate(336 12)`) { // 12 px around each
		t.Errorf("%.200s", picture)
	}
	if texts := parse(t, picture).texts; !slices.Contains(texts, "a") || !slices.Contains(texts, "b") {
		t.Errorf("texts %q", texts)
	}
}
