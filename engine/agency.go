package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// agency says whether a company is that of an instrument: it holds goods for a treasury, which pays all that it
// spends in a month and takes all that it earns. It owes nobody, pays no tax and cannot fail.
func (w *World) agency(firm int) bool { return w.Firms[firm].Source != None }

// quotePublic puts what instruments bid and offer among the orders of the sites where they keep goods.
func (w *World) quotePublic() {
	for i := range w.measures {
		site := w.holding(i)
		for _, o := range w.measures[i].Orders {
			if slot := w.slotOf(site, o.Good); slot >= 0 && o.Mass > 0 {
				w.orders[site] = append(w.orders[site], agents.Order{Slot: int32(slot), Bid: o.Bid, Price: o.Price, Mass: o.Mass})
			}
		}
	}
}

// slotOf finds a good among the lines of a site; -1 where it has none, and of no site.
func (w *World) slotOf(site, good ID) int {
	if site == None {
		return -1
	}
	for slot := range w.Sites[site].Lines {
		if w.Lines[w.Sites[site].First+slot].Good == good {
			return slot
		}
	}
	return -1
}

// settleAgency lets the treasury of an instrument that holds goods pay what its site has spent this month, storage
// included, and take what it has earned, so that the site is left with neither money nor debt.
func (w *World) settleAgency(source ID) {
	site := w.Holdings[source]
	if site == None {
		return
	}
	firm := int(w.Sites[site].Firm)
	spent := w.Spent[firm]
	earned := w.Cash[firm] + spent
	spent += max(0, -earned) // what was paid ahead
	w.spend(source, firm, spent)
	w.collectFor(source, firm, max(0, earned))
	w.Spent[firm] = 0
	w.ledger.sources[source].Covered += w.handled(site)
}

// handled is what a site has bought, sold and received under contract this month, all goods together.
func (w *World) handled(site ID) (mass markets.Mass) {
	for line := w.Sites[site].First; line < w.Sites[site].First+w.Sites[site].Lines; line++ {
		mass += w.sold[line]
	}
	return mass
}

// checkAgencies makes sure that no money is left at the sites of instruments.
func (w *World) checkAgencies() {
	for firm := range w.Firms {
		if w.agency(firm) && (w.Cash[firm] != 0 || w.YearResult[firm] != 0 || w.Equity[firm] != 0) {
			w.violate("agency", "%s is left with %d x 1e-4 USD, a result of %d and equity of %d", w.Firms[firm].Name, w.Cash[firm], w.YearResult[firm], w.Equity[firm])
		}
	}
}
