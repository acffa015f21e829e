package study

import "strings"

// Failures are the replications that are over without a result.
type Failures struct {
	Count  int
	First  Key    // in order of arm, then replication; of those that broke an invariant where there are some
	Reason string // of the first
	Broken bool   // some broke an invariant
}

// Failures finds those among the first n replications of every arm.
func (p *Parts) Failures(n int) (f Failures) {
	for _, key := range p.keys() {
		reason, failed := p.Failed(key)
		if !failed || key.Replication >= n {
			continue
		}
		broken := strings.HasPrefix(reason, brokenPrefix)
		if f.Count++; f.Count == 1 || broken && !f.Broken {
			f.First, f.Reason, f.Broken = key, reason, broken
		}
	}
	return f
}

// brokenPrefix begins what an engine.Violation says of itself, which is what the journal keeps of it.
const brokenPrefix = "invariant "
