package bench

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
)

// worlds is how many random worlds a property is checked in, and how many are hunted through when
// MONAZITE_WORLDS says so: a number, or first and last seed.
func worlds(t testing.TB, usual int) (first, last uint64) {
	if text := os.Getenv("MONAZITE_WORLDS"); text != "" {
		var a, b uint64
		if _, err := fmt.Sscanf(text, "%d-%d", &a, &b); err == nil {
			return a, b
		}
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		return 1, n
	}
	if testing.Short() {
		usual /= 6
	}
	return 1, uint64(usual)
}

// build gives a random world its meaning, or the problems for which it is refused.
func (s *sketch) build(t testing.TB) (*engine.Scenario, error) {
	t.Helper()
	built, _, err := scenario.Open(written(t, s.toml()), nil)
	var ps *scenario.Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatalf("refused without problems: %v", err)
	}
	return built, err
}

// wild is the same world with some of its quantities at their limits: nothing, a thousandth, a
// thousandfold.
func (s *sketch) wild(seed uint64) *sketch {
	draw := rand.New(rand.NewPCG(seed, 8))
	return s.mapped(func(a amount) amount {
		if a.unit != "" && draw.Float64() < 0.04 {
			a.number = rounded(a.number*[]float64{0, 0.001, 1000}[draw.IntN(3)], 12)
		}
		return a
	}, same)
}

// tally is what random worlds have shown, so that no property holds for want of cases.
type tally struct{ ran, refused, flows, bought, bound int }

// try runs a world under all checks, or sees that it is refused with its problems.
func (n *tally) try(t *testing.T, name string, w *sketch) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v\n%s", name, r, debug.Stack())
		}
	}()
	s, err := w.build(t)
	if err != nil {
		n.refused++
		return
	}
	l := newLawful(t, name, w, s)
	l.world = engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: l})
	if err := l.world.Run(nil); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	n.ran++
	n.flows += l.flows
	n.bought += l.bought
	n.bound += l.bound
}

// A random world is refused with its problems, or it runs three years in which every invariant holds
// and every law is kept; so does one with some quantities at their limits.
func TestRandomWorldsRunOrAreRefused(t *testing.T) {
	first, last := worlds(t, 60)
	var plain, wild tally
	for seed := first; seed <= last; seed++ {
		w := randomWorld(seed, false)
		plain.try(t, fmt.Sprintf("world %d", seed), w)
		wild.try(t, fmt.Sprintf("wild world %d", seed), w.wild(seed))
	}
	t.Logf("%+v, wild %+v", plain, wild)
	n := int(last - first + 1)
	if plain.ran < n/2 || plain.flows < 100*plain.ran || plain.bought < 50*plain.ran || plain.bound < 10*plain.ran || wild.ran < n/4 {
		t.Errorf("too little happens in %d worlds: %+v, wild %+v", n, plain, wild)
	}
}
