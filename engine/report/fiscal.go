package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"monazite/engine/record"
	"monazite/engine/report/svg"
)

// instrumentRow is what the page needs of the table instruments.
type instrumentRow struct {
	Month      int64   `parquet:"month,timestamp(millisecond:local)"`
	Government string  `parquet:"government"`
	Instrument string  `parquet:"instrument"`
	Outlay     float64 `parquet:"outlay_usd"`
	Receipt    float64 `parquet:"receipt_usd"`
	Contingent float64 `parquet:"contingent_usd"`
	Asset      float64 `parquet:"asset_usd"`
	Covered    float64 `parquet:"covered_t"`
	Added      float64 `parquet:"added_capacity_t_per_year"`
}

// law is an instrument with its money, month by month.
type law struct {
	government, instrument string
	outlay, receipt        []float64 // USD
	covered                float64   // t
	last                   instrumentRow
	at                     int // month of the last row
}

func (r *Run) readInstruments() error {
	return each(r, "instruments", func(row *instrumentRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.noteLaw(m, row)
		return nil
	})
}

// noteLaw takes a month of an instrument; months come in order.
func (r *Run) noteLaw(month int, row *instrumentRow) {
	i := slices.IndexFunc(r.laws, func(l law) bool { return l.government == row.Government && l.instrument == row.Instrument })
	if i < 0 {
		i = len(r.laws)
		r.laws = append(r.laws, law{
			government: row.Government, instrument: row.Instrument, outlay: make([]float64, r.months), receipt: make([]float64, r.months),
		})
	}
	l := &r.laws[i]
	l.outlay[month] += row.Outlay
	l.receipt[month] += row.Receipt
	l.covered += row.Covered
	l.last, l.at = *row, month
}

// left is the last row, where there is one at the end of the run: what moves nothing and holds nothing has none.
func (r *Run) left(l *law) (row instrumentRow) {
	if l.at == r.months-1 {
		row = l.last
	}
	return row
}

// moved is how much an instrument moved in the run, USD.
func (l *law) moved() float64 { return total(l.outlay) + total(l.receipt) }

// costly lists instruments with money, those that move most first.
func (r *Run) costly() (laws []*law) {
	for i := range r.laws {
		if l := &r.laws[i]; l.moved() != 0 || r.left(l).Asset != 0 || r.left(l).Contingent != 0 {
			laws = append(laws, l)
		}
	}
	slices.SortFunc(laws, func(a, b *law) int {
		return cmp.Or(cmp.Compare(b.moved(), a.moved()), strings.Compare(a.government, b.government), strings.Compare(a.instrument, b.instrument))
	})
	return laws
}

// net is an instrument's net cost in the money of the first month, USD.
func (r *Run) net(l *law) (usd float64) {
	for m := range r.months {
		usd += (l.outlay[m] - l.receipt[m]) * record.Discount(m)
	}
	return usd - r.left(l).Asset*record.Discount(r.months-1)
}

// fiscalTable lists what instruments cost and brought.
func (r *Run) fiscalTable() table {
	t := table{Head: []string{"M 2025 USD", "Outlay", "Receipt", "Contingent", "Asset", "Net cost", "Covered, t", "New capacity, t/yr", "USD per new t/yr"}}
	millions := func(usd float64) string {
		if usd == 0 {
			return ""
		}
		return svg.Number(usd/1e6, 2)
	}
	whole := func(x float64) string {
		if x == 0 {
			return ""
		}
		return svg.Number(x, 0)
	}
	for _, l := range r.costly() {
		end, net, perAdded := r.left(l), r.net(l), ""
		if end.Added >= record.LeastAdded {
			perAdded = whole(math.Round(net / end.Added))
		}
		t.Rows = append(t.Rows, row{Label: strings.TrimSpace(l.government + " " + l.instrument), Cells: []string{
			millions(total(l.outlay)), millions(total(l.receipt)), millions(end.Contingent), millions(end.Asset), millions(net),
			whole(l.covered), whole(end.Added), perAdded,
		}})
	}
	return t
}

// lawColours are those of the instruments that a chart names.
var lawColours = []svg.Colour{svg.Vermilion, svg.Blue, svg.Green, svg.Orange, svg.Sky, svg.Pink, svg.Indigo, svg.Olive}

// fiscalCharts draw what treasuries paid and received a year, by instrument. One that does both keeps its colour.
func (r *Run) fiscalCharts() (charts []svg.Chart) {
	worn := map[*law]svg.Colour{}
	for _, side := range []struct {
		title string
		of    func(*law) []float64
	}{
		{"Paid by treasuries", func(l *law) []float64 { return l.outlay }},
		{"Received by treasuries", func(l *law) []float64 { return l.receipt }},
	} {
		if parts := r.byLaw(side.of, worn); len(parts) > 0 {
			charts = append(charts, svg.Chart{
				Title: side.title, Unit: "M 2025 USD in the calendar year, by instrument", Start: r.start, Bands: svg.Stack(parts),
			})
		}
	}
	return charts
}

// byLaw gives what instruments moved a year: the largest by name, the others together.
func (r *Run) byLaw(of func(*law) []float64, worn map[*law]svg.Colour) (parts []svg.Line) {
	laws := slices.DeleteFunc(r.costly(), func(l *law) bool { return total(of(l)) == 0 })
	slices.SortStableFunc(laws, func(a, b *law) int { return cmp.Compare(total(of(b)), total(of(a))) })
	named := laws[:min(len(laws), len(lawColours))]
	dress(named, worn)
	for _, l := range named {
		parts = append(parts, svg.Line{Name: l.instrument, Colour: worn[l], Values: times(1e-6, r.yearlySums(of(l)))})
	}
	if len(laws) > len(named) {
		others := make([]float64, r.months)
		for _, l := range laws[len(named):] {
			others = plus(others, times(1e-6, r.yearlySums(of(l))))
		}
		parts = append(parts, svg.Line{Name: "others", Colour: svg.Grey, Values: others})
	}
	return parts
}

// dress gives each of some instruments a colour that no other of them wears.
func dress(laws []*law, worn map[*law]svg.Colour) {
	free := slices.Clone(lawColours)
	for _, l := range laws {
		if colour, has := worn[l]; has {
			free = slices.DeleteFunc(free, func(c svg.Colour) bool { return c == colour })
		}
	}
	for _, l := range laws {
		if _, has := worn[l]; !has {
			worn[l], free = free[0], free[1:]
		}
	}
}

// yearlySums gives every month the sum of its calendar year.
func (r *Run) yearlySums(monthly []float64) []float64 {
	sums := make([]float64, r.months)
	for _, y := range r.years() {
		for m := y.from; m < y.to; m++ {
			sums[m] = total(y.of(monthly))
		}
	}
	return sums
}
