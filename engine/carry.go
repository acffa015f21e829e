package engine

import (
	"monazite/agents"
	"monazite/markets"
)

// room gives how much of a wish to move goods the rules leave, counting what has moved this month.
func (w *World) room(good, from, to ID, mass markets.Mass) markets.Mass {
	if from == to || mass <= 0 {
		return max(0, mass)
	}
	mass = min(mass, w.laneLeft(good, from, to))
	if !w.abroad(from, to) {
		return mass
	}
	mass = min(mass, w.quotaLeft(good, from))
	for i := range w.rules.Shared {
		if w.rules.Shared[i].Covers(good, from) {
			mass = min(mass, w.allowance(i))
		}
	}
	return mass
}

// laneLeft is what contracts and transfers have left of the cap of a way between two nodes.
func (w *World) laneLeft(good, from, to ID) markets.Mass {
	if from == to {
		return markets.Unlimited
	}
	route := w.between(from, to)
	if route < 0 {
		return 0
	}
	lane := w.lane(good, route)
	rule := &w.rules.Routes[lane]
	switch {
	case !rule.Open:
		return 0
	case rule.Cap == markets.Unlimited:
		return rule.Cap
	}
	return max(0, rule.Cap-w.moved[lane])
}

// between finds the route from one node to another; -1 without one.
func (w *World) between(from, to ID) int {
	return int(w.routeBetween[int(from)*len(w.Nodes)+int(to)])
}

// abroad says whether a way between two nodes crosses a border. Between segments of a region it does not,
// and no gate stands in it.
func (w *World) abroad(from, to ID) bool { return w.region(from) != w.region(to) }

// exported is what has left a node for other regions this month.
func (w *World) exported(good, from ID) (sum markets.Mass) {
	for _, route := range w.routesAbroad[from] {
		sum += w.moved[w.lane(good, route)]
	}
	return sum
}

func (w *World) exportedTogether(s *agents.SharedQuota) (sum markets.Mass) {
	for good := range w.Goods {
		if s.Goods>>uint(good)&1 == 1 {
			sum += w.exported(ID(good), s.Node)
		}
	}
	return sum
}

// journey is a mass of a good on its way between two nodes.
type journey struct {
	good, from, to ID
	mass           markets.Mass
}

// ship brings a lot from one node to another: the importer pays freight and duties, whose sum it gives, and the exporter
// the tax of the gate. Masses are booked in the lane for rules and flows, and in the accounts of the regions.
func (w *World) ship(j journey, lot *markets.Lot, importer, exporter int) markets.Money {
	if j.from == j.to {
		return 0
	}
	lane := w.lane(j.good, w.between(j.from, j.to))
	freight, duty := w.rules.Routes[lane].Freight.Times(j.mass), w.rules.Routes[lane].Duty.Times(j.mass)
	w.moved[lane] += j.mass
	w.journal.freight[lane] += freight
	w.payReal(importer, freight)
	if duty != 0 {
		w.journal.duty[lane] += duty
		w.levyFor(agents.Duty, importer, w.region(j.to), j, duty)
	}
	if w.abroad(j.from, j.to) {
		w.leave(j, lot, exporter)
	}
	return freight + duty
}

// leave books what leaves a region for another and moves the gate's tax from the exporter to the treasuries of the
// governments that levy it.
func (w *World) leave(j journey, lot *markets.Lot, exporter int) {
	cell, region := w.cell(j.good, j.from), w.region(j.from)
	w.next.YearExports[cell] += j.mass
	w.cross(j.good, region, w.region(j.to), lot)
	if tax := w.rules.Gates[cell].Tax.Times(j.mass); tax != 0 {
		j.to = None // a gate knows no destination
		w.levyFor(agents.ExportTax, exporter, region, j, tax)
	}
}

// listCharges finds the wedges of the month that goods pay on their way.
func (w *World) listCharges() {
	w.charges = w.charges[:0]
	for i := range w.measures {
		for k := range w.measures[i].Wedges {
			if wedge := &w.measures[i].Wedges[k]; wedge.Kind == agents.Duty || wedge.Kind == agents.ExportTax {
				w.charges = append(w.charges, wedge)
			}
		}
	}
}

// levyFor pays a charge to the treasury of every instrument whose wedge made it, of the region where it is levied if the
// instrument is no government's; what rounding leaves goes to the first of them.
func (w *World) levyFor(kind agents.WedgeKind, payer int, region ID, j journey, amount markets.Money) {
	left, first := amount, None
	for _, wedge := range w.charges {
		if wedge.Kind != kind || !wedge.Scope.HasGood(j.good) || !w.crosses(&wedge.Scope, j.from, j.to) {
			continue
		}
		part := min(left, w.perKg(wedge, j.good, j.from).Times(j.mass))
		w.ledger.sources[wedge.Source].Covered += j.mass
		w.levied(wedge.Source, payer, region, part)
		left -= part
		if first == None {
			first = wedge.Source
		}
	}
	if first != None {
		w.levied(first, payer, region, left)
	} else {
		w.toState(payer, region, left)
	}
}

func (w *World) levied(source ID, payer int, region ID, amount markets.Money) {
	if own := w.Sources[source].Treasury; own != None {
		region = own
	}
	w.pay(payer, w.treasury(region), amount)
	w.bookReceipt(source, region, amount)
}

// crosses says whether a scope covers the way between two nodes; at a gate, which all exports of
// a node pass, to is None. Without a named segment a scope means open markets.
func (w *World) crosses(s *agents.Scope, from, to ID) bool {
	if !s.HasFrom(w.region(from)) || w.Nodes[from].Segment != s.Segment {
		return false
	}
	if to == None {
		return true
	}
	return s.HasTo(w.region(to)) && w.abroad(from, to) && (s.ToSegment == "" || s.ToSegment == w.Nodes[to].Segment)
}

// buysAt says whether a scope covers the buyers of a node.
func (w *World) buysAt(s *agents.Scope, node ID) bool {
	return s.HasTo(w.region(node)) && (s.ToSegment == "" || s.ToSegment == w.Nodes[node].Segment)
}

// perKg is a wedge as a specific amount: its share of last month's exporter price and its own.
func (w *World) perKg(wedge *agents.Wedge, good, from ID) markets.Price {
	price := w.State.Frame.Quote(good, from).Sellers
	return markets.Price(markets.MulDiv(int64(price), int64(wedge.Share), int64(markets.Whole))) + wedge.PerKg
}
