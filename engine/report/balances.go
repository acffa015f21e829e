package report

import "monazite/engine/report/svg"

// balanceRow is what the page needs of the table balances.
type balanceRow struct {
	Month    int64   `parquet:"month,timestamp(millisecond:local)"`
	Good     string  `parquet:"good"`
	Region   string  `parquet:"region"`
	Opening  float64 `parquet:"opening_t"`
	Produced float64 `parquet:"produced_t"`
	Recycled float64 `parquet:"recycled_t"`
	Used     float64 `parquet:"used_t"`
	Waste    float64 `parquet:"waste_t"`
	Closing  float64 `parquet:"closing_t"`
	Unserved float64 `parquet:"unserved_t"`
}

func (r *Run) readBalances() error {
	return each(r, "balances", func(row *balanceRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.regions = note(r.regions, row.Region)
		add := func(what string, x float64) { r.stocks.add(cell{what, row.Good, row.Region}, m, x) }
		add("opening", row.Opening)
		add("produced", row.Produced)
		add("recycled", row.Recycled)
		add("used", row.Used)
		add("waste", row.Waste)
		add("closing", row.Closing)
		add("unserved", row.Unserved)
		return nil
	})
}

// cover is for how many days stocks last at the mean use of the last twelve months, in months of 30
// days. A region's use of one month may be next to nothing.
func (r *Run) cover(goods, regions []string) []float64 {
	return times(30, ratio(r.stocks.over("closing", goods, regions), trailing(r.stocks.over("used", goods, regions))))
}

// stockCharts draws how long stocks last, at home and abroad.
func (r *Run) stockCharts() (charts []svg.Chart) {
	chart := func(title string, goods []string) {
		if total(r.stocks.over("used", goods, r.regions)) == 0 {
			return
		}
		charts = append(charts, svg.Chart{
			Title: title, Unit: "days, at the mean use of the last 12 months", Start: r.start, Most: 1000,
			Lines: r.homeAndAbroad(func(regions []string) []float64 { return r.cover(goods, regions) }),
		})
	}
	for _, oxide := range []string{"NdPr", "Dy", "Tb"} {
		chart(oxide+" oxide", []string{oxide})
	}
	chart("Magnets, all grades", r.magnets())
	return charts
}

// homeAndAbroad draws a measure at home and abroad.
func (r *Run) homeAndAbroad(measure func(regions []string) []float64) []svg.Line {
	home, rest := find(r.home), r.rest()
	return []svg.Line{
		{Name: home.name, Colour: home.colour, Values: measure([]string{r.home})},
		{Name: rest.name, Colour: rest.colour, Values: measure(r.abroad)},
	}
}
