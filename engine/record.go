package engine

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
)

// record publishes the month, checks every account, writes the rows and turns the page.
func (w *World) record() *agents.Frame {
	w.publish()
	w.remember()
	w.plantDefect()
	w.close()
	if w.options.Recorder != nil && !w.spinning {
		w.fillTables()
	}
	w.turnPage()
	return &w.State.Frame
}

// remember moves the averages that plants and the public keep.
func (w *World) remember() {
	for i := range w.Beliefs {
		b := &w.Beliefs[i]
		b.Made12 += (exact.Tonnes(w.made[i]) - b.Made12) / 12
		b.Sold12 += (exact.Tonnes(w.sold[i]) - b.Sold12) / 12
	}
	for i := range w.Sites {
		var short float64
		for slot, wish := range w.plans[i].Demand {
			short += exact.Tonnes(max(0, wish-w.taken[w.Sites[i].First+slot]))
		}
		w.Memories[i].Unserved12 += (short - w.Memories[i].Unserved12) / 12
	}
	for lane, moved := range w.moved {
		last := w.State.Frame.Flow12[lane]
		w.next.Flow12[lane] = last + (exact.Tonnes(moved)-last)/12
	}
	for good := range w.Goods {
		r, last := &w.next.Goods[good], &w.State.Frame.Goods[good]
		r.Sold = 0
		for node := range w.Nodes {
			r.Sold += w.next.Quotes[w.cell(ID(good), ID(node))].Sold
		}
		r.Sold12 = last.Sold12 + (exact.Tonnes(r.Sold)-last.Sold12)/12
		r.Offered = 0
		for i := range w.market[good].book.Asks {
			r.Offered += exact.Tonnes(w.market[good].book.Asks[i].Mass)
		}
		r.Volatility = w.volatility(ID(good), last.Volatility)
	}
}

// volatility is a moving average, of weight 0.05, of the yearly sd of the log price at the index.
func (w *World) volatility(good ID, last float64) float64 {
	before, now := w.State.Frame.Quote(good, w.Index), w.next.Quote(good, w.Index)
	if before.Price() <= 0 || now.Price() <= 0 {
		return last
	}
	change := exact.Log(float64(now.Price()) / float64(before.Price()))
	return math.Sqrt(float64(0.95*float64(last*last)) + float64(0.05*12*float64(change*change)))
}

// turnPage makes the month that ended the last one.
func (w *World) turnPage() {
	w.State.Frame, w.next = w.next, w.State.Frame
	w.ledger.turn()
	w.journal.rents = w.journal.rents[:0]
	w.journal.incidents = w.journal.incidents[:0]
	w.journal.refusals = w.journal.refusals[:0]
	w.Month++
}

// openMonth clears what the month will fill.
func (w *World) openMonth() {
	for i := range w.next.Quotes {
		w.next.Quotes[i].Bought, w.next.Quotes[i].Sold = 0, 0
	}
	copy(w.next.YearExports, w.State.Frame.YearExports)
	if w.Month.Calendar() == 1 {
		clear(w.next.YearExports)
		for i := range w.Running {
			w.Running[i].YearLevel = 0
		}
	}
	clear(w.paid)
	clear(w.moved)
	clear(w.journal.freight)
	clear(w.journal.duty)
}
