package study

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/engine/record"
	"monazite/markets"
)

// surplusMeter fills a run's vector month by month. It allocates when it begins and never after, but for the result.
type surplusMeter struct {
	*surplusLayout
	w        *engine.World
	v        []float64       // the vector so far, claims and stocks of the start included
	first    engine.Month    // of the run
	regions  []int           // by region of the scenario: its number in the layout
	goods    []int           // by good of the scenario; -1 for one that the layout does not have
	sites    []int           // by site: its cell
	rents    []int           // by site: the cell of its rents
	accounts []int           // by account: its cell, or surplusShared, or surplusMixed less the number of a mixed company
	cash     []markets.Money // by account, at the end of the month before; a firm's with its escrow
	now      []markets.Money // at its end
	mixed    []mixedFirm
	users    []finalUser
}

// mixedFirm is a company whose plants are of several cells.
type mixedFirm struct {
	firm     int
	sold     []float64 // by plant: present value of what it sold and passed on, USD
	passes   [][]int   // by plant: transfers to sister plants
	together float64   // present value of what no plant has earned or spent, USD
	left     float64   // that, and claims: to be shared out
}

// Accounts that have no cell.
const (
	surplusShared = -1 // its money is shared out by reason
	surplusMixed  = -2
)

// finalUser is a plant whose use is final.
type finalUser struct {
	agents.Consumer
	site, region int
	lines        []userLine
}

// userLine is a good that a final user buys.
type userLine struct {
	line, good   engine.ID
	pair         int     // -1 for one that the layout does not have
	choke        float64 // over that of the pair
	demand, used float64 // of months whose value is still to be reckoned, at their present value, t
}

// begin opens the accounts of a run that has settled and not yet had its first month.
func (l *surplusLayout) begin(w *engine.World) *surplusMeter {
	m := &surplusMeter{surplusLayout: l, w: w, first: w.Month, v: make([]float64, l.length())}
	m.place(w)
	m.findUsers(w)
	m.cash, m.now = make([]markets.Money, len(w.Cash)), make([]markets.Money, len(w.Cash))
	m.count(m.cash)
	m.addClaims(m.v, -1)
	for i := range m.mixed {
		m.mixed[i].together = m.mixed[i].left
	}
	m.addStocks(m.v, -1)
	return m
}

// place finds the cells of plants and accounts.
func (m *surplusMeter) place(w *engine.World) {
	m.regions = surplusNumbers(w.Regions, m.surplusLayout.regions, len(m.surplusLayout.regions)-1)
	names := make([]string, len(w.Goods))
	for i := range w.Goods {
		names[i] = w.Goods[i].Name
	}
	m.goods = surplusNumbers(names, m.surplusLayout.goods, -1)
	for i := range w.Sites {
		region, class := m.regions[w.Nodes[w.Sites[i].Node].Region], classOf(w.Sites[i].Kind)
		if class < 0 {
			panic("a plant of no class: " + w.Sites[i].Kind)
		}
		m.sites = append(m.sites, m.cell(class, region))
		m.rents = append(m.rents, m.cell(ofRentHolders, region))
	}
	for firm := range w.Firms {
		m.accounts = append(m.accounts, m.ofFirm(w, firm))
	}
	for _, region := range m.regions {
		m.accounts = append(m.accounts, m.cell(ofTreasuries, region))
	}
	for i := range w.Investors {
		m.accounts = append(m.accounts, m.cell(ofInvestors, m.regions[w.Investors[i].Region]))
	}
	for len(m.accounts) < len(w.Cash) {
		m.accounts = append(m.accounts, surplusShared) // escrow, households, the outside world, the clearing house
	}
}

// surplusNumbers finds names in a list; those that are not there get another number.
func surplusNumbers(names, list []string, other int) (at []int) {
	known := make(map[string]int, len(list))
	for i, name := range list {
		known[name] = i
	}
	for _, name := range names {
		i, there := known[name]
		if !there {
			i = other
		}
		at = append(at, i)
	}
	return at
}

// ofFirm is the cell of a company; where its plants are of several it is among the mixed ones. A company without plants is
// its owners'.
func (m *surplusMeter) ofFirm(w *engine.World, firm int) int {
	sites := w.Firms[firm].Sites
	if len(sites) == 0 {
		return m.cell(ofInvestors, m.regions[w.Firms[firm].Region])
	}
	alike := true
	for _, site := range sites {
		alike = alike && m.sites[site] == m.sites[sites[0]]
	}
	if alike {
		return m.sites[sites[0]]
	}
	f := mixedFirm{firm: firm, sold: make([]float64, len(sites)), passes: make([][]int, len(sites))}
	for k, site := range sites {
		for t := range w.Transfers {
			if w.Lines[w.Transfers[t].From].Site == site {
				f.passes[k] = append(f.passes[k], t)
			}
		}
	}
	m.mixed = append(m.mixed, f)
	return surplusMixed - (len(m.mixed) - 1)
}

// findUsers lists what final users buy.
func (m *surplusMeter) findUsers(w *engine.World) {
	pairs := make([]int, len(m.surplusLayout.goods)*len(m.surplusLayout.regions))
	for i := range pairs {
		pairs[i] = -1
	}
	for i, pair := range m.pairs {
		pairs[pair.good*len(m.surplusLayout.regions)+pair.region] = i
	}
	for i := range w.Sites {
		agent, is := w.Plants[i].Agent.(agents.Consumer)
		if !is {
			continue
		}
		user := finalUser{Consumer: agent, site: i, region: m.regions[w.Nodes[w.Sites[i].Node].Region]}
		for slot := range w.Sites[i].Lines {
			u := userLine{line: engine.ID(w.Sites[i].First + slot), pair: -1}
			u.good = w.Lines[u.line].Good
			if good := m.goods[u.good]; good >= 0 {
				u.pair = pairs[good*len(m.surplusLayout.regions)+user.region]
			}
			if u.pair >= 0 {
				u.choke = agent.Choke(slot) / m.pairs[u.pair].choke
			}
			user.lines = append(user.lines, u)
		}
		m.users = append(m.users, user)
	}
}

// month adds the month that has just ended. It must see every month of the run.
func (m *surplusMeter) month(w *engine.World) {
	factor := record.Discount(int(w.Month - 1 - m.first))
	m.addCash(w, factor)
	m.addHomes(w, factor)
	m.addMixed(w, factor)
	m.addRents(w, factor)
	m.addUse(w, factor)
	m.v[surplusMonths]++
}

// count takes down what accounts hold.
func (m *surplusMeter) count(cash []markets.Money) {
	copy(cash, m.w.Cash)
	for i := range m.w.Progress {
		cash[m.w.Projects[i].Firm] += m.w.Progress[i].Escrow
	}
}

// addCash adds what accounts have gained.
func (m *surplusMeter) addCash(w *engine.World, factor float64) {
	m.count(m.now)
	for i, cell := range m.accounts {
		if gained := m.now[i] - m.cash[i]; gained != 0 && cell >= 0 {
			m.v[surplusCells+cell] += float64(exact.USD(gained) * factor)
		}
	}
	real := w.Resources()
	lent := m.now[w.Outside()] - m.cash[w.Outside()] - real
	m.v[surplusResources] += float64(exact.USD(real) * factor)
	m.v[surplusCells+m.cell(ofInvestors, len(m.surplusLayout.regions)-1)] += float64(exact.USD(lent) * factor)
	for i := range m.mixed {
		f := &m.mixed[i]
		f.together += float64(exact.USD(m.now[f.firm]-m.cash[f.firm]) * factor)
	}
	m.cash, m.now = m.now, m.cash
}

// addHomes shares out what households have gained.
func (m *surplusMeter) addHomes(w *engine.World, factor float64) {
	for i := range len(m.regions) + 1 {
		id, region := engine.None, len(m.surplusLayout.regions)-1
		if i < len(m.regions) {
			id, region = engine.ID(i), m.regions[i]
		}
		h := w.Home(id)
		for _, part := range [...]struct {
			class int
			money markets.Money
		}{{ofConsumers, h.Scrap - h.Paid}, {ofWorkers, h.Wages}, {ofInvestors, h.Owned}, {ofTreasuries, h.Public}} {
			m.v[surplusCells+m.cell(part.class, region)] += float64(exact.USD(part.money) * factor)
		}
	}
}

// addMixed gives plants of mixed companies their own results.
func (m *surplusMeter) addMixed(w *engine.World, factor float64) {
	for i := range m.mixed {
		f := &m.mixed[i]
		for k, site := range w.Firms[f.firm].Sites {
			result, sold := w.Result(site)
			usd := float64(exact.USD(result) * factor)
			m.v[surplusCells+m.sites[site]] += usd
			f.together -= usd
			for _, t := range f.passes[k] {
				sold += w.PassedAt[t].Times(w.Passed[t])
			}
			f.sold[k] += float64(exact.USD(max(0, sold)) * factor)
		}
	}
}

// addRents moves rents from those who sold to the holders of rents.
func (m *surplusMeter) addRents(w *engine.World, factor float64) {
	for site := range m.sites {
		if rent := w.Rent(engine.ID(site)); rent != 0 {
			usd := float64(exact.USD(rent) * factor)
			m.v[surplusCells+m.sites[site]] -= usd
			m.v[surplusCells+m.rents[site]] += usd
		}
	}
}

// surplusPooled is how many months of a user are valued together, if it lacked nothing in them. The area under demand grows with
// demand and use alike, so that sums do for means; what prices move within such a time makes little of it.
const surplusPooled = 6

// addUse adds what users have bought, lacked and used. A month in which something was lacking is valued on its own.
func (m *surplusMeter) addUse(w *engine.World, factor float64) {
	window := min(int(w.Month-1)/12/m.window, m.windows-1)
	for i := range m.users {
		user := &m.users[i]
		site := engine.ID(user.site)
		demand, node, due := float64(w.DemandOf(site)*factor), w.TradesAt(site), (i+int(w.Month))%surplusPooled == 0
		value := 0.0
		for slot := range user.lines {
			u := &user.lines[slot]
			bought, used, unserved := w.Use(site, u.line)
			usedNow := float64(exact.Tonnes(used) * factor)
			if unserved == 0 {
				u.demand += demand
				u.used += usedNow
			} else {
				value += user.Worth(&w.Memories[site], slot, demand, usedNow)
				m.addUnserved(u, unserved)
			}
			if due {
				value += user.Worth(&w.Memories[site], slot, u.demand, u.used)
				u.demand, u.used = 0, 0
			}
			if bought > 0 && u.pair >= 0 {
				m.addPurchase(m.v[m.purchase(u.pair, window):], exact.Tonnes(bought), w.State.Frame.Quotes[int(u.good)*len(w.Nodes)+int(node)].VWAP)
			}
		}
		m.v[m.value(user.region)] += value
	}
}

// addPurchase adds to a purchase at a month's price.
func (m *surplusMeter) addPurchase(to []float64, tonnes float64, price markets.Price) {
	to[0] += tonnes
	to[1] += float64(float64(exact.USDPerKg(price)*kgPerTonne) * tonnes)
}

// addUnserved adds what a user lacked.
func (m *surplusMeter) addUnserved(u *userLine, mass markets.Mass) {
	if u.pair >= 0 {
		m.v[m.unserved(u.pair)] += float64(exact.Tonnes(mass) * u.choke)
	}
}

// addPooled adds what has not been valued yet.
func (m *surplusMeter) addPooled(v []float64) {
	for i := range m.users {
		user := &m.users[i]
		for slot := range user.lines {
			u := &user.lines[slot]
			v[m.value(user.region)] += user.Worth(&m.w.Memories[user.site], slot, u.demand, u.used)
		}
	}
}
