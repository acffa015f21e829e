package firm

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
)

// leastVolatility is the least yearly deviation of a log price that anyone reckons with.
const leastVolatility = 0.15

// support is what policy adds to a kilogram of a good that the plant makes: the value of the
// guarantees that cover it a month ahead, less what the plant owes when the index is high. Strikes
// come in this month's real dollars; deflating them is the instrument's affair. An index is
// expected to move as the plant's own price does. A guarantee of profit adds nothing to a kilogram.
func support(v agents.View, m *agents.Memory, slot int) (usdPerKg float64) {
	if !v.Guaranteed() {
		return 0
	}
	for i := 0; ; i++ {
		g, found := v.Guarantee(i)
		if !found {
			return usdPerKg
		}
		good := v.Good(slot)
		if g.Good != good || g.Kind == agents.Profit {
			continue
		}
		mean := m.Beliefs[slot].Expected
		if own := v.Price(slot); g.Kind == agents.IndexPrice {
			if mean = v.PriceAt(good, g.IndexNode); own > 0 {
				mean = float64(mean * (m.Beliefs[slot].Expected / own))
			}
		}
		deviation := max(leastVolatility, v.Report(good).Volatility) * math.Sqrt(1.0/12)
		put, call := finance.PutCall(mean, exact.USDPerKg(g.Strike), deviation)
		usdPerKg += float64(ratio(g.Down)*put) - float64(ratio(g.Up)*call)
	}
}
