package markets

// Element is one of the fifteen accounts in which rare earths are conserved.
// Neodymium and praseodymium are one account because they are traded as one;
// promethium does not occur.
type Element uint8

// The accounts, in the order of all tables.
const (
	NdPr Element = iota
	La
	Ce
	Sm
	Eu
	Gd
	Tb
	Dy
	Ho
	Er
	Tm
	Yb
	Lu
	Y
	Sc
	Elements // their number
)

// elementNames lists the accounts in order.
var elementNames = [Elements]string{"NdPr", "La", "Ce", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y", "Sc"}

// String gives the chemical symbol.
func (e Element) String() string { return elementNames[e] }

// ElementSet is a set of elements.
type ElementSet uint16

// With is the set and an element.
func (s ElementSet) With(e Element) ElementSet { return s | 1<<e }

// single says whether there is exactly one element in the set.
func (s ElementSet) single() bool { return s != 0 && s&(s-1) == 0 }

// ParseElement finds an account by its symbol.
func ParseElement(name string) (Element, bool) {
	for e, n := range elementNames {
		if n == name {
			return Element(e), true
		}
	}
	return 0, false
}

// Level is a stage of the chain. It fixes what a kilogram of a good means.
type Level uint8

// The levels from the mine to the scrap yard.
const (
	Concentrate Level = iota // kg REO contained
	Carbonate                // kg REO contained
	Oxide                    // kg oxide
	Metal                    // kg metal
	Magnet                   // kg magnet
	Scrap                    // kg scrap
	Levels
)

// levelNames and bases follow the order of the levels.
var (
	levelNames = [Levels]string{"concentrate", "carbonate", "oxide", "metal", "magnet", "scrap"}
	levelBases = [Levels]string{"REO", "REO", "oxide", "metal", "magnet", "scrap"}
)

// String gives the level's name.
func (l Level) String() string { return levelNames[l] }

// Basis says what a kilogram of goods of this level is a kilogram of.
func (l Level) Basis() string { return levelBases[l] }

// ParseLevel finds a level by name.
func ParseLevel(name string) (Level, bool) {
	for l, n := range levelNames {
		if n == name {
			return Level(l), true
		}
	}
	return 0, false
}

// Good is a traded commodity.
type Good struct {
	Name    string
	Level   Level
	Element Element           // of an oxide or metal; Elements for a blend
	Content [Elements]float64 // reference grams of oxide equivalent per gram of the good
}

// Blend says whether lots of the good differ in composition.
func (g *Good) Blend() bool { return g.Element == Elements }

// Node is a place in every market: a region and a segment of it. The segment is empty for
// the open market; a licensed seller or a secure buyer has one with routes of its own.
type Node struct {
	Name    string
	Region  ID
	Segment string
}
