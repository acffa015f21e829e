package engine

import (
	"monazite/agents/exact"
	"monazite/agents/finance"
)

// openingYears is the cumulated output with which a plant opens, in years of its capacity
// (judgement): what it has learnt already.
const openingYears = 5

// learn lowers every January what plants spend per kilogram by what they have learnt from their own output and,
// month by month, from the best, and raises it as mines empty.
func (w *World) learn() {
	for i := range w.Running {
		if running := &w.Running[i]; running.Gap > 0 && w.accounts[i].Open {
			running.Gap = finance.Narrowed(running.Gap, w.rules.Sites[i].CatchUp)
		}
	}
	if w.Month.Calendar() != 1 {
		return
	}
	for i := range w.Running {
		plant, running := &w.Plants[i], &w.Running[i]
		first := float64(openingYears * 12 * float64(at(plant.Capacity, 0)*running.Found))
		scale := 1.0
		if first > 0 {
			scale = LearningFactor(first, first+exact.Tonnes(running.Total), plant.Learning)
		}
		if plant.Reserves > 0 {
			left := max(0, 1-exact.Tonnes(running.Total)/float64(plant.Reserves*running.Found))
			scale *= DepletionFactor(left, w.Model.Depletion)
		}
		running.CostScale = scale * finance.GapFactor(plant.Gap, running.Gap)
	}
}

// LearningExponent turns a learning rate, the share by which cost falls when cumulated output
// doubles, into the exponent b of cost ~ output^-b (Wright's law).
func LearningExponent(rate float64) float64 { return -exact.Log(1-rate) / exact.Log(2) }

// LearningFactor is the cost of a plant over its first cost when cumulated output has grown from
// one amount to another.
func LearningFactor(first, now, rate float64) float64 {
	return exact.Pow(now/first, -LearningExponent(rate))
}

// DepletionFactor is the cost of a mine over its first cost when a share of its reserves is left:
// 1 + rise x gone^2.
func DepletionFactor(left, rise float64) float64 {
	gone := 1 - left
	return 1 + float64(rise*float64(gone*gone))
}
