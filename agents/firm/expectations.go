package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
)

// flowMemory is the weight of this month in the averages of planned output and use.
const flowMemory = 0.1

// Hear makes of a price in USD/kg what plants learn from.
func Hear(model *agents.Model, price float64, traded bool) agents.Heard {
	return agents.Heard{Log: exact.Log(max(price, model.LeastPrice)), Traded: traded}
}

// Learn moves an anchor after last month's price and gives the logarithm of the price expected. The anchor
// moves a little towards prices at which goods changed hands and never towards indicative ones, so that a market that
// nobody uses teaches nothing. The expectation one month ahead lies between the anchor and the
// price (MODEL 7.1).
func Learn(model *agents.Model, anchor *float64, last agents.Heard) (expected float64) {
	if last.Traded {
		*anchor += float64(model.AnchorSpeed * (last.Log - *anchor))
	}
	return *anchor + float64(model.Persistence*(last.Log-*anchor))
}

// learn updates what the plant believes of each of its goods. A plant that opens anchors itself to
// the prices of its day: those of 2024 mean nothing to it.
func learn(model *agents.Model, v agents.View, m *agents.Memory) {
	opens := v.Month() > 0 && v.Opens()
	for slot := range m.Beliefs {
		b := &m.Beliefs[slot]
		last, known := v.Heard(slot)
		if !known {
			last = Hear(model, v.Price(slot), v.Traded(slot))
		}
		if opens {
			b.Anchor = last.Log
		}
		b.Expected = Learn(model, &b.Anchor, last)
	}
	for slot := range m.Beliefs { // on their own, exponentials do not wait for each other
		m.Beliefs[slot].Expected = exact.Exp(m.Beliefs[slot].Expected)
	}
}

// follow averages what the plant plans to put on the market or to take from it, t a month: all it
// makes or uses less what contracts and sister plants move. A plant that starts takes its first
// plan as the average; otherwise it would sell its first month's output as if it were a glut.
func follow(v agents.View, m *agents.Memory, slot int, planned float64) {
	b := &m.Beliefs[slot]
	spot := max(0, planned-v.CommittedTonnes(slot))
	if b.Flow == 0 {
		b.Flow = spot
		return
	}
	b.Flow += float64(flowMemory * (spot - b.Flow))
}

// gross is the plant's whole flow of a good, contracts and sister plants included, t a month.
func gross(v agents.View, m *agents.Memory, slot int) float64 {
	return m.Beliefs[slot].Flow + v.CommittedTonnes(slot)
}

// earnings is what a kilogram of a good is expected to bring: the contracts' price for the share
// of output that they take, the market's for the rest, USD/kg.
func earnings(v agents.View, m *agents.Memory, slot int) float64 {
	expected := m.Beliefs[slot].Expected
	due, price := v.Deal(slot)
	if due <= 0 {
		return expected
	}
	share := min(1, due/gross(v, m, slot))
	return expected + float64(share*(price-expected))
}
