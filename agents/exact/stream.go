package exact

import (
	"math/bits"
	"math/rand/v2"

	"monazite/markets"
)

// Key names one stream of random numbers. Equal keys give equal draws whatever else the
// world contains; keys that differ anywhere give unrelated ones.
type Key struct {
	Seed        uint64
	Replication int
	Entity      uint64 // Name of the plant, company, region ... that draws
	Purpose     uint64 // Name of what it draws for, "outage"
	Tick        int    // month since the start; -1 for draws made before it
}

// Name hashes an entity's or a purpose's name for a Key (FNV-1a of 64 bits, then mixed). Compute it
// at load: a draw costs no hashing of text and no allocation.
func Name(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// Source draws from one keyed stream. It is a value that a worker keeps and points at the
// stream it needs next with Use; it must not be shared by goroutines. The zero Source is a fixed stream, not a random one.
type Source struct{ pcg rand.PCG }

// Stream returns a Source at the start of the key's stream.
func Stream(k Key) Source {
	var s Source
	s.Use(k)
	return s
}

// Use moves the source to the start of the key's stream.
func (s *Source) Use(k Key) {
	// Two chains of bijections: keys that differ in one word never meet in either chain.
	hi, lo := uint64(0x9e3779b97f4a7c15), uint64(0xd1b54a32d192ed03)
	for _, word := range [...]uint64{k.Seed, uint64(k.Replication), k.Entity, k.Purpose, uint64(k.Tick)} {
		hi = mix(hi ^ word)
		lo = mix(lo + bits.RotateLeft64(word, 32))
	}
	s.pcg.Seed(hi, lo)
}

// Uint64 returns 64 uniform bits.
func (s *Source) Uint64() uint64 { return s.pcg.Uint64() }

// Uniform returns a uniform number in [0, 1), a multiple of 2^-53.
func (s *Source) Uniform() float64 { return float64(float64(s.Uint64()>>11) * 0x1p-53) }

// UniformIn returns a uniform number from lo to hi; rounding can reach hi itself.
func (s *Source) UniformIn(lo, hi float64) float64 {
	return lo + float64((hi-lo)*s.Uniform())
}

// Chance returns true with probability p; never for p <= 0, always for p >= 1.
func (s *Source) Chance(p float64) bool { return s.Uniform() < p }

// Normal returns a standard normal number by inversion: one draw, and antithetic to 1-u.
// The uniform behind it is centred in its cell of 2^-52, so it is never 0 or 1; |Normal| <= 8.21.
func (s *Source) Normal() float64 {
	return NormalQuantile((float64(s.Uint64()>>12) + 0.5) * 0x1p-52)
}

// IntN returns a uniform integer in [0, n). It panics unless n > 0.
func (s *Source) IntN(n int) int {
	if n <= 0 {
		panic(markets.Invariant("draw-range: IntN needs a positive number of outcomes"))
	}
	// Lemire's multiplication: the high word is the draw, low words below 2^64 mod n would favour some.
	bound := uint64(n)
	hi, lo := bits.Mul64(s.Uint64(), bound)
	if lo < bound {
		for excess := -bound % bound; lo < excess; {
			hi, lo = bits.Mul64(s.Uint64(), bound)
		}
	}
	return int(hi)
}

// mix spreads every bit of x over the word and is one-to-one (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
