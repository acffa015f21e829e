package markets

import "math/bits"

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

// Divisible says whether it does not matter in how many steps a mass of a lot that holds none but a set of elements is
// moved, since nothing is rounded: it is one element and nothing else, and has cost nothing.
func (l *Lot) Divisible(set ElementSet) bool {
	return l.Cost == 0 && set.single() && l.Content[bits.TrailingZeros16(uint16(set))] == l.Mass
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
		l.moveAll(to)
		return
	}
	l.MoveOf(l.Content.held(), m, to)
}

// MoveOf is Move of a lot that is known to hold none but a set of elements.
func (l *Lot) MoveOf(set ElementSet, m Mass, to *Lot) {
	if set.single() {
		l.moveOne(Element(bits.TrailingZeros16(uint16(set))), m, to)
		return
	}
	if m >= l.Mass {
		l.moveAll(to)
		return
	}
	if m <= 0 {
		return
	}
	cost := Money(proportion(int64(l.Cost), m, l.Mass))
	before, whole, moved, largest := l.Content, Mass(0), Mass(0), Element(0)
	for ; set != 0; set &= set - 1 {
		e := Element(bits.TrailingZeros16(uint16(set)))
		c := before[e]
		part := Mass(MulDiv(int64(c), int64(m), int64(l.Mass)))
		l.Content[e] -= part
		to.Content[e] += part
		whole += c
		moved += part
		if c > before[largest] {
			largest = e
		}
	}
	if rest := Mass(proportion(int64(whole), m, l.Mass)) - moved; rest <= l.Content[largest] {
		l.Content[largest] -= rest
		to.Content[largest] += rest
	} else {
		l.moveGrams(rest, &before, to)
	}
	l.Mass -= m
	l.Cost -= cost
	to.Mass += m
	to.Cost += cost
}

// moveOne moves a lot that holds one element alone: nothing is left to be shared among others.
func (l *Lot) moveOne(e Element, m Mass, to *Lot) {
	content, cost := l.Content[e], l.Cost
	switch {
	case m >= l.Mass:
		m = l.Mass
	case m <= 0:
		return
	default:
		content = Mass(proportion(int64(content), m, l.Mass))
		cost = Money(proportion(int64(cost), m, l.Mass))
	}
	l.Mass -= m
	l.Content[e] -= content
	l.Cost -= cost
	to.Mass += m
	to.Content[e] += content
	to.Cost += cost
}

// proportion is floor(n x m / of), without a division in the cases that are most frequent: nothing, and all.
func proportion(n int64, m, of Mass) int64 {
	switch n {
	case 0:
		return 0
	case int64(of):
		return int64(m)
	}
	return MulDiv(n, int64(m), int64(of))
}

// moveAll passes everything.
func (l *Lot) moveAll(to *Lot) {
	to.Mass += l.Mass
	to.Cost += l.Cost
	for e, c := range &l.Content {
		to.Content[e] += c
	}
	*l = Lot{}
}

// moveGrams passes what floors have left of a lot of a few grams, of the most plentiful elements of which there is something left.
func (l *Lot) moveGrams(rest Mass, before *Content, to *Lot) {
	for rest > 0 {
		largest := -1
		for e, c := range before {
			if l.Content[e] > 0 && (largest < 0 || c > before[largest]) {
				largest = e
			}
		}
		more := min(rest, l.Content[largest])
		l.Content[largest] -= more
		to.Content[largest] += more
		rest -= more
	}
}

// held is the set of the elements of which there is something.
func (c *Content) held() (set ElementSet) {
	for e, m := range c {
		set |= ElementSet(uint64(-m)>>63) << e // without a branch that nobody can predict
	}
	return set
}
