package study

import "monazite/agents/exact"

// units places the points in the unit cube: one slice of d.Points numbers, 0 < u < 1, for each variable.
func (d *Design) units(mix mixing) [][]float64 {
	columns := make([][]float64, len(d.Vary))
	for i := range d.Vary {
		columns[i] = d.column(i)
	}
	mix.apply(columns, d.Kind == LatinHypercube)
	return columns
}

// column places the points of one variable.
func (d *Design) column(variable int) []float64 {
	key := exact.Key{Seed: d.Seed, Entity: exact.Name(d.Vary[variable].Path), Purpose: exact.Name("vary"), Tick: -1}
	switch d.Kind {
	case LatinHypercube:
		return hypercubeColumn(key, d.Points)
	case Sobol:
		return sobolColumn(key, variable, d.Points)
	}
	return randomColumn(key, d.Points)
}

// randomColumn draws each row from the stream of its replication.
func randomColumn(key exact.Key, points int) []float64 {
	u := make([]float64, points)
	for row := range u {
		key.Replication = row
		source := exact.Stream(key)
		u[row] = unitOf(source.Uint64())
	}
	return u
}

// hypercubeColumn puts row r somewhere in slice s(r) of the points' equal slices, for a keyed permutation s.
func hypercubeColumn(key exact.Key, points int) []float64 {
	u := make([]float64, points)
	for row, slice := range permutation(key, points) {
		key.Replication = row
		source := exact.Stream(key)
		// Half steps of 2^-32 after at most 20 bits: the sum is exact, and the quotient stays inside its slice.
		within := float64((float64(source.Uint64()>>32) + 0.5) * 0x1p-32)
		u[row] = (float64(slice) + within) / float64(points)
	}
	return u
}

// permutation shuffles 0 to n-1 (Fisher and Yates).
func permutation(key exact.Key, n int) []int {
	key.Purpose = exact.Name("vary: order of slices")
	source := exact.Stream(key)
	list := make([]int, n)
	for i := range list {
		j := source.IntN(i + 1)
		list[i], list[j] = list[j], i
	}
	return list
}

// sobolColumn is a coordinate of Sobol's sequence, all bits of it flipped where those of a keyed word are set. This keeps one
// point in each slice and makes every point uniform, so that 0 is none of them.
func sobolColumn(key exact.Key, coordinate, points int) []float64 {
	key.Purpose = exact.Name("vary: digital shift")
	source := exact.Stream(key)
	shift, directions := source.Uint64(), sobolDirections(coordinate)
	u := make([]float64, points)
	for row := range u {
		u[row] = unitOf(sobolPoint(&directions, row) ^ shift)
	}
	return u
}

// unitOf is the middle of the cell of 2^-52 that a binary fraction lies in: never 0 or 1.
func unitOf(bits uint64) float64 { return float64((float64(bits>>12) + 0.5) * 0x1p-52) }
