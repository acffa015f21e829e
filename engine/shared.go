package engine

import "monazite/markets"

// clearShared meets a quota that several goods share: one levy on the gates of all of them, the
// smallest that keeps their exports together within what contracts and transfers left. It says
// whether a levy was needed; the books keep it as part of the gate's tax.
func (w *World) clearShared(i int) bool {
	quota := &w.rules.Shared[i]
	var members []markets.Member
	var goods []ID
	for good := range w.market {
		m := &w.market[good]
		if quota.Goods>>uint(good)&1 == 1 && m.clearing.Volume > 0 {
			members = append(members, markets.Member{Book: &m.book, Clearing: &m.clearing, Nodes: []ID{quota.Node}})
			goods = append(goods, ID(good))
		}
	}
	allowance := max(0, quota.Cap-w.exportedTogether(quota))
	levy, _ := markets.SharedQuota(w.solvers[0], members, allowance)
	if levy == 0 {
		return false
	}
	for _, good := range goods {
		m := &w.market[good]
		m.book.Gates[quota.Node].Tax += levy
		m.levies = append(m.levies, levyRow{node: quota.Node, source: quota.Source, perKg: levy})
	}
	return true
}
