package policy

import "monazite/agents"

// triggered is an instrument that waits until something has happened. It looks once a month at what was published of
// the month before, from January 2024 on; when that has been as its trigger says for so many months in a row, and its
// start has come, it is decided. A lag later it begins, and stays until its end, whatever happens to the trigger.
type triggered struct {
	window
	met         condition
	months, lag int16
	inner       agents.Policy
}

// Enact lets the instrument act once its lag is over. The months that settle a world decide nothing.
func (t *triggered) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	switch {
	case v.Month() < 0:
		return
	case m.Fired > 0:
		m.Fired++
	default:
		t.watch(v, m)
	}
	if m.Fired > t.lag {
		t.inner.Enact(v, m, out)
	}
}

// watch counts the months in a row, and decides.
func (t *triggered) watch(v agents.View, m *agents.Memory) {
	m.Held++
	if !t.met(v) {
		m.Held = 0
	}
	if m.Held >= t.months && t.holds(v.Month()) {
		m.Fired = 1
	}
}
