package engine_test

import (
	"math"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// Magnets that enter use together retire after their mean life, spread as a gamma distribution of
// shape 4: the standard deviation is half of the mean. Electronics live 48 months; a stage that loses
// 1/12 of what it holds each month is left after 12 months on average, four of them after 48.
func TestMagnetsRetireAfterTheirLife(t *testing.T) {
	w := ready(t)
	const cohort = 1_000 * markets.Tonne
	for i := range w.InUse {
		w.InUse[i] = [engine.UseStages]markets.Lot{}
		if w.Sites[i].Name == "cn-electronics" {
			if life := w.Plants[i].Life; life != 48 {
				t.Fatalf("electronics live %v months", life)
			}
			w.InUse[i][0] = markets.Lot{Mass: cohort, Content: markets.Content{cohort}}
		}
	}
	var total, mean, square float64
	for month := 1; month <= 600; month++ {
		retired := float64(engine.Inside{World: w}.Age())
		total += retired
		mean += retired * float64(month)
		square += retired * float64(month) * float64(month)
	}
	mean /= total
	deviation := math.Sqrt(square/total - mean*mean)
	if total < 0.999*float64(cohort) || math.Abs(mean-48) > 0.5 || math.Abs(deviation-24) > 1.5 {
		t.Errorf("%.0f t retire after %.2f months, sd %.2f; want 1000, 48 and 24", total/1e6, mean, deviation)
	}
}
