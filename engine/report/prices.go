package report

import (
	"math"

	"monazite/engine/report/svg"
)

// priceRow is what the page needs of the table prices.
type priceRow struct {
	Month    int64   `parquet:"month,timestamp(millisecond:local)"`
	Good     string  `parquet:"good"`
	Region   string  `parquet:"region"`
	Segment  string  `parquet:"segment"`
	Price    float64 `parquet:"price_usd_per_kg"`
	Buyers   float64 `parquet:"buyers_price_usd_per_kg"`
	Sellers  float64 `parquet:"sellers_price_usd_per_kg"`
	Volume   float64 `parquet:"volume_t"`
	NoBuyer  bool    `parquet:"buyers_indicative"`
	NoSeller bool    `parquet:"sellers_indicative"`
}

// side is what buyers pay or sellers get, USD/kg.
type side struct {
	price      []float64
	indicative []bool // months in which the side did not trade
	traded     bool   // in some month
}

func newSide(months int) side { return side{price: missing(months), indicative: make([]bool, months)} }

func (s *side) set(month int, price float64, indicative bool) {
	if price > 0 {
		s.price[month], s.indicative[month] = price, indicative
		s.traded = s.traded || !indicative
	}
}

// quotes are the prices of a good in the open market of a region.
type quotes struct{ buyers, sellers side }

// shown is the buyers' side, or the sellers' where nobody ever bought. A line that changed sides
// from month to month would jump by freight and duty.
func (q *quotes) shown() *side {
	if !q.buyers.traded && q.sellers.traded {
		return &q.sellers
	}
	return &q.buyers
}

// pool adds up what was bought of a good outside home in one month.
type pool struct{ value, mass float64 }

func (r *Run) readPrices() error {
	return each(r, "prices", func(row *priceRow) error {
		m, err := r.month(row.Month)
		if err != nil {
			return err
		}
		r.goods = note(r.goods, row.Good)
		r.regions = note(r.regions, row.Region)
		if row.Segment == "" {
			c := cell{of: row.Good, region: row.Region}
			if r.quotes[c] == nil {
				r.quotes[c] = &quotes{newSide(r.months), newSide(r.months)}
			}
			r.quotes[c].buyers.set(m, row.Buyers, row.NoBuyer)
			r.quotes[c].sellers.set(m, row.Sellers, row.NoSeller)
		}
		if row.Region != r.home {
			r.abroad = note(r.abroad, row.Region)
			if r.pools[row.Good] == nil {
				r.pools[row.Good] = make([]pool, r.months)
			}
			p := &r.pools[row.Good][m]
			p.value += float64(row.Price * row.Volume)
			p.mass += row.Volume
		}
		return nil
	})
}

// priceAbroad is the mean of the markets outside home by what was bought there, in all segments; where
// nothing was, the plain mean of what is shown of them.
func (r *Run) priceAbroad(good string) side {
	out := newSide(r.months)
	for m := range r.months {
		if p := r.pools[good]; p != nil && p[m].mass > 0 {
			out.set(m, p[m].value/p[m].mass, false)
			continue
		}
		var prices []float64
		indicative := true
		for _, region := range r.abroad {
			if q := r.quotes[cell{of: good, region: region}]; q != nil {
				prices = append(prices, q.shown().price[m])
				indicative = indicative && q.shown().indicative[m]
			}
		}
		out.set(m, mean(prices), indicative)
	}
	return out
}

// priceBasis is the unit of all prices.
const priceBasis = "USD/kg, 2025 USD, ex VAT"

// priceCharts draws the prices of the oxides that pay for the chain or burden it, and of all magnets.
func (r *Run) priceCharts() (charts []svg.Chart) {
	magnets := r.magnets()
	for _, good := range append([]string{"NdPr", "Dy", "Tb", "La", "Ce"}, magnets...) {
		if r.quotes[cell{of: good, region: r.home}] != nil {
			charts = append(charts, r.priceChart(good))
		}
	}
	return charts
}

func (r *Run) priceChart(good string) svg.Chart {
	c := svg.Chart{Title: r.goodTitle(good), Unit: priceBasis, Start: r.start, Axis: svg.ByRange, Marks: r.marks()}
	line := func(is region, s *side, thin bool) {
		if !math.IsNaN(mean(s.price)) {
			c.Lines = append(c.Lines, svg.Line{Name: is.name, Colour: is.colour, Values: s.price, Pale: s.indicative, Thin: thin})
		}
	}
	abroad := r.priceAbroad(good)
	line(find(r.home), r.quotes[cell{of: good, region: r.home}].shown(), false)
	line(r.rest(), &abroad, false)
	for _, id := range r.places() {
		if q := r.quotes[cell{of: good, region: id}]; q != nil {
			line(find(id), q.shown(), true)
		}
	}
	return c
}

// goodTitle is what a good is called over a chart.
func (r *Run) goodTitle(good string) string {
	for _, g := range r.magnets() {
		if g == good {
			return good + " magnets"
		}
	}
	return good + " oxide"
}
