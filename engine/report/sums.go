package report

import (
	"math"
	"slices"
)

// cell says what is added up: a measure or kind of plant, of a good or element, in a region.
type cell struct{ what, of, region string }

// sums adds up monthly amounts.
type sums struct {
	months int
	cells  map[cell][]float64
}

func newSums(months int) sums { return sums{months, map[cell][]float64{}} }

func (s *sums) add(c cell, month int, x float64) {
	series := s.cells[c]
	if series == nil {
		series = make([]float64, s.months)
		s.cells[c] = series
	}
	series[month] += x
}

// over adds a measure of some things up over regions.
func (s *sums) over(what string, of, regions []string) []float64 {
	total := make([]float64, s.months)
	for _, thing := range of {
		for _, region := range regions {
			for m, x := range s.cells[cell{what, thing, region}] {
				total[m] += x
			}
		}
	}
	return total
}

// plus adds series up month by month.
func plus(series ...[]float64) []float64 {
	total := make([]float64, len(series[0]))
	for _, s := range series {
		for m, x := range s {
			total[m] += x
		}
	}
	return total
}

// times multiplies a series by a factor.
func times(factor float64, s []float64) []float64 {
	out := slices.Clone(s)
	for m := range out {
		out[m] *= factor
	}
	return out
}

// ratio divides series month by month; NaN where there is nothing to divide by.
func ratio(part, whole []float64) []float64 {
	out := make([]float64, len(part))
	for m := range out {
		out[m] = math.NaN()
		if whole[m] > 0 {
			out[m] = part[m] / whole[m]
		}
	}
	return out
}

// trailing is the mean of each month and the eleven before it, as far as there are any.
func trailing(s []float64) []float64 {
	out := make([]float64, len(s))
	for m := range s {
		out[m] = mean(s[max(0, m-11) : m+1])
	}
	return out
}

// total adds up all months.
func total(s []float64) (sum float64) {
	for _, x := range s {
		sum += x
	}
	return sum
}

// mean is that of the months with a value, NaN where there is none.
func mean(s []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range s {
		if !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	return sum / float64(n)
}

// missing is a series without values.
func missing(months int) []float64 {
	s := make([]float64, months)
	for m := range s {
		s[m] = math.NaN()
	}
	return s
}

// note puts a name into a list that lacks it.
func note(list []string, name string) []string {
	if slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}
