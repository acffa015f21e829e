package engine

import (
	"cmp"
	"slices"

	"monazite/markets"
)

// levy is what a quota that several goods share charges on one of them at a gate.
type levy struct {
	good, node, source ID
	price              markets.Price
}

// sharedRounds bounds how often quotas are gone through; where one quota's levy sends buyers to
// another's node a second round is needed.
const sharedRounds = 32

// clearShared meets the quotas that several goods share, the tightest first, so that one which a
// tighter one has met already charges nothing. A levy stays in the gates' tax when others are met.
func (w *World) clearShared() {
	w.levies = w.levies[:0]
	order := make([]int, len(w.rules.Shared))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.allowance(a), w.allowance(b)) })
	for round, again := 0, true; again && round < sharedRounds; round++ {
		again = false
		for _, i := range order {
			again = w.raise(i) || again
		}
	}
}

// allowance is what contracts and transfers have left of a shared quota.
func (w *World) allowance(i int) markets.Mass {
	return max(0, w.rules.Shared[i].Cap-w.exportedTogether(&w.rules.Shared[i]))
}

// raise adds the smallest levy that keeps a shared quota, beside those that stand.
func (w *World) raise(i int) bool {
	quota := &w.rules.Shared[i]
	var members []markets.Member
	var exports markets.Mass
	for good := range w.market {
		m := &w.market[good]
		if quota.Goods>>uint(good)&1 == 1 && m.clearing.Volume > 0 {
			members = append(members, markets.Member{Book: &m.book, Clearing: &m.clearing, Nodes: []ID{quota.Node}})
			exports += m.clearing.Exports[quota.Node]
		}
	}
	if exports <= w.allowance(i) {
		return false
	}
	price, _ := markets.SharedQuota(w.solvers[0], members, w.allowance(i))
	for good := range w.market {
		if m := &w.market[good]; quota.Goods>>uint(good)&1 == 1 && len(m.book.Gates) > 0 {
			m.book.Gates[quota.Node].Tax += price
			w.levies = append(w.levies, levy{ID(good), quota.Node, quota.Source, price})
		}
	}
	return true
}

// charged is what the levies of shared quotas add up to on a good at a gate.
func (w *World) charged(good, node ID) (sum markets.Price) {
	for _, l := range w.levies {
		if l.good == good && l.node == node {
			sum += l.price
		}
	}
	return sum
}
