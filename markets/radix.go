package markets

// Digits of 8 bits: their counters are cleared in no time, and four of them tell prices of up to 4,294 USD/kg apart.
const (
	digitBits = 8
	digitMask = 1<<digitBits - 1
)

// sortDigits sorts packed orders by price, digit by digit from the last one. It leaves out digits in which all prices
// agree, and the place: who is first at a price does not matter here.
func sortDigits(group []uint64, spare *[]uint64) {
	*spare = grown(*spare, len(group))
	differ := uint64(0)
	for _, packed := range group {
		differ |= packed ^ group[0]
	}
	from, to := group, *spare
	for shift := placeBits; differ>>shift > 0; shift += digitBits {
		if differ>>shift&digitMask > 0 {
			deal(from, to, shift)
			from, to = to, from
		}
	}
	if &from[0] != &group[0] {
		copy(group, from)
	}
}

// deal copies packed orders, sorted by one digit.
func deal(from, to []uint64, shift int) {
	var next [1 << digitBits]uint32 // per digit: where its next order goes
	for _, packed := range from {
		next[packed>>(shift&63)&digitMask]++
	}
	sum := uint32(0)
	for d, n := range next {
		next[d] = sum
		sum += n
	}
	for _, packed := range from {
		at := &next[packed>>(shift&63)&digitMask]
		to[*at] = packed
		*at++
	}
}
