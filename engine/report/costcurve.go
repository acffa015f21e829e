package report

import (
	"fmt"
	"math"

	"monazite/engine/report/svg"
)

// CostCurve is what projects need, cheapest first.
type CostCurve struct {
	Title    string
	Mines    []Mine
	Levels   []PriceLevel
	From, To float64 // what is drawn of the prices, USD/kg
}

// Mine is a project on a cost curve.
type Mine struct {
	Name     string
	Capacity float64 // t REO a year
	Price    float64 // of NdPr at which it pays, USD/kg; infinite where that is less than From or more than To
}

// PriceLevel is a price to point at, and the share of projects that pay there.
type PriceLevel struct {
	Price float64 // USD/kg
	Share float64 // 0 to 1
}

// Picture draws the curve in one SVG.
func (c *CostCurve) Picture() []byte {
	steps := svg.Steps{
		Title: c.Title, Across: "capacity, kt REO a year",
		Unit: fmt.Sprintf("USD/kg of NdPr oxide, China ex VAT, at which a mine returns its hurdle; %g stands for less, grey for more than %g", c.From, c.To),
	}
	for _, m := range c.Mines {
		high, needs := m.Price, svg.Number(m.Price, 1)
		switch {
		case m.Price > c.To:
			high, needs = math.NaN(), fmt.Sprintf("more than %g", c.To)
		case m.Price < c.From:
			high, needs = c.From, fmt.Sprintf("less than %g", c.From)
		}
		steps.Blocks = append(steps.Blocks, svg.Block{
			Name: m.Name, Wide: m.Capacity / 1000, High: high,
			Text: fmt.Sprintf("%s: %s USD/kg, %s kt REO a year", m.Name, needs, svg.Number(m.Capacity/1000, 1)),
		})
	}
	for _, l := range c.Levels {
		steps.Levels = append(steps.Levels, svg.Level{At: l.Price, Label: fmt.Sprintf("%.0f %% pay at %g", 100*l.Share, l.Price)})
	}
	return []byte(steps.SVG())
}
