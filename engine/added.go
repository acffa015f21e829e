package engine

import (
	"slices"

	"monazite/agents"
)

// countAdded gives a project that goes ahead outside the index region to the purse of every instrument that supports it:
// the nameplate of its last plant, t a year of that plant's main good, once to each. It says what an instrument
// supported, not what would not have been built without it: that is the difference of two runs.
func (w *World) countAdded(id ID) {
	main := w.mainSite(id)
	if w.region(w.Sites[main].Node) == w.region(w.Index) {
		return
	}
	for source := range w.Purses {
		if w.supports(ID(source), id) {
			w.Purses[source].Added += float64(12 * w.nameplate(main))
		}
	}
}

// supports says whether an instrument has put money into a project or its company, or promised something for what the
// project's plants will make: a guarantee, a credit, or a contract over its main good.
func (w *World) supports(source, project ID) bool {
	firm, sites := w.Projects[project].Firm, w.Projects[project].Sites
	main := w.mainLine(w.mainSite(project))
	return slices.Contains(w.backers, source) ||
		slices.ContainsFunc(w.Owners[firm], func(o Owner) bool { return o.Source == source }) ||
		slices.ContainsFunc(w.Loans, func(l Loan) bool { return l.Source == source && l.Firm == firm && l.Project == None }) ||
		slices.ContainsFunc(w.rules.Guarantees, func(g agents.Guarantee) bool { return g.Source == source && slices.Contains(sites, g.Site) }) ||
		slices.ContainsFunc(w.measures[source].Wedges, func(m agents.Wedge) bool { return m.Kind == agents.Credit && sharesOne(m.Scope.Sites, sites) }) ||
		slices.ContainsFunc(w.Contracts, func(c Contract) bool { return c.Source == source && c.Seller == main && c.End > w.Month })
}

// sharesOne says whether two lists have something in common.
func sharesOne(a, b []ID) bool {
	return slices.ContainsFunc(a, func(x ID) bool { return slices.Contains(b, x) })
}
