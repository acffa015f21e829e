package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"monazite/agents/exact"
	"monazite/engine/scenario"
)

// Correlation ties two variables, an entry of the study file:
//
//	[[correlation]]
//	between = ["instrument.mp-floor.strike", "model.steepness"]
//	rank    = 0.6
//
// Pairs that no entry names are independent. The joint distribution is a normal copula.
type Correlation struct {
	Between []string // two paths of Vary
	Rank    float64  // Spearman's rank correlation, above -1 and below 1, not 0

	At     scenario.Pos // as in Vary
	places map[string]scenario.Pos
}

// correlationKeys are the keys of a [[correlation]].
type correlationKeys struct {
	Between []string `toml:"between" doc:"two paths that vary"`
	Rank    float64  `toml:"rank" min:"-1" max:"1" doc:"Spearman's rank correlation, above -1 and below 1, not 0"`
}

// mixing is the lower triangular L with L L' = the correlations of the normal numbers behind the variables
// (Cholesky); nil where nothing is correlated. Row i has i+1 numbers.
type mixing [][]float64

// mixing checks the correlations.
func (d *Design) mixing(ps *scenario.Problems) mixing {
	if len(d.Correlations) == 0 {
		return nil
	}
	given := map[[2]int]*Correlation{} // by the later variable, then the earlier
	before := ps.Len()
	for i := range d.Correlations {
		d.Correlations[i].check(i, d.Vary, given, ps)
	}
	if ps.Len() > before {
		return nil
	}
	mix, failed := cholesky(len(d.Vary), given)
	if failed >= 0 {
		ps.Add(scenario.Problem{Pos: scenario.Pos{File: "correlations"}, Message: d.contradiction(failed, given)})
		return nil
	}
	return mix
}

// check finds the variables of an entry, the i-th from 0, and enters it in given.
func (c *Correlation) check(i int, vary []Vary, given map[[2]int]*Correlation, ps *scenario.Problems) {
	check := checkOf("correlation", i, c.At, c.places, ps)
	if !(math.Abs(c.Rank) < 1) || c.Rank == 0 {
		check.fail("rank", fmt.Sprint(c.Rank), "expected a number above -1 and below 1, not 0", "")
	}
	if len(c.Between) != 2 {
		check.fail("between", "", fmt.Sprintf("expected two paths, found %d", len(c.Between)), "")
		return
	}
	var pair [2]int
	for k, path := range c.Between {
		if pair[k] = slices.IndexFunc(vary, func(v Vary) bool { return v.Path == path }); pair[k] < 0 {
			check.fail(fmt.Sprintf("between[%d]", k+1), path, "expected the path of a [[vary]]", scenario.Nearest(path, paths(vary)))
		}
	}
	pair = [2]int{max(pair[0], pair[1]), min(pair[0], pair[1])}
	switch {
	case check.failed:
	case pair[0] == pair[1]:
		check.fail("between", "", "expected two different paths", "")
	case given[pair] != nil:
		check.fail("between", "", fmt.Sprintf("these two have a correlation already, %v", given[pair].Rank), "")
	default:
		given[pair] = c
	}
}

func paths(vary []Vary) (list []string) {
	for i := range vary {
		list = append(list, vary[i].Path)
	}
	return list
}

// leastPivot is what of a variable's variance its correlations with earlier ones must leave.
const leastPivot = 1e-9

// cholesky decomposes the matrix of given correlations. Where it is not positive definite, failed is the first variable
// whose correlations contradict those of earlier ones, else -1.
func cholesky(variables int, given map[[2]int]*Correlation) (l mixing, failed int) {
	l = make(mixing, variables)
	for i := range l {
		l[i] = make([]float64, i+1)
		for j := range l[i] {
			rest := 0.0
			if i == j {
				rest = 1
			} else if c := given[[2]int{i, j}]; c != nil {
				rest = ofNormals(c.Rank)
			}
			for k := range j {
				rest -= float64(l[i][k] * l[j][k])
			}
			switch {
			case i != j:
				l[i][j] = rest / l[j][j]
			case rest < leastPivot:
				return nil, i
			default:
				l[i][i] = math.Sqrt(rest)
			}
		}
	}
	return l, -1
}

// ofNormals is the correlation of two normal numbers whose rank correlation is given: 2 sin(pi rank/6)
// (Pearson 1907, "On further methods of determining correlation").
func ofNormals(rank float64) float64 { return 2 * sineOfSmall(float64(rank*(math.Pi/6))) }

// sineOfSmall is sin x for |x| < 0.6 by Taylor's series, the same on every machine.
func sineOfSmall(x float64) float64 {
	square, term, total := float64(x*x), x, x
	for n := 2.0; n < 20; n += 2 {
		term = -float64(term*square) / (n * (n + 1))
		total += term
	}
	return total
}

// contradiction names the correlations that a variable has with earlier ones, and those among these.
func (d *Design) contradiction(failed int, given map[[2]int]*Correlation) string {
	inside := map[int]bool{failed: true}
	for grew := true; grew; {
		grew = false
		for pair := range given {
			if pair[0] <= failed && inside[pair[0]] != inside[pair[1]] {
				inside[pair[0]], inside[pair[1]], grew = true, true, true
			}
		}
	}
	var pairs [][2]int
	for pair := range given {
		if pair[0] <= failed && inside[pair[0]] {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var names []string
	for _, pair := range pairs {
		names = append(names, fmt.Sprintf("%s and %s %v", d.Vary[pair[1]].Path, d.Vary[pair[0]].Path, given[pair].Rank))
	}
	return "contradict each other (the matrix is not positive definite): " + strings.Join(names, "; ") + "; expected some nearer to 0"
}

// apply correlates independent columns of points of the unit cube: normal quantiles z, mixed to L z, back by the normal
// distribution function. A column that follows no earlier one stays as it is. With keepValues a column keeps its numbers and takes
// only the order of what would be drawn, as Iman and Conover (1982) do: a slice of a Latin hypercube still holds one point.
func (l mixing) apply(columns [][]float64, keepValues bool) {
	for i := len(l) - 1; i > 0; i-- { // from the last, so that earlier columns are still independent
		if !slices.ContainsFunc(l[i][:i], func(x float64) bool { return x != 0 }) {
			continue
		}
		mixed := make([]float64, len(columns[i]))
		for row := range mixed {
			z := 0.0
			for j, weight := range l[i] {
				if weight != 0 {
					z += float64(weight * exact.NormalQuantile(columns[j][row]))
				}
			}
			mixed[row] = min(1-0x1p-53, max(0x1p-53, exact.NormalCDF(z)))
		}
		if keepValues {
			mixed = inOrderOf(mixed, columns[i])
		}
		columns[i] = mixed
	}
}

// inOrderOf gives values the order of others: the row with the smallest of order gets the smallest value.
func inOrderOf(order, values []float64) []float64 {
	rows := make([]int, len(order))
	for row := range rows {
		rows[row] = row
	}
	slices.SortFunc(rows, func(a, b int) int { return cmp.Or(cmp.Compare(order[a], order[b]), cmp.Compare(a, b)) })
	rising, arranged := slices.Sorted(slices.Values(values)), make([]float64, len(values))
	for rank, row := range rows {
		arranged[row] = rising[rank]
	}
	return arranged
}
