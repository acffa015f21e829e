package markets

// Member is a book whose exports from Nodes count under a quota it shares with other books. The nodes have active gates.
type Member struct {
	Book     *Book
	Clearing *Clearing
	Nodes    []ID
}

// SharedQuota clears the members under one quota for several goods, as China's of 2010-2014 were: its holders ship what
// earns most, so one levy, the price of a kilogram of quota, is added to every member's gate tax. It is the smallest whole
// number of micro-USD/kg at which exports together are at most the allowance, and 0 if they are anyway.
// The rent is levy x exports; exporters earn it, unless the quota is auctioned. Clearings hold the outcome under the levy,
// in which a gate's tax includes it; books are left as they were.
//
// Exports never rise with the levy, so it is bisected, each step clearing every member: about 27 steps where bids
// reach 100 USD/kg.
func SharedQuota(m Mechanism, members []Member, allowance Mass) (levy Price, rent Money) {
	exports := clearUnderLevy(m, members, 0)
	if exports <= allowance {
		return 0, 0
	}
	low, high := Price(0), Price(1) // at low exports are too many, at high they are not
	for _, member := range members {
		for _, bid := range member.Book.Bids {
			high = max(high, bid.Price+1) // nobody pays that much
		}
	}
	for high-low > 1 {
		middle := low + (high-low)/2
		if clearUnderLevy(m, members, middle) > allowance {
			low = middle
		} else {
			high = middle
		}
	}
	exports = clearUnderLevy(m, members, high)
	return high, high.Times(exports)
}

// SplitQuota gives every member a part of the allowance, to be a quota of its own: what it ships under the levy of
// SharedQuota and, of what that leaves, a part pro rata to what a levy lower by a micro-USD/kg would let it ship more.
// Where the members' buyers find another origin as cheap, the smallest levy turns all of them away, and only parts can fill
// a quota. One that does not bind is split pro rata to exports. The parts sum to the allowance; books are left as they were.
func SplitQuota(m Mechanism, members []Member, allowance Mass) (parts []Mass) {
	levy, _ := SharedQuota(m, members, allowance)
	shipped, more := make([]int64, len(members)), exportsOf(members)
	if levy > 0 {
		shipped = more
		clearUnderLevy(m, members, levy-1)
		more = exportsOf(members)
		for i := range members {
			more[i] = max(0, more[i]-shipped[i]) // under a pro rata floor some ship less
			allowance -= Mass(shipped[i])
		}
	}
	rest := make([]int64, len(members))
	Split(int64(allowance), more, rest)
	for i := range members {
		parts = append(parts, Mass(shipped[i]+rest[i]))
	}
	return parts
}

// exportsOf is what each member ships.
func exportsOf(members []Member) (exports []int64) {
	for _, member := range members {
		sum := Mass(0)
		for _, n := range member.Nodes {
			sum += member.Clearing.Exports[n]
		}
		exports = append(exports, int64(sum))
	}
	return exports
}

// clearUnderLevy clears every member at its gate taxes plus the levy and adds up exports.
func clearUnderLevy(m Mechanism, members []Member, levy Price) (exports Mass) {
	for _, member := range members {
		member.charge(levy)
		m.Clear(member.Book, member.Clearing)
		member.charge(-levy)
		for _, n := range member.Nodes {
			exports += member.Clearing.Exports[n]
		}
	}
	return exports
}

func (m Member) charge(levy Price) {
	for _, n := range m.Nodes {
		if !m.Book.gate(n).Active {
			panic(Invariant("shared-quota-without-gate"))
		}
		m.Book.Gates[n].Tax += levy
	}
}
