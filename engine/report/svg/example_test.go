package svg_test

import (
	"fmt"
	"strings"

	"monazite/engine/report/svg"
)

// A fan of three months: the middle of many replications, and where nine tenths of them lie.
func ExampleChart() {
	fan := svg.Chart{
		Title: "NdPr oxide, China", Unit: "USD/kg, 2025 USD, ex VAT", Start: svg.MonthOf(2024, 1),
		Bands: []svg.Band{{Name: "90 %", Colour: svg.Blue, Pale: true, Low: []float64{48, 46, 43}, High: []float64{52, 57, 64}}},
		Lines: []svg.Line{{Name: "median", Colour: svg.Blue, Values: []float64{50, 51, 52}}},
	}
	fmt.Println(strings.HasPrefix(fan.SVG(), "<svg "), fan.Months())
	// Output: true 3
}
