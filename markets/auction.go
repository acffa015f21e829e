package markets

// CallAuction is the mechanism "call-auction": one sealed-bid call of all regions at once, cleared exactly in
// integers. A value owns the buffers of one worker.
type CallAuction struct {
	balancer
	ties    ties
	bounds  []bounds
	floored *floored // nil until a floor binds
}

// NewCallAuction makes an auction; its buffers grow with the first books.
func NewCallAuction() *CallAuction { return &CallAuction{} }

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
	a.build(b)
	a.start()
	a.balance()
	a.breakTies()
	a.support()
	c.reset(b)
	a.publish(b, c)
}
