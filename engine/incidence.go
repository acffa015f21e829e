package engine

import "monazite/markets"

// What the month that ended brought whom, beyond what State tells: the incidence of a policy is reckoned from it. All of it is
// gathered whether or not anybody asks, for it takes no more than a few sums, and stays until the next month begins.

// incidence is the part of the ledger that says why money moved where an account alone does not.
type incidence struct {
	homes     []HomeRow       // by region, and one more for what has no region
	rents     []markets.Money // by site
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
	n.rents = make([]markets.Money, len(w.Sites))
}

// open forgets the month before.
func (n *incidence) open() {
	clear(n.homes)
	clear(n.rents)
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

// SiteRow is what a plant did in a month for the accounts of its company.
type SiteRow struct {
	Node    ID            // where it traded
	Revenue markets.Money // of what was sold to others, rents included
	Result  markets.Money // sales, by their worth to sister plants too, and credits, less inputs and what running costs
	Rent    markets.Money // of quotas, licences and least prices, in the revenue
	Demand  float64       // of a final user at reference prices, t
}

// SiteMonth is a plant's row of the month that ended.
func (w *World) SiteMonth(site ID) SiteRow {
	r := SiteRow{Node: w.node(site), Result: w.results[site], Rent: w.ledger.incidence.rents[site], Demand: w.accounts[site].Demand}
	for line := w.Sites[site].First; line < w.Sites[site].First+w.Sites[site].Lines; line++ {
		r.Revenue += w.revenue[line]
	}
	return r
}

// Rent is what a plant earned in the month that ended by quotas, licences and least prices.
func (w *World) Rent(site ID) markets.Money { return w.ledger.incidence.rents[site] }

// UseRow is what a final user bought of a good and used of it in a month.
type UseRow struct{ Bought, Used, Unserved markets.Mass }

// Use is a final user's row of the month that ended, for one of its lines.
func (w *World) Use(line ID) UseRow {
	site := w.Lines[line].Site
	wish := w.plans[site].Demand[int(line)-w.Sites[site].First]
	return UseRow{Bought: w.sold[line], Used: w.taken[line], Unserved: max(0, wish-w.taken[line])}
}
