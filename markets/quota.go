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
