package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

const (
	distressMonths = 3   // in a row beyond its credit line after which a company is bankrupt
	fireSale       = 0.4 // of book value that a bankrupt company's plants fetch (MODEL 7.9, judgement)
	advanced       = 0.5 // of the value of goods in store, for which banks wait (judgement)
)

// settleDefaults counts how long companies have been beyond their credit lines, with too little in store to
// stand for it, and settles those that stay there.
func (w *World) settleDefaults() {
	for firm := range w.Firms {
		if w.Cash[firm]+w.Credit[firm] >= 0 || w.Cash[firm]+shareOf(advanced).OfMoney(w.stocks(firm, &w.State.Frame)) >= 0 {
			w.Distress[firm] = 0
			continue
		}
		if w.Distress[firm]++; w.Distress[firm] < distressMonths {
			continue
		}
		w.Distress[firm] = 0
		w.Defaults[firm]++
		switch {
		case w.lives(firm):
			w.rescue(firm)
		case w.gone(firm):
			w.forgive(firm)
		default:
			w.bankrupt(firm)
		}
	}
}

// lives says whether a company has no plant that makes anything: final users and traders stand for whole
// industries, and those do not disappear.
func (w *World) lives(firm int) bool {
	for _, site := range w.Firms[firm].Sites {
		for i := range w.Plants[site].Activities {
			if w.Plants[site].Activities[i].Kind != agents.Consume {
				return false
			}
		}
	}
	return true
}

// gone says whether all plants of a company are closed for good: there is nothing left to sell.
func (w *World) gone(firm int) bool {
	for _, site := range w.Firms[firm].Sites {
		if w.Running[site].Standing.Status != finance.Closed {
			return false
		}
	}
	return true
}

// rescue lets households bring a company of users back to no debt.
func (w *World) rescue(firm int) {
	w.home(w.Firms[firm].Region).Paid -= w.Cash[firm]
	w.give(w.households(), firm, -w.Cash[firm])
	w.tell("rescue", w.Firms[firm].Sites[0], "out of money", "")
}

// bankrupt sells a company as a whole to the investor with most free capital, at a discount on the books
// of its plants and of what it has built of others; money that waits to be spent on them keeps its worth.
// Creditors are paid first, overdraft before loans; what they do not get is their loss, and what they leave is the old
// owners'. Without a buyer it is wound up.
func (w *World) bankrupt(firm int) {
	var book, waiting markets.Money
	for _, site := range w.Firms[firm].Sites {
		book += w.Book[site]
	}
	for i := range w.Projects {
		if int(w.Projects[i].Firm) == firm {
			book += w.Progress[i].Built
			waiting += w.Progress[i].Escrow
		}
	}
	price := shareOf(fireSale).OfMoney(book) + waiting
	buyer := w.richest(ID(firm), price+w.newMoney(firm))
	if buyer == None {
		w.windUp(firm)
		return
	}
	w.give(w.investor(int(buyer)), firm, price)
	w.forgive(firm)
	w.payDividend(firm, w.Cash[firm])
	w.give(w.investor(int(buyer)), firm, w.newMoney(firm))
	w.Owners[firm] = append(w.Owners[firm][:0], Owner{
		Name: w.Investors[buyer].Name, Firm: None, Region: None, Investor: buyer, Source: None, Share: markets.Whole,
	})
	w.tell("default", w.Firms[firm].Sites[0], "out of money", "sold to "+w.Investors[buyer].Name)
	for _, site := range w.Firms[firm].Sites {
		w.stop(site)
	}
}

// newMoney is the money with which a new owner lets a company go on, as much as a project raises to start with.
func (w *World) newMoney(firm int) markets.Money {
	return max(w.Credit[firm], workingMonths*w.Turnover[firm])
}

// stop mothballs a plant that has just been bought if it does not earn what running it costs, its fixed part
// included: with it the last owner went bankrupt.
func (w *World) stop(site ID) {
	if r := &w.Running[site]; w.open(site) && w.stoppable(site) && !w.profitable(site) && w.earned(site) < exact.USD(w.fixedCost(site)) {
		r.Standing = finance.Standing{Status: finance.Mothballed}
		w.tell("mothballed", site, "new owner", "")
	}
}

// windUp ends a company that nobody buys: its projects are given up and what was raised for them goes to
// the creditors, its plants close and are worth nothing.
func (w *World) windUp(firm int) {
	for i := range w.Projects {
		if int(w.Projects[i].Firm) == firm && w.Progress[i].Stage < Complete {
			w.abandon(ID(i))
		}
	}
	w.forgive(firm)
	w.refund(firm)
	w.payDividend(firm, w.Cash[firm])
	w.YearResult[firm] = 0
	for _, site := range w.Firms[firm].Sites {
		if standing := &w.Running[site].Standing; standing.Status != finance.Closed {
			*standing = finance.Standing{Status: finance.Closed}
			w.writeOff(site)
			w.tell("closure", site, "bankrupt, no buyer", "")
		}
	}
}

// abandon gives a project up. Its owner gets back what has not been spent; what has been built is lost.
func (w *World) abandon(id ID) {
	p, firm := &w.Progress[id], int(w.Projects[id].Firm)
	w.transfer(w.escrow(), firm, p.Escrow)
	w.Equity[firm] -= p.Built
	p.Stage, p.Left, p.Due, p.Escrow, p.Built = Abandoned, 0, Never, 0, 0
}

// refund ends what a company has sold ahead. Who prepaid gets back what other creditors leave.
func (w *World) refund(firm int) {
	for i := range w.Contracts {
		c := &w.Contracts[i]
		if w.firmOf(c.Seller) != firm {
			continue
		}
		buyer := w.firmOf(c.Buyer)
		paid := min(c.Advance, w.Cash[firm])
		w.transfer(firm, buyer, paid)
		w.Equity[firm] += c.Advance - paid
		w.Equity[buyer] -= c.Advance - paid
		c.Advance, c.End = 0, w.Month
	}
}

// forgive pays creditors what there is and books what is left of debts as their loss.
func (w *World) forgive(firm int) {
	if w.Cash[firm] < 0 {
		w.give(w.bank(w.Firms[firm].Region), firm, -w.Cash[firm])
	}
	kept := w.Loans[:0]
	for _, l := range w.Loans {
		if int(l.Firm) == firm {
			paid := min(l.Left, w.Cash[firm])
			w.transfer(firm, l.Lender, paid)
			w.repaid(&l, paid)
			w.Equity[firm] += l.Left - paid
			continue
		}
		kept = append(kept, l)
	}
	w.Loans = kept
	owed := w.Payables[:0]
	for _, p := range w.Payables {
		if int(p.From) == firm {
			paid := min(p.Amount, w.Cash[firm])
			w.transfer(firm, w.outside(), paid)
			w.Equity[firm] += p.Amount - paid
			continue
		}
		owed = append(owed, p)
	}
	w.Payables = owed
}

// richest is the investor other than a bank with most free capital, if that is enough.
func (w *World) richest(firm ID, need markets.Money) ID {
	best := None
	for i := range w.Investors {
		if lends(w.Investors[i].Kind) || w.Cash[w.investor(i)] < need || w.barred(w.Investors[i].Region, firm) {
			continue
		}
		if best == None || w.Cash[w.investor(i)] > w.Cash[w.investor(int(best))] {
			best = ID(i)
		}
	}
	return best
}

// tell puts a turning point into the month's events.
func (w *World) tell(kind string, site ID, reason, detail string) {
	w.journal.event(Incident{Kind: kind, Site: site, Good: None, Reason: reason, Detail: detail})
}
