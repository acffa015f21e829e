package finance

// TechnologyGap is G, by how much a plant's cost exceeds that of the frontier, the cheapest Chinese plant of its stage,
// as a share of the latter (MODEL 7.12). A plant at the frontier or beyond has none.
func TechnologyGap(cost, frontier float64) float64 { return max(0, cost/frontier-1) }

// Narrowed is a gap after a month at lamT, the share that is learned of it a month: 0.005 by oneself, up to 0.03 with a
// donor's transfer, 0 under a donor's ban. Yields approach the frontier's at the same speed.
func Narrowed(gap, speed float64) float64 { return gap - float64(speed*gap) }

// GapFactor is a plant's cost over its first cost as its gap falls from first to gap: (1+G)/(1+G0) (MODEL 7.2).
func GapFactor(first, gap float64) float64 { return (1 + gap) / (1 + first) }
