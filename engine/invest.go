package engine

// invest announces the openings of the dated list and revises costs. Decisions to invest come with projects; until
// then capacity follows the list and the growth that the scenario gives.
func (w *World) invest() {
	if w.spinning {
		return
	}
	w.learn()
	for i := range w.Sites {
		if w.Sites[i].Opens == w.Month && w.Month > 0 {
			w.journal.event(Incident{Kind: "opening", Site: ID(i), Good: None, Reason: "dated list"})
		}
	}
}
