package markets

// Mechanism turns a book into a clearing. Clear overwrites all of c and reuses its slices and buffers
// of its own, so that clearing books of a size already seen allocates nothing. It neither changes nor
// keeps the book. A value is not safe for concurrent use: one per worker. The result depends on the
// book alone, never on earlier calls.
type Mechanism interface {
	Clear(b *Book, c *Clearing)
}

// Kind is a mechanism by name.
type Kind struct {
	Name string
	Doc  string // what it does, in one sentence
	New  func() Mechanism
}

// Mechanisms lists every mechanism; adding one is a file and a line here. The conformance suite runs on all.
var Mechanisms = []Kind{
	{
		Name: "call-auction",
		Doc:  "All regions clear together at uniform prices per node that maximise the gains from trade net of carriage; ties trade the largest volume.",
		New:  func() Mechanism { return NewCallAuction() },
	},
}
