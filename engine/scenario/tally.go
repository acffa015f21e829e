package scenario

import "slices"

// Tally counts the values of a key, in all entries of its table, by how well they are known.
type Tally struct {
	Table, Key string // the key of the entry, of a nested table the outer one
	Unit       string // see Input
	Doc        string // the sentence of the key; "" where kinds use it for different things
	Quality    [4]int // reported, derived, estimate, unmarked
}

// unmarked is the place of the values that nobody has judged; in words, what a reader asks for.
const unmarked = 3

// Qualities are the words for the places of Tally.Quality.
func Qualities() []string { return append(slices.Clone(qualities), "unmarked") }

// QualityName is the quality of a value in a word.
func (i *Input) QualityName() string { return or(i.Quality, "unmarked") }

// Tallies counts what counts, key by key in the order in which keys appear.
func Tallies(inputs []Input) (list []Tally) {
	place := map[Tally]int{}
	for i := range inputs {
		in := &inputs[i]
		if !in.Counts {
			continue
		}
		id := Tally{Table: in.Table, Key: root(in.Key), Unit: in.Unit}
		at, known := place[id]
		if !known {
			at = len(list)
			place[id] = at
			list = append(list, id)
			list[at].Doc = in.Doc
		}
		if list[at].Doc != in.Doc {
			list[at].Doc = ""
		}
		list[at].Quality[qualityIndex(in.Quality)]++
	}
	return list
}

func qualityIndex(quality string) int {
	if i := slices.Index(qualities, quality); i >= 0 {
		return i
	}
	return unmarked
}
