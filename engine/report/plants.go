package report

import "monazite/engine/report/svg"

// plantRow is what the page needs of the table plants.
type plantRow struct {
	Month       int64   `parquet:"month,timestamp(millisecond:local)"`
	Plant       string  `parquet:"plant"`
	Kind        string  `parquet:"kind"`
	Region      string  `parquet:"region"`
	Capacity    float64 `parquet:"capacity_t_per_year"`
	Utilisation float64 `parquet:"utilisation_ratio"`
	Name        string  `parquet:"name"`
	Company     string  `parquet:"company"`
	Status      string  `parquet:"status"`
}

// plant is what does not change of it.
type plant struct{ name, kind, region, company string }

func (r *Run) readPlants() error {
	return each(r, "plants", func(row *plantRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.plants[row.Plant] = plant{row.Name, row.Kind, row.Region, row.Company}
		r.notePlant(m, row)
		r.aims.add(cell{"capacity", row.Kind, row.Region}, m, row.Capacity)
		r.aims.add(cell{"aim", row.Kind, row.Region}, m, row.Capacity*row.Utilisation)
		return nil
	})
}

// utilisationCharts draw the share of capacity that plants ran, and thin the share that they aimed to
// run: limits, outages and lack of cash or feed lie between the two.
func (r *Run) utilisationCharts() (charts []svg.Chart) {
	for _, of := range []struct{ kind, title string }{
		{"miner", "Mines"}, {"refiner", "Separation plants, by feed"}, {"metalmaker", "Metal makers"},
		{"magnetmaker", "Magnet makers"}, {"recycler", "Recyclers, by feed"},
	} {
		if total(r.aims.over("capacity", []string{of.kind}, r.regions)) == 0 {
			continue
		}
		share := func(part func(kind string, regions []string) []float64) []svg.Line {
			return r.homeAndAbroad(func(regions []string) []float64 {
				return times(100, ratio(part(of.kind, regions), r.aims.over("capacity", []string{of.kind}, regions)))
			})
		}
		ran, aimed := share(r.ran), share(func(kind string, regions []string) []float64 { return r.aims.over("aim", []string{kind}, regions) })
		for i := range aimed {
			aimed[i].Name, aimed[i].Thin = aimed[i].Name+", aim", true
		}
		charts = append(charts, svg.Chart{Title: of.title, Unit: "% of nameplate capacity in force", Start: r.start, Lines: append(ran, aimed...)})
	}
	return charts
}

// ran is what plants of a kind ran of what their capacity counts, t a year: the feed of those that
// take goods apart, the magnets of magnet makers, what others make.
func (r *Run) ran(kind string, regions []string) []float64 {
	made, took := r.made.over(kind, r.goods, regions), r.took.over(kind, r.goods, regions)
	switch kind {
	case "miner": // of what it digs it may crack a part itself
		made = plus(made, times(-1, took))
	case "refiner", "recycler":
		made = took
	case "magnetmaker":
		made = r.made.over(kind, r.magnets(), regions)
	}
	return times(12, made)
}
