package study

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"monazite/markets"
)

// Bounds of amounts: scenarios hold no larger quantity and read at most 40 digits.
const (
	maxAmount     = 1e15
	leastAmount   = 1e-20 // what is nearer to 0 is written as 0
	maxAmountText = 100   // bytes
)

// amount is a number with the unit that it is written in, "" for a bare one.
type amount struct {
	number float64
	unit   string
}

// parseAmount reads a quantity as scenarios do and keeps its unit: "85 USD/kg", "10 %", "12 months", "0.25".
func parseAmount(text string) (amount, error) {
	if len(text) > maxAmountText {
		return amount{}, fmt.Errorf("too long, expected at most %d letters", maxAmountText)
	}
	if _, err := markets.ParseQuantity(text); err != nil {
		if reason := errors.Unwrap(err); reason != nil { // without the text, which the problem shows
			err = reason
		}
		return amount{}, err
	}
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune("+-.0123456789", r) })
	if end < 0 {
		end = len(text)
	}
	number, err := strconv.ParseFloat(text[:end], 64)
	if err != nil || math.Abs(number) > maxAmount {
		return amount{}, fmt.Errorf("expected a number up to %g", maxAmount)
	}
	return amount{number, plainUnit(text[end:])}, nil
}

// plainUnit writes a unit in one way: "kt/yr" for "kt / yr", "months" for "month".
func plainUnit(unit string) string {
	unit = strings.Join(strings.Fields(strings.ReplaceAll(unit, "/", " / ")), " ")
	unit = strings.ReplaceAll(unit, " / ", "/")
	switch unit {
	case "day", "month", "year":
		return unit + "s"
	}
	return unit
}

// String writes an amount so that a scenario reads it: the shortest decimal, without an exponent, that is this number.
func (a amount) String() string {
	if math.Abs(a.number) < leastAmount {
		a.number = 0 // and never -0
	}
	text := strconv.FormatFloat(a.number, 'f', -1, 64)
	if a.unit == "" {
		return text
	}
	return text + " " + a.unit
}

// unitInWords names a unit in messages.
func unitInWords(unit string) string {
	if unit == "" {
		return "no unit"
	}
	return unit
}

// setting is a value that a path may be set to: an amount, or a word such as the name of a kind or a date.
type setting struct {
	amount
	word string // "" for an amount
}

// parseSetting reads a value. Words begin with a letter; a month or a day counts as one.
func parseSetting(text string) (setting, error) {
	text = strings.TrimSpace(text)
	if isWord(text) {
		return setting{word: text}, nil
	}
	a, err := parseAmount(text)
	return setting{amount: a}, err
}

func isWord(text string) bool {
	for _, layout := range []string{"2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	if text == "" || len(text) > maxAmountText || !isIDLetter(rune(text[0])) || strings.IndexByte("-_0123456789", text[0]) >= 0 {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// String writes the value as it is set.
func (s setting) String() string {
	if s.word != "" {
		return s.word
	}
	return s.amount.String()
}

// unlike says how a value differs in kind from the first of its variable, "" where it does not.
func (s setting) unlike(first setting) string {
	switch {
	case (s.word == "") != (first.word == ""):
		return fmt.Sprintf("expected either quantities or words, the first is %q", first)
	case s.unit != first.unit:
		return fmt.Sprintf("expected the unit of the first, %s, found %s", unitInWords(first.unit), unitInWords(s.unit))
	}
	return ""
}
