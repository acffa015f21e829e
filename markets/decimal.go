package markets

import (
	"errors"
	"strings"
)

// Errors of parseMicro.
var (
	errNotNumber = errors.New("not a finite number >= 0")
	errDecimals  = errors.New("more than 6 decimals")
	errTooLarge  = errors.New("too large")
)

// parseMicro reads a decimal number >= 0, such as "12.5" or "1e-06", exactly in millionths; limit is in millionths.
func parseMicro(word string, limit int64) (int64, error) {
	word, negative := strings.TrimPrefix(word, "+"), false
	if rest, found := strings.CutPrefix(word, "-"); found {
		word, negative = rest, true
	}
	mantissa, exponent, err := splitExponent(word)
	if err != nil {
		return 0, err
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, errNotNumber
	}
	zeros := 6 + exponent - len(fraction)
	digits = strings.TrimLeft(digits, "0")
	switch {
	case negative && digits != "":
		return 0, errNotNumber
	case zeros < 0:
		return 0, errDecimals
	case digits == "":
		return 0, nil
	case len(digits)+zeros > 19:
		return 0, errTooLarge
	}
	n := uint64(0)
	for _, d := range digits {
		n = 10*n + uint64(d-'0')
	}
	for range zeros {
		n *= 10
	}
	if n > uint64(limit) {
		return 0, errTooLarge
	}
	return int64(n), nil
}

// splitExponent cuts "e-06" off a number. Exponents have at most three digits.
func splitExponent(word string) (mantissa string, exponent int, err error) {
	i := strings.IndexAny(word, "eE")
	if i < 0 {
		return word, 0, nil
	}
	digits, sign := word[i+1:], 1
	if rest, found := strings.CutPrefix(digits, "-"); found {
		digits, sign = rest, -1
	} else {
		digits = strings.TrimPrefix(digits, "+")
	}
	if digits == "" || len(digits) > 3 || strings.Trim(digits, "0123456789") != "" {
		return "", 0, errNotNumber
	}
	for _, d := range digits {
		exponent = 10*exponent + int(d-'0')
	}
	return word[:i], sign * exponent, nil
}
