package study

import (
	"math"

	"monazite/agents/exact"
	"monazite/engine"
	"monazite/engine/record"
	"monazite/markets"
)

// result gives the vector of a run that has ended, in the room of into if that is enough.
func (m *surplusMeter) result(into []float64) []float64 {
	v := append(into[:0], m.v...)
	for i := range m.mixed {
		m.mixed[i].left = m.mixed[i].together
	}
	m.addClaims(v, record.Discount(max(0, int(m.w.Month-1-m.first))))
	m.addTogether(v)
	m.addPooled(v)
	m.addStocks(v, 1)
	for good := range m.w.Goods {
		for region := range m.w.Regions {
			m.addPrice(v, engine.ID(good), engine.ID(region))
		}
	}
	return v
}

// addTogether shares out what companies of several classes have as a whole by what their plants have sold; all of it is the
// first plant's where none has.
func (m *surplusMeter) addTogether(v []float64) {
	for i := range m.mixed {
		f := &m.mixed[i]
		sites, sum := m.w.Firms[f.firm].Sites, 0.0
		for _, sold := range f.sold {
			sum += sold
		}
		first := f.left
		for k := 1; k < len(sites) && sum > 0; k++ {
			part := float64(f.left * (f.sold[k] / sum))
			v[surplusCells+m.sites[sites[k]]] += part
			first -= part
		}
		v[surplusCells+m.sites[sites[0]]] += first
	}
}

// addClaims adds what is owed to creditors, and takes it off from debtors.
func (m *surplusMeter) addClaims(v []float64, factor float64) {
	w := m.w
	for i := range w.Loans {
		l := &w.Loans[i]
		m.owes(v, int(l.Firm), m.creditor(l), float64(exact.USD(l.Left)*factor))
	}
	for _, p := range w.Payables {
		m.owes(v, int(p.From), m.cell(ofInvestors, len(m.surplusLayout.regions)-1), float64(exact.USD(p.Amount)*factor))
	}
	for i := range w.Contracts {
		if c := &w.Contracts[i]; c.Advance != 0 {
			seller, buyer := w.Sites[w.Lines[c.Seller].Site].Firm, w.Lines[c.Buyer].Site
			m.owes(v, int(seller), m.accounts[w.Sites[buyer].Firm], float64(exact.USD(c.Advance)*factor))
		}
	}
}

// creditor is the cell of who has lent.
func (m *surplusMeter) creditor(l *engine.Loan) int {
	w := m.w
	switch region := m.regions[w.Firms[l.Firm].Region]; {
	case l.Lender == w.Households() && l.Public:
		return m.cell(ofTreasuries, m.regions[w.Sources[l.Source].Treasury])
	case l.Lender == w.Households():
		return m.cell(ofInvestors, region)
	case m.accounts[l.Lender] != surplusShared:
		return m.accounts[l.Lender]
	}
	return m.cell(ofInvestors, len(m.surplusLayout.regions)-1)
}

// owes books a debt of a company.
func (m *surplusMeter) owes(v []float64, firm, creditor int, usd float64) {
	m.credit(v, m.accounts[firm], -usd)
	m.credit(v, creditor, usd)
}

// credit gives something to a cell or to a company of several.
func (m *surplusMeter) credit(v []float64, account int, usd float64) {
	if account <= surplusMixed {
		m.mixed[surplusMixed-account].left += usd
	} else {
		v[surplusCells+account] += usd
	}
}

// addStocks adds what plants hold, t.
func (m *surplusMeter) addStocks(v []float64, sign float64) {
	w := m.w
	for i := range w.Lines {
		mass := w.Stock[i].Mass
		if mass == 0 {
			continue
		}
		tonnes, at, cell := exact.Tonnes(mass), -1, m.sites[w.Lines[i].Site]
		if good := m.goods[w.Lines[i].Good]; good >= 0 {
			at = m.stock(cell/len(m.surplusLayout.regions), good, cell%len(m.surplusLayout.regions))
		}
		if at >= 0 {
			v[at] += float64(sign * tonnes)
		} else if sign > 0 {
			v[surplusUnvalued] += math.Abs(tonnes)
		}
	}
}

// addPrice takes down the last price of a good at the first node of a region.
func (m *surplusMeter) addPrice(v []float64, good, region engine.ID) {
	to, at := m.goods[good], m.regions[region]
	if to < 0 || at >= len(m.surplusLayout.regions)-1 {
		return
	}
	for node := range m.w.Nodes {
		if m.w.Nodes[node].Region == region {
			quote := m.w.State.Frame.Quote(good, markets.ID(node))
			v[m.price(to, at)] = exact.USDPerKg(quote.Price())
			return
		}
	}
}
