package report

import (
	"cmp"
	"fmt"
	"slices"

	"monazite/engine/report/svg"
)

// productionRow is what the page needs of the table production.
type productionRow struct {
	Month  int64   `parquet:"month,timestamp(millisecond:local)"`
	Plant  string  `parquet:"plant"`
	Good   string  `parquet:"good"`
	Input  float64 `parquet:"input_t"`
	Output float64 `parquet:"output_t"`
}

func (r *Run) readProduction() error {
	return each(r, "production", func(row *productionRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		is, found := r.plants[row.Plant]
		if !found {
			return fmt.Errorf("plant %q is not in the table plants", row.Plant)
		}
		r.made.add(cell{is.kind, row.Good, is.region}, m, row.Output)
		r.took.add(cell{is.kind, row.Good, is.region}, m, row.Input)
		return nil
	})
}

// stage is a step of the chain, measured by what plants of a kind make.
type stage struct {
	name   string
	basis  string // what its tonnes are of
	colour svg.Colour
	kind   string
	goods  []string
	net    bool // of what the plants take: mines that crack what they dig count once
}

// stages lists the steps that a run has, from the mine on. Light separation is measured by NdPr and
// heavy separation by Dy and Tb, the oxides that they are built for.
func (r *Run) stages() (list []stage) {
	for _, s := range []stage{
		{"Mines", "REO", svg.Olive, "miner", r.goods, true},
		{"Light separation", "NdPr oxide", svg.Green, "refiner", []string{"NdPr"}, false},
		{"Heavy separation", "Dy and Tb oxide", svg.Indigo, "refiner", []string{"Dy", "Tb"}, false},
		{"Metal making", "metal", svg.Black, "metalmaker", r.goods, false},
		{"Magnets", "magnets", svg.Pink, "magnetmaker", r.magnets(), false},
		{"Recycling", "NdPr, Dy and Tb oxide from scrap", svg.Orange, "recycler", []string{"NdPr", "Dy", "Tb"}, false},
	} {
		if total(r.output(&s, r.regions)) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// output is what a stage makes in regions, t a month.
func (r *Run) output(s *stage, regions []string) []float64 {
	made := r.made.over(s.kind, s.goods, regions)
	if s.net {
		made = plus(made, times(-1, r.took.over(s.kind, s.goods, regions)))
	}
	return made
}

// shareChart draws which share of each stage's output is made abroad.
func (r *Run) shareChart() svg.Chart {
	c := svg.Chart{Title: "Made outside " + find(r.home).name + ", by stage", Unit: "% of world output of the month, by mass", Start: r.start}
	for _, s := range r.stages() {
		share := ratio(r.output(&s, r.abroad), r.output(&s, r.regions))
		c.Lines = append(c.Lines, svg.Line{Name: s.name, Colour: s.colour, Values: times(100, share)})
	}
	return c
}

// outputCharts draw each stage's world output by region.
func (r *Run) outputCharts() (charts []svg.Chart) {
	for _, s := range r.stages() {
		c := svg.Chart{Title: s.name + ", world output", Unit: "kt " + s.basis + " a year (month x 12)", Start: r.start}
		c.Bands = svg.Stack(r.byRegion(func(regions []string) []float64 { return times(annualKt, r.output(&s, regions)) }))
		charts = append(charts, c)
	}
	return charts
}

// shownRegions is how many regions beside home a stack tells apart.
const shownRegions = 6

// byRegion measures the largest regions abroad, the others together, and home last: as the top of a
// stack it leaves the small ones a level floor to stand on.
func (r *Run) byRegion(measure func(regions []string) []float64) (parts []svg.Line) {
	part := func(is region, regions ...string) {
		if values := measure(regions); total(values) > 0 {
			parts = append(parts, svg.Line{Name: is.name, Colour: is.colour, Values: values})
		}
	}
	sizes := map[string]float64{}
	for _, id := range r.abroad {
		sizes[id] = total(measure([]string{id}))
	}
	sorted := slices.Clone(r.abroad)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(sizes[b], sizes[a]) })
	shown := min(shownRegions, len(sorted))
	for _, id := range sorted[:shown] {
		part(find(id), id)
	}
	part(region{"", "others", svg.Grey}, sorted[shown:]...)
	part(find(r.home), r.home)
	return parts
}
