package study

import (
	"fmt"
	"strconv"
	"strings"
)

// shard is a part of a study's replications: those whose number leaves the remainder at when divided by of.
type shard struct{ at, of int }

// parseShard reads "0/3"; "" is the whole study.
func parseShard(text string) (shard, error) {
	if text == "" {
		return shard{0, 1}, nil
	}
	first, last, found := strings.Cut(text, "/")
	at, errAt := strconv.Atoi(first)
	of, errOf := strconv.Atoi(last)
	if !found || errAt != nil || errOf != nil || of < 1 || of > mostShards || at < 0 || at >= of {
		return shard{}, fmt.Errorf("shard %q: expected I/N, I from 0 to N-1 and N from 1 to %d, such as 0/8", text, mostShards)
	}
	return shard{at, of}, nil
}

// mostShards bounds into how many parts a study may be cut.
const mostShards = 10_000

// CheckShard says what is wrong with I/N.
func CheckShard(text string) error {
	_, err := parseShard(text)
	return err
}

// list are the replications of the shard from first to before last.
func (s shard) list(first, last int) (list []int) {
	for r := first; r < last; r++ {
		if r%s.of == s.at {
			list = append(list, r)
		}
	}
	return list
}

// ShardSize is how many of n replications are those of I/N, all where that is empty or no shard.
func ShardSize(text string, n int) int {
	s, err := parseShard(text)
	if err != nil {
		return n
	}
	return s.size(n)
}

// size is how many of n replications are the shard's.
func (s shard) size(n int) int { return (n - s.at + s.of - 1) / s.of }
