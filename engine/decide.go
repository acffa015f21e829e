package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// decide lets a project go ahead if it pays, has feed, and finds its money. Otherwise it says why
// not and tries again next quarter.
func (w *World) decide(id ID) {
	p := &w.Progress[id]
	plan := w.business(id)
	running, spends := &plan.running, plan.spends
	cover := w.cover(id)
	public := w.public(id)
	p.IRR, p.Hurdle, p.Gap, p.Contracted = w.rate(id, running, public.grant), w.hurdle(id, cover, public), 0, cover.Contracted
	switch bound := w.rules.Projects[id].Starts; {
	case p.IRR < p.Hurdle && !bound:
		p.Refused = LowReturn
	case !w.fed(id) && !bound:
		p.Refused = NoFeed
	case !w.outlet(w.mainSite(id)) && !bound:
		p.Refused = NoOutlet
	default:
		p.Refused = NotRefused
		if p.Gap = w.fund(id, running, exact.Money(float64(workingMonths*spends)), cover, public); p.Gap > 0 {
			p.Refused = NoFunding
		}
	}
	if p.Refused == NotRefused {
		w.start(id)
	}
}

// cover is the share of a project's main output that contracts take, and that guarantees hold.
func (w *World) cover(id ID) (cover finance.Cover) {
	main := w.mainSite(id)
	if output := w.mainOutput(main); output > 0 {
		cover.Contracted = min(1, w.bound[w.mainLine(main)]/output)
	}
	for i := range w.rules.Guarantees {
		if g := &w.rules.Guarantees[i]; g.Site == main {
			cover.Floored = max(cover.Floored, w.shelter(id, g))
		}
	}
	return cover
}

// mainSite is the last plant of a project, which makes what it sells; mainLine is that good.
func (w *World) mainSite(id ID) ID {
	sites := w.Projects[id].Sites
	return sites[len(sites)-1]
}

// mainOutput is what a plant makes of that good at full nameplate, t a month.
func (w *World) mainOutput(site ID) float64 {
	flows, _ := w.fullMonth(site)
	if len(flows) == 0 {
		return 0
	}
	return flows[w.Plants[site].Reference]
}

func (w *World) mainLine(site ID) ID { return ID(w.Sites[site].First + w.Plants[site].Reference) }

// hurdle is the return that a project must promise: what its capital costs and a premium for the
// revenue that nothing holds.
func (w *World) hurdle(id ID, cover finance.Cover, public publicMoney) float64 {
	good := w.Lines[w.mainLine(w.mainSite(id))].Good
	terms := w.terms(w.Projects[id].Firm)
	terms.StakeRelief = max(terms.StakeRelief, public.relief)
	debt := exact.Money(w.capex(id) * (1 - terms.EquityShare))
	terms.DebtRate = finance.BlendedRate(terms.DebtRate, debt, public.tranches)
	cost := terms.CostOfCapital(cover)
	return finance.Hurdle(cost, w.State.Frame.Goods[good].Volatility, cover)
}

// terms are what money costs a company. China's lend cheaply.
func (w *World) terms(firm ID) finance.Terms {
	t := finance.PrivateTerms()
	t.EquityRate = w.Model.EquityReturn
	if w.Firms[firm].Region == w.region(w.Index) {
		t = finance.ChineseStateTerms()
		t.EquityRate = w.Model.StateReturn
	}
	t.Tax = w.Model.ProfitTax
	t.CountryPremium = w.rules.Firms[firm].Equity
	t.DebtRate = w.debtRate(firm)
	for _, o := range w.Owners[firm] {
		t.StakeRelief = max(t.StakeRelief, o.Relief)
	}
	return t
}

// debtRate is what a loan costs a company a year.
func (w *World) debtRate(firm ID) float64 {
	rate := w.Model.DebtReturn
	if w.Firms[firm].Region == w.region(w.Index) {
		rate = w.Model.StateReturn
	}
	return rate + w.rules.Firms[firm].Debt
}

// start begins to build: permits are there and the money waits.
func (w *World) start(id ID) {
	p := &w.Progress[id]
	p.Stage, p.Decided = Building, w.Month
	p.Left = w.lead(id, Building)
	p.Due = w.Month + Month(p.Left) + 1
	w.countAdded(id)
	w.lookAhead()
	w.tell("decision", w.Projects[id].Sites[0], "goes ahead", w.Projects[id].Name)
}

// complete hands the plants over: they run from next month, and stand in the books.
func (w *World) complete(id ID) {
	p, project := &w.Progress[id], &w.Projects[id]
	left := p.Built
	for k, site := range project.Sites {
		part := p.Built / markets.Money(len(project.Sites))
		if k == len(project.Sites)-1 {
			part = left
		}
		left -= part
		w.invested(site, part)
		w.Running[site].Opens = w.Month + 1
	}
	p.Built, p.Due = 0, w.Month+1
}

// lead is how long a stage of a project lasts, in months, drawn once from its own stream; 0 where
// the stage does not end by itself.
func (w *World) lead(id ID, stage Stage) int16 {
	months := w.Projects[id].Lead[stage]
	if stage == Ramping || months == 0 {
		return int16(months)
	}
	if stage == Permitting {
		rule := &w.rules.Projects[id]
		months = finance.Deadline{Scale: rule.Permit, Cap: int(rule.Most)}.Shorten(months)
	}
	src := exact.Stream(exact.Key{
		Seed: w.options.Seed, Replication: w.options.Replication,
		Entity: w.keys.projects[id], Purpose: w.keys.lead, Tick: int(stage),
	})
	drawn := float64(months) * exact.Exp(float64(w.Model.LeadSpread*src.Normal()))
	return int16(max(1, exact.Round(min(drawn, float64(Never)))))
}
