package firm

import "monazite/agents"

// leastMarginal bounds marginal revenue: the price share below which no group withholds further.
const leastMarginal = 0.7

// MarginalRevenue is what one more kilogram brings a group with a share of the world's sales, as
// a share of the price: its own output lowers the price of all it sells, by less the more others
// give way. Only output decisions reckon with it; asks are not marked up (MODEL 7.2).
func MarginalRevenue(model *agents.Model, share float64) float64 {
	others := model.DominantDemandElasticity + float64((1-share)*model.DominantFringeElasticity)
	return max(leastMarginal, 1-share/others)
}

// marginal is that share for a plant's good: 1 for a plant without market power.
func marginal(model *agents.Model, v agents.View, m *agents.Memory, slot int) float64 {
	world := v.Report(v.Good(slot)).Sold12
	if world <= 0 {
		return 1
	}
	return MarginalRevenue(model, min(1, m.Beliefs[slot].Sold12/world))
}
