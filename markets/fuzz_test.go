package markets

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzTextBook: no text makes the reader panic; what it accepts clears, verifies and prints.
func FuzzTextBook(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil {
			f.Add(string(text))
		}
	}
	f.Add("route A B 1 cap 0\ngate A\nask a A 1e-6 t 1\nbid b B 1e-6 t 1")
	f.Fuzz(func(t *testing.T, text string) {
		input, _, _ := strings.Cut(text, "----\n")
		if len(input) > 1<<16 {
			return
		}
		if _, err := clearText(input); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzClear clears the book that bytes spell and compares it with the oracle.
func FuzzClear(f *testing.F) {
	for seed := range byte(20) {
		f.Add([]byte{seed, 3, 1, 4, 1, 5, seed, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b := randomBook(rand.New(&byteSource{data: data}))
		if err := b.Check(); err != nil {
			t.Fatal(err)
		}
		c := cleared(b)
		if err := c.Verify(b); err != nil {
			t.Fatal(err)
		}
		if diff := difference(c, newOracle(b).clear()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// FuzzCouple clears the network of regions that bytes spell, from nowhere and from the prices they spell, and compares it with
// the readable auction.
func FuzzCouple(f *testing.F) {
	for seed := range byte(20) {
		f.Add(byte(3+seed), []byte{seed, 3, 1, 4, 1, 5, seed, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6})
	}
	auction, readable := NewCallAuction(), NewReadableAuction()
	var got, want Clearing
	f.Fuzz(func(t *testing.T, nodes byte, data []byte) {
		r := rand.New(&byteSource{data: data})
		b := randomBookOf(r, 1+int(nodes)%70, 60)
		readable.Clear(b, &want)
		for range 2 {
			auction.Clear(b, &got)
			if diff := difference(&got, &want); diff != "" {
				t.Fatal(diff)
			}
			nearby(r, b, &want)
		}
		if err := got.Verify(b); err != nil {
			t.Fatal(err)
		}
	})
}

// byteSource is a source of randomness that a fuzzer can steer: 8 bits of each number are its own.
type byteSource struct {
	data []byte
	next int
}

func (s *byteSource) Uint64() uint64 {
	s.next++
	if s.next > len(s.data) {
		return uint64(s.next) * 0x9e3779b97f4a7c15
	}
	return uint64(s.data[s.next-1]) * 0x0101010101010101
}
