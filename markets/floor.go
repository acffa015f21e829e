package markets

// Floor is the least price that the buyers of a node may pay by law. Nobody stands behind it with money: bids below it are
// refused, and where the rest would be served for less, buyers pay the floor all the same and sellers have more to offer at
// it than is taken.
//
// By merit the lowest asks sell: the allocation is the efficient one for the bids that are left, and what buyers pay above the
// price that supports it goes to those who delivered, as the rent of a full route does. Pro rata everybody who would sell at
// the floor less the way there sells the same share of what he offers; see ration.
type Floor struct {
	Price   Price // micro-USD/kg, up to MaxPrice; 0 for none
	ProRata bool
}

// floor is the floor of a node; none if the book has none.
func (b *Book) floor(node ID) Floor {
	if int(node) < len(b.Floors) {
		return b.Floors[node]
	}
	return Floor{}
}

// floored holds what clearing at floors needs beside the auction's own buffers. An auction makes it when a floor first binds.
type floored struct {
	allowed Book // the book without the bids that floors refuse
	ration  ration
}

// clearAtFloors clears again without the bids that floors refuse.
func (a *CallAuction) clearAtFloors(b *Book, c *Clearing) {
	if a.floored == nil {
		a.floored = &floored{ration: ration{auction: &CallAuction{readable: a.readable, descent: descent{patience: a.patience}}}}
	}
	f := a.floored
	f.allowed.refuse(b)
	a.solve(&f.allowed, c)
	c.lift(b)
	f.ration.clear(&f.allowed, c)
}

// refuse makes a the book b without bids below the floors of their nodes. They keep their place, with a mass of 0.
func (a *Book) refuse(b *Book) {
	bids := append(a.Bids[:0], b.Bids...)
	for i := range bids {
		if bids[i].Price < b.floor(bids[i].Node).Price {
			bids[i].Mass = 0
		}
	}
	*a = *b
	a.Bids = bids
}

// tooCheap tells whether something is bought below a floor. Where nothing is bought no floor is broken.
func (c *Clearing) tooCheap(b *Book) bool {
	for n := range b.Floors {
		if c.underFloor(b, ID(n)) && c.Local[n] > 0 {
			return true
		}
	}
	for k, flow := range c.Flow {
		if flow > 0 && c.underFloor(b, b.Routes[k].To) {
			return true
		}
	}
	return false
}

func (c *Clearing) underFloor(b *Book, n ID) bool {
	return c.HasBuyers[n] && c.Buyers[n] < b.floor(n).Price
}

// lift raises the buyers' prices to the floors. Bids that are left are no lower, so that nobody overpays, and better than
// the price that supports the allocation, so that all of them are filled.
func (c *Clearing) lift(b *Book) {
	c.FloorRent = zeroed(c.FloorRent, b.Nodes)
	for n := range b.Floors {
		if c.underFloor(b, ID(n)) {
			c.FloorRent[n] = b.Floors[n].Price - c.Buyers[n]
			c.Buyers[n] = b.Floors[n].Price
		}
	}
}

// Supporting is the price of a node's buyers that supports the allocation: what they pay less what a floor adds.
func (c *Clearing) Supporting(node ID) Price {
	if len(c.FloorRent) == 0 {
		return c.Buyers[node]
	}
	return c.Buyers[node] - c.FloorRent[node]
}

// Earned is what a kilogram offered by sellers of a node brings: their price or, where offers are rationed pro rata, the mean
// of what the share sold at a floor brings and of that price.
func (c *Clearing) Earned(node ID) Price {
	if len(c.RationGain) == 0 {
		return c.Sellers[node]
	}
	return c.Sellers[node] + c.RationGain[node]
}

// FreeFlow is what a route carries beside what is rationed: route and floor rents are earned on that.
func (c *Clearing) FreeFlow(route int) Mass {
	if len(c.RationedFlow) == 0 {
		return c.Flow[route]
	}
	return c.Flow[route] - c.RationedFlow[route]
}

// FreeLocal is what a node sells to its own buyers beside what is rationed.
func (c *Clearing) FreeLocal(node ID) Mass {
	if len(c.RationedLocal) == 0 {
		return c.Local[node]
	}
	return c.Local[node] - c.RationedLocal[node]
}

// FreeExports is what passes the gate of a node beside what is rationed: gate rents are earned on that.
func (c *Clearing) FreeExports(b *Book, node ID) Mass {
	exports := c.Exports[node]
	for k, flow := range c.RationedFlow {
		if b.Routes[k].From == node && !b.Routes[k].Leak {
			exports -= flow
		}
	}
	return exports
}

// RationedAt is what every ask sells under a pro rata floor, nil where nothing is. The sellers of a node share by it what the
// floor brings them.
func (c *Clearing) RationedAt(floor Price) []Mass {
	for z, zone := range c.Zones {
		if zone == floor {
			return c.Rationed[z*len(c.AskFill):][:len(c.AskFill)]
		}
	}
	return nil
}

// Netback is what a seller gets at the floor of a route's destination, less its cost and the gate's tax.
func (b *Book) Netback(route int) Price {
	r := &b.Routes[route]
	net := b.floor(r.To).Price - r.Cost
	if gate := b.gate(r.From); gate.Active && !r.Leak {
		net -= gate.Tax
	}
	return net
}
