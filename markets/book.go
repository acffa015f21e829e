package markets

import "fmt"

// Order is a sealed bid or ask: at most Mass at Price or better. A slice says which side it is on.
// Orders that tie at the margin share it in slice order; owners are opaque to the market.
type Order struct {
	Price Price // limit, 0 to 1e12 micro-USD/kg
	Mass  Mass  // >= 0; an order of 0 g is filled with 0 and makes no side
	Node  ID
	Owner ID
}

// Route is a way from the sellers of one node to the buyers of another. Parallel routes are allowed
// (a tariff-rate quota is two of them); a missing route is a ban. Goods never leave a buyers' side
// again, so no route can be circumvented through a third node.
type Route struct {
	From, To ID
	Cost     Price // freight + duties, micro-USD/kg, 0 to 1e12
	Cap      Mass  // licence; Unlimited for none
	Leak     bool  // leads past the gate, as smuggling and deliveries within a region do: neither quota nor tax reaches it
}

// Gate is what all exports of a node pass together, whatever their destination.
// Home sales bypass it.
type Gate struct {
	Quota  Mass  // Unlimited for none
	Tax    Price // micro-USD/kg, 0 to 1e12
	Active bool  // false: the node has no gate
}

// Book is one market, one good in one tick, before it clears. All masses of orders together are
// at most 1e18 g. Gates is empty or holds one gate per node; so is Floors, or holds one floor per node, and Near.
type Book struct {
	Nodes      int
	Asks, Bids []Order
	Routes     []Route
	Gates      []Gate
	Floors     []Floor
	Near       []Near // where the search for prices begins; no result depends on it
}

// Near is about where prices at a node will be, such as where they were the month before.
type Near struct{ Sellers, Buyers Price }

// Reset empties the book for n nodes and keeps its memory.
func (b *Book) Reset(n int) {
	b.Nodes = n
	b.Asks, b.Bids, b.Routes = b.Asks[:0], b.Bids[:0], b.Routes[:0]
	b.Gates, b.Floors, b.Near = b.Gates[:0], b.Floors[:0], b.Near[:0]
}

// gate is the gate of a node; an inactive one if it has none.
func (b *Book) gate(node ID) Gate {
	if int(node) < len(b.Gates) {
		return b.Gates[node]
	}
	return Gate{}
}

// Limits of what Clear accepts.
const (
	MaxPrice  Price = 1_000_000_000_000         // of orders, costs and taxes: 1e6 USD/kg
	MaxMass   Mass  = 1_000_000_000_000_000_000 // of all orders of a book together: 1e12 t
	MaxOrders       = 1 << 24                   // of one side
)

// Check finds the first way in which a book breaks what Clear relies on. Clear itself does not look:
// the text book and the engine build valid books.
func (b *Book) Check() error {
	left := MaxMass
	for _, side := range [][]Order{b.Asks, b.Bids} {
		if len(side) > MaxOrders {
			return fmt.Errorf("expected at most %d orders on a side, found %d", MaxOrders, len(side))
		}
		for i, o := range side {
			switch {
			case !b.has(o.Node):
				return fmt.Errorf("order %d: expected a node below %d, found %d", i, b.Nodes, o.Node)
			case o.Price < 0 || o.Price > MaxPrice:
				return fmt.Errorf("order %d: expected a price from 0 to %v, found %v", i, MaxPrice, o.Price)
			case o.Mass < 0 || o.Mass > left:
				return fmt.Errorf("order %d: expected masses >= 0 that sum to at most %v, found %v", i, MaxMass, o.Mass)
			}
			left -= o.Mass
		}
	}
	return b.checkRules()
}

func (b *Book) checkRules() error {
	for i, r := range b.Routes {
		switch {
		case !b.has(r.From) || !b.has(r.To) || r.From == r.To:
			return fmt.Errorf("route %d: expected two different nodes below %d, found %d and %d", i, b.Nodes, r.From, r.To)
		case r.Cost < 0 || r.Cost > MaxPrice || r.Cap < 0:
			return fmt.Errorf("route %d: expected a cost from 0 to %v and a cap >= 0, found %v and %v", i, MaxPrice, r.Cost, r.Cap)
		}
	}
	if len(b.Gates) != 0 && len(b.Gates) != b.Nodes {
		return fmt.Errorf("expected no gates or %d, found %d", b.Nodes, len(b.Gates))
	}
	for i, g := range b.Gates {
		if g.Active && (g.Tax < 0 || g.Tax > MaxPrice || g.Quota < 0) {
			return fmt.Errorf("gate %d: expected a tax from 0 to %v and a quota >= 0, found %v and %v", i, MaxPrice, g.Tax, g.Quota)
		}
	}
	return b.checkPrices()
}

func (b *Book) checkPrices() error {
	if len(b.Floors) != 0 && len(b.Floors) != b.Nodes {
		return fmt.Errorf("expected no floors or %d, found %d", b.Nodes, len(b.Floors))
	}
	for i, f := range b.Floors {
		if f.Price < 0 || f.Price > MaxPrice {
			return fmt.Errorf("floor %d: expected a price from 0 to %v, found %v", i, MaxPrice, f.Price)
		}
	}
	if len(b.Near) != 0 && len(b.Near) != b.Nodes {
		return fmt.Errorf("expected prices to begin at for no nodes or %d, found %d", b.Nodes, len(b.Near))
	}
	for i, n := range b.Near {
		if n.Sellers < 0 || n.Sellers > MaxPrice || n.Buyers < 0 || n.Buyers > MaxPrice {
			return fmt.Errorf("near %d: expected prices from 0 to %v, found %v and %v", i, MaxPrice, n.Sellers, n.Buyers)
		}
	}
	return nil
}

func (b *Book) has(node ID) bool { return node >= 0 && int(node) < b.Nodes }
