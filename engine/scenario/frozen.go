package scenario

import (
	"monazite/agents"
	"monazite/agents/firm"
)

// never, January 2200, is the month of what a frozen world does not see: later than the last of any
// scenario.
const never = agents.Month(176 * 12)

// freeze keeps capacity, demand and collection as they are in January 2024 where the scenario asks
// for it. What remains to move the world is law, chance, learning, depletion and the ends of
// contracts, which a scenario sets by their own keys.
func (b *builder) freeze() {
	if !b.top.Frozen {
		return
	}
	for i := range b.plants {
		stop(&b.plants[i].common)
	}
	for name, use := range b.uses {
		use.Growth = nil
		b.uses[name] = use
		keys := b.useKeys[name]
		keys.Collected2035 = keys.Collected
		b.useKeys[name] = keys
	}
}

// stop leaves a plant as it is in January 2024: at the share of its nameplate that a ramp had
// reached, without later steps. What opens later never does.
func stop(c *firm.Common) {
	if c.Opens > 0 {
		c.Opens = never
	} else {
		c.Capacity *= rampShare(float64(-c.Opens), c.Ramp)
	}
	if c.Expansion > 0 && c.Expands <= 0 {
		c.Capacity = c.Expansion
	}
	c.Growth, c.Ramp, c.Expansion, c.Expands = 0, 0, 0, never
}
