package svg

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Blocks of 1, 3 and 4 divide the room in these proportions; their heights are those of the axis, from 0 to 100.
func TestStepsStandSideBySide(t *testing.T) {
	s := Steps{
		Title: "curve", Unit: "USD/kg", Across: "kt", Width: 500, Height: 300,
		Blocks: []Block{{"one", "first", 1, 50}, {"two & more", "second", 3, 100}, {"none", "third", 4, math.NaN()}},
		Levels: []Level{{75, "three quarters"}},
	}
	d := parse(t, s.SVG())
	p, total := s.plot()
	if total != 8 || p.y.high != 100 {
		t.Fatalf("widths sum to %v, want 8; the axis ends at %v, want 100", total, p.y.high)
	}
	eighth, bottom := (p.right-p.left)/8, px(p.bottom)
	block := func(from, to, top float64) string {
		return "M" + px(p.left+eighth*from) + " " + bottom + "V" + px(top) + "H" + px(p.left+eighth*to) + "V" + bottom + "Z"
	}
	if got, want := d.series(Sky), []string{block(0, 1, (p.top+p.bottom)/2), block(1, 4, p.top)}; !slices.Equal(got, want) {
		t.Errorf("blocks %v, want %v", got, want)
	}
	if got, want := d.series(Grey), []string{block(4, 8, p.top)}; !slices.Equal(got, want) {
		t.Errorf("a block without height %v, want %v", got, want)
	}
	y := px(p.bottom - 0.75*(p.bottom-p.top))
	if got, want := d.series(Vermilion), []string{"M" + px(p.left) + " " + y + "L" + px(p.right) + " " + y}; !slices.Equal(got, want) {
		t.Errorf("level %v, want %v", got, want)
	}
	for _, want := range []string{"curve", "USD/kg", "kt", "one", "two & more", "none", "three quarters", "8", "100"} {
		if !slices.Contains(d.texts, want) {
			t.Errorf("no text %q in %q", want, d.texts)
		}
	}
	if !slices.Contains(d.titles, "second") {
		t.Errorf("titles %q", d.titles)
	}
}

func TestStepsWithoutRoomOrBlocks(t *testing.T) {
	narrow := Steps{Blocks: []Block{{"narrow", "", 1, 50}, {"wide", "", 999, 60}}}
	if d := parse(t, narrow.SVG()); slices.Contains(d.texts, "narrow") || !slices.Contains(d.texts, "wide") {
		t.Errorf("texts %q: want the wide block's name alone", d.texts)
	}
	var none Steps
	if picture := none.SVG(); strings.Contains(picture, "NaN") {
		t.Error(picture)
	}
}
