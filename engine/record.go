package engine

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// record publishes the month, checks every account, writes the rows and turns the page.
func (w *World) record() {
	w.publish()
	w.remember()
	w.plantDefect()
	w.close()
	if w.options.Recorder != nil && !w.spinning {
		w.fillTables()
	}
	w.turnPage()
}

// remember moves the averages that the public keeps.
func (w *World) remember() {
	for lane, moved := range w.moved {
		if moved > 0 && w.State.Frame.Flow12[lane] == 0 {
			w.used = append(w.used, lane)
		}
	}
	for _, lane := range w.used {
		w.next.Flow12[lane] = towards(w.State.Frame.Flow12[lane], w.moved[lane])
	}
	for good := range w.Goods {
		r, last := &w.next.Goods[good], &w.State.Frame.Goods[good]
		r.Sold = 0
		for node := range w.Nodes {
			r.Sold += w.next.Quotes[w.cell(ID(good), ID(node))].Sold
		}
		r.Sold12 = towards(last.Sold12, r.Sold)
		offered := 0.0
		for i := range w.market[good].book.Asks {
			offered += exact.Tonnes(w.market[good].book.Asks[i].Mass)
		}
		r.Offered = offered
		r.Volatility = w.volatility(ID(good), last.Volatility)
		r.Demand, r.Unserved = 0, 0
	}
	w.countNeeds()
	w.publishCompanies()
}

// towards moves an average over about 12 months, t a month, towards a month's mass.
func towards(average float64, month markets.Mass) float64 {
	if month == 0 && average == 0 {
		return 0
	}
	return average + (exact.Tonnes(month)-average)/12
}

// countNeeds moves what plants make and trade on average, and adds up by good, in the world and at each node, what final
// users wished for and did not find, and at each node what plants and users take in.
func (w *World) countNeeds() {
	clear(w.next.Needs)
	for i := range w.Sites {
		first, node := w.Sites[i].First, w.node(ID(i))
		var unserved float64
		for slot, wish := range w.plans[i].Demand {
			line, b := &w.Lines[first+slot], &w.Beliefs[first+slot]
			b.Made12 = towards(b.Made12, w.made[first+slot])
			b.Sold12 = towards(b.Sold12, w.sold[first+slot])
			if wish == 0 && line.Side != agents.Buys {
				continue
			}
			need := &w.next.Needs[w.cell(line.Good, node)]
			if wish > 0 {
				r, short := &w.next.Goods[line.Good], exact.Tonnes(max(0, wish-w.taken[first+slot]))
				r.Demand += exact.Tonnes(wish)
				r.Unserved += short
				need.Demand += exact.Tonnes(wish)
				need.Unserved += short
				unserved += short
			}
			if line.Side == agents.Buys {
				need.Use12 += b.Sold12
			}
		}
		if m := &w.Memories[i]; unserved != 0 || m.Unserved12 != 0 {
			m.Unserved12 += (unserved - m.Unserved12) / 12
		}
	}
}

// publishCompanies reports what projects and companies make public.
func (w *World) publishCompanies() {
	for i := range w.Projects {
		p := &w.Progress[i]
		w.next.Projects[i] = agents.ProjectReport{
			Stage: p.Stage, Capex: p.Capex, IRR: p.IRR, Hurdle: p.Hurdle, Gap: p.Gap, Contracted: p.Contracted,
		}
		if p.Stage < Building {
			w.next.Projects[i].Capex = exact.Money(w.capex(ID(i)))
		}
	}
	for i := range w.Firms {
		w.next.Firms[i] = agents.FirmReport{Defaults: w.Defaults[i], Equity: w.Equity[i]}
	}
	w.next.Shocks = w.next.Shocks[:0]
	for i := range w.Shocks {
		w.next.Shocks = append(w.next.Shocks, !w.spinning && w.Shocks[i].From <= w.Month && w.Month < w.Shocks[i].To)
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
	w.ledger.turn(w)
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
		for i := range w.Purses {
			w.Purses[i].Year = 0
		}
		clear(w.next.YearExports)
		for i := range w.Running {
			w.Running[i].YearLevel = 0
		}
	}
	clear(w.paid)
	w.ledger.incidence.open()
	for _, lane := range w.used {
		w.moved[lane], w.journal.freight[lane], w.journal.duty[lane] = 0, 0, 0
	}
}
