package firm

// Collector are the keys of a region's collection of used magnets; it has none beyond those of
// every plant. What it collects depends on the uses of the magnets, not on a capacity.
type Collector struct{}
