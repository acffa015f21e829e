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

