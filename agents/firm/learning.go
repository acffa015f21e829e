package firm

import "monazite/agents/exact"

// LearningExponent turns a learning rate, the share by which cost falls when cumulated output
// doubles, into the exponent b of cost ~ output^-b.
func LearningExponent(rate float64) float64 { return -exact.Log(1-rate) / exact.Log(2) }

// LearningFactor is the cost of a plant over its first cost when cumulated output has grown from
// one amount to another.
func LearningFactor(first, now, rate float64) float64 {
	return exact.Pow(now/first, -LearningExponent(rate))
}

// DepletionFactor is the cost of a mine over its first cost when a share of its reserves is left.
func DepletionFactor(left float64) float64 {
	gone := 1 - left
	return 1 + float64(0.3*float64(gone*gone))
}
