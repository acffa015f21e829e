package engine

import (
	"cmp"
	"math/bits"
	"slices"

	"monazite/agents"
	"monazite/markets"
)

// enact asks every instrument for its measures and folds them, in the order of the instruments,
// into the rules that firms see before they plan.
func (w *World) enact() {
	w.parallel(len(w.Instruments), func(w *World, _, i int) {
		w.measures[i].Reset()
		view := w.unruled.View(w.purse(i), w.holding(i))
		w.Instruments[i].Enact(view, &w.Memories[len(w.Sites)+i], &w.measures[i])
	})
	w.resetRules()
	for i := range w.measures {
		m := &w.measures[i]
		for k := range m.Limits {
			w.limit(&m.Limits[k])
		}
		for k := range m.Wedges {
			w.wedge(&m.Wedges[k])
		}
		w.rules.Guarantees = append(w.rules.Guarantees, m.Guarantees...)
		for k := range m.Terms {
			w.term(&m.Terms[k])
		}
		for k := range m.Fundings {
			w.provide(&m.Fundings[k])
		}
		for _, o := range m.Offtakes {
			w.conclude(o)
		}
	}
	w.relieve()
	w.limitEvents()
	w.setFares()
	w.commit()
}

func (w *World) resetRules() {
	w.rules.Shared, w.rules.Guarantees = w.rules.Shared[:0], w.rules.Guarantees[:0]
	w.rules.Fundings, w.rules.Prices, w.rules.Owners = w.rules.Fundings[:0], w.rules.Prices[:0], w.rules.Owners[:0]
	for _, lane := range w.ruled {
		freight := w.Freight[lane]
		w.rules.Routes[lane] = agents.RouteRule{Open: freight >= 0, Freight: max(0, freight), Cap: markets.Unlimited, Ban: None, CapBy: None}
		if w.fares[lane] = freight; freight < 0 {
			w.fares[lane] = shut
		}
	}
	w.ruled = w.ruled[:0]
	for i := range w.rules.Gates {
		w.rules.Gates[i] = agents.GateRule{Quota: markets.Unlimited, QuotaBy: None}
	}
	copy(w.rules.Sites, w.unruledSites)
	clear(w.rules.Firms)
	for i := range w.rules.Projects {
		w.rules.Projects[i] = agents.ProjectRule{Capex: 1, Permit: 1}
	}
}

// ruleNoSites is what plants meet where no measure concerns them.
func (w *World) ruleNoSites() {
	for i := range w.Sites {
		w.unruledSites = append(w.unruledSites, agents.SiteRule{
			Limit: markets.Unlimited, LimitBy: None, Node: w.Sites[i].Node, CatchUp: w.Model.CatchUp, Buyers: buyersPower,
		})
	}
	for i := range w.Projects {
		w.unruledSites[w.Projects[i].Sites[0]].Credit = w.Projects[i].Byproduct
	}
}

// setFares puts what quotes ask of the rules of every lane side by side.
func (w *World) setFares() {
	for _, lane := range w.ruled {
		w.fares[lane] = shut
		if rule := &w.rules.Routes[lane]; rule.Open && rule.Cap > 0 {
			w.fares[lane] = rule.Freight + rule.Duty
		}
	}
}

// limit folds one limit. The tightest binds and is credited, ties to the first.
func (w *World) limit(l *agents.Limit) {
	switch l.Kind {
	case agents.OnRoute:
		w.eachLane(&l.Scope, func(rule *agents.RouteRule, _ ID, _ Route) {
			if l.Cap == 0 && rule.Open {
				rule.Open, rule.Ban = false, l.Source
			} else if l.Cap < rule.Cap {
				rule.Cap, rule.CapBy = l.Cap, l.Source
			}
		})
	case agents.OnGate:
		w.limitGates(l)
	case agents.OnProducer:
		w.limitProducers(l)
	case agents.OnPrice:
		w.rules.Prices = append(w.rules.Prices, *l)
	case agents.OnOwner:
		w.rules.Owners = append(w.rules.Owners, *l)
	}
}

// limitGates caps the exports of each origin in scope. One good has a quota of its own; several
// share one.
func (w *World) limitGates(l *agents.Limit) {
	single := None
	if bits.OnesCount64(l.Scope.Goods) == 1 {
		single = ID(bits.TrailingZeros64(l.Scope.Goods))
	}
	for node := range w.Nodes {
		if !l.Scope.HasFrom(w.Nodes[node].Region) || w.Nodes[node].Segment != l.Scope.Segment {
			continue
		}
		if single == None {
			w.rules.Shared = append(w.rules.Shared, agents.SharedQuota{Node: ID(node), Goods: w.goodsOf(&l.Scope), Cap: l.Cap, Source: l.Source})
			continue
		}
		rule := &w.rules.Gates[w.cell(single, ID(node))]
		if l.Cap < rule.Quota {
			rule.Quota, rule.QuotaBy = l.Cap, l.Source
		}
	}
}

// goodsOf is the set of goods in a scope.
func (w *World) goodsOf(s *agents.Scope) uint64 {
	all := uint64(1)<<len(w.Goods) - 1
	if s.Goods == 0 {
		return all
	}
	return s.Goods & all
}

// limitProducers shares a limit among plants by capacity.
func (w *World) limitProducers(l *agents.Limit) {
	sites := len(l.Scope.Sites)
	weights, shares := slices.Grow(w.weights[:0], sites)[:sites], slices.Grow(w.shares[:0], sites)[:sites]
	w.weights, w.shares = weights, shares
	clear(weights)
	for i, site := range l.Scope.Sites {
		if w.accounts[site].Open {
			weights[i] = int64(w.accounts[site].Capacity * 1e3)
		}
	}
	markets.Split(int64(l.Cap), weights, shares)
	for i, site := range l.Scope.Sites {
		if rule := &w.rules.Sites[site]; markets.Mass(shares[i]) < rule.Limit {
			rule.Limit, rule.LimitBy = markets.Mass(shares[i]), l.Source
		}
	}
}

// wedge folds one charge or credit; wedges add, up to the most that a market reckons with: a share of a price that
// nobody trades at may be anything.
func (w *World) wedge(m *agents.Wedge) {
	switch m.Kind {
	case agents.Duty:
		var of, from ID = None, None
		var charge markets.Price // on that good from there
		w.eachLane(&m.Scope, func(rule *agents.RouteRule, good ID, route Route) {
			if good != of || route.From != from {
				of, from, charge = good, route.From, w.perKg(m, good, route.From)
			}
			rule.Duty = min(rule.Duty+charge, markets.MaxPrice-rule.Freight)
		})
	case agents.ExportTax:
		for node := range w.Nodes {
			if w.crosses(&m.Scope, ID(node), None) {
				w.tax(m, ID(node))
			}
		}
	case agents.Credit:
		for _, site := range m.Scope.Sites {
			w.rules.Sites[site].Credit += m.PerKg
		}
	}
}

// tax adds an export tax at the gate of a node for every good in scope.
func (w *World) tax(m *agents.Wedge, node ID) {
	for good := range w.Goods {
		if m.Scope.HasGood(ID(good)) {
			rule := &w.rules.Gates[w.cell(ID(good), node)]
			rule.Tax = min(rule.Tax+w.perKg(m, ID(good), node), markets.MaxPrice)
		}
	}
}

// relieve cancels the duties in the scope of a relief, whichever instrument came first.
func (w *World) relieve() {
	for i := range w.measures {
		for k := range w.measures[i].Wedges {
			if m := &w.measures[i].Wedges[k]; m.Kind == agents.Relief {
				w.eachLane(&m.Scope, func(rule *agents.RouteRule, _ ID, _ Route) { rule.Duty = 0 })
			}
		}
	}
}

// eachLane visits the rules of every good and route in a scope, good by good as they lie in memory.
func (w *World) eachLane(s *agents.Scope, visit func(rule *agents.RouteRule, good ID, route Route)) {
	w.findScoped(s)
	for set := w.goodsOf(s); set != 0; set &= set - 1 {
		good := ID(bits.TrailingZeros64(set))
		for _, r := range w.scoped {
			visit(w.routeRule(good, r), good, w.Routes[r])
		}
	}
}

// findScoped finds the routes in a scope, from whose ends it is quicker to start than from the routes.
func (w *World) findScoped(s *agents.Scope) {
	w.scoped, w.scopedTo = w.scoped[:0], w.scopedTo[:0]
	for to := range w.Nodes {
		if w.buysAt(s, ID(to)) {
			w.scopedTo = append(w.scopedTo, ID(to))
		}
	}
	for from := range w.Nodes {
		if !w.crosses(s, ID(from), None) {
			continue
		}
		for _, to := range w.scopedTo {
			if r := w.between(ID(from), to); r >= 0 && w.gated[r] {
				w.scoped = append(w.scoped, r)
			}
		}
	}
}

// routeRule is what a good meets on a route, for a measure to change until the end of the month.
func (w *World) routeRule(good ID, route int) *agents.RouteRule {
	lane := w.lane(good, route)
	w.ruled = append(w.ruled, lane)
	return &w.rules.Routes[lane]
}

// conclude signs an offtake. Contracts stand in the order of delivery: rank, then start, then
// signing.
func (w *World) conclude(o agents.Offtake) {
	at := len(w.Contracts)
	for at > 0 && cmp.Or(cmp.Compare(w.Contracts[at-1].Rank, o.Rank), cmp.Compare(w.Contracts[at-1].Since, w.Month)) > 0 {
		at--
	}
	w.Contracts = slices.Insert(w.Contracts, at, Contract{Offtake: o, Since: w.Month, Advance: o.Prepaid})
	w.transfer(w.firmOf(o.Buyer), w.firmOf(o.Seller), o.Prepaid)
	w.bind()
	buyer := &w.Sites[w.Lines[o.Buyer].Site]
	clear(w.wishes[buyer.First : buyer.First+buyer.Lines])
}

// running says whether a contract is in force: from its start, once both plants operate.
func (w *World) running(c *Contract) bool {
	return c.Since <= w.Month && w.Month < c.End && w.open(w.Lines[c.Seller].Site) && w.open(w.Lines[c.Buyer].Site)
}
