package engine

import "monazite/markets"

// What the month that ended brought whom, beyond what State tells: the incidence of a policy is reckoned from it. All of it is
// gathered whether or not anybody asks, for it takes no more than a few sums, and stays until the next month begins.

// incidence is the part of the ledger that says why money moved where an account alone does not.
type incidence struct {
	homes     []HomeRow       // by region, and one more for what has no region
	rents     []markets.Money // by site
	beside    []markets.Money // by site: of its company's money, what guarantees brought for it less what building it took
	resources markets.Money   // paid to the outside world for what is real
}

// HomeRow is what households of a region got in a month, and what they paid, by its reason. Households are one account; a
// region's are those who work, buy or own there.
type HomeRow struct {
	Wages  markets.Money // from plants of the region
	Paid   markets.Money // to the region's final users: for goods put into use, and to rescue them
	Scrap  markets.Money // for used magnets, less what storing them costs
	Owned  markets.Money // as owners of the region's companies and holders of their bonds: dividends, interest, repayment, less what they lent
	Public markets.Money // taxes, duties and dividends of a state without a treasury
}

func (n *incidence) allocate(w *World) {
	n.homes = make([]HomeRow, len(w.Regions)+1)
	n.rents, n.beside = make([]markets.Money, len(w.Sites)), make([]markets.Money, len(w.Sites))
}

// open forgets the month before.
func (n *incidence) open() {
	clear(n.homes)
	clear(n.rents)
	clear(n.beside)
	n.resources = 0
}

// home is where payments of a region's households are counted.
func (w *World) home(region ID) *HomeRow {
	if region == None {
		region = ID(len(w.Regions))
	}
	return &w.ledger.incidence.homes[region]
}

// payReal pays the outside world for something real: carriage, storage, capital goods, what production uses up. By-products,
// which it buys, are less than nothing.
func (w *World) payReal(from int, amount markets.Money) {
	w.pay(from, w.outside(), amount)
	w.ledger.incidence.resources += amount
}

// countBuilding counts what building plants has cost, alike for all of them as in the books.
func (w *World) countBuilding(sites []ID, spend markets.Money) {
	w.ledger.incidence.resources += spend
	for _, site := range sites {
		w.ledger.incidence.beside[site] -= spend / markets.Money(len(sites))
	}
}

// earn pays a plant's seller from the clearing house.
func (w *World) earn(site ID, amount markets.Money) {
	to := w.payee(site)
	w.pay(w.house(), to, amount)
	if to == w.households() {
		w.home(w.region(w.node(site))).Scrap += amount
	}
}

// countOwned counts what households get from a company whose shares or bonds they hold, if it is they who get it.
func (w *World) countOwned(account, firm int, amount markets.Money) {
	if account == w.households() {
		w.home(w.Firms[firm].Region).Owned += amount
	}
}

// Home is what households of a region got and paid in the month that ended, USD at 1e-4; None is those of no region.
func (w *World) Home(region ID) HomeRow { return *w.home(region) }

// Resources is the real cost of the month that ended: what was paid to the outside world for carriage, storage, capital goods
// and the part of operating costs that is no wage, less what it paid for by-products. What it lends and gets back is no cost.
func (w *World) Resources() markets.Money { return w.ledger.incidence.resources }

// Outside is the account of the outside world in State.Cash.
func (w *World) Outside() int { return w.outside() }

// Households is the account of all households in State.Cash.
func (w *World) Households() int { return w.households() }

// Result is what a plant added to the accounts of its company in the month that ended: sales, by their worth to sister plants
// too, credits and guarantees, less inputs and what running and building it costs; and what it sold to others, rents included.
func (w *World) Result(site ID) (result, revenue markets.Money) {
	for line := w.Sites[site].First; line < w.Sites[site].First+w.Sites[site].Lines; line++ {
		revenue += w.revenue[line]
	}
	return w.results[site] + w.ledger.incidence.beside[site], revenue
}

// Rent is what a plant earned in the month that ended by quotas, licences and least prices.
func (w *World) Rent(site ID) markets.Money { return w.ledger.incidence.rents[site] }

// TradesAt is the node where a plant traded in the month that ended.
func (w *World) TradesAt(site ID) ID { return w.node(site) }

// DemandOf is what a final user wished for at reference prices in the month that ended, all its goods together, t.
func (w *World) DemandOf(site ID) float64 { return w.accounts[site].Demand }

// Use is what a final user bought of the good of a line in the month that ended, what it used, and what it wished for in vain.
func (w *World) Use(site, line ID) (bought, used, unserved markets.Mass) {
	used = w.taken[line]
	return w.sold[line], used, max(0, w.plans[site].Demand[int(line)-w.Sites[site].First]-used)
}
