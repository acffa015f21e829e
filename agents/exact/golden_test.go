package exact

import (
	"hash/fnv"
	"math"
	"slices"
	"testing"
)

// The recorded constants are the promise: every processor, compiler and build setting gives these bits. A change moves the
// results of every run ever published, so it is argued in the commit that makes it.
func TestGoldenFunctions(t *testing.T) {
	src := Stream(Key{Seed: 20251001, Purpose: Name("golden")})
	in := func(lo, hi float64) func() float64 { return func() float64 { return src.UniformIn(lo, hi) } }
	anyBits := func() float64 { return math.Float64frombits(src.Uint64()) }
	cases := []struct {
		name string
		draw func() float64
		f    func(float64) float64
		want uint64
	}{
		{"exp", in(-750, 715), Exp, 0x7877c7f227904418},
		{"exp near 0", in(-1, 1), Exp, 0xb2b131c018b7a2cc},
		{"exp of any bits", anyBits, Exp, 0xf4690ecf02bda959},
		{"log", in(0, 1000), Log, 0xd2f41b8142752c2a},
		{"log near 1", in(.7, 1.5), Log, 0xffbffc69f43d11c7},
		{"log of any bits", anyBits, Log, 0x8f47ef7e7f1d131f},
		{"pow", in(0, 20), func(x float64) float64 { return Pow(x, src.UniformIn(-30, 30)) }, 0x9e42adca97932dd2},
		{"pow of any bits", anyBits, func(x float64) float64 { return Pow(x, anyBits()) }, 0x632047d9774df11a},
		{"pow near 1", in(.99, 1.01), func(x float64) float64 { return Pow(x, src.UniformIn(-4000, 4000)) }, 0x0f4aa320af0759cb},
		{"logistic", in(-50, 50), Logistic, 0xf4cda92e4274ba48},
		{"normal quantile", src.Uniform, NormalQuantile, 0x9ce92145a831f6dd},
		{"normal quantile in the tail", in(0, 1e-6), NormalQuantile, 0x042c7bca85175dd5},
		{"normal CDF", in(-40, 9), NormalCDF, 0x4104259b6dcf90c7},
		{"normal CDF near 0", in(-4.5, 4.5), NormalCDF, 0x056dab32c7cfa90a},
	}
	for _, c := range cases {
		src.Use(Key{Seed: 20251001, Purpose: Name(c.name)})
		if got := fingerprint(20000, func() uint64 { return math.Float64bits(c.f(c.draw())) }); got != c.want {
			t.Errorf("%s: the bits hash to %#016x, recorded %#016x", c.name, got, c.want)
		}
	}
}

func TestGoldenDraws(t *testing.T) {
	plant, mine := Name("mountain-pass"), Name("bayan-obo")
	outage := Name("outage")
	key := Key{Seed: 1, Replication: 7, Entity: plant, Purpose: outage, Tick: 21}
	src := Stream(key)
	// More choices than an insertion sort would take, many of one weight.
	manyEqual := NewChooser(slices.Repeat([]int{3, 1, 2}, 13))
	cases := []struct {
		name string
		draw func() uint64
		want uint64
	}{
		{"words", src.Uint64, 0x5afc0012eb1498ff},
		{"uniforms", func() uint64 { return math.Float64bits(src.Uniform()) }, 0xdaf8eccc664c5d9a},
		{"uniforms in a range", func() uint64 { return math.Float64bits(src.UniformIn(.3, .8)) }, 0x58a300b9a4d1d195},
		{"normals", func() uint64 { return math.Float64bits(src.Normal()) }, 0xe59bc859ea98e0da},
		{"integers", func() uint64 { return uint64(src.IntN(1000)) }, 0x15488388821440ff},
		{"picks", func() uint64 { return uint64(Pick(&src, []int{5, 4, 3, 2, 1})) }, 0x7dcc6b58e95305c7},
		{"picks among many and equal weights", func() uint64 { return uint64(manyEqual.Pick(&src)) }, 0x5aacae7b44935b49},
	}
	for _, c := range cases {
		src.Use(key)
		if got := fingerprint(5000, c.draw); got != c.want {
			t.Errorf("%s: the draws hash to %#016x, recorded %#016x", c.name, got, c.want)
		}
	}
	tick := 0
	keyed := fingerprint(5000, func() uint64 {
		tick++
		src.Use(Key{Seed: 1, Entity: mine, Purpose: outage, Tick: tick})
		return src.Uint64()
	})
	if want := uint64(0xfc8f3bfd9847ee24); keyed != want {
		t.Errorf("first words of many keys hash to %#016x, recorded %#016x", keyed, want)
	}
}

// fingerprint hashes n values, byte by byte in a fixed order.
func fingerprint(n int, draw func() uint64) uint64 {
	h := fnv.New64a()
	var b [8]byte
	for range n {
		v := draw()
		if v>>52 == 0x7ff || v>>52 == 0xfff { // NaN carries no promised bits
			v &= 0x7ff << 52
		}
		for i := range b {
			b[i] = byte(v >> (8 * i))
		}
		h.Write(b[:])
	}
	return h.Sum64()
}
