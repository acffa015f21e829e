package bench

import (
	"math"
	"testing"

	"monazite/markets"
)

// What is rejected is what mines dug less what became oxide: over a year of the small world, where one
// plant makes all La, 95 % of the La in its feed less the rejected share comes out.
func TestRejectedShare(t *testing.T) {
	h := calmly(t, 12, "")
	la := goodOf(t, h.Scenario, "La")
	for month := range h.months {
		rejected := metricOf(t, h, month, "rejected", "La")
		if rejected < 0.05 || rejected > 0.95 {
			t.Errorf("%d: La rejected %v, more is mined than used", month, rejected)
		}
		if ndpr := metricOf(t, h, month, "rejected", "NdPr"); ndpr > 1e-3 {
			t.Errorf("%d: NdPr rejected %v, it pays for all", month, ndpr)
		}
		var could, made float64
		for _, r := range h.months[month].Production {
			kind, good := h.Sites[r.Site].Kind, &h.Goods[r.Good]
			if kind == "refiner" && r.Input > 0 {
				could += 0.95 * float64(r.Input) * good.Content[markets.La]
			}
			if kind == "refiner" && r.Good == la {
				made += float64(r.Output)
			}
		}
		if want := 1 - made/could; math.Abs(rejected-want) > 0.01 {
			t.Errorf("%d: La rejected %v, the plants' books say %v", month, rejected, want)
		}
	}
}

// metricOf is one number of the table of metrics.
func metricOf(t *testing.T, h *history, month int, metric, stage string) float64 {
	t.Helper()
	for _, r := range h.months[month].Metrics {
		if r.Metric == metric && r.Stage == stage {
			return r.Value
		}
	}
	t.Fatalf("no %s of %s in month %d", metric, stage, month)
	return 0
}
