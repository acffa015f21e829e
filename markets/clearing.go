package markets

// Clearing is the outcome of a Book. Slices over nodes, orders and routes are parallel to the book's.
//
// A node has a sellers' and a buyers' price. They are midpoints, rounded down, of the interval of
// prices that support the efficient allocation, or its finite end where it is open on one side.
// They differ only where nothing is sold at home, or a floor binds: then buyers pay it, and the sellers' price is still
// the one that supports the allocation. Slices about floors are empty where none binds.
type Clearing struct {
	Sellers, Buyers       []Price // per node, micro-USD/kg; 0 where the side has no orders
	HasSellers, HasBuyers []bool  // per node: the side has orders
	Gates                 []Price // per node: the price behind the export gate; without a gate the sellers'
	AskFill, BidFill      []Mass  // per order
	Flow                  []Mass  // per route
	Local                 []Mass  // per node: what its sellers sell to its own buyers
	Exports               []Mass  // per node: what passes its gate; leaks do not
	RouteRent             []Price // per route, micro-USD/kg: price after - price before - cost if the cap binds, else 0
	GateRent              []Price // per node, likewise for the quota
	FloorRent             []Price // per node: what a floor adds to the buyers' price; those who deliver earn it
	Zones                 []Price // pro rata floors that bind, the highest first
	Rationed              []Mass  // per zone and ask: what of its fill is sold under that floor, at the floor less cost and tax
	RationedFlow          []Mass  // per route: what of its flow is
	RationedLocal         []Mass  // per node: what of its sales at home is
	RationGain            []Price // per node: what that adds to the sellers' price, per kg of all that would be sold so
	Volume                Mass    // all fills of bids, which are all fills of asks
	Welfare               Wide    // bids filled - asks filled - carriage and gate taxes
}

// Reserve makes room for the clearing of any book that fits the memory of b.
func (c *Clearing) Reserve(b *Book) {
	full := *b
	full.Asks, full.Bids, full.Routes = b.Asks[:cap(b.Asks)], b.Bids[:cap(b.Bids)], b.Routes[:cap(b.Routes)]
	c.reset(&full)
}

// reset gives every slice the book's length and zeroes it; it allocates only when the book has grown.
func (c *Clearing) reset(b *Book) {
	for _, prices := range []*[]Price{&c.Sellers, &c.Buyers, &c.Gates, &c.GateRent} {
		*prices = zeroed(*prices, b.Nodes)
	}
	c.RouteRent = zeroed(c.RouteRent, len(b.Routes))
	c.HasSellers, c.HasBuyers = zeroed(c.HasSellers, b.Nodes), zeroed(c.HasBuyers, b.Nodes)
	c.AskFill, c.BidFill = zeroed(c.AskFill, len(b.Asks)), zeroed(c.BidFill, len(b.Bids))
	c.Flow, c.Local, c.Exports = zeroed(c.Flow, len(b.Routes)), zeroed(c.Local, b.Nodes), zeroed(c.Exports, b.Nodes)
	c.FloorRent, c.RationGain = c.FloorRent[:0], c.RationGain[:0]
	c.Zones, c.Rationed = c.Zones[:0], c.Rationed[:0]
	c.RationedFlow, c.RationedLocal = c.RationedFlow[:0], c.RationedLocal[:0]
	c.Volume, c.Welfare = 0, Wide{}
}

// zeroed is a slice of n zeros in the memory of s.
func zeroed[T any](s []T, n int) []T {
	s = grown(s, n)
	clear(s)
	return s
}
