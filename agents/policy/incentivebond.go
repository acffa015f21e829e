package policy

import (
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// IncentiveBond lets projects borrow from private lenders at a coupon of which the treasury forgoes the tax, as Brazil's
// incentive debentures for strategic minerals do since November 2025: 5.2 bn BRL a year, at most 49 % of them for mines and
// those only of companies that also process (P035). The project's company pays the coupon less the tax break, the treasury
// pays the break to the lenders as long as the bond runs.
type IncentiveBond struct {
	Programme
	Coupon   float64       `toml:"coupon" unit:"1/yr" default:"8 %/yr" min:"0" max:"1" doc:"what lenders get, real"`
	TaxBreak markets.Share `toml:"tax_break" unit:"1" default:"15 %" min:"0" max:"1" doc:"of the coupon, which the treasury bears"`
	Years    float64       `toml:"years" unit:"years" default:"10 years" min:"1" max:"50" doc:"to the last payment"`
	Grace    float64       `toml:"grace" unit:"months" default:"24 months" min:"0" max:"240" doc:"before principal falls due, from the end of the build"`
	Mining   markets.Share `toml:"mining" unit:"1" default:"49 %" min:"0" max:"1" doc:"most of a year's bonds that mines without processing of their own project may get, and only if their company processes"`
}

// Page explains the kind.
func (*IncentiveBond) Page() Page {
	return Page{
		Users: "Brazil from November 2025: 5.2 bn BRL a year",
		Mechanism: "Lenders take a lower coupon because the state does not tax it. Projects borrow up to part of their cost, " +
			"plants that process before mines; a mine alone only if its company processes. The pool of a year is spent by " +
			"rank of capacity per dollar.",
		Formula: "company pays coupon x (1 - tax_break), treasury coupon x tax_break, both a year on what is owed",
		Test: "A coupon of 12 % with a break of 15 %: the company pays 10.2 %; 100 M USD cost the treasury 1.8 M a year. Of " +
			"a pool of 981 M for requests of 1,200 M, 981 M are given by rank.",
		Source:  "Decree and programme of Brazil's ministry of mines of 14 November 2025 (g1; Xinhua)",
		Tension: 0.01,
	}
}

// Build looks up the projects.
func (k *IncentiveBond) Build(s *Setup) (agents.Policy, error) {
	if k.Company != "" {
		return nil, &KeyError{"company", k.Company, "projects or hosts: the bonds build plants"}
	}
	coupon := yearly(k.Coupon)
	subsidy := coupon.Times(k.TaxBreak)
	f := agents.Funding{Kind: agents.Bond, Rate: coupon - subsidy, Subsidy: subsidy, Months: int(12 * k.Years), Grace: int(k.Grace)}
	if f.Grace >= f.Months {
		return nil, &KeyError{Key: "grace", Expected: "fewer months than the bond has"}
	}
	p, err := k.newProgramme(s, f)
	if err != nil {
		return nil, err
	}
	b := &bonds{programme: p, most: k.Mining.OfMoney(exact.Money(k.Budget))}
	for _, project := range p.projects {
		if plan := &s.Catalog.Plans[project]; !s.processes(plan) {
			if s.firmProcesses(plan.Firm) {
				b.mines = append(b.mines, project)
			}
		} else {
			b.plants = append(b.plants, project)
		}
	}
	return b, nil
}

// processes says whether a project builds more than a mine.
func (s *Setup) processes(p *agents.ProjectFacts) bool {
	for _, site := range p.Sites {
		if s.Catalog.Sites[site].Kind != "miner" {
			return true
		}
	}
	return false
}

// firmProcesses says whether a company has a plant that is not a mine.
func (s *Setup) firmProcesses(firm ID) bool {
	for i := range s.Catalog.Sites {
		if f := &s.Catalog.Sites[i]; f.Firm == firm && f.Kind != "miner" {
			return true
		}
	}
	return false
}

// bonds serve plants first, and mines with at most their part of the year's pool.
type bonds struct {
	*programme
	mines, plants []ID
	most          markets.Money // for mines, a year
}

// Enact offers what the year's pool leaves.
func (b *bonds) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if !b.holds(v.Month()) || v.Month() < 0 {
		return
	}
	mined := b.mined(v, m)
	left := b.offer(v, b.plants, b.left(v), out)
	first := len(out.Fundings)
	b.offer(v, b.mines, max(0, min(left, b.most-mined)), out)
	for _, f := range out.Fundings[first:] {
		m.Notes[2+slices.Index(b.mines, f.Project)] = float64(f.Amount)
	}
}

// mined is what mines have been given since January, to the unit: what was offered to those that have gone ahead since. The notes are
// the year, that sum, and the last offer to each mine.
func (b *bonds) mined(v agents.View, m *agents.Memory) markets.Money {
	if len(m.Notes) == 0 {
		m.Notes = make([]float64, 2+len(b.mines))
	}
	if year := float64(v.Month().Year()); m.Notes[0] != year {
		m.Notes[0], m.Notes[1] = year, 0
	}
	for i, project := range b.mines {
		if stage := v.Project(project).Stage; stage == agents.InBuilding {
			m.Notes[1] += m.Notes[2+i]
		}
		m.Notes[2+i] = 0
	}
	return markets.Money(m.Notes[1])
}
