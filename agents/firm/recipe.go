package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// alloyYield is the share of the oxide's metal that reaches the alloy; the rest is waste. Who makes
// the metal loses it: the magnet maker where the chain has no such stage.
const alloyYield = 0.96

// recipeSlope is the logits of adoption per share of oxide cost that the sparing recipe saves.
const recipeSlope = 5.0

// openingSparing is the share of each grade that is made by the sparing recipe in 2024.
const openingSparing = 0.8

// metalPerOxide is kg of metal per kg of oxide, from atomic weights; 0 for elements that no magnet holds.
var metalPerOxide = [markets.Elements]float64{markets.NdPr: 0.850, markets.Sm: 0.862, markets.Tb: 0.850, markets.Dy: 0.871}

// MetalYield is kg of metal made of a kg of oxide; 0 for elements that no magnet holds.
func MetalYield(e markets.Element) float64 { return float64(metalPerOxide[e] * alloyYield) }

// MetalContent is the oxide equivalent in a kg of metal, kg; 0 for elements that no magnet holds.
func MetalContent(e markets.Element) float64 {
	if metalPerOxide[e] == 0 {
		return 0
	}
	return 1 / metalPerOxide[e]
}

// grades lists the magnets in the order of an agent's recipe memory, with the rare-earth metal in
// a kilogram (MODEL 7.2). The sparing recipe brings heavy elements to the grain boundaries by
// diffusion instead of mixing them into the alloy; a grade without one is made in one way.
var grades = []struct {
	name         string
	family       string
	conventional [markets.Elements]float64
	sparing      [markets.Elements]float64
}{
	{"MG0", "NdFeB", [markets.Elements]float64{markets.NdPr: 0.305}, [markets.Elements]float64{}},
	{
		"MG1", "NdFeB", [markets.Elements]float64{markets.NdPr: 0.285, markets.Dy: 0.025},
		[markets.Elements]float64{markets.NdPr: 0.300, markets.Dy: 0.006, markets.Tb: 0.002},
	},
	{
		"MG2", "NdFeB", [markets.Elements]float64{markets.NdPr: 0.245, markets.Dy: 0.065},
		[markets.Elements]float64{markets.NdPr: 0.285, markets.Dy: 0.020, markets.Tb: 0.005},
	},
	{"SMC", "SmCo", [markets.Elements]float64{markets.Sm: 0.25}, [markets.Elements]float64{}},
}

// Oxides are the oxides that a kilogram of a finished magnet takes by each of its two recipes, kg:
// what is in it, the swarf cut from it and the waste. Without a sparing recipe both are the same.
func Oxides(grade string, loss, ndprContent float64) (conventional, sparing [markets.Elements]float64) {
	return recipes(grade, ndprContent, func(e markets.Element) float64 {
		return float64(float64((1-loss)*metalPerOxide[e]) * alloyYield)
	})
}

// Metals are the metals that it takes instead where a metal maker has made them, kg.
func Metals(grade string, loss, ndprContent float64) (conventional, sparing [markets.Elements]float64) {
	return recipes(grade, ndprContent, func(markets.Element) float64 { return 1 - loss })
}

// recipes gives the inputs of both recipes when a kg of input leaves so much metal in the magnet.
func recipes(grade string, ndprContent float64, left func(markets.Element) float64) (conventional, sparing [markets.Elements]float64) {
	for i := range grades {
		if grades[i].name != grade {
			continue
		}
		conventional = grossInput(&grades[i].conventional, ndprContent, left)
		if sparing = grossInput(&grades[i].sparing, ndprContent, left); sparing[markets.NdPr] == 0 {
			sparing = conventional
		}
	}
	return conventional, sparing
}

func grossInput(metal *[markets.Elements]float64, ndprContent float64, left func(markets.Element) float64) (input [markets.Elements]float64) {
	for e, kg := range metal {
		if kg == 0 {
			continue
		}
		if markets.Element(e) == markets.NdPr {
			kg = float64(kg * ndprContent)
		}
		input[e] = kg / left(markets.Element(e))
	}
	return input
}

// MagnetContent is the oxide equivalent of each element in a kilogram of a grade at the opening
// share of the sparing recipe, kg; false for a grade without a recipe.
func MagnetContent(grade string, ndprContent float64) (content [markets.Elements]float64, found bool) {
	conventional, sparing := Oxides(grade, 0, ndprContent)
	for e := range content {
		content[e] = float64(Approach(conventional[e], sparing[e], openingSparing) * alloyYield)
		found = found || content[e] > 0
	}
	return content, found
}

// MagnetCost is what the oxides of a kilogram of a grade cost at the opening share of the sparing
// recipe, that recipe's own cost included, USD/kg. Opening prices of magnets are made of it.
func MagnetCost(model *agents.Model, grade string, loss, ndprContent float64, price *[markets.Elements]float64) float64 {
	conventional, sparing := Oxides(grade, loss, ndprContent)
	cost := dot(&conventional, price)
	if sparing == conventional {
		return cost
	}
	return Approach(cost, dot(&sparing, price)+model.SparingCost, openingSparing)
}

// RecipeTarget is the share of a grade that should be made by the sparing recipe, by what oxides
// cost either way, the sparing recipe's own cost included.
func RecipeTarget(model *agents.Model, conventional, sparing, offset float64) float64 {
	return exact.Logistic(offset + saving(model, conventional, sparing))
}

// saving is what the sparing recipe saves, in logits of adoption.
func saving(model *agents.Model, conventional, sparing float64) float64 {
	return float64(recipeSlope*(conventional-sparing)) / max(conventional, model.LeastPrice)
}
