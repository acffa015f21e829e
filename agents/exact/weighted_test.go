package exact

import (
	"math"
	"slices"
	"strings"
	"testing"

	"monazite/markets"
)

// Major events of MODEL.md 7.13: mine accident 5, Myanmar closure 4, licence denial 3, demand boom 2, substitution 1.
func TestShocksComeByWeight(t *testing.T) {
	const n = 300000
	weights := []int{5, 4, 3, 2, 1}
	want := []float64{.3333, .2667, .2, .1333, .0667}
	events := NewChooser(weights)
	counts := make([]float64, len(weights))
	for tick := range n {
		src := Stream(Key{Seed: 1, Entity: Name("world"), Purpose: Name("event kind"), Tick: tick})
		counts[events.Pick(&src)]++
	}
	for i, share := range want {
		if got := counts[i] / n; math.Abs(got-share) > .004 {
			t.Errorf("event %d came with frequency %.4f, want %.4f", i, got, share)
		}
	}
}

func TestPickNeedsAWeight(t *testing.T) {
	src := Stream(Key{})
	cases := []struct {
		name    string
		weights []int
		want    int
	}{
		{"none", nil, -1},
		{"all zero", []int{0, 0, 0}, -1},
		{"all negative", []int{-1, -5}, -1},
		{"one", []int{0, 0, 7, 0}, 2},
		{"one among negatives", []int{-3, 1, -2}, 1},
	}
	for _, c := range cases {
		for range 20 {
			if got := Pick(&src, c.weights); got != c.want {
				t.Fatalf("%s: picked %d, want %d", c.name, got, c.want)
			}
		}
	}
	var zero Chooser
	if got := zero.Pick(&src); got != -1 {
		t.Errorf("the zero Chooser picked %d, want -1", got)
	}
}

// A permutation of the choices picks the same things with the same draws, and leaves the caller's list as it was.
func TestPickDoesNotDependOnOrder(t *testing.T) {
	weights := []int{40, 1, 7, 300, 12, 5, 90, 2, 33, 8, 61, 20, 3, 150, 17, 29}
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"}
	permuted, permutedNames := make([]int, len(weights)), make([]string, len(names))
	for i := range weights {
		to := (5*i + 3) % len(weights)
		permuted[to], permutedNames[to] = weights[i], names[i]
	}
	before := slices.Clone(weights)
	for tick := range 2000 {
		a, b := Stream(Key{Tick: tick}), Stream(Key{Tick: tick})
		first, second := names[Pick(&a, weights)], permutedNames[Pick(&b, permuted)]
		if first != second {
			t.Fatalf("month %d: picked %s, and %s from the same choices in another order", tick, first, second)
		}
	}
	if !slices.Equal(weights, before) {
		t.Errorf("the caller's weights became %v", weights)
	}
}

// An adapted source offers two ways to draw and must count each as one step of the same stream.
func TestChooserAndPickAgree(t *testing.T) {
	weights := []int{3, 3, 3, 1, 0, 9}
	chooser := NewChooser(weights)
	for tick := range 500 {
		a, b := Stream(Key{Tick: tick}), Stream(Key{Tick: tick})
		if x, y := Pick(&a, weights), chooser.Pick(&b); x != y {
			t.Fatalf("month %d: Pick %d, Chooser %d", tick, x, y)
		}
		if a.Uint64() != b.Uint64() {
			t.Fatalf("month %d: the streams parted", tick)
		}
	}
}

func TestWeightsThatOverflowNameTheInvariant(t *testing.T) {
	defer func() {
		if message, _ := recover().(markets.Invariant); !strings.HasPrefix(string(message), "weight-sum") {
			t.Errorf("panic %q, want the invariant weight-sum", message)
		}
	}()
	NewChooser([]int{math.MaxInt / 2, math.MaxInt / 2, 5})
}
