package study

import (
	"fmt"
	"math"

	"monazite/agents/exact"
)

// Target is a threshold that a policy promises to meet, such as a share of at least 0.1.
type Target struct {
	AtLeast bool // the value must be >= the threshold, else <=
	Strict  bool // the threshold itself does not meet it: > or <
	Value   float64
}

// Met says whether x meets the target; NaN never does.
func (t Target) Met(x float64) bool {
	switch {
	case t.Strict && x == t.Value:
		return false
	case t.AtLeast:
		return x >= t.Value
	}
	return x <= t.Value
}

// sign is how the target compares.
func (t Target) sign() string {
	sign := "<"
	if t.AtLeast {
		sign = ">"
	}
	if t.Strict {
		return sign
	}
	return sign + "="
}

// words are the sign as a sentence has it.
func (t Target) words() string {
	return map[string]string{">=": "at least", "<=": "at most", ">": "above", "<": "below"}[t.sign()]
}

// String writes the target with its sign, ">= 0.1".
func (t Target) String() string { return fmt.Sprintf("%s %v", t.sign(), t.Value) }

// Chance is how often an arm meets a target, and how much more often than the one that it is compared with.
type Chance struct {
	Arm      string
	Met, N   int      // replications that meet it, of those that finished
	Share    float64  // Met/N, NaN of none
	Interval Interval // Wilson's, of the share

	// Against that one, over the Pairs that finished in both. The baseline itself gains nothing.
	Pairs, OnlyArm, OnlyBaseline int      // pairs; those in which one of the two alone meets the target
	Gain                         float64  // (OnlyArm - OnlyBaseline)/Pairs, NaN of none
	GainInterval                 Interval // Agresti and Min's; of no width where the arms' values are identical
}

// Chances returns how often each arm meets the target.
func (o *Outcome) Chances(t Target, level float64) ([]Chance, error) {
	if math.IsNaN(t.Value) {
		return nil, fmt.Errorf("%s: the target's threshold is not a number", o.Metric)
	}
	return o.chances(t.Met, level)
}

// chances returns how often each arm has a number that meets something.
func (o *Outcome) chances(meets func(x float64) bool, level float64) ([]Chance, error) {
	if err := checkLevel(level); err != nil {
		return nil, err
	}
	chances := make([]Chance, len(o.Arms))
	for a := range chances {
		own, err := o.Column(a)
		if err != nil {
			return nil, err
		}
		base, err := o.Column(o.than(a))
		if err != nil {
			return nil, err
		}
		chances[a] = compareChances(meets, own, base, level)
		chances[a].Arm = o.Arms[a]
	}
	return chances, nil
}

// compareChances counts how often an arm, and it alone, meets something.
func compareChances(meets func(x float64) bool, own, base []float64, level float64) (c Chance) {
	identical := true
	for r, x := range own {
		if math.IsNaN(x) {
			continue
		}
		c.N++
		met := meets(x)
		if met {
			c.Met++
		}
		if math.IsNaN(base[r]) {
			continue
		}
		c.Pairs++
		identical = identical && x == base[r]
		switch metBefore := meets(base[r]); {
		case met && !metBefore:
			c.OnlyArm++
		case metBefore && !met:
			c.OnlyBaseline++
		}
	}
	c.Share = float64(c.Met) / float64(c.N)
	c.Interval = wilson(c.Met, c.N, level)
	c.Gain = float64(c.OnlyArm-c.OnlyBaseline) / float64(c.Pairs)
	c.GainInterval = pairedShares(c.OnlyArm, c.OnlyBaseline, c.Pairs, level)
	if identical && c.Pairs > 0 {
		c.GainInterval = Interval{}
	}
	return c
}

// wilson returns the score interval of a share, within 0 to 1 (Wilson, Journal of the American Statistical Association 22, 1927).
func wilson(met, of int, level float64) Interval {
	if of == 0 {
		return unknownInterval()
	}
	n, p := float64(of), float64(met)/float64(of)
	z := exact.NormalQuantile((1 + level) / 2)
	square := float64(z * z)
	centre := p + square/(2*n)
	half := float64(z * math.Sqrt(float64(p*(1-p))/n+square/float64(4*float64(n*n))))
	i := Interval{max(0, (centre-half)/(1+square/n)), min(1, (centre+half)/(1+square/n))}
	if met == 0 { // exact where rounding would leave a crumb
		i.Low = 0
	}
	if met == of {
		i.High = 1
	}
	return i
}

// pairedShares returns the interval of the difference of two shares of the same pairs: Wald's after half a pair was added to
// each of the four cells (Agresti and Min, Statistics in Medicine 24, 2005).
func pairedShares(onlyFirst, onlySecond, pairs int, level float64) Interval {
	if pairs == 0 {
		return unknownInterval()
	}
	n := float64(pairs + 2)
	gain := float64(onlyFirst-onlySecond) / n
	differ := float64(onlyFirst+onlySecond+1) / n
	z := exact.NormalQuantile((1 + level) / 2)
	half := float64(z * math.Sqrt((differ-float64(gain*gain))/n))
	return Interval{max(-1, gain-half), min(1, gain+half)}
}
