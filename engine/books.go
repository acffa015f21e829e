package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// depreciationMonths is the life over which a plant loses its value in the books (MODEL 5.5: 25 years).
const depreciationMonths = 25 * 12

// depreciate takes a month of every plant's life off its book value.
func (w *World) depreciate() {
	for site := range w.Book {
		part := min(w.Book[site], w.Running[site].Worn)
		w.Book[site] -= part
		w.Equity[w.Sites[site].Firm] -= part
	}
}

// invested adds what has been built to a plant's book value and to what it loses a month.
func (w *World) invested(site ID, amount markets.Money) {
	w.Book[site] += amount
	w.Running[site].Worn += amount / depreciationMonths
}

// writeOff makes a plant worth nothing.
func (w *World) writeOff(site ID) {
	w.Equity[w.Sites[site].Firm] -= w.Book[site]
	w.Book[site] = 0
}

// owes is what a company owes beside its overdraft.
func (w *World) owes(firm int) (debt markets.Money) {
	for i := range w.Loans {
		if int(w.Loans[i].Firm) == firm {
			debt += w.Loans[i].Left
		}
	}
	for _, p := range w.Payables {
		if int(p.From) == firm {
			debt += p.Amount
		}
	}
	return debt
}

// stocks are what a company has in store, at the prices of a month.
func (w *World) stocks(firm int, f *agents.Frame) (value markets.Money) {
	for _, site := range w.Firms[firm].Sites {
		facts := &w.Sites[site]
		for line := facts.First; line < facts.First+facts.Lines; line++ {
			q := f.Quote(w.Lines[line].Good, w.node(site))
			value += q.Price().Times(w.Stock[line].Mass)
		}
	}
	return value
}

// checkBooks makes sure that every company's assets are its debts and its equity, and that every
// share register sums to one. Stocks of goods stand at nothing: what they cost was spent when they
// were bought.
func (w *World) checkBooks() {
	assets := w.assets[:0]
	for firm := range w.Firms {
		assets = append(assets, w.Cash[firm]-w.Equity[firm])
	}
	for site := range w.Book {
		assets[w.Sites[site].Firm] += w.Book[site]
	}
	var escrow markets.Money
	for i := range w.Progress {
		assets[w.Projects[i].Firm] += w.Progress[i].Escrow + w.Progress[i].Built
		escrow += w.Progress[i].Escrow
	}
	for i := range w.Loans {
		assets[w.Loans[i].Firm] -= w.Loans[i].Left
	}
	for _, p := range w.Payables {
		assets[p.From] -= p.Amount
	}
	for i := range w.Contracts {
		c := &w.Contracts[i]
		assets[w.firmOf(c.Seller)] -= c.Advance
		assets[w.firmOf(c.Buyer)] += c.Advance
	}
	w.assets = assets
	for firm, off := range assets {
		if off != 0 {
			w.violate("balance sheet", "%s is off by %d x 1e-4 USD", w.Firms[firm].Name, off)
		}
	}
	if escrow != w.Cash[w.escrow()] {
		w.violate("escrow", "projects hold %d x 1e-4 USD, the account %d", escrow, w.Cash[w.escrow()])
	}
	for firm, owners := range w.Owners {
		var sum markets.Share
		for _, o := range owners {
			sum += o.Share
		}
		if sum != markets.Whole {
			w.violate("share register", "the shares of %s sum to %d of %d", w.Firms[firm].Name, sum, markets.Whole)
		}
	}
}
