package markets

// Split divides total among claimants in proportion to weights: each share is floored and what flooring
// leaves goes to the largest weight, ties to the first. The shares in out sum to total exactly; where every
// weight is zero nothing can be shared and all of it goes to the first claimant.
// Total and weights are >= 0, the weights sum to less than 2^63; out is as long as weights and may not overlap it.
func Split(total int64, weights []int64, out []int64) {
	if len(weights) == 0 || len(out) != len(weights) || total < 0 {
		panic(Invariant("split-arguments"))
	}
	sum, largest := int64(0), 0
	for i, w := range weights {
		if w < 0 || sum+w < sum {
			panic(Invariant("split-weights"))
		}
		sum += w
		if w > weights[largest] {
			largest = i
		}
	}
	left := total
	for i, w := range weights {
		out[i] = 0
		if sum > 0 {
			out[i] = MulDiv(total, w, sum)
		}
		left -= out[i]
	}
	out[largest] += left
}
