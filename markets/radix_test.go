package markets

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSortPacked(t *testing.T) {
	var spare []uint64
	for seed := range short(20_000) {
		r := rand.New(rand.NewPCG(uint64(seed), 31))
		top := []int64{1, 2, 100, 300, 70_000, 1 << 32, int64(MaxPrice) + 1}[r.IntN(7)]
		coarse := []int64{1, 1, 256, 65_536}[r.IntN(4)] // some digits are the same for all
		group := make([]uint64, r.IntN([]int{4, 66, 300, 3000}[r.IntN(4)]))
		for i := range group {
			group[i] = uint64(r.Int64N(top)/coarse*coarse)<<placeBits | uint64(i)
		}
		want := slices.Clone(group)
		slices.Sort(want)
		sortPacked(group, &spare)
		if !slices.Equal(group, want) {
			t.Fatalf("seed %d: %d orders below %d are out of order", seed, len(group), top)
		}
	}
}
