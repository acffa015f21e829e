package engine

import "monazite/markets"

// floors puts the least prices of the month into the book of a good: at each node the highest binds, ties to the
// first source.
func (w *World) floors(good ID) {
	m := &w.market[good]
	for i := range w.rules.Prices {
		l := &w.rules.Prices[i]
		if !l.Scope.HasGood(good) || l.Price <= 0 {
			continue
		}
		if len(m.book.Floors) == 0 {
			for range w.Nodes {
				m.book.Floors = append(m.book.Floors, markets.Floor{})
				m.floorBy = append(m.floorBy, None)
			}
		}
		for node := range w.Nodes {
			if floor := min(l.Price, markets.MaxPrice); w.buysAt(&l.Scope, ID(node)) && floor > m.book.Floors[node].Price {
				m.book.Floors[node] = markets.Floor{Price: floor, ProRata: l.ProRata}
				m.floorBy[node] = l.Source
			}
		}
	}
}

// payFloorRents gives what floors add to buyers' prices to the sellers of the nodes that delivered, local ones included:
// of a floor by merit pro rata to what they sold, of one pro rata to those who take part in it.
func (w *World) payFloorRents(good ID) {
	m := &w.market[good]
	c := &m.clearing
	if len(c.FloorRent) == 0 {
		return
	}
	for k := range c.Flow {
		if c.Flow[k] > 0 {
			route := m.book.Routes[k]
			row := RentRow{Good: good, Source: m.floorBy[route.To], From: route.From, To: route.To}
			w.payFloorRent(row, c.FreeFlow(k), c.Flow[k], m.book.Netback(k))
		}
	}
	for n := range c.Local {
		if c.Local[n] > 0 {
			row := RentRow{Good: good, Source: m.floorBy[n], From: ID(n), To: ID(n)}
			w.payFloorRent(row, c.FreeLocal(ID(n)), c.Local[n], m.book.Floors[n].Price)
		}
	}
}

// payFloorRent pays on one way, of which the free part is sold by the market and what is rationed brings the netback.
func (w *World) payFloorRent(row RentRow, free, all markets.Mass, netback markets.Price) {
	m := &w.market[row.Good]
	c := &m.clearing
	row.Rent = c.FloorRent[row.To].Times(free)
	w.payRent(row, c.AskFill)
	if all > free {
		row.Rent = (netback - c.Sellers[row.From]).Times(all - free)
		w.payRent(row, c.RationedAt(m.book.Floors[row.To].Price))
	}
}

// floorRent is what a floor adds to what buyers of a node pay this month.
func (w *World) floorRent(good, node ID) markets.Price {
	c := &w.market[good].clearing
	if len(c.FloorRent) == 0 {
		return 0
	}
	return c.FloorRent[node]
}

// raiseQuotes tells buyers who found nothing that they may pay no less than a floor, or they would bid below it for ever.
func (w *World) raiseQuotes(good ID) {
	for i := range w.rules.Prices {
		l := &w.rules.Prices[i]
		if !l.Scope.HasGood(good) {
			continue
		}
		for node := range w.Nodes {
			if q := &w.next.Quotes[w.cell(good, ID(node))]; !q.BuyersTraded && w.buysAt(&l.Scope, ID(node)) {
				q.Buyers = max(q.Buyers, min(l.Price, markets.MaxPrice))
			}
		}
	}
}
