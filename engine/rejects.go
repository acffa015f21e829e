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
			if recipe := &w.recipes[i][run.Activity]; recipe.kind == agents.Convert && len(recipe.inputs) == 1 {
				w.addRejects(recipe, run, &could, &lost)
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
func (w *World) addRejects(r *recipe, run *agents.Run, could, lost *[markets.Elements]float64) {
	feed := &w.Goods[r.inputs[0].good]
	for o := range r.outputs {
		out := &r.outputs[o]
		if w.Goods[out.good].Level != markets.Oxide {
			continue
		}
		for _, c := range out.carries {
			finished := float64(float64(run.Level) * feed.Content[c.element] * float64(c.share))
			could[c.element] += finished
			lost[c.element] += float64(finished*float64(run.Reject[c.element])) / float64(markets.Whole)
		}
	}
}
