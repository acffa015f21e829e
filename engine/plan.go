package engine

// plan asks every plant what it wants to do this month.
func (w *World) plan() {
	w.parallel(len(w.Sites), func(_, i int) {
		p := &w.plans[i]
		p.Runs = p.Runs[:0]
		clear(p.Demand)
		clear(p.Want)
		clear(p.Worth)
		if w.accounts[i].Open {
			w.Plants[i].Agent.Plan(w.views[i], &w.Memories[i], p)
		}
	})
}
