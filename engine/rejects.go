package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// rejectRows gives, for each oxide, the share that separation plants throw away of what they could
// finish: by the month's runs, of feeds of the reference composition.
func (w *World) rejectRows(t *Tables) {
	var could, lost [markets.Elements]float64
	for i := range w.Sites {
		for k := range w.plans[i].Runs {
			run := &w.plans[i].Runs[k]
			activity := &w.Plants[i].Activities[run.Activity]
			if activity.Kind == agents.Convert && len(activity.Inputs) == 1 {
				w.addRejects(i, run, &could, &lost)
			}
		}
	}
	for e, oxide := range w.Oxides {
		if could[e] > 0 && oxide != None {
			t.Metrics = append(t.Metrics, MetricRow{Metric: "rejected", Unit: "ratio", Region: "world", Stage: w.Goods[oxide].Name, Value: lost[e] / could[e]})
		}
	}
}

// addRejects adds what a run could finish of each element to oxide, and what it throws away.
func (w *World) addRejects(site int, run *agents.Run, could, lost *[markets.Elements]float64) {
	activity, first := &w.Plants[site].Activities[run.Activity], w.Sites[site].First
	feed := &w.Goods[w.Lines[first+activity.Inputs[0].Slot].Good]
	for o := range activity.Outputs {
		out := &activity.Outputs[o]
		if w.Goods[w.Lines[first+out.Slot].Good].Level != markets.Oxide {
			continue
		}
		for e, share := range out.Recovery {
			finished := float64(float64(run.Level) * feed.Content[e] * float64(share))
			could[e] += finished
			lost[e] += float64(finished*float64(run.Reject[e])) / float64(markets.Whole)
		}
	}
}
