package exact

import (
	"cmp"
	"math/rand"
	"slices"

	"github.com/mroth/weightedrand/v2"

	"monazite/markets"
)

// Chooser picks an index with a probability in proportion to its weight. Build it once for
// weights that are used again (0.4 us for 10 of them); it is immutable and may be shared.
type Chooser struct {
	chooser *weightedrand.Chooser[int, int] // nil when nothing can be picked
}

// NewChooser prepares weights; one of 0 or less is never picked. The weights are copied and put in order of
// weight, then of index, before the library sorts them unstably: a sorted list leaves
// it nothing to move, so a draw means the same index on every machine. Their sum must fit an int.
func NewChooser(weights []int) Chooser {
	choices := make([]weightedrand.Choice[int, int], 0, len(weights))
	for i, w := range weights {
		if w > 0 {
			choices = append(choices, weightedrand.NewChoice(i, w))
		}
	}
	if len(choices) == 0 {
		return Chooser{}
	}
	slices.SortFunc(choices, func(a, b weightedrand.Choice[int, int]) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Item, b.Item))
	})
	c, err := weightedrand.NewChooser(choices...)
	if err != nil {
		panic(markets.Invariant("weight-sum: " + err.Error()))
	}
	return Chooser{chooser: c}
}

// Pick draws an index, -1 when no weight is above 0. It takes one number from src, rarely more, none
// for -1: give each pick a stream of its own.
func (c Chooser) Pick(src *Source) int {
	if c.chooser == nil {
		return -1
	}
	// The library's Pick draws from the global source, which no key reaches; this one is only deprecated for speed.
	return c.chooser.PickSource(rand.New((*classic)(src))) //lint:ignore SA1019 the only call that takes a keyed source
}

// Pick draws an index of weights once; see NewChooser for the rules. Of one weight above 0 nothing need be drawn.
func Pick(src *Source, weights []int) int {
	first := slices.IndexFunc(weights, func(w int) bool { return w > 0 })
	if first < 0 || !slices.ContainsFunc(weights[first+1:], func(w int) bool { return w > 0 }) {
		return first
	}
	return NewChooser(weights).Pick(src)
}

// classic shows a Source as the generator that the library takes, one of the first math/rand.
type classic Source

func (c *classic) Int63() int64 { return int64(c.pcg.Uint64() >> 1) }

func (c *classic) Uint64() uint64 { return c.pcg.Uint64() }

// Seed has no effect: the key seeds the source.
func (c *classic) Seed(int64) {}
