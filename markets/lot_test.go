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
			if lot.Divisible(Dy) && moved.Content.Sum() != moved.Mass {
				t.Fatalf("%s: steps leave %v", name, moved)
			}
		}
		if left != (Lot{}) || lot.Divisible(Dy) != (name == "oxide") {
			t.Errorf("%s: leaves %v; divisible %v", name, left, lot.Divisible(Dy))
		}
	}
}

// A lot of one element moves the same way whether that is known or not.
func TestMoveOneIsMove(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		lot := Lot{Mass: Mass(random.Int64N(5)), Cost: Money(random.Int64N(3) * random.Int64N(1e6))}
		if lot.Content[Tb] = lot.Mass * Mass(random.Int64N(3)); random.Int64N(2) > 0 {
			lot.Mass *= Mass(1 + random.Int64N(1e6))
		}
		other, to := lot, [2]Lot{}
		m := Mass(random.Int64N(int64(3+lot.Mass)) - 1)
		lot.Move(m, &to[0])
		other.MoveOne(Tb, m, &to[1])
		if lot != other || to[0] != to[1] {
			t.Fatalf("of %d g MoveOne leaves %v and moves %v, Move leaves %v and moves %v", m, other, to[1], lot, to[0])
		}
	}
}
