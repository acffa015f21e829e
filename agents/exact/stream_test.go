package exact

import (
	"math"
	"testing"
)

func TestEveryPartOfTheKeyMatters(t *testing.T) {
	base := Key{Seed: 1, Replication: 2, Entity: Name("mine"), Purpose: Name("outage"), Tick: 3}
	changed := map[string]Key{}
	for name, change := range map[string]func(*Key){
		"seed":        func(k *Key) { k.Seed = 3 },
		"replication": func(k *Key) { k.Replication = 1 },
		"entity":      func(k *Key) { k.Entity = Name("mine2") },
		"purpose":     func(k *Key) { k.Purpose = Name("demand") },
		"tick":        func(k *Key) { k.Tick = -1 },
		"swapped":     func(k *Key) { k.Entity, k.Purpose = k.Purpose, k.Entity },
		"swapped ids": func(k *Key) { k.Seed, k.Tick = 3, 1 },
	} {
		k := base
		change(&k)
		changed[name] = k
	}
	a, b := Stream(base), Stream(base)
	first := a.Uint64()
	if first != b.Uint64() {
		t.Error("equal keys draw different numbers")
	}
	for name, k := range changed {
		s := Stream(k)
		if s.Uint64() == first {
			t.Errorf("a key with another %s draws the same number", name)
		}
	}
	a.Use(Key{})
	a.Use(base)
	if a.Uint64() != first {
		t.Error("a source that comes back to a key does not start its stream anew")
	}
}

// Neighbouring keys are what a run uses: their first draws must look independent.
func TestFirstDrawsOfNeighbouringKeys(t *testing.T) {
	const n = 40000
	next := map[string]func(i int) Key{
		"ticks":        func(i int) Key { return Key{Tick: i} },
		"replications": func(i int) Key { return Key{Replication: i} },
		"seeds":        func(i int) Key { return Key{Seed: uint64(i)} },
		"high seeds":   func(i int) Key { return Key{Seed: uint64(i) << 40} },
		"entities":     func(i int) Key { return Key{Entity: Name(string(rune('a'+i%26)) + string(rune(i)))} },
	}
	for name, key := range next {
		seen := make(map[uint64]bool, n)
		var cells [16]float64
		var mean, square, lagged, last float64
		for i := range n {
			s := Stream(key(i))
			word := s.Uint64()
			if seen[word] {
				t.Fatalf("%s: key %d repeats a draw", name, i)
			}
			seen[word] = true
			u := float64(word>>11)*0x1p-53 - .5
			cells[int((u+.5)*16)]++
			mean += u / n
			square += u * u / n
			lagged += u * last / n
			last = u
		}
		chi := 0.0
		for _, count := range cells {
			chi += (count - n/16) * (count - n/16) / (n / 16)
		}
		// Five standard errors each; chi-square with 15 degrees passes 50 once in 50,000.
		if math.Abs(mean) > 5*math.Sqrt(1./12/n) || math.Abs(square-1./12) > 5*.0745/math.Sqrt(n) || math.Abs(lagged) > 5./12/math.Sqrt(n) || chi > 50 {
			t.Errorf("%s: mean %.5f, variance %.5f, lag-one product %.5f, chi-square %.1f", name, mean, square, lagged, chi)
		}
	}
}

func TestDraws(t *testing.T) {
	const n = 200000
	src := Stream(Key{Seed: 5})
	var mean, square, fourth, hits float64
	counts := [6]int{}
	for range n {
		x := src.Normal()
		mean += x / n
		square += x * x / n
		fourth += x * x * x * x / n
		if u := src.UniformIn(.3, .8); u < .3 || u > .8 {
			t.Fatalf("UniformIn(.3, .8) drew %v", u)
		}
		if src.Chance(.004) {
			hits++
		}
		counts[src.IntN(6)]++
	}
	if math.Abs(mean) > .012 || math.Abs(square-1) > .017 || math.Abs(fourth-3) > .12 {
		t.Errorf("normal draws have mean %.4f, variance %.4f, fourth moment %.4f", mean, square, fourth)
	}
	if math.Abs(hits-.004*n) > 5*math.Sqrt(.004*n) {
		t.Errorf("an event of .4 %% a month happened %v times in %d", hits, n)
	}
	for face, count := range counts {
		if math.Abs(float64(count)-n/6.) > 5*math.Sqrt(n/6.) {
			t.Errorf("face %d came %d times of %d", face, count, n)
		}
	}
	if src.Chance(0) || !src.Chance(1) || src.UniformIn(2, 2) != 2 {
		t.Error("the certain and the impossible do not hold")
	}
}

func TestDrawsAllocateNothing(t *testing.T) {
	var src Source
	chooser := NewChooser([]int{5, 4, 3, 2, 1})
	total, tick := 0.0, 0
	if got := testing.AllocsPerRun(200, func() {
		tick++
		src.Use(Key{Seed: 1, Entity: Name("mine"), Tick: tick})
		total += src.Uniform() + src.Normal() + float64(src.IntN(9)) + float64(chooser.Pick(&src))
	}); got != 0 {
		t.Errorf("a month's draws allocate %v times", got)
	}
}

func TestIntNRefusesNoOutcomes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("IntN(0) drew from no outcomes")
		}
	}()
	src := Stream(Key{})
	src.IntN(0)
}
