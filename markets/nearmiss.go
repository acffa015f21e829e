package markets

import "strings"

// MaxNearMiss is the longest word, in bytes, that is compared: the comparison is quadratic in its length.
const MaxNearMiss = 64

// Nearest returns the option that word is probably a misspelling of, "" when none is near: one edit in a word of up
// to four letters, two up to nine, three beyond, counting a swap of neighbours as one edit and ignoring case. Of
// equally near options it returns the first in alphabetical order.
func Nearest(word string, options []string) string {
	allowed := 1 + min(2, len(word)/5)
	best, nearest := allowed+1, ""
	for _, option := range options {
		if option == word || len(option) > MaxNearMiss || len(word) > MaxNearMiss {
			continue
		}
		d := Edits(strings.ToLower(word), strings.ToLower(option))
		if 2*d >= max(len(word), len(option)) { // half of the letters differ: another word
			continue
		}
		if d < best || d == best && nearest != "" && option < nearest {
			best, nearest = d, option
		}
	}
	return nearest
}

// Edits is the optimal string alignment distance (Damerau 1964): insertions, deletions, substitutions and swaps of
// neighbours that turn a into b.
func Edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
