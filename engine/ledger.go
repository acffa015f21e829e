package engine

import "monazite/markets"

// ledger books every payment twice and every gram once. Accounts are those of State.Cash; the
// opening endowments came from the outside account, so that all cash sums to zero for ever.
type ledger struct {
	sources  []InstrumentRow   // per instrument, this month
	balances []BalanceRow      // [good*regions+region], this month
	elements []ElementRow      // [element*regions+region], this month
	stored   []markets.Content // by region: in plants' stores, at the end of this month
	inUse    markets.Content   // in the hands of final users, at the end of last month
	intoUse  markets.Content   // this month
	retired  markets.Content   // this month
	closing  markets.Content   // in the hands of final users, at the end of this month

	treasuries []markets.Money // by region: what its treasury held at the end of last month
	byRule     []markets.Money // by region: what instruments brought its treasury this month, net
	byLaw      []markets.Money // by region: what general law brought it this month, net
	lastByLaw  []markets.Money // by region: and last month

	incidence incidence
}

func (l *ledger) allocate(w *World) {
	l.sources = make([]InstrumentRow, len(w.Sources))
	l.balances = make([]BalanceRow, len(w.Goods)*len(w.Regions))
	l.elements = make([]ElementRow, int(markets.Elements)*len(w.Regions))
	l.stored = make([]markets.Content, len(w.Regions))
	for _, list := range []*[]markets.Money{&l.treasuries, &l.byRule, &l.byLaw, &l.lastByLaw} {
		*list = make([]markets.Money, len(w.Regions))
	}
	l.incidence.allocate(w)
}

// open starts the accounts from the state's stocks.
func (l *ledger) open(w *World) {
	for i := range l.sources {
		l.sources[i] = InstrumentRow{Source: ID(i)}
	}
	for i := range l.balances {
		l.balances[i] = BalanceRow{Good: ID(i / len(w.Regions)), Region: ID(i % len(w.Regions))}
	}
	for i := range l.elements {
		l.elements[i] = ElementRow{Element: markets.Element(i / len(w.Regions)), Region: ID(i % len(w.Regions))}
	}
	for i := range w.Lines {
		lot := &w.Stock[i]
		region := w.region(w.nodeOf(ID(i)))
		l.balance(w, w.Lines[i].Good, region).Opening += lot.Mass
		for e, m := range lot.Content {
			l.element(w, e, region).Opening += m
		}
	}
	l.inUse, l.intoUse, l.retired = w.totalInUse(), markets.Content{}, markets.Content{}
	clear(l.lastByLaw)
	l.openTreasuries(w)
}

func (l *ledger) balance(w *World, good, region ID) *BalanceRow {
	return &l.balances[int(good)*len(w.Regions)+int(region)]
}

func (l *ledger) element(w *World, e int, region ID) *ElementRow {
	return &l.elements[e*len(w.Regions)+int(region)]
}

// pay moves money that counts in a company's result.
func (w *World) pay(from, to int, amount markets.Money) {
	w.give(from, to, amount)
	if from < len(w.Firms) {
		w.YearResult[from] -= amount
		w.Spent[from] += max(0, amount)
	}
	if to < len(w.Firms) {
		w.YearResult[to] += amount
	}
}

// give moves money that makes one side poorer and the other richer.
func (w *World) give(from, to int, amount markets.Money) {
	w.transfer(from, to, amount)
	if from < len(w.Firms) {
		w.Equity[from] -= amount
	}
	if to < len(w.Firms) {
		w.Equity[to] += amount
	}
}

// transfer moves money between accounts: one debit, one credit. What it leaves to be explained, such
// as a debt, the caller books.
func (w *World) transfer(from, to int, amount markets.Money) {
	w.Cash[from] -= amount
	w.Cash[to] += amount
}

// payCost pays an operating cost of a plant: wages to households, the rest to the outside world.
func (w *World) payCost(site ID, amount markets.Money) {
	firm, wages := int(w.Sites[site].Firm), w.wageShare().OfMoney(amount)
	w.pay(firm, w.households(), wages)
	w.home(w.region(w.node(site))).Wages += wages
	w.payReal(firm, amount-wages)
}

// cross books a lot that leaves one region's accounts for another's.
func (w *World) cross(good, from, to ID, lot *markets.Lot) {
	w.ledger.balance(w, good, from).Exported += lot.Mass
	w.ledger.balance(w, good, to).Imported += lot.Mass
	for e, m := range &lot.Content {
		if m != 0 {
			w.ledger.element(w, e, from).Exported += m
			w.ledger.element(w, e, to).Imported += m
		}
	}
}

// turn makes this month's closing the next one's opening.
func (l *ledger) turn(w *World) {
	copy(l.lastByLaw, l.byLaw)
	l.openTreasuries(w)
	for i := range l.sources {
		l.sources[i] = InstrumentRow{Source: ID(i)}
	}
	for i := range l.balances {
		b := &l.balances[i]
		*b = BalanceRow{Good: b.Good, Region: b.Region, Opening: b.Closing}
	}
	for i := range l.elements {
		e := &l.elements[i]
		*e = ElementRow{Element: e.Element, Region: e.Region, Opening: e.Closing}
	}
	l.inUse, l.intoUse, l.retired = l.closing, markets.Content{}, markets.Content{}
}

func (w *World) totalInUse() (sum markets.Content) {
	for i := range w.InUse {
		if w.Plants[i].Life == 0 {
			continue // nothing is kept
		}
		for stage := range w.InUse[i] {
			for e, m := range w.InUse[i][stage].Content {
				sum[e] += m
			}
		}
	}
	return sum
}
