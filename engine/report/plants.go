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
}

// plant is what does not change of it.
type plant struct{ name, kind, region string }

func (r *Run) readPlants() error {
	return each(r, "plants", func(row *plantRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.plants[row.Plant] = plant{row.Name, row.Kind, row.Region}
		r.aims.add(cell{"capacity", row.Kind, row.Region}, m, row.Capacity)
		r.aims.add(cell{"aim", row.Kind, row.Region}, m, row.Capacity*row.Utilisation)
		return nil
	})
}

// utilisationCharts draw the share of capacity that plants aim to run, by kind.
func (r *Run) utilisationCharts() (charts []svg.Chart) {
	for _, stage := range []struct{ kind, title string }{
		{"miner", "Mines"}, {"refiner", "Separation plants"}, {"metalmaker", "Metal makers"},
		{"magnetmaker", "Magnet makers"}, {"recycler", "Recyclers"},
	} {
		kind := []string{stage.kind}
		if total(r.aims.over("capacity", kind, r.regions)) == 0 {
			continue
		}
		charts = append(charts, svg.Chart{
			Title: stage.title, Unit: "% of nameplate capacity in force that plants aim to run", Start: r.start,
			Lines: r.homeAndAbroad(func(regions []string) []float64 {
				return times(100, ratio(r.aims.over("aim", kind, regions), r.aims.over("capacity", kind, regions)))
			}),
		})
	}
	return charts
}
