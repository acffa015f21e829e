package study

import "math/bits"

// Sobol's sequence (1967) fills the unit cube evenly: of its first 2^k points, each of the 2^k equal slices of every
// coordinate holds one, and so do many boxes of several coordinates. Point n of a coordinate is the exclusive or of the direction
// numbers that the bits of n's Gray code select (Antonov and Saleev 1979).

// directionBits is how many direction numbers a coordinate has: enough for 2^20 points.
const directionBits = 20

// sobolSeed starts the recurrence of one coordinate: the inner coefficients a of a primitive polynomial over {0, 1},
// whose degree is the number of the m, and odd m_k < 2^k.
type sobolSeed struct {
	a uint8
	m []uint8
}

// sobolSeeds holds coordinates 2 to 53; the first needs none. They use up the polynomials of degree 8.
//
// Source: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci.
// Comput. 30 (2008) 2635-2654, file new-joe-kuo-6.21201 at https://web.maths.unsw.edu.au/~fkuo/sobol/.
// Copyright (c) 2008 Frances Y. Kuo and Stephen Joe, BSD licence.
var sobolSeeds = [...]sobolSeed{
	{0, []uint8{1}},
	{1, []uint8{1, 3}},
	{1, []uint8{1, 3, 1}}, {2, []uint8{1, 1, 1}},
	{1, []uint8{1, 1, 3, 3}}, {4, []uint8{1, 3, 5, 13}},
	{2, []uint8{1, 1, 5, 5, 17}}, {4, []uint8{1, 1, 5, 5, 5}},
	{7, []uint8{1, 1, 7, 11, 19}}, {11, []uint8{1, 1, 5, 1, 1}},
	{13, []uint8{1, 1, 1, 3, 11}}, {14, []uint8{1, 3, 5, 5, 31}},
	{1, []uint8{1, 3, 3, 9, 7, 49}}, {13, []uint8{1, 1, 1, 15, 21, 21}},
	{16, []uint8{1, 3, 1, 13, 27, 49}}, {19, []uint8{1, 1, 1, 15, 7, 5}},
	{22, []uint8{1, 3, 1, 15, 13, 25}}, {25, []uint8{1, 1, 5, 5, 19, 61}},
	{1, []uint8{1, 3, 7, 11, 23, 15, 103}}, {4, []uint8{1, 3, 7, 13, 13, 15, 69}},
	{7, []uint8{1, 1, 3, 13, 7, 35, 63}}, {8, []uint8{1, 3, 5, 9, 1, 25, 53}},
	{14, []uint8{1, 3, 1, 13, 9, 35, 107}}, {19, []uint8{1, 3, 1, 5, 27, 61, 31}},
	{21, []uint8{1, 1, 5, 11, 19, 41, 61}}, {28, []uint8{1, 3, 5, 3, 3, 13, 69}},
	{31, []uint8{1, 1, 7, 13, 1, 19, 1}}, {32, []uint8{1, 3, 7, 5, 13, 19, 59}},
	{37, []uint8{1, 1, 3, 9, 25, 29, 41}}, {41, []uint8{1, 3, 5, 13, 23, 1, 55}},
	{42, []uint8{1, 3, 7, 3, 13, 59, 17}}, {50, []uint8{1, 3, 1, 3, 5, 53, 69}},
	{55, []uint8{1, 1, 5, 5, 23, 33, 13}}, {56, []uint8{1, 1, 7, 7, 1, 61, 123}},
	{59, []uint8{1, 1, 7, 9, 13, 61, 49}}, {62, []uint8{1, 3, 3, 5, 3, 55, 33}},
	{14, []uint8{1, 3, 1, 15, 31, 13, 49, 245}}, {21, []uint8{1, 3, 5, 15, 31, 59, 63, 97}},
	{22, []uint8{1, 3, 1, 11, 11, 11, 77, 249}}, {38, []uint8{1, 3, 1, 11, 27, 43, 71, 9}},
	{47, []uint8{1, 1, 7, 15, 21, 11, 81, 45}}, {49, []uint8{1, 3, 7, 3, 25, 31, 65, 79}},
	{50, []uint8{1, 3, 1, 1, 19, 11, 3, 205}}, {52, []uint8{1, 1, 5, 9, 19, 21, 29, 157}},
	{56, []uint8{1, 3, 7, 11, 1, 33, 89, 185}}, {67, []uint8{1, 3, 3, 3, 15, 9, 79, 71}},
	{70, []uint8{1, 3, 7, 11, 15, 39, 119, 27}}, {84, []uint8{1, 1, 3, 1, 11, 31, 97, 225}},
	{97, []uint8{1, 1, 1, 3, 23, 43, 57, 177}}, {103, []uint8{1, 3, 7, 7, 17, 17, 37, 71}},
	{115, []uint8{1, 3, 1, 5, 27, 63, 123, 213}}, {122, []uint8{1, 1, 3, 5, 11, 43, 53, 133}},
}

// sobolDimensions is how many coordinates the table serves.
const sobolDimensions = len(sobolSeeds) + 1

// sobolDirections are the direction numbers of a coordinate, counted from 0, as binary fractions of a 64-bit word.
func sobolDirections(coordinate int) (v [directionBits]uint64) {
	if coordinate == 0 {
		for k := range v {
			v[k] = 1 << (63 - k)
		}
		return v
	}
	seed := sobolSeeds[coordinate-1]
	degree := len(seed.m)
	for k := range v {
		if k < degree {
			v[k] = uint64(seed.m[k]) << (63 - k)
			continue
		}
		v[k] = v[k-degree] ^ v[k-degree]>>degree
		for i := 1; i < degree; i++ {
			if seed.a>>(degree-1-i)&1 == 1 {
				v[k] ^= v[k-i]
			}
		}
	}
	return v
}

// sobolPoint is a coordinate of point n < 2^20, counted from 0, as a binary fraction of a 64-bit word.
func sobolPoint(v *[directionBits]uint64, n int) (x uint64) {
	for gray := uint(n ^ n>>1); gray != 0; gray &= gray - 1 {
		x ^= v[bits.TrailingZeros(gray)]
	}
	return x
}
