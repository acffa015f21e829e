package study

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
	"monazite/agents/exact"
)

// Varied is a parameter that differs from replication to replication.
type Varied struct {
	Name   string
	Values []float64 // by replication
}

// PartialRank says how strongly an outcome rises (+) or falls (-) with a parameter while all others are held still.
type PartialRank struct {
	Parameter   string
	Coefficient float64 // -1 to 1
	P           float64 // probability of one as far from 0 if the parameter had no effect; of summaries only, its last bits vary
}

// Sensitivity holds the partial rank correlation coefficients of an outcome, the tornado of MODEL 10.
type Sensitivity struct {
	N     int           // replications that count
	Ranks []PartialRank // in the order of the parameters
	Dummy PartialRank   // of a random parameter that nothing depends on: what is no larger is noise
}

// strongest returns the parameters by |Coefficient|, the largest first and those without one last.
func (s *Sensitivity) strongest() []PartialRank {
	ranks := slices.Clone(s.Ranks)
	slices.SortStableFunc(ranks, func(a, b PartialRank) int {
		return cmp.Compare(math.Abs(b.Coefficient), math.Abs(a.Coefficient)) // NaN is below all
	})
	return ranks
}

// PRCC returns the partial rank correlations of values by replication (NaN left out) with the parameters and a dummy that is
// keyed by seed and replication. Where the values do not vary every coefficient is NaN. It is an error when a parameter does
// not vary, is a combination of others, or the replications are fewer than the parameters, dummy included, plus two.
//
// Method: Marino, Hogue, Ray and Kirschner, Journal of Theoretical Biology 254 (2008): ranks, ties averaged; t = r sqrt((N-2-p)/(1-r^2))
// with N-2-p degrees of freedom, p the number of other parameters. The coefficients come from the Cholesky factor of the
// parameters' rank correlations.
func PRCC(values []float64, parameters []Varied, seed uint64) (*Sensitivity, error) {
	if err := checkVaried(values, parameters); err != nil {
		return nil, err
	}
	columns := append(slices.Clone(parameters), dummyParameter(len(values), seed))
	outcome := present(values)
	k, n := len(columns), len(outcome)
	if n < k+2 {
		return nil, fmt.Errorf("sensitivity: %d replications, expected at least %d for %d parameters and a dummy", n, k+2, k-1)
	}
	ranks := make([][]float64, k)
	var errs []error
	for i, c := range columns {
		if ranks[i] = scores(keepPresent(c.Values, values)); ranks[i] == nil {
			errs = append(errs, fmt.Errorf("sensitivity: parameter %s does not vary", c.Name))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	partial := slices.Repeat([]float64{math.NaN()}, k)
	factor, err := factorOf(ranks, columns)
	if err != nil {
		return nil, err
	}
	if own := scores(outcome); own != nil {
		partial = factor.partial(ranks, own)
	}
	s := &Sensitivity{N: n}
	for i, c := range columns {
		s.Ranks = append(s.Ranks, PartialRank{c.Name, partial[i], chanceOf(partial[i], n-1-k)})
	}
	s.Dummy, s.Ranks = s.Ranks[k-1], s.Ranks[:k-1]
	return s, nil
}

// dummyParameter returns a parameter that nothing depends on.
func dummyParameter(n int, seed uint64) Varied {
	d := Varied{Name: "dummy", Values: make([]float64, n)}
	var source exact.Source
	for r := range d.Values {
		source.Use(exact.Key{Seed: seed, Replication: r, Entity: exact.Name("study"), Purpose: exact.Name("dummy parameter"), Tick: -1})
		d.Values[r] = source.Uniform()
	}
	return d
}

func checkVaried(values []float64, parameters []Varied) error {
	var errs []error
	if len(parameters) == 0 {
		errs = append(errs, errors.New("sensitivity: no parameter is varied, expected one at least"))
	}
	if r := slices.IndexFunc(values, isInfinite); r >= 0 {
		errs = append(errs, fmt.Errorf("sensitivity: replication %d of the outcome is %v, expected a finite number", r, values[r]))
	}
	for _, p := range parameters {
		if len(p.Values) != len(values) {
			errs = append(errs, fmt.Errorf("sensitivity: parameter %s has %d values, expected the outcome's %d", p.Name, len(p.Values), len(values)))
		}
		if r := slices.IndexFunc(p.Values, func(x float64) bool { return math.IsNaN(x) || isInfinite(x) }); r >= 0 {
			errs = append(errs, fmt.Errorf("sensitivity: parameter %s is %v in replication %d, expected a finite number", p.Name, p.Values[r], r))
		}
	}
	return errors.Join(errs...)
}

// keepPresent returns the numbers of the replications in which the outcome is there.
func keepPresent(column, outcome []float64) []float64 {
	kept := make([]float64, 0, len(column))
	for r, x := range column {
		if !math.IsNaN(outcome[r]) {
			kept = append(kept, x)
		}
	}
	return kept
}

// chanceOf returns the two-sided p-value of a partial correlation, at least one degree of freedom.
func chanceOf(r float64, freedom int) float64 {
	if math.IsNaN(r) {
		return math.NaN()
	}
	rest := max(1-float64(r*r), smallestRest)
	t := float64(math.Abs(r) * math.Sqrt(float64(freedom)/rest))
	return min(1, 2*distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Survival(t))
}

// smallestRest is the share of variance that always counts as unexplained: without it an outcome that follows one
// parameter exactly would divide rounding by rounding for all others.
const smallestRest = 1e-14
