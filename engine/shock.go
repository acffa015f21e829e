package engine

import (
	"math"
	"slices"

	"monazite/agents/exact"
	"monazite/markets"
)

// EventKind is a kind of major event.
type EventKind uint8

// The major events.
const (
	MineAccident EventKind = iota
	MyanmarClosure
	LicenceDenial
	DemandBoom
	TechSubstitution
)

// eventWeights are relative frequencies (judgement), in the order of the kinds.
var eventWeights = []int{5, 4, 3, 2, 1}

var eventNames = []string{"mine accident", "Myanmar closure", "licence denial", "demand boom", "technical substitution"}

func (k EventKind) String() string { return eventNames[k] }

// shock draws what nobody decides: demand, outages and major events, each from a stream of its
// own, and applies the scripted shocks. Nothing is drawn during the spin-up, nor in months that are known.
func (w *World) shock() {
	for i := range w.Running {
		w.Running[i].Working = 1
	}
	if !w.spinning {
		if w.Month >= w.Model.ChanceFrom {
			w.drawDemand()
			w.drawOutages()
			w.drawEvent()
		}
		w.script()
		w.applyEvents()
	}
	index := exact.Exp(w.Demand)
	for i := range w.accounts {
		account, plant := &w.accounts[i], &w.Plants[i]
		account.Working, account.Demand = w.Running[i].Working, 0
		if len(plant.Demand) > 0 {
			account.Demand = at(plant.Demand, w.Month) * index * w.useFactor(plant.Use)
		}
	}
}

func (w *World) source(entity, purpose uint64) exact.Source {
	return exact.Stream(exact.Key{
		Seed: w.options.Seed, Replication: w.options.Replication,
		Entity: entity, Purpose: purpose, Tick: int(w.Month),
	})
}

func (w *World) drawDemand() {
	src := w.source(w.keys.world, w.keys.demand)
	w.Demand = float64(w.Model.DemandMemory*w.Demand) + float64(w.Model.DemandNoise*src.Normal())
}

// drawOutages lets plants fail: U(0.3, 0.8) of capacity is left for one to four months.
func (w *World) drawOutages() {
	for i := range w.Running {
		r := &w.Running[i]
		if r.Outage == 0 && w.accounts[i].Open && !w.agency(int(w.Sites[i].Firm)) {
			src := w.source(w.keys.sites[i], w.keys.outage)
			if src.Chance(w.Model.OutageChance) {
				r.Left, r.Outage = src.UniformIn(0.3, 0.8), 1+int16(src.IntN(4))
				w.journal.event(Incident{Kind: "outage", Site: ID(i), Good: None, Reason: "accident of nature"})
			}
		}
		if r.Outage > 0 {
			r.Working *= r.Left
			r.Outage--
		}
	}
}

// drawEvent lets at most one major event begin in a month.
func (w *World) drawEvent() {
	if src := w.source(w.keys.world, w.keys.event); src.Chance(w.Model.EventChance) {
		w.happen(src)
	}
}

// happen draws what happens and to whom.
func (w *World) happen(src exact.Source) {
	kind := EventKind(w.events.Pick(&src))
	e := Event{Kind: kind, Since: w.Month, Subject: None}
	switch kind {
	case MineAccident:
		e.Subject, e.Until = w.pickMine(&src), w.Month+6+Month(src.IntN(19))
		if e.Subject != None {
			e.Factor = max(0, 1-w.Model.AccidentSize/12/w.accounts[e.Subject].Capacity)
		}
	case MyanmarClosure:
		e.Subject, e.Factor, e.Until = w.Closing, src.UniformIn(0, 0.3), w.Month+6+Month(src.IntN(7))
	case LicenceDenial:
		e.Subject, e.Factor, e.Until = w.pickDestination(&src), 0.25, w.Month+4+Month(src.IntN(9))
		w.fixBase(&e)
	case DemandBoom:
		e.Subject, e.Until = w.pickUse(&src), forever
	case TechSubstitution:
		e.Subject, e.Until = w.Breakthrough, forever
	}
	if e.Subject != None {
		w.Events = append(w.Events, e)
		w.journal.event(Incident{Kind: "event", Site: None, Good: None, Reason: kind.String(), Detail: w.subjectName(&e)})
	}
}

// pickMine draws an operating mine by capacity.
func (w *World) pickMine(src *exact.Source) ID {
	weights := make([]int, len(w.Sites))
	for i := range w.Sites {
		if w.Sites[i].Kind == "miner" && w.accounts[i].Open {
			weights[i] = int(w.accounts[i].Capacity)
		}
	}
	return ID(exact.Pick(src, weights))
}

// forever is the end of what does not end.
const forever = Month(math.MaxInt32)

// pickUse draws a final use, all alike.
func (w *World) pickUse(src *exact.Source) ID {
	i := src.IntN(max(1, len(w.Uses)))
	if i >= len(w.Uses) {
		return None
	}
	return ID(i)
}

// pickDestination draws a region other than the index node's, all alike.
func (w *World) pickDestination(src *exact.Source) ID {
	weights := make([]int, len(w.Regions))
	for i := range weights {
		if ID(i) != w.region(w.Index) {
			weights[i] = 1
		}
	}
	return ID(exact.Pick(src, weights))
}

// fixBase remembers what the denied destination got of oxides, metals and magnets: a share of a moving
// average would spiral to zero.
func (w *World) fixBase(e *Event) {
	for good := range w.Goods {
		level := w.Goods[good].Level
		if level < markets.Oxide || level > markets.Magnet {
			continue
		}
		for r, route := range w.Routes {
			if route.From == w.Index && w.region(route.To) == e.Subject && w.Nodes[route.To].Segment == "" {
				e.Base[good] += exact.Mass(w.State.Frame.Flow12[w.lane(ID(good), r)])
			}
		}
	}
}

// limitEvents caps the routes to a denied destination at its share of what it got, at least 1 t.
func (w *World) limitEvents() {
	for i := range w.Events {
		e := &w.Events[i]
		if e.Kind != LicenceDenial {
			continue
		}
		for r, route := range w.Routes {
			if route.From != w.Index || w.region(route.To) != e.Subject || w.Nodes[route.To].Segment != "" {
				continue
			}
			for good, base := range e.Base[:len(w.Goods)] {
				if level := w.Goods[good].Level; level < markets.Oxide || level > markets.Magnet {
					continue
				}
				rule := w.routeRule(ID(good), r)
				if limit := max(markets.Tonne, shareOf(e.Factor).Of(base)); limit < rule.Cap {
					rule.Cap, rule.CapBy = limit, None
				}
			}
		}
	}
}

// script applies the scenario's dated shocks.
func (w *World) script() {
	for i := range w.Shocks {
		s := &w.Shocks[i]
		if s.From <= w.Month && w.Month < s.To {
			for _, site := range s.Sites {
				w.Running[site].Working *= s.Factor
			}
		}
	}
}

// applyEvents lets running events act on plants and drops those that have ended.
func (w *World) applyEvents() {
	w.Events = slices.DeleteFunc(w.Events, func(e Event) bool { return e.Until <= w.Month })
	for i := range w.Events {
		switch e := &w.Events[i]; e.Kind {
		case MineAccident:
			w.Running[e.Subject].Working *= e.Factor
		case MyanmarClosure:
			for site := range w.Sites {
				if w.Sites[site].Kind == "miner" && w.region(w.node(ID(site))) == e.Subject {
					w.Running[site].Working *= e.Factor
				}
			}
		}
	}
}

// useFactor is what scripted shocks, booms and substitution have made of a use's demand: a boom
// starts at +15 %, of which 70 % stays; substitution takes 10 % over 36 months.
func (w *World) useFactor(use string) float64 {
	factor := 1.0
	for i := range w.Shocks {
		if s := &w.Shocks[i]; s.From <= w.Month && w.Month < s.To && slices.Contains(s.Uses, use) {
			factor *= s.Factor
		}
	}
	for i := range w.Events {
		e := &w.Events[i]
		if use == "" || int(e.Subject) >= len(w.Uses) || (e.Kind != DemandBoom && e.Kind != TechSubstitution) || w.Uses[e.Subject] != use {
			continue
		}
		age := float64(w.Month - e.Since)
		if e.Kind == DemandBoom {
			factor *= 1.105 + float64(0.045*exact.Pow(0.9, age))
		} else {
			factor *= 1 - float64(0.1*min(1, age/36))
		}
	}
	return factor
}

func (w *World) subjectName(e *Event) string {
	switch e.Kind {
	case MineAccident:
		return w.Sites[e.Subject].Name
	case MyanmarClosure, LicenceDenial:
		return w.Regions[e.Subject]
	}
	return w.Uses[e.Subject]
}

// streamKeys are hashed once.
type streamKeys struct {
	world, demand, outage, event, lead, overrun, match, discovery uint64
	sites, projects                                               []uint64
}

func newStreamKeys(s *Scenario) streamKeys {
	k := streamKeys{
		world: exact.Name("world"), demand: exact.Name("demand"), outage: exact.Name("outage"), event: exact.Name("event"),
		lead: exact.Name("lead time"), overrun: exact.Name("overrun"), match: exact.Name("contract"), discovery: exact.Name("discovery"),
	}
	for i := range s.Sites {
		k.sites = append(k.sites, exact.Name(s.Sites[i].Name))
	}
	for i := range s.Projects {
		k.projects = append(k.projects, exact.Name(s.Projects[i].Name))
	}
	return k
}
