package markets

import (
	"math/rand/v2"
	"testing"
)

// What is moved in steps is all there, and of a divisible lot the steps do not matter.
func TestLotMovesInSteps(t *testing.T) {
	for name, lot := range map[string]Lot{
		"oxide":  {Mass: 1_000_003, Content: Content{Dy: 1_000_003}},
		"metal":  {Mass: 1_000_003, Content: Content{NdPr: 1_166_400}, Cost: 77},
		"magnet": {Mass: 1_000_003, Content: Content{NdPr: 300_001, Tb: 2, Dy: 20_000}, Cost: 5_000_001},
		"ore":    {Mass: 17, Content: Content{NdPr: 5, La: 5, Ce: 5, Y: 1, Sc: 1}},
	} {
		left, moved := lot, Lot{}
		random := rand.New(rand.NewPCG(1, 2))
		for left.Mass > 0 {
			left.Move(1+Mass(random.Int64N(int64(1+left.Mass/2))), &moved)
			both := left
			if both.Add(moved); both != lot {
				t.Fatalf("%s: %v and %v are not %v", name, left, moved, lot)
			}
			if lot.Divisible(lot.Content.held()) && moved.Content.Sum() != moved.Mass {
				t.Fatalf("%s: steps leave %v", name, moved)
			}
		}
		if left != (Lot{}) || lot.Divisible(lot.Content.held()) != (name == "oxide") {
			t.Errorf("%s: leaves %v; divisible %v", name, left, lot.Divisible(lot.Content.held()))
		}
	}
}

// A lot moves the same way whatever set of elements is known to hold all of its own.
func TestMoveOfIsMove(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 10_000 {
		lot, set := Lot{Mass: 1 + Mass(random.Int64N(5)), Cost: Money(random.Int64N(3) * random.Int64N(1e6))}, ElementSet(0)
		for range 1 + random.IntN(3) {
			e := Element(random.IntN(int(Elements)))
			lot.Content[e], set = lot.Mass*Mass(random.Int64N(3)), set.With(e)
		}
		lot.Mass *= Mass(1 + random.Int64N(2)*random.Int64N(1e6))
		one, two, three := lot, lot, lot
		var first, second, third Lot
		m := Mass(random.Int64N(int64(3+lot.Mass)) - 1)
		one.Move(m, &first)
		two.MoveOf(set, m, &second)
		three.MoveOf(set.With(Y).With(Sc), m, &third)
		if one != two || one != three || first != second || first != third {
			t.Fatalf("of %d g of %v Move passes %v, MoveOf %v and %v", m, lot, first, second, third)
		}
	}
}
