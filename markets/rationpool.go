package markets

// pool shares what is sold at a floor among those who would sell it, so that everybody sells the same share of what he
// offers where caps allow it, and else shares as equal as they can be.
//
// That is an auction too. Let each seller ask, for the next kilogram, the share of his offer that he has sold: the allocation
// that costs least has equal shares, for a kilogram moved from a larger share to a smaller one saves money. Shares are steps,
// of 1/64 of an offer at first; they are found again and again in eight steps around what was found before.
type pool struct {
	book     Book
	clearing Clearing
	ways     []int32 // route in the book that is rationed, per route of the pool
	limit    []Price // per node: dearest ask that takes part; above MaxPrice where none does
	willing  []Mass  // per node: mass of the asks that do
	sold     []Mass  // per node
	from, to []int64 // per node: range in which its share is sought, of wholeOffer
}

const (
	wholeOffer  = int64(1) << 30
	shareSteps  = 64
	sharesAside = 4 // steps on either side that the next pass searches
	sharePasses = 7 // the last one's steps are 2^-24 of an offer
)

// reset empties the pool for the nodes of b and gives it what b's gates have left.
func (p *pool) reset(b *Book) {
	p.book.Reset(b.Nodes)
	p.ways = p.ways[:0]
	p.limit, p.willing, p.sold = zeroed(p.limit, b.Nodes), zeroed(p.willing, b.Nodes), zeroed(p.sold, b.Nodes)
	for n := range p.limit {
		p.limit[n] = MaxPrice + 1
	}
	for _, g := range b.Gates {
		p.book.Gates = append(p.book.Gates, Gate{Quota: g.Quota, Active: g.Active})
	}
}

// addRoute lets goods take a route of the book. Whoever takes part does not mind which way.
func (p *pool) addRoute(r *Route, index int) {
	p.book.Routes = append(p.book.Routes, Route{From: r.From, To: r.To, Cap: r.Cap, Leak: r.Leak})
	p.ways = append(p.ways, int32(index))
}

// share finds what every node sells.
func (p *pool) share(auction *CallAuction) {
	p.from, p.to = zeroed(p.from, p.book.Nodes), zeroed(p.to, p.book.Nodes)
	for n := range p.to {
		p.to[n] = wholeOffer
	}
	for range sharePasses {
		p.book.Asks = p.book.Asks[:0]
		for n, mass := range p.willing {
			if mass > 0 {
				p.ladder(ID(n))
			}
		}
		auction.solve(&p.book, &p.clearing)
		clear(p.sold)
		for i, fill := range p.clearing.AskFill {
			p.sold[p.book.Asks[i].Node] += fill
		}
		p.narrow()
	}
}

// ladder asks for a node's offer in steps over the range of its share, and in one step below and one above it.
func (p *pool) ladder(n ID) {
	at := int64(0)
	step := func(to int64) {
		mass := p.part(n, to) - p.part(n, at)
		p.book.Asks = append(p.book.Asks, Order{Price: Price((at + to) / 2), Mass: mass, Node: n})
		at = to
	}
	step(p.from[n])
	for range shareSteps {
		step(min(at+p.width(n), wholeOffer))
	}
	step(wholeOffer)
}

// part is a share of a node's offer.
func (p *pool) part(n ID, share int64) Mass {
	return Mass(MulDiv(int64(p.willing[n]), share, wholeOffer))
}

// width is that of a step of a node's share.
func (p *pool) width(n ID) int64 { return max(1, (p.to[n]-p.from[n])/shareSteps) }

// narrow closes in on the shares just found.
func (p *pool) narrow() {
	for n, mass := range p.willing {
		if mass > 0 {
			found, margin := MulDiv(int64(p.sold[n]), wholeOffer, int64(mass)), sharesAside*p.width(ID(n))
			p.from[n], p.to[n] = max(0, found-margin), min(wholeOffer, found+margin)
		}
	}
}
