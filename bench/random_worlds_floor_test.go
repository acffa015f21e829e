package bench

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"monazite/agents"
)

// floored is the same world with up to four minimum prices of what is traded in it, from nothing to thrice the opening price.
func (s *sketch) floored(t *testing.T, seed uint64) *sketch {
	base, err := s.build(t)
	if err != nil {
		return s
	}
	draw := rand.New(rand.NewPCG(seed, 11))
	c := s.mapped(func(a amount) amount { return a }, same)
	for i := range 1 + draw.IntN(4) {
		line := base.Lines[draw.IntN(len(base.Lines))]
		for line.Side != agents.Buys {
			line = base.Lines[draw.IntN(len(base.Lines))]
		}
		good := line.Good
		var zone []string
		for _, region := range base.Regions {
			if draw.IntN(2) == 0 || len(zone) == 0 {
				zone = append(zone, region)
			}
		}
		opening := base.Opening.Frame.Quote(good, base.Index)
		e := c.add("instrument", fmt.Sprintf("least-%d", i), key{"kind", "floor-minimum"}, key{"zone", zone}, key{"good", base.Goods[good].Name},
			key{"price", perKg(rounded(float64(opening.Price())/1e6*3*draw.Float64(), 6))}, key{"nominal", false},
			key{"ration", []string{"merit", "pro-rata"}[draw.IntN(2)]}, key{"levy", draw.IntN(3) == 0})
		if draw.IntN(2) == 0 {
			e.set("government", zone[0])
		}
	}
	return c
}

// Random worlds with minimum prices keep every invariant and every law.
func TestRandomWorldsWithFloors(t *testing.T) {
	first, last := worlds(t, 60)
	var n tally
	for seed := first; seed <= last; seed++ {
		n.try(t, fmt.Sprintf("world %d", seed), randomWorld(seed, false).floored(t, seed))
	}
	t.Logf("%+v", n)
	if n.ran < int(last-first)/3 || n.bound < 20*n.ran {
		t.Errorf("too little happens: %+v", n)
	}
}
