package expect

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
)

// Claim is what a scenario says of its own runs.
type Claim struct {
	ID      string
	Series  Series
	Than    *Series // of the same run, nil without
	Against string  // another scenario, run under the same seeds; "" without
	As      string  // one of Comparisons where there is Than or Against
	When    Window
	Limit   Limit
	Seeds   int     // it is put to: 1 to Seeds
	Share   float64 // of them in which it must hold
}

// Comparisons lists what two series are compared by, month by month: the first over the second, or less
// the second. The elasticity needs a series, a price Than and a scenario Against: by how much, in
// logarithms, the series is below the other scenario's for each unit that the price is above the other's.
var Comparisons = []string{"ratio", "difference", "elasticity"}

// Unit is that of the number that the claim is about; it does not say what tonnes and kilograms are of.
func (c *Claim) Unit() string {
	unit := c.Series.Unit
	switch {
	case c.When.Reduce == "volatility", c.As == "ratio", c.As == "elasticity":
		return "1"
	case !c.Series.Flow || unit == "1" || c.When.Reduce == "sum":
		return unit
	}
	return unit + "/month"
}

// SeriesOf are those that the claim takes of its own scenario; of the other one it takes the same.
func (c *Claim) SeriesOf() []Series {
	list := []Series{c.Series}
	if c.Than != nil {
		list = append(list, *c.Than)
	}
	return list
}

// Fits says what a scenario lacks of what the claim is about, or that it ends too early.
func (c *Claim) Fits(s *engine.Scenario) error {
	if _, err := NewRecorder(s, c.SeriesOf()); err != nil {
		return err
	}
	if names := c.Series.Instruments; c.As == "ratio" && len(names) > 0 && !hasInstrument(s, names) {
		return fmt.Errorf("%s has no instrument %s, whose %s is 0 there and divides nothing: expected as = \"difference\"", s.Name, strings.Join(names, " or "), c.Series.Name)
	}
	_, err := ParseWindow(c.When.String(), s.Months)
	return err
}

// hasInstrument says whether a scenario has one of some instruments.
func hasInstrument(s *engine.Scenario, names []string) bool {
	return slices.ContainsFunc(s.Sources, func(source agents.Source) bool { return slices.Contains(names, source.Instrument) })
}

// Observe gives the number that the claim is about: of the series of its own run and, where it is
// against another scenario, of that one's. It is NaN where there is none.
func (c *Claim) Observe(own, other [][]float64) float64 {
	monthly := slices.Clone(own[0])
	for m := range monthly {
		switch {
		case c.Against != "" && m >= len(other[0]):
			monthly[m] = math.NaN()
		case c.As == "elasticity":
			monthly[m] = elasticity(monthly[m]/other[0][m], own[1][m]/other[1][m])
		case c.Than != nil:
			monthly[m] = c.compare(monthly[m], own[1][m])
		case c.Against != "":
			monthly[m] = c.compare(monthly[m], other[0][m])
		}
	}
	return c.When.Of(monthly)
}

func (c *Claim) compare(a, b float64) float64 {
	if c.As == "difference" {
		return a - b
	}
	return over(a, b)
}

// elasticity is - d ln q / d ln p.
func elasticity(quantity, price float64) float64 {
	if !(quantity > 0 && price > 0) || math.IsInf(quantity, 0) || math.IsInf(price, 0) {
		return math.NaN()
	}
	return over(-exact.Log(quantity), exact.Log(price))
}

// String is the claim in words: NdPr@US 2030 >= 60 USD/kg.
func (c *Claim) String() string {
	text := c.Series.String()
	switch {
	case c.As == "elasticity":
		text = "elasticity of " + text + " to " + c.Than.String() + " against " + c.Against
	case c.As == "difference":
		text += " less " + c.second()
	case c.As == "ratio":
		text += " over " + c.second()
	}
	return strings.Join([]string{text, c.When.String(), c.Limit.String()}, " ")
}

// second is what the claim compares with.
func (c *Claim) second() string {
	if c.Than != nil {
		return c.Than.String()
	}
	return c.Against + "'s"
}
