package report

import (
	"slices"

	"monazite/engine/report/svg"
)

// elementRow is what the page needs of the table elements.
type elementRow struct {
	Month   int64   `parquet:"month,timestamp(millisecond:local)"`
	Element string  `parquet:"element"`
	Region  string  `parquet:"region"`
	Mined   float64 `parquet:"mined_t"`
	Waste   float64 `parquet:"waste_t"`
}

func (r *Run) readElements() error {
	return each(r, "elements", func(row *elementRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.elements = note(r.elements, row.Element)
		r.regions = note(r.regions, row.Region)
		r.content.add(cell{"mined", row.Element, row.Region}, m, row.Mined)
		r.content.add(cell{"waste", row.Element, row.Region}, m, row.Waste)
		return nil
	})
}

// rejectCharts draw what is thrown away or lost: as a share of what is mined, and in tonnes.
func (r *Run) rejectCharts() []svg.Chart {
	share := svg.Chart{Title: "Thrown away or lost, all stages", Unit: "% of what is mined, oxide equivalent", Start: r.start}
	mass := svg.Chart{Title: "Thrown away or lost, by element", Unit: "kt a year (month x 12), oxide equivalent", Start: r.start}
	colours := []svg.Colour{svg.Vermilion, svg.Blue, svg.Green, svg.Orange, svg.Indigo, svg.Pink, svg.Olive}
	var names []string
	for _, e := range []string{"La", "Ce", "Y", "Sm", "NdPr", "Dy", "Tb"} {
		if slices.Contains(r.elements, e) {
			names = append(names, e)
		}
	}
	var parts []svg.Line
	for i, e := range names {
		mined := r.content.over("mined", []string{e}, r.regions)
		waste := r.content.over("waste", []string{e}, r.regions)
		share.Lines = append(share.Lines, svg.Line{Name: e, Colour: colours[i], Values: times(100, ratio(waste, mined))})
		parts = append(parts, svg.Line{Name: e, Colour: colours[i], Values: times(annualKt, waste)})
	}
	mass.Bands = svg.Stack(parts)
	return []svg.Chart{share, mass}
}

// annualKt turns tonnes a month into thousand tonnes a year.
const annualKt = 12.0 / 1000
