package markets

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

// Add joins another lot of the same good to l.
func (l *Lot) Add(other Lot) {
	l.Mass += other.Mass
	l.Cost += other.Cost
	for e := range l.Content {
		l.Content[e] += other.Content[e]
	}
}

// Take removes mass m, at most what there is, with every element and the cost pro rata:
// floors, and what the floors leave goes to the most plentiful element, so that sums are exact.
func (l *Lot) Take(m Mass) Lot {
	if m >= l.Mass {
		all := *l
		*l = Lot{}
		return all
	}
	if m <= 0 {
		return Lot{}
	}
	whole := l.Content.Sum()
	taken := Lot{Mass: m, Cost: Money(MulDiv(int64(l.Cost), int64(m), int64(l.Mass)))}
	rest := Mass(MulDiv(int64(whole), int64(m), int64(l.Mass)))
	for e, c := range l.Content {
		if c > 0 { // of fifteen elements an oxide holds one
			taken.Content[e] = Mass(MulDiv(int64(c), int64(m), int64(l.Mass)))
			rest -= taken.Content[e]
		}
	}
	for rest > 0 {
		// The most plentiful element with grams left; one pass but for lots of a few grams.
		largest := -1
		for e, c := range l.Content {
			if c > taken.Content[e] && (largest < 0 || c > l.Content[largest]) {
				largest = e
			}
		}
		more := min(rest, l.Content[largest]-taken.Content[largest])
		taken.Content[largest] += more
		rest -= more
	}
	l.Mass -= m
	l.Cost -= taken.Cost
	for e := range l.Content {
		l.Content[e] -= taken.Content[e]
	}
	return taken
}
