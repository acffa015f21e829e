package record

import (
	"fmt"
	"strings"

	"monazite/engine"
)

// Opening says how the plants of 2024 were made to live at opening prices: those whose published cost
// left no margin had it lowered, at most to half, or a contract at cost and markup must have paid.
type Opening struct {
	Plants    int    `json:"plants"`           // that ran in 2024
	Lowered   int    `json:"lowered_cost"`     // of them with a cost below the published one
	Least     Figure `json:"least_cost_ratio"` // lowest cost over the published one
	Contracts int    `json:"legacy_contracts"` // of them that a contract keeps
}

func opening(s *engine.Scenario) *Opening {
	o := &Opening{Least: 1}
	for i := range s.Plants {
		start := &s.Plants[i].Start
		if start.Level == 0 {
			continue
		}
		o.Plants++
		if start.Legacy > 0 {
			o.Contracts++
		} else if start.CostScale < 1 {
			o.Lowered++
			o.Least = min(o.Least, Figure(start.CostScale))
		}
	}
	if o.Plants == 0 {
		return nil
	}
	return o
}

func (s *Summary) printOpening(page *strings.Builder) {
	o := s.Opening
	if o == nil {
		return
	}
	fmt.Fprintf(page, "Opening       %d plants of 2024: %d at a lowered cost", o.Plants, o.Lowered)
	if o.Lowered > 0 {
		fmt.Fprintf(page, " (least %.0f %%)", 100*float64(o.Least))
	}
	fmt.Fprintf(page, ", %d by contract\n", o.Contracts)
}
