package report

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine/report/svg"
)

// companyRow is what the page needs of the table companies.
type companyRow struct {
	Month   int64   `parquet:"month,timestamp(millisecond:local)"`
	Company string  `parquet:"company"`
	Cash    float64 `parquet:"cash_usd"`
	Debt    float64 `parquet:"debt_usd"`
}

// readCompanies adds up the money of companies along the chain by the region of their first plant.
func (r *Run) readCompanies() error {
	seats := map[string]string{}
	for _, id := range r.order {
		if is := r.plants[id]; alongTheChain(is.kind) && seats[is.company] == "" {
			seats[is.company] = is.region
		}
	}
	return each(r, "companies", func(row *companyRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		if seat := seats[row.Company]; seat != "" {
			r.money.add(cell{"cash", "", seat}, m, row.Cash)
			r.money.add(cell{"debt", "", seat}, m, row.Debt)
		}
		return nil
	})
}

// moneyCharts draw what companies along the chain hold and owe, abroad and at home.
func (r *Run) moneyCharts() (charts []svg.Chart) {
	for _, place := range []struct {
		is      region
		regions []string
	}{{r.rest(), r.abroad}, {find(r.home), []string{r.home}}} {
		c := svg.Chart{Title: "Companies' money, " + place.is.name, Unit: "bn 2025 USD at the end of the month; final users and traders left out", Start: r.start}
		for _, l := range []struct {
			what   string
			colour svg.Colour
		}{{"cash", svg.Green}, {"debt", svg.Vermilion}} {
			values := times(1e-9, r.money.over(l.what, []string{""}, place.regions))
			c.Lines = append(c.Lines, svg.Line{Name: l.what, Colour: l.colour, Values: values})
		}
		charts = append(charts, c)
	}
	return charts
}

// bankruptcy is a company that is sold as a whole, or closed where nobody buys.
type bankruptcy struct {
	month   svg.Month
	company string
	how     string
}

// bankrupt lists a year's bankruptcies, abroad or at home. A company that is closed tells of it once a plant.
func (r *Run) bankrupt(y year, abroad bool) (list []bankruptcy) {
	for _, e := range r.events {
		is, found := r.plants[e.Entity]
		if !found || e.month.Year() != y.year || (is.region != r.home) != abroad {
			continue
		}
		b := bankruptcy{e.month, is.company, e.Detail}
		switch {
		case e.Kind == "closure" && strings.HasPrefix(e.Reason, "bankrupt"):
			b.how = "closed"
		case e.Kind != "default":
			continue
		}
		if !slices.Contains(list, b) {
			list = append(list, b)
		}
	}
	return list
}

// decisionTable tells of a year's decisions, of plants that stop, start again or close, and of bankruptcies.
func (r *Run) decisionTable() table {
	t := table{Head: []string{"Year", "Decided to build", "Stopped, started again or closed", "Bankrupt"}, Text: true}
	for _, y := range r.years() {
		var decided, stopped, failed []string
		for _, e := range r.events {
			if e.month.Year() != y.year {
				continue
			}
			month := e.month.String()[5:] + " "
			switch e.Kind {
			case "decision":
				decided = append(decided, month+e.Detail)
			case "mothballed", "restart", "closure":
				if l := r.lives[e.Entity]; l == nil || l.capacity == 0 {
					continue // never built
				}
				stopped = append(stopped, fmt.Sprintf("%s%s: %s", month, e.Kind, r.plantName(e.Entity)))
			}
		}
		for _, b := range append(r.bankrupt(y, true), r.bankrupt(y, false)...) {
			failed = append(failed, b.month.String()[5:]+" "+b.company+", "+b.how)
		}
		line := row{Label: fmt.Sprint(y.year)}
		for _, items := range [][]string{decided, stopped, failed} {
			line.Cells = append(line.Cells, strings.Join(items, "\n"))
		}
		if strings.Join(line.Cells, "") != "" {
			t.Rows = append(t.Rows, line)
		}
	}
	return t
}
