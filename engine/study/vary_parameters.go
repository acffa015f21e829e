package study

import (
	"fmt"
	"math"
	"slices"

	"monazite/agents/exact"
)

// parameters are the numbers of a distribution in the unit of its entry. Bounds that are not given are infinite,
// other numbers NaN.
type parameters struct {
	low, mode, high, mean, sd float64
	unit                      string
	whole                     bool // values are whole: months
}

// parameters reads the quantities of an entry and checks what each distribution asks of them.
func (v *Vary) parameters(kind distribution, c *entryCheck) *parameters {
	p := &parameters{low: math.Inf(-1), mode: math.NaN(), high: math.Inf(1), mean: math.NaN(), sd: math.NaN()}
	into := map[string]*float64{"low": &p.low, "mode": &p.mode, "high": &p.high, "mean": &p.mean, "sd": &p.sd}
	first, readable := "", true // the key whose unit all others must have
	for _, q := range v.quantities() {
		if q.text == "" || !slices.Contains(kind.needs, q.key) && !slices.Contains(kind.takes, q.key) {
			continue
		}
		a, err := parseAmount(q.text)
		switch {
		case err != nil:
			c.fail(q.key, q.text, err.Error(), "")
			readable = false
			continue
		case first == "":
			first, p.unit = q.key, a.unit
		case a.unit != p.unit:
			c.fail(q.key, q.text, fmt.Sprintf("expected the unit of %s, %s, found %s", first, unitInWords(p.unit), unitInWords(a.unit)), "")
			readable = false
		}
		*into[q.key] = a.number
	}
	p.whole = p.unit == "months"
	for _, x := range []float64{p.low, p.mode, p.high, p.mean, p.sd} {
		p.whole = p.whole && (math.IsNaN(x) || math.IsInf(x, 0) || x == math.Trunc(x))
	}
	if readable {
		v.checkOrder(kind, p, c)
	}
	return p
}

// checkOrder refuses numbers that make no distribution. A comparison with what is not given never fails.
func (v *Vary) checkOrder(kind distribution, p *parameters, c *entryCheck) {
	if p.low >= p.high {
		c.fail("high", v.High, fmt.Sprintf("expected more than low, %s", v.Low), "")
	}
	if p.mode < p.low || p.mode > p.high {
		c.fail("mode", v.Mode, fmt.Sprintf("expected from low, %s, to high, %s", v.Low, v.High), "")
	}
	if p.sd <= 0 {
		c.fail("sd", v.SD, "expected more than 0", "")
	}
	if kind.name == "lognormal" && p.mean <= 0 {
		c.fail("mean", v.Mean, "expected more than 0", "")
	}
	if kind.name == "normal" && p.low < p.high && p.sd > 0 && p.kept() < leastKept {
		c.fail("", "", fmt.Sprintf("low and high leave a share of %.2g of the normal distribution, expected at least %g", p.kept(), leastKept), "")
	}
}

// leastKept is the least share of a normal distribution between its bounds: far out in a tail quantiles lose digits.
const leastKept = 1e-6

// kept is the share of a normal distribution that its bounds leave.
func (p *parameters) kept() float64 {
	return exact.NormalCDF((p.high-p.mean)/p.sd) - exact.NormalCDF((p.low-p.mean)/p.sd)
}

// rounded makes a value whole where it has to be.
func (p *parameters) rounded(x float64) float64 {
	if p.whole {
		return math.RoundToEven(x)
	}
	return x
}

// choice checks the values and weights of a choice.
func (v *Vary) choice(c *entryCheck) func(u float64) string {
	texts := make([]string, len(v.Values))
	var first *setting
	for i, text := range v.Values {
		s, err := parseSetting(text)
		key := fmt.Sprintf("values[%d]", i+1)
		if err != nil {
			c.fail(key, text, err.Error()+", or a word", "")
			continue
		}
		if first == nil {
			first = &s
		} else if message := s.unlike(*first); message != "" {
			c.fail(key, text, message, "")
		}
		if texts[i] = s.String(); slices.Contains(texts[:i], texts[i]) {
			c.fail(key, text, "is there twice; give it a larger weight", "")
		}
	}
	if v.Values != nil && len(v.Values) < 2 {
		c.fail("values", "", fmt.Sprintf("expected at least two, found %d", len(v.Values)), "")
	}
	weights := v.checkWeights(c)
	if c.failed {
		return nil
	}
	pick := cumulated(weights)
	return func(u float64) string { return texts[pick(u)] }
}

// maxWeights bounds a sum of weights: far above what anyone means, far below what a float64 counts exactly.
const maxWeights = 1_000_000_000

// checkWeights gives each value its weight.
func (v *Vary) checkWeights(c *entryCheck) []int {
	if v.Weights == nil {
		return slices.Repeat([]int{1}, len(v.Values))
	}
	if len(v.Weights) != len(v.Values) {
		c.fail("weights", "", fmt.Sprintf("expected one for each of %d values, found %d", len(v.Values), len(v.Weights)), "")
	}
	total := 0
	for i, w := range v.Weights {
		if w < 1 || w > maxWeights {
			c.fail(fmt.Sprintf("weights[%d]", i+1), fmt.Sprint(w), fmt.Sprintf("expected a whole number from 1 to %d", maxWeights), "")
			return nil
		}
		if total += w; total > maxWeights {
			c.fail("weights", "", fmt.Sprintf("expected a sum up to %d", maxWeights), "")
			return nil
		}
	}
	return v.Weights
}
