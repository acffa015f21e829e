package markets

import "time"

// Work counts what a mechanism has done since it was made.
type Work struct {
	Markets   int // cleared, with both sides
	Orders    int // in them
	Vertices  int // sides with orders, and gates
	Near      int // markets that began at the prices their book names
	Steps     int // moves of prices
	Fallbacks int // markets that took too many steps and were cleared by shortest paths

	Sorting, Coupling, Filling time.Duration // orders, regions, orders again; 0 without a clock
}

// Plus is both together.
func (w Work) Plus(v Work) Work {
	w.Markets += v.Markets
	w.Orders += v.Orders
	w.Vertices += v.Vertices
	w.Near += v.Near
	w.Steps += v.Steps
	w.Fallbacks += v.Fallbacks
	w.Sorting += v.Sorting
	w.Coupling += v.Coupling
	w.Filling += v.Filling
	return w
}

// Minus is what was done after v.
func (w Work) Minus(v Work) Work {
	return w.Plus(Work{
		-v.Markets, -v.Orders, -v.Vertices, -v.Near, -v.Steps, -v.Fallbacks, -v.Sorting, -v.Coupling, -v.Filling,
	})
}
