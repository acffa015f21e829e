package markets

import "time"

// CallAuction is the mechanism "call-auction": one sealed-bid call of all regions at once, cleared exactly in
// integers. A value owns the buffers of one worker.
type CallAuction struct {
	Clock func() time.Duration // times what Work tells of; nil: nobody asks

	descent
	readable bool
	balancer balancer
	ties     ties
	bounds   []bounds
	margins  []margin
	floored  *floored // nil until a floor binds
	work     Work
}

// NewCallAuction makes an auction; its buffers grow with the first books.
func NewCallAuction() *CallAuction { return &CallAuction{descent: descent{patience: patience}} }

// patience is how many steps a market may take before it is cleared by shortest paths instead: far more than any seen.
const patience = 10_000

// NewReadableAuction makes one that finds balanced prices by successive shortest paths, one order at a time: the reference for
// the other, whose clearings are the same.
func NewReadableAuction() *CallAuction { return &CallAuction{readable: true} }

// Work is what the auction has done so far.
func (a *CallAuction) Work() Work { return a.work }

// Clear finds the allocation that gains most from trade, of those the one of largest volume, of those the one whose
// flows are lexicographically largest by (From, To, index of the route); then the prices that support it.
// What a node sells to itself is not in that list: the flows and the volume leave it no freedom. Where something would
// be bought below a floor it clears again, at floors.
func (a *CallAuction) Clear(b *Book, c *Clearing) {
	a.solve(b, c)
	if len(b.Floors) > 0 && c.tooCheap(b) {
		a.clearAtFloors(b, c)
	}
}

// solve clears a book as if it had no floors.
func (a *CallAuction) solve(b *Book, c *Clearing) {
	began := a.now()
	a.build(b)
	sorted := a.now()
	a.balance(b)
	a.support()
	a.breakTies()
	coupled := a.now()
	c.reset(b)
	a.publish(b, c)
	a.work.Sorting += sorted - began
	a.work.Coupling += coupled - sorted
	a.work.Filling += a.now() - coupled
}

func (a *CallAuction) now() time.Duration {
	if a.Clock == nil {
		return 0
	}
	return a.Clock()
}

// balance finds prices and flows at which every vertex passes on what it gets.
func (a *CallAuction) balance(b *Book) {
	if a.readable {
		a.balancer.balance(&a.network)
		return
	}
	a.start(b)
	if !a.descend() {
		a.work.Fallbacks++
		a.balancer.balance(&a.network)
	}
	if len(b.Asks) > 0 && len(b.Bids) > 0 {
		a.count(b)
	}
}

func (a *CallAuction) count(b *Book) {
	a.work.Markets++
	a.work.Orders += len(b.Asks) + len(b.Bids)
	a.work.Vertices += len(a.vertices)
	a.work.Steps += a.steps
	if len(b.Near) > 0 {
		a.work.Near++
	}
}
