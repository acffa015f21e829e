package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
)

// Share of capacity at which a plant can start, and the most it may run (MODEL 5.3).
const (
	leastUtilisation = 0.3
	mostUtilisation  = 0.95
)

// A plant that opens later has run nowhere yet. It is taken to have been built to run at 85 % of
// capacity when it earns a fifth more than its avoidable cost: a judgement.
const (
	usualUtilisation = 0.85
	usualMargin      = 0.2
)

// scarcest is the most of a stock of inputs that a plant plans to use.
const scarcest = 0.95

// mostStock is the stock at which output stops, in target stocks.
const mostStock = 3.0

// Utilisation is the share of capacity that a margin on avoidable cost calls for.
func Utilisation(margin, offset, slope float64) float64 {
	return exact.Logistic(margin/slope + offset)
}

// UtilisationOffset is the offset at which a margin calls for a utilisation between 0 and 1.
func UtilisationOffset(utilisation, margin, slope float64) float64 {
	return logit(utilisation) - margin/slope
}

// StockRoom is the share of a utilisation that unsold stock leaves: all of it at the target stock,
// none at three times as much.
func StockRoom(stock, target float64) float64 {
	if target <= 0 {
		return 1
	}
	return min(max((float64(mostStock*target)-stock)/((mostStock-1)*target), 0), 1)
}

// Approach moves a value by a share of its distance to a target.
func Approach(value, target, share float64) float64 {
	return value + float64(share*(target-value))
}

// Step moves a value to a target, at most by a step.
func Step(value, target, most float64) float64 {
	return value + min(max(target-value, -most), most)
}

func logit(share float64) float64 { return exact.Log(share / (1 - share)) }

// response is how a plant's utilisation answers its margin.
type response struct {
	offset float64 // at which it ran as it did in 2024
	slope  float64 // margin that moves it by one logit
}

// adjust moves utilisation part of the way to what a margin calls for and unsold stock leaves room for.
func (r response) adjust(model *agents.Model, m *agents.Memory, margin, room float64) {
	target := float64(Utilisation(margin, r.offset, r.slope) * room)
	m.Utilisation = Approach(m.Utilisation, target, model.UtilisationSpeed)
}
