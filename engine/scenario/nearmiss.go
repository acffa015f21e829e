package scenario

import (
	"slices"

	"monazite/markets"
)

// Nearest returns the option that word is probably a misspelling of, "" when none is near.
func Nearest(word string, options []string) string { return markets.Nearest(word, options) }

// sorted returns the keys of a set in alphabetical order, so that no message depends on the order of a map.
func sorted[V any](set map[string]V) []string {
	keys := make([]string, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
