package policy

import (
	"cmp"
	"slices"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// Programme are the keys of every instrument that funds: whom, with how much, out of which budget.
type Programme struct {
	Company  string        `toml:"company" opt:"" ref:"company" doc:"company that gets the amount at once, in the first month"`
	Projects []string      `toml:"projects" opt:"" ref:"project" doc:"projects that are offered it when they may decide"`
	Hosts    []string      `toml:"hosts" opt:"" ref:"region" doc:"regions of which all projects are offered it"`
	Builds   []string      `toml:"builds" opt:"" oneof:"mine separation metal magnets recycling" doc:"only projects that build one of these"`
	Amount   float64       `toml:"amount" unit:"USD" min:"0" doc:"to the company, or to each project at most"`
	Part     markets.Share `toml:"part" unit:"1" default:"100 %" min:"0" max:"1" doc:"most of a project's capital cost"`
	Budget   float64       `toml:"budget" unit:"USD/yr" default:"1000 bn USD/yr" min:"0" doc:"most that is given in a calendar year"`
	Total    float64       `toml:"total" unit:"USD" default:"1000 bn USD" min:"0" doc:"most that is given in all"`
}

// builtBy are the kinds of plants behind the words of builds.
var builtBy = map[string]string{
	"mine": "miner", "separation": "refiner", "metal": "metalmaker", "magnets": "magnetmaker", "recycling": "recycler",
}

// programme offers one funding to a company once, or to projects as long as they have not decided.
type programme struct {
	window
	funding       agents.Funding // but for whom
	projects      []ID
	budget, total markets.Money
	// fits says, with the month's public data, whether a project that may decide is eligible.
	fits func(agents.ProjectReport) bool
}

// newProgramme looks up whom the keys name and completes a funding.
func (k *Programme) newProgramme(s *Setup, f agents.Funding) (*programme, error) {
	in, err := s.window()
	if err != nil {
		return nil, err
	}
	if s.Keys.Government == "" {
		return nil, &KeyError{Key: "government", Expected: "the region whose treasury gives the money"}
	}
	f.Firm, f.Project, f.Source = agents.None, agents.None, s.Source
	f.Amount, f.Part = exact.Money(k.Amount), k.Part
	p := &programme{window: in, funding: f, budget: exact.Money(k.Budget), total: exact.Money(k.Total)}
	p.fits = func(agents.ProjectReport) bool { return true }
	if k.Company != "" {
		if len(k.Projects)+len(k.Hosts)+len(k.Builds) > 0 {
			return nil, &KeyError{"company", k.Company, "a company, or else projects and hosts"}
		}
		p.funding.Firm, err = s.company("company", k.Company)
		return p, err
	}
	if p.projects, err = k.eligible(s); err != nil {
		return nil, err
	}
	return p, nil
}

// eligible lists the projects named, and those of the hosts that build what is asked for. A world that stands still has none.
func (k *Programme) eligible(s *Setup) (list []ID, err error) {
	for _, name := range k.Projects {
		if s.Frozen {
			break
		}
		project, err := s.project("projects", name)
		if err != nil {
			return nil, err
		}
		list = append(list, project)
	}
	hosts, err := s.regions("hosts", k.Hosts)
	if err != nil {
		return nil, err
	}
	if len(k.Projects)+len(hosts) == 0 {
		return nil, &KeyError{Key: "projects", Expected: "a company, projects, or hosts whose projects are meant"}
	}
	for i := range s.Catalog.Plans {
		if slices.Contains(hosts, s.region(&s.Catalog.Plans[i])) && k.wants(s, &s.Catalog.Plans[i]) {
			list = append(list, ID(i))
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// wants says whether a project builds what the keys ask for.
func (k *Programme) wants(s *Setup, p *agents.ProjectFacts) bool {
	return len(k.Builds) == 0 || slices.ContainsFunc(k.Builds, func(what string) bool { return s.builds(p, builtBy[what]) })
}

// Enact gives the company its money once, and offers projects theirs: those that promise most capacity for
// public money first, as far as the budgets reach.
func (p *programme) Enact(v agents.View, m *agents.Memory, out *agents.Measures) {
	if !p.holds(v.Month()) || v.Month() < 0 {
		return
	}
	if p.funding.Firm != agents.None {
		if f := p.cut(min(p.funding.Amount, p.left(v))); m.Mode != concluded && f.Amount > 0 {
			m.Mode = concluded
			out.Fundings = append(out.Fundings, f)
		}
		return
	}
	p.offer(v, p.projects, p.left(v), out)
}

// left is what the budgets leave.
func (p *programme) left(v agents.View) markets.Money {
	total, year := v.Drawn()
	return max(0, min(p.budget-year, p.total-total))
}

// cut is the funding of a part of its amount, for that part of its shares.
func (p *programme) cut(amount markets.Money) agents.Funding {
	f := p.funding
	if f.Amount > 0 {
		f.Share = markets.Share(markets.MulDiv(int64(f.Share), int64(amount), int64(f.Amount)))
	}
	f.Amount = amount
	return f
}

// bid is a project that asks for public money.
type bid struct {
	project ID
	amount  markets.Money
	worth   float64 // t a year per USD
}

// offer gives the best of some projects what they ask for, and returns what is left.
func (p *programme) offer(v agents.View, projects []ID, left markets.Money, out *agents.Measures) markets.Money {
	var room [64]bid
	for _, b := range p.ranking(v, projects, room[:0]) {
		if left <= 0 {
			break
		}
		f := p.cut(min(left, b.amount))
		f.Project = b.project
		left -= f.Amount
		out.Fundings = append(out.Fundings, f)
	}
	return left
}

// ranking appends the eligible projects that may decide to bids, by the capacity that a public dollar buys.
func (p *programme) ranking(v agents.View, projects []ID, bids []bid) []bid {
	for _, project := range projects {
		report := v.Project(project)
		if report.Stage != agents.InFunding || report.Capex <= 0 || !p.fits(report) {
			continue
		}
		amount := min(p.funding.Amount, p.funding.Part.OfMoney(report.Capex))
		if amount > 0 {
			bids = append(bids, bid{project, amount, v.Plan(project).Capacity / exact.USD(amount)})
		}
	}
	slices.SortStableFunc(bids, func(a, b bid) int { return cmp.Compare(b.worth, a.worth) })
	return bids
}
