package markets

import "slices"

// Content is a mass of each element in grams of oxide equivalent.
type Content [Elements]Mass

// Sum is the oxide equivalent of all elements together.
func (c *Content) Sum() Mass {
	var sum Mass
	for _, m := range c {
		sum += m
	}
	return sum
}

// Lot is a quantity of one good with the elements in it and what was paid for it.
// For concentrates, carbonates and oxides Mass equals Content.Sum(); a kilogram of magnet or
// scrap holds less.
type Lot struct {
	Mass    Mass
	Content Content
	Cost    Money
}

// Divisible says whether it does not matter in how many steps a mass is moved, since nothing is rounded: l is one element
// and nothing else, and has cost nothing.
func (l *Lot) Divisible() bool {
	return l.Cost == 0 && slices.Contains(l.Content[:], l.Mass) && l.Content.Sum() == l.Mass
}

// Add joins another lot of the same good to l.
func (l *Lot) Add(other Lot) { other.Move(other.Mass, l) }

// Take removes mass m from l as Move does.
func (l *Lot) Take(m Mass) (taken Lot) {
	l.Move(m, &taken)
	return taken
}

// Move passes mass m, at most what there is, to another lot of the same good, with every element and the cost pro rata:
// floors, and what the floors leave goes to the most plentiful element, so that sums are exact.
func (l *Lot) Move(m Mass, to *Lot) {
	if m >= l.Mass {
		to.Mass += l.Mass
		to.Cost += l.Cost
		for e, c := range &l.Content {
			to.Content[e] += c
		}
		*l = Lot{}
		return
	}
	if m <= 0 {
		return
	}
	cost := Money(MulDiv(int64(l.Cost), int64(m), int64(l.Mass)))
	before, whole, moved := l.Content, Mass(0), Mass(0)
	for e, c := range &before {
		if c > 0 { // of fifteen elements an oxide holds one
			part := Mass(MulDiv(int64(c), int64(m), int64(l.Mass)))
			l.Content[e] -= part
			to.Content[e] += part
			whole += c
			moved += part
		}
	}
	for rest := Mass(MulDiv(int64(whole), int64(m), int64(l.Mass))) - moved; rest > 0; {
		// The most plentiful element with grams left; one pass but for lots of a few grams.
		largest := -1
		for e, c := range &before {
			if l.Content[e] > 0 && (largest < 0 || c > before[largest]) {
				largest = e
			}
		}
		more := min(rest, l.Content[largest])
		l.Content[largest] -= more
		to.Content[largest] += more
		rest -= more
	}
	l.Mass -= m
	l.Cost -= cost
	to.Mass += m
	to.Cost += cost
}
