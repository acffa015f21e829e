package record

import (
	"cmp"
	"slices"
	"strings"

	"monazite/agents"
	"monazite/engine"
)

// turningTally follows what is built and given up.
type turningTally struct {
	sites      map[string]engine.ID
	ran        []bool // per plant: whether it was ever open
	mothballed turns
	restarted  turns
	closed     turns
	bankrupt   turns
	rescued    turns
	contracts  turns
	opened     []Turn
	shut       []Turn
	projects   []engine.ProjectRow // of the last month
}

// turns counts how often something happened to whom.
type turns map[string]int

func (t turns) summary() (s Turns) {
	for _, times := range t {
		s.Of, s.Times = s.Of+1, s.Times+times
	}
	return s
}

func newTurningTally(s *engine.Scenario) turningTally {
	t := turningTally{
		sites: map[string]engine.ID{}, ran: make([]bool, len(s.Sites)), mothballed: turns{}, restarted: turns{}, closed: turns{}, bankrupt: turns{}, rescued: turns{}, contracts: turns{},
	}
	for i := range s.Sites {
		t.sites[s.Sites[i].Name] = engine.ID(i)
	}
	return t
}

// liquidated is the reason of closures for want of a buyer of the company.
const liquidated = "bankrupt, no buyer"

// addTurning takes the month's turning points.
func (t *tally) addTurning(rows *engine.Tables) {
	var failed []string // companies without a buyer: each of their plants tells of it
	for i := range rows.Events {
		e := &rows.Events[i]
		site, found := t.turning.sites[e.Entity]
		if !found {
			continue
		}
		company := t.Firms[t.Sites[site].Firm].Name
		switch e.Kind {
		case "mothballed":
			t.turning.mothballed[e.Entity] += e.Count
		case "restart":
			t.turning.restarted[e.Entity] += e.Count
		case "opening":
			if e.Reason == "built" {
				t.turning.opened = append(t.turning.opened, t.turn(site, rows.Month))
			}
		case "closure":
			if t.turning.ran[site] { // what was never built does not close
				t.turning.closed[e.Entity] += e.Count
				t.turning.shut = append(t.turning.shut, t.turn(site, rows.Month))
			}
			if e.Reason == liquidated && !slices.Contains(failed, company) {
				failed = append(failed, company)
				t.turning.bankrupt[company]++
			}
		case "default":
			t.turning.bankrupt[company] += e.Count
		case "rescue":
			t.turning.rescued[company] += e.Count
		case "contract":
			if project := t.Plants[site].Project; project != agents.None {
				t.turning.contracts[t.Projects[project].Name] += e.Count
			}
		}
	}
	for i := range rows.Plants {
		t.turning.ran[rows.Plants[i].Site] = t.turning.ran[rows.Plants[i].Site] || rows.Plants[i].Capacity > 0
	}
	t.turning.projects = append(t.turning.projects[:0], rows.Projects...)
}

// turn describes a plant at full nameplate: one that opens has yet to reach it, and one that stands
// still has none in force.
func (t *tally) turn(site engine.ID, month engine.Month) Turn {
	facts, plant := &t.Sites[site], &t.Plants[site]
	turn := Turn{Month: month.String(), Plant: facts.Name, Name: facts.Title, Kind: facts.Kind, Country: plant.Country, Capacity: missing()}
	turn.Outside = t.Nodes[facts.Node].Region != t.china
	if n := len(plant.Capacity); n > 0 {
		turn.Capacity = Figure(12 * plant.Capacity[min(max(0, int(month)), n-1)])
	}
	return turn
}

// summary is nil where there is nothing to tell.
func (t *turningTally) summary(first engine.Month) *Turning {
	s := &Turning{
		Projects: t.summarizeProjects(first), Mothballed: t.mothballed.summary(), Restarted: t.restarted.summary(),
		Closed: t.closed.summary(), Bankrupt: t.bankrupt.summary(), Rescued: t.rescued.summary(),
		Opened: largest(t.opened), Shut: largest(t.shut),
	}
	if s.Projects == nil && len(s.Opened) == 0 && s.Mothballed.Of+s.Closed.Of+s.Bankrupt.Of+s.Rescued.Of == 0 {
		return nil
	}
	return s
}

// largest picks the plants of highest capacity; among equals the first.
func largest(all []Turn) []Turn {
	sorted := append([]Turn{}, all...)
	slices.SortStableFunc(sorted, func(a, b Turn) int { return cmp.Compare(b.Capacity, a.Capacity) })
	return sorted[:min(shownTurns, len(sorted))]
}

func (t *turningTally) summarizeProjects(first engine.Month) *Projects {
	if len(t.projects) == 0 {
		return nil
	}
	p := &Projects{All: len(t.projects), Never: []Refused{}, Contracts: t.contracts.summary()}
	never := map[string]int{}
	for i := range t.projects {
		r := &t.projects[i]
		switch {
		case r.Stage < engine.Building:
			never[why(r)]++
		case r.Decided < first:
			p.Begun++
		default:
			p.Decided++
		}
		if r.Stage > engine.Building {
			p.Opened++
		}
	}
	p.Never = byCount(never)
	return p
}

// why says what keeps a project from being decided.
func why(r *engine.ProjectRow) string {
	switch {
	case r.Stage < engine.Permitting:
		return "no resource"
	case r.Stage == engine.Permitting:
		return "no permit"
	case r.Refused == engine.NotRefused:
		return "not yet asked"
	}
	return r.Refused.String()
}

// byCount lists reasons, the most frequent first.
func byCount(counts map[string]int) []Refused {
	list := []Refused{}
	for reason, count := range counts {
		list = append(list, Refused{reason, count})
	}
	slices.SortFunc(list, func(a, b Refused) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Reason, b.Reason))
	})
	return list
}
