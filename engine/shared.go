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

// leviedRounds bounds how often levies are gone through; where one quota's levy sends buyers to
// another's node a second round is needed. Where they find two origins equal they leave each for the
// other a micro-USD at a time, and no number of rounds is enough.
const leviedRounds = 8

// splitRounds is how often quotas are split: the first does not know yet what the others leave.
const splitRounds = 2

// clearShared meets the quotas that several goods share, the tightest first, so that one which a
// tighter one has met already charges nothing. A levy stays in the gates' tax when others are met.
func (w *World) clearShared() {
	w.levies = w.levies[:0]
	order := make([]int, len(w.rules.Shared))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.allowance(a), w.allowance(b)) })
	for range leviedRounds {
		again := false
		for _, i := range order {
			again = w.raise(i) || again
		}
		if !again {
			return
		}
	}
	w.splitShared(order)
}

// splitShared takes the levies back and makes each quota one per good, which nobody's leaving can
// break: in turn, while the parts of the others stand.
func (w *World) splitShared(order []int) {
	for _, l := range w.levies {
		w.market[l.good].book.Gates[l.node].Tax -= l.price
	}
	w.levies = w.levies[:0]
	parts := make([][]markets.Mass, len(order))
	for i := range parts {
		parts[i] = slices.Repeat([]markets.Mass{markets.Unlimited}, len(w.market))
	}
	for range splitRounds {
		for _, i := range order {
			w.split(i, parts)
		}
	}
}

// split makes one quota one per good and clears the goods.
func (w *World) split(i int, parts [][]markets.Mass) {
	quota, members, goods := &w.rules.Shared[i], []markets.Member(nil), []ID(nil)
	for good := range w.market {
		if m := &w.market[good]; quota.Goods>>uint(good)&1 == 1 && len(m.book.Gates) > 0 {
			parts[i][good] = markets.Unlimited
			w.narrow(ID(good), quota.Node, parts)
			members = append(members, markets.Member{Book: &m.book, Clearing: &m.clearing, Nodes: []ID{quota.Node}})
			goods = append(goods, ID(good))
		}
	}
	if len(members) == 0 {
		return
	}
	for k, part := range markets.SplitQuota(w.solvers[0], members, w.allowance(i)) {
		parts[i][goods[k]] = part
		w.narrow(goods[k], quota.Node, parts)
		w.solvers[0].Clear(members[k].Book, members[k].Clearing)
	}
}

// narrow sets the quota of a gate to the least of the good's own and the parts of shared ones, and
// credits the one that is.
func (w *World) narrow(good, node ID, parts [][]markets.Mass) {
	m := &w.market[good]
	least, by := w.quotaLeft(good, node), w.rules.Gates[w.cell(good, node)].QuotaBy
	for i := range parts {
		if s := &w.rules.Shared[i]; s.Node == node && parts[i][good] < least {
			least, by = parts[i][good], s.Source
		}
	}
	m.book.Gates[node].Quota, m.quotaBy[node] = least, by
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
