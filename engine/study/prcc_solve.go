package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// ranksOf returns the place of each number in the order from 1 up, ties sharing the mean of theirs.
func ranksOf(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case values[a] < values[b]:
			return -1
		case values[a] > values[b]:
			return 1
		}
		return 0
	})
	ranks := make([]float64, len(values))
	for first := 0; first < len(order); {
		last := first
		for last+1 < len(order) && values[order[last+1]] == values[order[first]] {
			last++
		}
		for _, i := range order[first : last+1] {
			ranks[i] = 1 + float64(float64(first+last)/2)
		}
		first = last + 1
	}
	return ranks
}

// scores returns ranks with mean 0 and length 1, nil where all are equal.
func scores(values []float64) []float64 {
	ranks := ranksOf(values)
	mean := float64(float64(len(ranks)+1) / 2)
	squares := 0.0
	for i := range ranks {
		ranks[i] -= mean
		squares += float64(ranks[i] * ranks[i])
	}
	if squares == 0 {
		return nil
	}
	length := math.Sqrt(squares)
	for i := range ranks {
		ranks[i] /= length
	}
	return ranks
}

func dotProduct(a, b []float64) (sum float64) {
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

// collinear is the share of a parameter's variance, not explained by those before it, below which it is their combination.
const collinear = 1e-9

// factor is the lower Cholesky factor of a correlation matrix.
type factor [][]float64

// factorOf factors the parameters' rank correlations; the error names the columns that depend on each other.
func factorOf(ranks [][]float64, columns []Varied) (factor, error) {
	var l factor
	for i := range ranks {
		row := make([]float64, i+1)
		own := 1.0
		for j := range i {
			row[j] = (dotProduct(ranks[i], ranks[j]) - dotProduct(row[:j], l[j][:j])) / l[j][j]
			own -= float64(row[j] * row[j])
		}
		if own < collinear {
			return nil, l.dependence(row[:i], columns)
		}
		row[i] = math.Sqrt(own)
		l = append(l, row)
	}
	return l, nil
}

// dependence names the parameters of which the next is a combination; row is its row of the factor.
func (l factor) dependence(row []float64, columns []Varied) error {
	var others []string
	for j, weight := range l.back(row) {
		if math.Abs(weight) > 1e-4 {
			others = append(others, columns[j].Name)
		}
	}
	return fmt.Errorf("sensitivity: the ranks of parameter %s follow from those of %s, expected parameters that vary apart; with few replications a draw can do that",
		columns[len(row)].Name, strings.Join(others, ", "))
}

// forward solves L x = b.
func (l factor) forward(b []float64) []float64 {
	x := slices.Clone(b)
	for i := range x {
		x[i] = (x[i] - dotProduct(l[i][:i], x[:i])) / l[i][i]
	}
	return x
}

// back solves L' x = b.
func (l factor) back(b []float64) []float64 {
	x := slices.Clone(b)
	for i := len(x) - 1; i >= 0; i-- {
		for j := i + 1; j < len(x); j++ {
			x[i] -= float64(l[j][i] * x[j])
		}
		x[i] /= l[i][i]
	}
	return x
}

// partial returns the partial correlation of the outcome with each parameter. With the regression's weights b, the unexplained
// share of variance q and the diagonal s of the inverse correlations it is b/sqrt(b^2 + q s).
func (l factor) partial(ranks [][]float64, outcome []float64) []float64 {
	with := make([]float64, len(ranks))
	for i := range with {
		with[i] = dotProduct(ranks[i], outcome)
	}
	half := l.forward(with)
	rest := max(1-dotProduct(half, half), smallestRest)
	weights := l.back(half)
	for i, b := range weights {
		unit := make([]float64, len(ranks))
		unit[i] = 1
		column := l.forward(unit)
		weights[i] = b / math.Sqrt(float64(b*b)+float64(rest*dotProduct(column, column)))
	}
	return weights
}
