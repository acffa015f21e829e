package markets

import (
	"fmt"
	"math/big"
	"strings"
)

// BaseYear is the year of all money: an amount in "USD2023" counts deflator 1.025 a year up to it.
const BaseYear = 2025

// prefixes scale the number before a unit.
var prefixes = map[string]int64{"k": 1e3, "M": 1e6, "bn": 1e9}

// unitWord is one word of a unit and its worth in USD, kilograms and months.
type unitWord struct {
	word  string
	scale string // a fraction, exact
	dimension
}

// unitWords lists what a unit is made of. A year is twelve months and a month 30 days, as days of cover count.
// Exchange rates are fixed: BRL 5.30, CNY 7.1 and INR 86 (an estimate) to the USD; USD 1.16 to the EUR.
var unitWords = []unitWord{
	{"USD", "1", dimension{money: 1}},
	{"EUR", "1.16", dimension{money: 1}},
	{"CNY", "10/71", dimension{money: 1}},
	{"BRL", "10/53", dimension{money: 1}},
	{"CAD", "0.71", dimension{money: 1}},
	{"AUD", "0.65", dimension{money: 1}},
	{"INR", "1/86", dimension{money: 1}},
	{"g", "0.001", dimension{mass: 1}},
	{"kg", "1", dimension{mass: 1}},
	{"lb", "0.45359237", dimension{mass: 1}},
	{"st", "907.18474", dimension{mass: 1}},
	{"t", "1000", dimension{mass: 1}},
	{"kt", "1000000", dimension{mass: 1}},
	{"day", "1/30", dimension{time: 1}},
	{"days", "1/30", dimension{time: 1}},
	{"month", "1", dimension{time: 1}},
	{"months", "1", dimension{time: 1}},
	{"yr", "12", dimension{time: 1}},
	{"year", "12", dimension{time: 1}},
	{"years", "12", dimension{time: 1}},
	{"%", "1/100", dimension{}},
	{"1", "1", dimension{}},
}

// bases lists the words that say what a mass is a mass of. Contained rare-earth oxide is oxide.
var bases = map[string]string{"REO": "oxide", "oxide": "oxide", "metal": "metal", "magnet": "magnet", "scrap": "scrap"}

// parsedUnit is a whole unit, such as "kt REO / yr".
type parsedUnit struct {
	scale fraction
	dimension
	basis   string
	foreign bool
}

// parseUnit reads WORD [BASIS] {"/" WORD [BASIS]} from words.
func parseUnit(words []string) (parsedUnit, error) {
	u := parsedUnit{scale: whole(1)}
	factors, below, due := 0, false, true
	for _, word := range words {
		basis, isBasis := bases[word]
		switch {
		case word == "/":
			if due {
				return u, fmt.Errorf("expected a unit before %q", "/")
			}
			below, due = true, true
		case isBasis && factors > 0:
			if u.basis != "" && u.basis != basis {
				return u, fmt.Errorf("expected one basis, found %s and %s", u.basis, basis)
			}
			u.basis = basis
		case !due:
			return u, fmt.Errorf("expected %q or the end before %q", "/", word)
		default:
			factor, err := findUnit(word)
			if err != nil {
				return u, err
			}
			u.multiply(factor, below)
			factors++
			due = false
		}
	}
	if due {
		return u, fmt.Errorf("expected a unit, one of %s", unitNames())
	}
	if u.basis != "" && u.mass == 0 {
		return u, fmt.Errorf("expected a mass that is of %s", u.basis)
	}
	return u, nil
}

func (u *parsedUnit) multiply(factor parsedUnit, below bool) {
	u.foreign = u.foreign || factor.foreign
	if below {
		u.scale = u.scale.over(factor.scale)
		u.money, u.mass, u.time = u.money-factor.money, u.mass-factor.mass, u.time-factor.time
		return
	}
	u.scale = u.scale.times(factor.scale)
	u.money, u.mass, u.time = u.money+factor.money, u.mass+factor.mass, u.time+factor.time
}

// findUnit looks a word up: a unit, a currency of a year ("USD2023") or a prefixed one ("MUSD", "Mt").
func findUnit(word string) (parsedUnit, error) {
	for _, u := range unitWords {
		if u.word == word {
			scale, _ := new(big.Rat).SetString(u.scale)
			foreign := u.money == 1 && u.word != "USD" || u.word == "lb" || u.word == "st"
			return parsedUnit{scale: fractionOf(scale), dimension: u.dimension, foreign: foreign}, nil
		}
	}
	if name := strings.TrimRight(word, "0123456789"); len(word)-len(name) == 4 && len(name) == 3 {
		return findDatedCurrency(name, word[3:])
	}
	for _, prefix := range []string{"k", "M", "bn"} {
		name, found := strings.CutPrefix(word, prefix)
		if !found || name != "t" && len(strings.TrimRight(name, "0123456789")) != 3 {
			continue
		}
		if u, err := findUnit(name); err == nil {
			u.scale = u.scale.times(whole(prefixes[prefix]))
			return u, nil
		}
	}
	return parsedUnit{}, fmt.Errorf("unknown unit %q, expected one of %s", word, unitNames())
}

// findDatedCurrency brings money of a year to real USD of BaseYear: at that year's fixed exchange rate, then by the deflator.
func findDatedCurrency(name, digits string) (parsedUnit, error) {
	u, err := findUnit(name)
	if err != nil {
		return u, err
	}
	year := 0
	for _, d := range digits {
		year = 10*year + int(d-'0')
	}
	if u.money != 1 || year < 1990 || year > 2060 {
		return u, fmt.Errorf("unknown unit %q, expected a currency and a price year from 1990 to 2060, such as USD2023", name+digits)
	}
	inflation := fraction{above: 41, below: 40} // 2.5 % a year
	if year > BaseYear {
		inflation = whole(1).over(inflation)
	}
	u.foreign = u.foreign || year != BaseYear
	for range max(year-BaseYear, BaseYear-year) {
		u.scale = u.scale.times(inflation)
	}
	return u, nil
}

func unitNames() string {
	names := make([]string, len(unitWords)-1) // without the 1
	for i := range names {
		names[i] = unitWords[i].word
	}
	return strings.Join(names, " ")
}

// metalPerOxide lists the kilograms of metal in a kilogram of oxide, in thousandths, from atomic weights.
var metalPerOxide = map[string]int64{"NdPr": 850, "Nd": 857, "Pr": 828, "Sm": 862, "Tb": 850, "Dy": 871}

// InBasis converts between "oxide" (or "REO") and "metal" for an element: a kilogram of Nd oxide holds 0.857 kg
// of metal, so 1 USD/kg oxide is 1/0.857 USD/kg metal. A quantity without a basis takes the one asked for.
func (q Quantity) InBasis(basis, element string) (Quantity, error) {
	want, known := bases[basis]
	if !known {
		return q, fmt.Errorf("unknown basis %q, expected REO, oxide, metal, magnet or scrap", basis)
	}
	if q.basis == want || q.basis == "" || q.value.none() {
		q.basis = want
		return q, nil
	}
	convertible := (q.basis == "oxide" || q.basis == "metal") && (want == "oxide" || want == "metal")
	thousandths, found := metalPerOxide[element]
	if !convertible || !found {
		return q, fmt.Errorf("%q: expected %s basis; only oxide and metal of NdPr, Nd, Pr, Sm, Tb and Dy convert, not %s of %q", q, want, q.basis, element)
	}
	factor := whole(thousandths).over(whole(1000)) // metal mass per oxide mass
	if (want == "oxide") == (q.unit.mass > 0) {
		factor = whole(1).over(factor)
	}
	q.value = q.value.times(factor)
	q.basis = want
	return q, nil
}
