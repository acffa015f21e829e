package policy

import "monazite/agents"

// Build makes an instrument of its keys: what its kind says, begun by the trigger and after the lag that all kinds have.
// A lag without a trigger moves the start. A list of years counts from the start, not from the month of the trigger.
func Build(keys Builder, s *Setup) (agents.Policy, error) {
	own, common := *s, *s.Keys
	own.Keys = &common
	if !common.Trigger.set() {
		common.Start = common.Begins()
	}
	inner, err := keys.Build(&own)
	s.Notes = own.Notes
	if err == nil && !common.Trigger.set() {
		return inner, nil
	}
	if err != nil {
		return nil, err
	}
	in, err := own.window()
	if err != nil {
		return nil, err
	}
	met, err := own.condition(&common.Trigger)
	if err != nil {
		return nil, err
	}
	months, lag := int16(common.Trigger.months), int16(common.Delay())
	return &triggered{window: in, met: met, months: months, lag: lag, inner: inner}, nil
}

// decisionMonths is how long a government takes to act on what it sees (MODEL 8, judgement).
const decisionMonths = 3

// Delay is the lag of an instrument in months: as written, else none, or three after a trigger.
func (c *Common) Delay() int {
	switch {
	case c.Lag != nil:
		return *c.Lag
	case c.Trigger.set():
		return decisionMonths
	}
	return 0
}

// Begins is the first month in which an instrument can act.
func (c *Common) Begins() agents.Month { return c.Start + agents.Month(c.Delay()) }

// Overlaps says whether two instruments may act in one month.
func (c *Common) Overlaps(o *Common) bool { return c.Begins() <= o.End && o.Begins() <= c.End }
