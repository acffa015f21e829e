package report

import (
	"math"
	"strings"
	"testing"
)

// A mine that pays at every price is drawn at the lowest, one that pays at none is grey; both say so.
func TestCostCurvePicture(t *testing.T) {
	c := CostCurve{
		Title: "t", From: 30, To: 200, Levels: []PriceLevel{{Price: 75, Share: 0.5}},
		Mines: []Mine{{"Low", 5000, math.Inf(-1)}, {"Middle", 8000, 71.26}, {"High", 3000, math.Inf(1)}},
	}
	picture := string(c.Picture())
	for _, want := range []string{
		"Low: less than 30 USD/kg, 5.0 kt REO a year", "Middle: 71.3 USD/kg, 8.0 kt REO a year", "High: more than 200 USD/kg, 3.0 kt REO a year",
		">50 % pay at 75</text>", "30 stands for less, grey for more than 200",
	} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q in\n%s", want, picture)
		}
	}
}
