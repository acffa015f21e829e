package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// sellsAhead are the last months of permitting in which a project looks for buyers (judgement).
const sellsAhead = 12

// invest runs the clocks of projects, lets those that may decide do so once a quarter on what was
// known last month, and revises costs by what plants have learnt. What neither a project nor a dated list opens stays closed.
func (w *World) invest() {
	if w.spinning {
		return
	}
	w.learn()
	for i := range w.Sites {
		if r := &w.Running[i]; r.Opens == w.Month && w.Month > 0 && r.Standing.Status == finance.Running {
			w.tell("opening", ID(i), "built", "")
		}
	}
	for i := range w.Projects {
		w.advance(ID(i))
	}
	if w.Month.Calendar()%3 == 1 {
		w.appraiseAnew()
		for i := range w.Projects {
			p := &w.Progress[i]
			if p.sells() {
				w.match(ID(i))
			}
			if p.Stage == Funding {
				w.decide(ID(i))
			}
		}
	}
}

// advance takes a month off a project's stage and begins the next one where it is over.
func (w *World) advance(id ID) {
	p := &w.Progress[id]
	if p.Stage == Building {
		w.build(id)
	}
	if p.Stage == Funding || p.Stage >= Complete {
		return
	}
	if p.Stage == Exploring && w.Projects[id].Discovery > 0 {
		if !w.discovers(id) {
			return
		}
	} else if p.Left--; p.Left > 0 {
		return
	}
	if p.Stage == Building {
		w.complete(id)
	}
	p.Stage++
	p.Left = w.lead(id, p.Stage)
}

// discovers says whether an explorer finds his deposit this month: a Poisson process of one event.
func (w *World) discovers(id ID) bool {
	src := w.source(w.keys.projects[id], w.keys.discovery)
	if !src.Chance(w.Projects[id].Discovery / 12) {
		return false
	}
	w.size(id, exact.Tonnes(finance.DiscoverySize(src.Normal())))
	w.tell("discovery", w.Projects[id].Sites[0], "found", w.Projects[id].Name)
	return true
}

// size fits a project's plants and what they cost to the tonnes that have been found.
func (w *World) size(id ID, tonnes float64) {
	planned := w.Plants[w.Projects[id].Sites[0]].Reserves
	if planned == 0 {
		return
	}
	for _, site := range w.Projects[id].Sites {
		w.Running[site].Found = tonnes / planned
	}
}

// capex is what a project costs as planned, for what has been found, USD.
func (w *World) capex(id ID) float64 {
	project := &w.Projects[id]
	return float64(float64(exact.USD(project.Capex)*w.Running[project.Sites[0]].Found) * w.rules.Projects[id].Capex)
}

// build spends the month's part of what was raised; the last month takes the rest.
func (w *World) build(id ID) {
	p := &w.Progress[id]
	spend := p.Escrow
	if p.Left > 1 {
		spend /= markets.Money(p.Left)
	}
	w.transfer(w.escrow(), w.outside(), spend)
	w.countBuilding(w.Projects[id].Sites, spend)
	p.Escrow -= spend
	p.Built += spend
}

// ramped is the share of nameplate that a project's plants have reached.
func (w *World) ramped(project ID) float64 {
	if project == None || w.Progress[project].Stage != Ramping {
		return 1
	}
	months := w.Projects[project].Lead[Ramping] - int(w.Progress[project].Left)
	return ratioOf(finance.Ramp(max(0, months) / 6))
}
