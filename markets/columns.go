package markets

import "fmt"

// Columns is one side of a ColumnBook: order i is at most Mass[i] at tick Price[i] or better, and its index is its id.
// Two columns of 32 bits are all that a clearing reads of an order, a third of what an Order takes.
type Columns[N Unsigned] struct {
	Price []N // in ticks of the grid
	Mass  []N // in units of the book; an order of 0 is filled with 0 and makes no side
	Fill  []N // what Clear fills, in the same units
}

// Unsigned is the width of a column. 32 bits suit large markets; 64 bits hold every order that a Book can.
type Unsigned interface{ uint32 | uint64 }

// Grid is the prices a ColumnBook trades at: tick t is Origin + t x Step, for t from 0 to Ticks - 1.
// Ticks needs no headroom and no power of two; up to 16,384 of them one pass over the orders locates the margin.
type Grid struct {
	Origin Price // micro-USD/kg, of tick 0
	Step   Price // micro-USD/kg, > 0
	Ticks  uint64
}

// At is the price of a tick.
func (g Grid) At(tick uint64) Price { return g.Origin + Price(tick)*g.Step }

// ColumnBook is a large market of one region: many orders, no routes. Its masses are whole numbers of a unit that the
// caller chooses, a gram or a kilogram; whole units are what Clear shares out. All together are at most 1e18.
type ColumnBook[N Unsigned] struct {
	Grid
	Asks, Bids Columns[N]
}

// Add puts an order on the side.
func (c *Columns[N]) Add(tick, mass N) {
	c.Price, c.Mass = append(c.Price, tick), append(c.Mass, mass)
}

// Reset empties the side and keeps its memory.
func (c *Columns[N]) Reset() { c.Price, c.Mass, c.Fill = c.Price[:0], c.Mass[:0], c.Fill[:0] }

// Read takes the orders of a book of one node as they are: a tick is a micro-USD/kg, a unit is a gram. It fails where
// a mass or the span of prices does not fit the columns, which with 64 bits is never.
func (b *ColumnBook[N]) Read(from *Book) error {
	b.Asks.Reset()
	b.Bids.Reset()
	least, greatest := MaxPrice, Price(0)
	for _, side := range [2][]Order{from.Asks, from.Bids} {
		for i := range side {
			least, greatest = min(least, side[i].Price), max(greatest, side[i].Price)
		}
	}
	least = min(least, greatest) // no orders at all
	b.Grid = Grid{Origin: least, Step: 1, Ticks: uint64(greatest-least) + 1}
	largest := ^N(0)
	if b.Ticks > uint64(largest) {
		return fmt.Errorf("expected prices that differ by less than %d micro-USD/kg, found %v and %v", largest, least, greatest)
	}
	if err := b.Asks.read(from.Asks, least); err != nil {
		return fmt.Errorf("ask %w", err)
	}
	if err := b.Bids.read(from.Bids, least); err != nil {
		return fmt.Errorf("bid %w", err)
	}
	return nil
}

func (c *Columns[N]) read(orders []Order, origin Price) error {
	for i, o := range orders {
		if uint64(o.Mass) > uint64(^N(0)) {
			return fmt.Errorf("%d: expected a mass of at most %d g, found %v", i, ^N(0), o.Mass)
		}
		c.Add(N(o.Price-origin), N(o.Mass))
	}
	return nil
}

// Check finds the first way in which a book breaks what Select and Clear rely on. They do not look themselves.
func (b *ColumnBook[N]) Check() error {
	if b.Step <= 0 || b.Ticks == 0 || b.Ticks > uint64(^N(0)) || b.Origin < 0 || b.Origin > MaxPrice || b.Ticks-1 > uint64(MaxPrice-b.Origin)/uint64(b.Step) {
		return fmt.Errorf("expected a grid of at most %d ticks from 0 to %v, found %+v", ^N(0), MaxPrice, b.Grid)
	}
	left := uint64(MaxMass)
	for _, side := range [2]*Columns[N]{&b.Asks, &b.Bids} {
		if len(side.Price) != len(side.Mass) || len(side.Price) > MaxOrders {
			return fmt.Errorf("expected as many prices as masses, at most %d, found %d and %d", MaxOrders, len(side.Price), len(side.Mass))
		}
		for i, tick := range side.Price {
			mass := uint64(side.Mass[i])
			if uint64(tick) >= b.Ticks || mass > left {
				return fmt.Errorf("order %d: expected a tick below %d and masses that sum to at most %v, found %d and %d", i, b.Ticks, uint64(MaxMass), tick, mass)
			}
			left -= mass
		}
	}
	return nil
}
