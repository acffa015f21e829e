package scenario

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// Lead times outside China in months, from MODEL 7.9 (data/trade.csv): S&P count 15.7 years from
// discovery to production.
const (
	exploreMonths = 36
	rampMonths    = 24
)

// leadTimes are the months of permits and of building by scope.
var leadTimes = map[string][2]int{
	"mine": {60, 36}, "mine+crack": {60, 36}, "to-oxide": {60, 36}, "separation": {24, 30},
	"metal": {24, 24}, "magnets": {12, 24}, "recycling": {12, 18},
}

var scopes = []string{"mine", "mine+crack", "to-oxide", "separation", "metal", "magnets", "recycling"}

var projectStages = []string{"EXPL", "RES", "PERMIT", "FIN", "BUILD"}

var investorKinds = []string{"private-equity", "bank", "development-bank", "strategic"}

func (b *builder) readInvestors() {
	for _, e := range b.doc.Tables["investor"] {
		var keys investorKeys
		b.decode(e, &keys)
		b.out.Investors = append(b.out.Investors, engine.Investor{
			Name: e.ID, Kind: engine.InvestorKind(max(0, slices.Index(investorKinds, keys.Kind))),
			Region: markets.ID(slices.Index(b.out.Regions, keys.Region)), Return: keys.Return, Capital: exact.Money(keys.Capital),
		})
	}
}

// readProjects takes plants out of the dated list: they open when their project is built, and in a
// world that stands still never.
func (b *builder) readProjects() {
	builds := map[markets.ID]string{}
	for _, e := range b.doc.Tables["project"] {
		var keys projectKeys
		b.decode(e, &keys)
		p := engine.Project{
			Name: e.ID, Title: keys.Name, Firm: b.firms[keys.Company], Scope: engine.Scope(max(0, slices.Index(scopes, keys.Scope))),
			Stage: engine.Stage(max(0, slices.Index(projectStages, keys.Stage))), Left: int(keys.MonthsLeft),
			Capex: exact.Money(keys.Capex * b.out.Model.ProjectScale), Byproduct: exact.Price(keys.Byproduct), Announced: keys.Announced, Discovery: keys.Discovery,
		}
		china := b.out.Firms[p.Firm].Region == b.out.Nodes[b.out.Index].Region
		p.Lead = leads(keys.Scope, china)
		if p.Left == 0 {
			p.Left = p.Lead[p.Stage]
		}
		for _, name := range keys.Plants {
			site := b.site(name)
			if site == markets.None { // told already
				continue
			}
			b.validateBuilt(e, &p, site, builds[site])
			builds[site] = e.ID
			p.Sites = append(p.Sites, site)
			b.plants[site].common.Opens = engine.Never
			b.plants[site].building = p.Stage == engine.Building && !b.top.Frozen
		}
		if len(keys.Plants) == 0 {
			b.ps.Add(e.Problem("plants", "expected at least one plant"))
		}
		if !b.top.Frozen {
			b.out.Projects = append(b.out.Projects, p)
			b.out.Plans = append(b.out.Plans, agents.ProjectFacts{
				Name: e.ID, Firm: p.Firm, Sites: p.Sites, Capacity: b.planned(p.Sites),
			})
		}
	}
}

// planned is the nameplate of the last of a project's plants, t a year.
func (b *builder) planned(sites []markets.ID) float64 {
	if len(sites) == 0 {
		return 0
	}
	c := &b.plants[sites[len(sites)-1]].common
	return max(c.Capacity, c.Expansion)
}

// validateBuilt makes sure that a project builds a plant that makes something, for the company that will own
// it, and that no other does.
func (b *builder) validateBuilt(e *Entry, p *engine.Project, site markets.ID, other string) {
	plant := &b.plants[site]
	if other != "" {
		b.ps.Add(e.Problem("plants", "plant "+plant.entry.ID+" is built by project "+other+" already"))
	}
	if plant.firm != p.Firm {
		b.ps.Add(e.Problem("company", "does not own plant "+plant.entry.ID))
	}
	if _, makes := intensity[plant.common.Kind]; !makes {
		b.ps.Add(e.Problem("plants", "plant "+plant.entry.ID+" is of the kind "+plant.common.Kind+", which nobody builds"))
	}
}

// leads are the months that each stage takes. China permits and builds in half the time.
func leads(scope string, china bool) (months [engine.Complete + 1]int) {
	t := leadTimes[scope]
	months[engine.Exploring], months[engine.Resource] = exploreMonths, 1
	months[engine.Permitting], months[engine.Building] = t[0], t[1]
	months[engine.Ramping] = rampMonths
	if china {
		months[engine.Permitting] /= 2
		months[engine.Building] /= 2
	}
	return months
}

// openBooks gives companies their debts, plants their value in the books, investors their capital, and projects
// the money for what they are building.
func (b *builder) openBooks() {
	s := &b.out.Opening
	outside := len(s.Cash) - 2
	for i, inv := range b.out.Investors {
		s.Cash[len(b.out.Firms)+len(b.out.Regions)+i] = inv.Capital
		s.Cash[outside] -= inv.Capital
	}
	s.Book = make([]markets.Money, len(b.plants))
	s.Equity = make([]markets.Money, len(b.out.Firms))
	s.Distress = make([]int16, len(b.out.Firms))
	copy(s.Equity, s.Cash)
	for i := range b.plants {
		b.openPlant(i)
	}
	for firm := range b.out.Firms {
		b.openDebt(firm)
		b.out.Opening.Owners = append(b.out.Opening.Owners, register(b.out.Firms[firm].Owners))
	}
	for i := range b.out.Projects {
		p := &b.out.Projects[i]
		state := engine.ProjectState{Stage: p.Stage, Left: int16(p.Left), Decided: -1, Due: engine.Never}
		if p.Stage == engine.Building {
			state.Capex, state.Due = p.Capex, engine.Month(p.Left)
			done := max(0, 1-float64(p.Left)/float64(max(p.Lead[engine.Building], p.Left)))
			state.Built = shareOf(done).OfMoney(p.Capex)
			state.Escrow = p.Capex - state.Built
			s.Cash[len(s.Cash)-4] += state.Escrow
			s.Cash[outside] -= state.Escrow
			s.Equity[p.Firm] += p.Capex
		}
		s.Progress = append(s.Progress, state)
	}
}

// intensity is what a tonne of yearly capacity costs to build outside China and in China, USD: data/capex.csv
// of the world, clays aside.
var intensity = map[string][2]float64{
	"miner": {19_800, 7_500}, "cracker": {14_000, 4_000}, "refiner": {16_400, 5_000}, "metalmaker": {34_000, 3_000},
	"magnetmaker": {40_000, 7_300}, "recycler": {41_000, 5_000},
}

// openPlant values an operating plant by its age, at least at a fifth of what it cost.
func (b *builder) openPlant(i int) {
	p := &b.plants[i]
	cost := intensity[p.common.Kind][0] * p.common.Capacity
	if p.setup.China {
		cost = intensity[p.common.Kind][1] * p.common.Capacity
	}
	if cost == 0 || p.common.Opens > 0 {
		return
	}
	age := float64(-p.common.Opens) / 12
	s := &b.out.Opening
	s.Book[i] = exact.Money(cost * max(0.2, 1-age/25))
	s.Running[i].Worn = exact.Money(cost / (25 * 12))
	s.Equity[p.firm] += s.Book[i]
}

// openDebt gives a company a debt of some years of its earnings at opening prices.
func (b *builder) openDebt(firm int) {
	var month float64
	for _, site := range b.out.Firms[firm].Sites {
		month += b.plants[site].setup.Earnings
	}
	debt := exact.Money(12 * max(0, month) * b.opening.DebtYears)
	if given := b.companies[firm].Debt; given > 0 {
		debt = exact.Money(given)
	}
	if debt == 0 {
		return
	}
	s := &b.out.Opening
	rate := b.out.Model.DebtReturn
	if b.out.Firms[firm].Region == b.out.Nodes[b.out.Index].Region {
		rate = b.out.Model.StateReturn
	}
	lender := len(s.Cash) - 2
	for i, inv := range b.out.Investors {
		if (inv.Kind == engine.Bank || inv.Kind == engine.DevelopmentBank) && inv.Region == b.out.Firms[firm].Region {
			lender = len(b.out.Firms) + len(b.out.Regions) + i
			break
		}
	}
	s.Loans = append(s.Loans, engine.Loan{
		Firm: markets.ID(firm), Lender: lender, Left: debt, Monthly: debt/120 + 1, Rate: shareOf(rate), Source: markets.None, Project: markets.None,
	})
	s.Equity[firm] -= debt
}

// register completes a share register: households hold what is not listed.
func register(owners []engine.Owner) []engine.Owner {
	left := markets.Whole
	list := slices.Clone(owners)
	for _, o := range list {
		left -= o.Share
	}
	if left > 0 {
		list = append(list, engine.Owner{Name: "households", Firm: markets.None, Region: markets.None, Investor: markets.None, Source: markets.None, Share: left})
	}
	return list
}

// builtBy is the project that builds a plant, None without one.
func (b *builder) builtBy(site markets.ID) markets.ID {
	for i := range b.out.Projects {
		if slices.Contains(b.out.Projects[i].Sites, site) {
			return markets.ID(i)
		}
	}
	return markets.None
}
