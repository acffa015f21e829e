package markets

import (
	"fmt"
	"math/big"
	"strings"
)

// Quantity is an exact number with its dimension, as scenario files write it: NUMBER [k|M|bn] UNIT,
// such as "110 USD/lb", "18 kt REO/yr", "5.2 bn BRL2023", "24 months" or "30 %".
// The value is kept as a fraction of USD of 2025, kilograms and months, so no conversion rounds before the last.
// The zero Quantity is the bare number 0.
type Quantity struct {
	value   fraction
	unit    dimension
	basis   string // "", "oxide" (which REO means too), "metal", "magnet" or "scrap"
	bare    bool   // written without a unit
	foreign bool   // written in pounds, short tons, another currency or money of another year
	text    string // as it was written
}

// dimension counts powers of money, mass and time; a price is money 1, mass -1.
type dimension struct{ money, mass, time int8 }

// ParseQuantity reads a quantity. Errors quote the text and say what was expected.
func ParseQuantity(text string) (Quantity, error) {
	if q, ok := parseCommon(text); ok {
		return q, nil
	}
	words := unitParts(text)
	if len(words) == 0 {
		return Quantity{}, fmt.Errorf("%q: expected a number and a unit, such as %q", text, "60 USD/kg")
	}
	number, rest := splitNumber(words[0])
	exact, err := parseNumber(number)
	if err != nil {
		return Quantity{}, fmt.Errorf("%q: %w", text, err)
	}
	words = words[1:]
	if rest != "" { // "30%", "24months"
		words = append([]string{rest}, words...)
	}
	value := fractionOf(exact)
	if len(words) == 0 {
		return Quantity{value: value, text: text, bare: true}, nil
	}
	if scale, ok := prefixes[words[0]]; ok {
		if words = words[1:]; len(words) == 0 {
			return Quantity{}, fmt.Errorf("%q: expected a unit after the prefix, such as %q", text, "400 M USD")
		}
		value = value.times(whole(scale))
	}
	u, err := parseUnit(words)
	if err != nil {
		return Quantity{}, fmt.Errorf("%q: %w", text, err)
	}
	return u.quantity(text, value), nil
}

// quantity is a number of the unit.
func (u *parsedUnit) quantity(text string, number fraction) Quantity {
	return Quantity{value: number.times(u.scale), text: text, unit: u.dimension, basis: u.basis, foreign: u.foreign}
}

// splitNumber cuts the leading number off a word.
func splitNumber(word string) (number, rest string) {
	end := strings.IndexFunc(word, func(r rune) bool { return !strings.ContainsRune("0123456789.+-", r) })
	if end < 0 {
		return word, ""
	}
	return word[:end], word[end:]
}

// parseNumber reads a plain decimal exactly. Exponents, nan and inf are refused:
// nobody means 1e308, and big exponents would cost memory.
func parseNumber(word string) (*big.Rat, error) {
	digits := strings.TrimPrefix(strings.TrimPrefix(word, "-"), "+")
	whole, fraction, point := strings.Cut(digits, ".")
	plain := whole != "" && (!point || fraction != "") && strings.Trim(whole+fraction, "0123456789") == ""
	if !plain || len(digits) > 40 || len(word)-len(digits) > 1 {
		return nil, fmt.Errorf("expected a plain decimal number first, found %q", word)
	}
	value, ok := new(big.Rat).SetString(word)
	if !ok {
		return nil, fmt.Errorf("expected a plain decimal number first, found %q", word)
	}
	return value, nil
}

// String is the quantity as it was written, spaces normalised; ParseQuantity reads it back.
func (q Quantity) String() string {
	if q.value.none() {
		return "0"
	}
	return strings.Join(strings.Fields(q.text), " ")
}

// Basis is what a kilogram of the quantity is a kilogram of: "" if it does not say, else "oxide"
// (REO means the same), "metal", "magnet" or "scrap".
func (q Quantity) Basis() string { return q.basis }

// Bare tells whether the quantity was written without a unit.
func (q Quantity) Bare() bool { return q.bare || q.value.none() }

// Foreign tells whether the quantity was written in pounds, short tons, a currency other than USD or money of another
// year, so that its number is not the one that a reader of metric USD would see.
func (q Quantity) Foreign() bool { return q.foreign }

// Exact is the quantity in a unit, such as "t/yr", "USD/kg", "months", "1" or "1/yr". A unit with a basis
// demands that basis. "1" takes bare numbers and percentages; any other unit refuses a bare number.
func (q Quantity) Exact(unit string) (*big.Rat, error) {
	exact, err := q.in(unit)
	if err != nil {
		return nil, err
	}
	return exact.rat(), nil
}

func (q Quantity) in(unit string) (exact fraction, err error) {
	u, known := commonUnits[unit]
	if !known {
		if u, err = parseUnit(unitParts(unit)); err != nil {
			return exact, fmt.Errorf("unit %q: %w", unit, err)
		}
	}
	switch {
	case q.Bare() && u.dimension != dimension{}:
		return exact, fmt.Errorf("%q is a bare number; expected a unit that converts to %s", q, unit)
	case q.unit != u.dimension:
		return exact, fmt.Errorf("%q: expected a unit that converts to %s", q, unit)
	case u.basis != "" && q.basis != "" && u.basis != q.basis:
		return exact, fmt.Errorf("%q: expected %s on %s basis", q, unit, u.basis)
	case q.value.none():
		return whole(0), nil
	}
	return q.value.over(u.scale), nil
}

// Float is Exact rounded to the nearest float64, the same on every machine.
func (q Quantity) Float(unit string) (float64, error) {
	exact, err := q.in(unit)
	if err != nil {
		return 0, err
	}
	return exact.nearest(), nil
}

// Mass is the quantity in grams, rounded half to even, once.
func (q Quantity) Mass() (Mass, error) {
	n, err := q.integer("t", int64(Tonne))
	return Mass(n), err
}

// Price is the quantity in micro-USD/kg, rounded half to even, once.
func (q Quantity) Price() (Price, error) {
	n, err := q.integer("USD/kg", int64(USDPerKg))
	return Price(n), err
}

// Money is the quantity in 1e-4 USD, rounded half to even, once.
func (q Quantity) Money() (Money, error) {
	n, err := q.integer("USD", int64(USD))
	return Money(n), err
}

// Share is the quantity, a bare number or a percentage, in parts per billion, rounded half to even, once.
func (q Quantity) Share() (Share, error) {
	n, err := q.integer("1", int64(Whole))
	return Share(n), err
}

// integer counts the quantity in steps of which there are perUnit in the unit.
func (q Quantity) integer(unit string, perUnit int64) (int64, error) {
	exact, err := q.in(unit)
	if err != nil {
		return 0, err
	}
	n, fits := exact.times(whole(perUnit)).rounded()
	if !fits {
		return 0, fmt.Errorf("%q is too large; expected at most %s %s", q, decimal(int64(Unlimited)/perUnit, 0), unit)
	}
	return n, nil
}

// roundHalfEven is the integer nearest to r, ties to even.
func roundHalfEven(r *big.Rat) *big.Int {
	double := new(big.Int).Lsh(r.Num(), 1)
	double.Add(double, r.Denom()) // floor((2n + d) / 2d) rounds half up
	n, rest := new(big.Int).DivMod(double, new(big.Int).Lsh(r.Denom(), 1), new(big.Int))
	if rest.Sign() == 0 && n.Bit(0) == 1 {
		n.Sub(n, big.NewInt(1))
	}
	return n
}
