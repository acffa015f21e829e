package report

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monazite/engine/record"
	"monazite/engine/report/svg"
)

// A stake of 100 M USD, bought in the first month, is worth 80 M in the second: 100 less 80/1.03^(1/12). A duty brings
// 1 M a month.
func TestFiscalTable(t *testing.T) {
	r := byHand()
	r.noteLaw(0, &instrumentRow{Government: "US", Instrument: "stake", Outlay: 100e6, Asset: 100e6})
	for m := range 2 {
		r.noteLaw(m, &instrumentRow{Government: "US", Instrument: "duty", Receipt: 1e6, Covered: 600})
	}
	r.noteLaw(1, &instrumentRow{Government: "US", Instrument: "stake", Asset: 80e6, Added: 500})
	r.noteLaw(1, &instrumentRow{Instrument: "deal", Added: 500}) // no money
	var got []string
	for _, line := range r.fiscalTable().Rows {
		got = append(got, strings.Join(append([]string{line.Label}, line.Cells...), "|"))
	}
	want := []string{"US stake|100.00|||80.00|20.20||500|40,394", "US duty||2.00|||−2.00|1,200||"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

// December 2024 and January 2025 are of two years; the ninth of instruments and those after it are one.
func TestFiscalCharts(t *testing.T) {
	r := byHand()
	for i := range 10 {
		for m := range 2 {
			r.noteLaw(m, &instrumentRow{Government: "US", Instrument: string(rune('a' + i)), Outlay: float64(10-i) * 1e6 * float64(m+1)})
		}
	}
	charts := r.fiscalCharts()
	if len(charts) != 1 || len(charts[0].Bands) != 9 || charts[0].Bands[0].Name != "a" || charts[0].Bands[8].Name != "others" {
		t.Fatalf("%+v", charts)
	}
	if b := charts[0].Bands; !same(b[0].High, 10, 20) || !same(b[8].High, 55, 110) || !same(b[8].Low, 52, 104) {
		t.Errorf("%v and %v to %v", b[0].High, b[8].Low, b[8].High)
	}
}

// An instrument that pays and receives has one colour, and no other of the same chart has it.
func TestDress(t *testing.T) {
	a, b, c := &law{}, &law{}, &law{}
	worn := map[*law]svg.Colour{}
	dress([]*law{a}, worn)
	dress([]*law{b, a, c}, worn)
	if worn[a] != lawColours[0] || worn[b] != lawColours[1] || worn[c] != lawColours[2] {
		t.Errorf("%v, %v and %v", worn[a], worn[b], worn[c])
	}
}

// The table, which comes from the Parquet file, agrees with the summary, which the run counts by itself.
func TestFiscalTableAgreesWithTheSummary(t *testing.T) {
	dir := ran(t, "tour", 0)
	r, page := opened(t, dir)
	body, err := os.ReadFile(filepath.Join(dir, "summary.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s record.Summary
	if err := json.Unmarshal(body, &s); err != nil {
		t.Fatal(err)
	}
	laws := r.costly()
	for i, l := range laws {
		f := s.Fiscal[i]
		end := r.left(l)
		for _, pair := range [][2]float64{
			{total(l.outlay), float64(f.Outlay)}, {total(l.receipt), float64(f.Receipt)}, {l.covered, float64(f.Covered)}, {r.net(l), float64(f.Net)},
			{end.Asset, float64(f.Asset)}, {end.Contingent, float64(f.Contingent)}, {end.Added, float64(f.Added)},
		} {
			if l.instrument != f.Instrument || math.Abs(pair[0]-pair[1]) > 1e-6*math.Abs(pair[1]) {
				t.Errorf("%s %+v: %v", l.instrument, f, pair)
			}
		}
	}
	if len(laws) < 3 || !strings.Contains(page, `<section id="fiscal">`) {
		t.Errorf("%d instruments have money", len(laws))
	}
}
