package report

import (
	"fmt"
	"slices"

	"monazite/engine/report/svg"
)

// table is a table of the page.
type table struct {
	Head []string
	Rows []row
	Text bool // cells hold lines of text, not numbers
}

// row is a line of a table; one without cells is a heading.
type row struct {
	Label string
	Cells []string
}

// year is the part of a run that lies in a calendar year.
type year struct {
	year     int
	from, to int // months of the run, from up to but not with to
}

func (y year) of(s []float64) []float64 { return s[y.from:y.to] }

// title is the year, and how many months of it were run where it is not whole.
func (y year) title() string {
	if n := y.to - y.from; n < 12 {
		return fmt.Sprintf("%d (%d months)", y.year, n)
	}
	return fmt.Sprint(y.year)
}

// years are all calendar years of the run.
func (r *Run) years() (list []year) {
	for m := range r.months {
		calendar := (r.start + svg.Month(m)).Year()
		if n := len(list); n == 0 || list[n-1].year != calendar {
			list = append(list, year{calendar, m, m})
		}
		list[len(list)-1].to = m + 1
	}
	return list
}

// milestones are the years of the first table: the first, every fifth from 2030 on, and the last.
func (r *Run) milestones() (list []year) {
	years := r.years()
	for i, y := range years {
		if i == 0 || i == len(years)-1 || y.year >= 2030 && y.year%5 == 0 {
			list = append(list, y)
		}
	}
	return list
}

// headline says in numbers what the charts show: prices, then shares.
func (r *Run) headline() []table {
	prices := r.acrossYears("Price, " + priceBasis)
	for _, c := range r.priceCharts() {
		for _, l := range c.Lines[:min(2, len(c.Lines))] {
			prices.add(c.Title+", "+l.Name, func(y year) string { return price(mean(y.of(l.Values))) })
		}
	}
	shares := r.acrossYears(r.shareChart().Title + ", %")
	for _, s := range r.stages() {
		shares.add(s.name, func(y year) string {
			return svg.Number(100*total(y.of(r.output(&s, r.abroad)))/total(y.of(r.output(&s, r.regions))), 1)
		})
	}
	shares.Rows = append(shares.Rows, row{Label: "Demand that found no goods, %"})
	for _, s := range r.sectors() {
		shares.add("Users of "+s.name, func(y year) string {
			return svg.Number(100*total(y.of(r.unserved(s, r.regions)))/total(y.of(r.demand(s, r.regions))), 1)
		})
	}
	return []table{prices.table, shares.table}
}

// yearly is a table with a column for each milestone.
type yearly struct {
	table
	years []year
}

func (r *Run) acrossYears(heading string) *yearly {
	t := &yearly{table{Head: []string{"Mean of the year"}}, r.milestones()}
	for _, y := range t.years {
		t.Head = append(t.Head, y.title())
	}
	t.Rows = append(t.Rows, row{Label: heading})
	return t
}

func (t *yearly) add(label string, cell func(year) string) {
	line := row{Label: label}
	for _, y := range t.years {
		line.Cells = append(line.Cells, cell(y))
	}
	t.Rows = append(t.Rows, line)
}

// price prints USD/kg with the digits that matter.
func price(usdPerKg float64) string {
	switch {
	case usdPerKg < 10:
		return svg.Number(usdPerKg, 2)
	case usdPerKg < 1000:
		return svg.Number(usdPerKg, 1)
	}
	return svg.Number(usdPerKg, 0)
}

// balance accounts for the oxides of the run's first year. Primary and scrap are what became of the
// oxide, magnets and other use where it went; mined, and lost or thrown away, count the element along
// the whole chain.
func (r *Run) balance() table {
	y := r.years()[0]
	t := table{Head: []string{"t of oxide", "Mined", "Primary oxide", "Oxide from scrap", "Used in magnets", "Other use", "Change of oxide stocks", "Lost or thrown away"}}
	var masses [][]float64
	for _, oxide := range r.oxides() {
		one := []string{oxide}
		sum := func(s []float64) float64 { return total(y.of(s)) }
		stock := func(what string) []float64 { return r.stocks.over(what, one, r.regions) }
		magnets := sum(plus(r.took.over("metalmaker", one, r.regions), r.took.over("magnetmaker", one, r.regions)))
		masses = append(masses, []float64{
			sum(r.content.over("mined", one, r.regions)),
			sum(stock("produced")),
			sum(stock("recycled")),
			magnets,
			sum(stock("used")) + sum(stock("waste")) - magnets,
			stock("closing")[y.to-1] - stock("opening")[y.from],
			sum(r.content.over("waste", one, r.regions)),
		})
	}
	decimals := 0
	for _, m := range masses {
		if slices.Max(m) < 100 {
			decimals = 1 // whole tonnes would not show that the row closes
		}
	}
	for i, oxide := range r.oxides() {
		line := row{Label: oxide}
		for _, tonnes := range masses[i] {
			line.Cells = append(line.Cells, svg.Number(tonnes, decimals))
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
