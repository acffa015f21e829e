package engine

import "monazite/agents/finance"

// plan asks every plant what it wants to do this month. One that does not operate only learns: what it
// believes decides whether it will.
func (w *World) plan() {
	w.parallel(len(w.Sites), func(w *World, _, i int) {
		p := &w.plans[i]
		p.Runs = p.Runs[:0]
		clear(p.Demand)
		clear(p.Want)
		clear(p.Worth)
		if w.Running[i].Standing.Status != finance.Closed {
			w.Plants[i].Agent.Plan(w.views[i], &w.Memories[i], p)
		}
	})
}
