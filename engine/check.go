package engine

import (
	"fmt"

	"monazite/markets"
)

// The invariants are checked every month with tolerance zero: they cost about a fiftieth of a run.

// close checks every account of the month and opens the next one's. Tolerance is zero.
func (w *World) close() {
	l := &w.ledger
	w.checkMoney()
	w.checkFiscal()
	w.checkBooks()
	w.checkAgencies()
	w.checkRules()
	if w.Month.YearEnds() {
		w.checkClearings()
	}
	for i := range l.balances {
		l.balances[i].Closing = 0
	}
	clear(l.stored)
	for site := range w.Sites {
		w.closeStocks(ID(site))
	}
	for i := range l.elements {
		row := &l.elements[i]
		row.Closing = l.stored[row.Region][row.Element]
	}
	w.checkMass()
}

// closeStocks adds what a plant has in store to its region's accounts.
func (w *World) closeStocks(site ID) {
	region, first := w.region(w.node(site)), w.Sites[site].First
	stored := &w.ledger.stored[region]
	for line := first; line < first+w.Sites[site].Lines; line++ {
		lot := &w.Stock[line]
		if lot.Mass == 0 && lot.Content == (markets.Content{}) {
			continue
		}
		sign := lot.Mass // negative if any of the masses is
		w.ledger.balance(w, w.Lines[line].Good, region).Closing += lot.Mass
		for e, m := range &lot.Content {
			sign |= m
			stored[e] += m
		}
		if sign < 0 {
			w.violate("stock", "line %d holds %d g, of elements %v", line, lot.Mass, lot.Content)
		}
	}
}

// checkClearings makes sure once a year that every market cleared at prices that support it.
func (w *World) checkClearings() {
	for good := range w.market {
		m := &w.market[good]
		if m.clearing.Volume == 0 {
			continue
		}
		if err := w.verifier.Verify(&m.book, &m.clearing); err != nil {
			w.violate("clearing", "%s: %v", w.Goods[good].Name, err)
		}
	}
}

func (w *World) checkMoney() {
	var sum markets.Money
	for _, cash := range w.Cash {
		sum += cash
	}
	if sum != 0 {
		w.violate("money", "all accounts sum to %d x 1e-4 USD", sum)
	}
}

func (w *World) checkMass() {
	l := &w.ledger
	for i := range l.balances {
		b := &l.balances[i]
		if off := b.Opening + b.Produced + b.Imported + b.Recycled - b.Used - b.Exported - b.Waste - b.Closing; off != 0 {
			w.violate("balance", "%s in %s is off by %d g", w.Goods[b.Good].Name, w.Regions[b.Region], off)
		}
	}
	for i := range l.elements {
		e := &l.elements[i]
		if e.Waste < 0 || e.Mined < 0 || e.Used < 0 {
			w.violate("mass", "%s in %s flows backwards", e.Element, w.Regions[e.Region])
		}
		if off := e.Opening + e.Mined + e.FromScrap + e.Imported - e.Exported - e.Used - e.Waste - e.Closing; off != 0 {
			w.violate("mass", "%s in %s is off by %d g", e.Element, w.Regions[e.Region], off)
		}
	}
	l.closing = w.totalInUse()
	for e := range l.closing {
		if off := l.inUse[e] + l.intoUse[e] - l.retired[e] - l.closing[e]; off != 0 {
			w.violate("mass in use", "%s is off by %d g", markets.Element(e), off)
		}
	}
}

// checkRules makes sure that nothing moved on a closed way, past a cap or a quota, and that no plant
// ran past its limit.
func (w *World) checkRules() {
	for _, lane := range w.used {
		rule, moved := &w.rules.Routes[lane], w.moved[lane]
		if moved > 0 && (!rule.Open || moved > rule.Cap) {
			w.violate("route", "%s moved %d g where the rules allow %d", w.laneName(lane), moved, rule.Cap)
		}
	}
	for cell := range w.rules.Gates {
		quota := w.rules.Gates[cell].Quota
		if quota == markets.Unlimited {
			continue
		}
		good, node := ID(cell/len(w.Nodes)), ID(cell%len(w.Nodes))
		if out := w.exported(good, node); out > quota {
			w.violate("quota", "%s left %s by %d g of %d", w.Goods[good].Name, w.Nodes[node].Name, out, quota)
		}
	}
	for i := range w.rules.Shared {
		if s := &w.rules.Shared[i]; w.exportedTogether(s) > s.Cap {
			w.violate("shared quota", "%s exports %d g of %d", w.Nodes[s.Node].Name, w.exportedTogether(s), s.Cap)
		}
	}
	for site := range w.Running {
		if level := w.Running[site].Level; level > w.rules.Sites[site].Limit {
			w.violate("producer limit", "%s ran %d g of %d", w.Sites[site].Name, level, w.rules.Sites[site].Limit)
		}
	}
}

func (w *World) laneName(lane int) string {
	route := w.Routes[lane%len(w.Routes)]
	return fmt.Sprintf("%s from %s to %s", w.Goods[lane/len(w.Routes)].Name, w.Nodes[route.From].Name, w.Nodes[route.To].Name)
}

// checkHouse makes sure that what a market leaves in the clearing house is rounding: each payment
// rounds once, by half a unit at most.
func (w *World) checkHouse(good ID) {
	m := &w.market[good]
	payments := markets.Money(4 * (len(m.book.Bids) + len(m.book.Asks) + len(m.clearing.Flow) + len(w.Nodes)))
	if left := w.Cash[w.house()]; left > payments || -left > payments {
		w.violate("clearing house", "%s leaves %d x 1e-4 USD, more than rounding can", w.Goods[good].Name, left)
	}
}

func (w *World) violate(invariant, format string, args ...any) {
	panic(&Violation{Month: w.Month, Invariant: invariant, Detail: fmt.Sprintf(format, args...)})
}
