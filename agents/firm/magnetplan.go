package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
)

const (
	mostGrades     = 4
	gradeGrowth    = 1.5 // most that a grade's output is of its sales of the last year
	gradeCover     = 4.0 // months of a grade's own sales beyond which less of it is made, whatever the others sell
	gradePersists  = 0.1 // weight of the plant's opening split beside its sales
	gradeSlope     = 4.0 // slopes of utilisation by which a grade's margin must grow for e times its share
	gradeSpeed     = 0.5 // share of the distance to the target split covered in a month
	limitCostShare = 0.8 // of its other costs that a magnet maker deducts from what an input is worth to it
)

// outlook is what a grade brings and costs per kg finished, USD.
type outlook struct {
	revenue float64 // contracts, support and swarf included
	output  float64 // revenue as output decisions reckon with it
	cost    float64 // avoidable, inputs at expected prices
}

// inputCost is what a kilogram of a grade takes of inputs by a recipe at expected prices, USD.
func (a *magnetMaker) inputCost(m *agents.Memory, g *grade, recipe int) (cost float64) {
	for slot := range a.inputs {
		cost += float64(g.input[recipe][slot] * m.Beliefs[slot].Expected)
	}
	return cost
}

// materials is what a kilogram of a grade costs beside conversion, over its recipes.
func (a *magnetMaker) materials(m *agents.Memory, g *grade) float64 {
	conventional := a.inputCost(m, g, 0)
	if g.recipes == 1 {
		return conventional
	}
	return Approach(conventional, a.inputCost(m, g, 1)+a.model.SparingCost, m.Recipe[g.memory])
}

// swarfValue is what the swarf of a kilogram finished brings.
func (a *magnetMaker) swarfValue(m *agents.Memory) float64 {
	if a.swarf < 0 {
		return 0
	}
	return float64(a.swarfPer * m.Beliefs[a.swarf].Expected)
}

// support is what policy adds to a kilogram of a grade.
func (a *magnetMaker) support(v agents.View, m *agents.Memory, slot int) float64 {
	if slot == a.main {
		return support(v, m, slot) + v.Credit()
	}
	return support(v, m, slot)
}

// look gives the outlook of every grade.
func (a *magnetMaker) look(v agents.View, m *agents.Memory, outlooks *[mostGrades]outlook) {
	scrap := a.swarfValue(m)
	for i := range a.grades {
		g := &a.grades[i]
		market, other := earnings(v, m, g.slot), a.support(v, m, g.slot)+scrap
		o := outlook{revenue: market + other, output: market + other, cost: float64(a.cost*v.CostScale()) + a.materials(m, g)}
		if a.group {
			o.output = float64(market*marginal(a.model, v, m, g.slot)) + other
		}
		outlooks[i] = o
	}
}

// Plan revises recipes, the split among grades and utilisation, and makes what the inputs at hand
// allow.
func (a *magnetMaker) Plan(v agents.View, m *agents.Memory, p *agents.Plan) {
	learn(a.model, v, m)
	if !v.Open() {
		return
	}
	a.adopt(m)
	var outlooks [mostGrades]outlook
	a.look(v, m, &outlooks)
	a.split(v, m, &outlooks)
	a.adjust(v, m, &outlooks)
	a.produce(v, m, p)
}

// adopt moves the share of the sparing recipe towards what the prices of inputs call for.
func (a *magnetMaker) adopt(m *agents.Memory) {
	for i := range a.grades {
		if g := &a.grades[i]; g.recipes == 2 {
			target := RecipeTarget(a.model, a.inputCost(m, g, 0), a.inputCost(m, g, 1)+a.model.SparingCost, g.offset)
			m.Recipe[g.memory] = Step(m.Recipe[g.memory], target, a.model.RecipeSpeed)
		}
	}
}

// split moves the shares of grades in output. A grade is made as it sold over the last year, more
// where its margin has grown since the opening, at most half again of its sales; contracts come first.
// Moving all to the grade of the best margin would make grades alternate between glut and want; so would one slope and a
// speed of 0.2: final demand hardly answers, so a stock that grows must be felt soon.
func (a *magnetMaker) split(v agents.View, m *agents.Memory, outlooks *[mostGrades]outlook) {
	level := a.level(v, m)
	var sold, sum float64
	for i := range a.grades {
		sold += m.Beliefs[a.grades[i].slot].Sold12
	}
	var weights, most [mostGrades]float64
	for i := range a.grades {
		g := &a.grades[i]
		weights[i], most[i] = g.share, 1
		if sold > 0 && level > 0 {
			own := m.Beliefs[g.slot].Sold12
			weights[i] = own + float64(gradePersists*float64(g.share*sold))
			most[i] = float64(gradeGrowth*own) / level
		}
		gain := marginOn(a.model, outlooks[i].revenue, outlooks[i].cost) - g.margin
		weights[i] = float64(weights[i] * exact.Exp(min(max(gain/float64(gradeSlope*a.model.UtilisationSlope), -5), 5)))
		sum += weights[i]
	}
	for i := range a.grades {
		weights[i] /= sum
	}
	level = max(level, float64(leastTrade*v.Capacity()))
	capShares(weights[:len(a.grades)], most[:len(a.grades)])
	sum = 0
	for i := range a.grades {
		b, due := &m.Beliefs[a.grades[i].slot], v.CommittedTonnes(a.grades[i].slot)
		b.Share = max(Approach(b.Share, weights[i], gradeSpeed), min(1, due/level))
		sum += b.Share
	}
	for i := range a.grades {
		m.Beliefs[a.grades[i].slot].Share /= sum
	}
}

// capShares cuts shares of a sum of 1 to their caps and gives what is cut to the others in proportion. If no
// share is left below its cap the caps give way.
func capShares(shares, most []float64) {
	for range shares {
		var cut, open float64
		for i := range shares {
			if shares[i] > most[i] {
				cut += shares[i] - most[i]
			} else if shares[i] < most[i] {
				open += shares[i]
			}
		}
		if cut == 0 || open == 0 {
			return
		}
		for i := range shares {
			if shares[i] > most[i] {
				shares[i] = most[i]
			} else if shares[i] < most[i] {
				shares[i] += float64(cut * (shares[i] / open))
			}
		}
	}
}

// adjust moves utilisation by the margin over all grades and the stock of all goods.
func (a *magnetMaker) adjust(v agents.View, m *agents.Memory, outlooks *[mostGrades]outlook) {
	var revenue, full, cost, stock, wanted float64
	for i := range a.grades {
		b := &m.Beliefs[a.grades[i].slot]
		revenue += float64(b.Share * outlooks[i].output)
		full += float64(b.Share * outlooks[i].revenue)
		cost += float64(b.Share * outlooks[i].cost)
	}
	for slot := a.inputs; slot < len(m.Beliefs); slot++ {
		price := m.Beliefs[slot].Expected
		stock += float64(price * v.StockTonnes(slot))
		wanted += float64(price * float64(sellersCover*gross(v, m, slot)))
	}
	m.Margin, m.Cost = marginOn(a.model, full, cost), cost
	a.answer.adjust(a.model, m, marginOn(a.model, revenue, cost), StockRoom(stock, wanted))
}

// level is the output that utilisation and limits allow, t a month.
func (a *magnetMaker) level(v agents.View, m *agents.Memory) float64 {
	return min(float64(float64(m.Utilisation*v.Working())*v.Capacity()), v.Limit())
}

// part is the share of output that is a grade made by a recipe.
func (a *magnetMaker) part(m *agents.Memory, g *grade, recipe int) float64 {
	share := m.Beliefs[g.slot].Share
	switch {
	case g.recipes == 1 && recipe == 1:
		return 0
	case g.recipes == 1:
		return share
	case recipe == 1:
		return float64(share * m.Recipe[g.memory])
	}
	return float64(share * (1 - m.Recipe[g.memory]))
}

// produce plans the runs. Where an input is scarce all recipes that take it are cut alike; the others
// go on.
func (a *magnetMaker) produce(v agents.View, m *agents.Memory, p *agents.Plan) {
	level := a.level(v, m)
	var runs [mostGrades][2]float64
	for i := range a.grades {
		slot := a.grades[i].slot
		room := StockRoom(v.StockTonnes(slot), float64(gradeCover*m.Beliefs[slot].Sold12))
		for recipe := range 2 {
			runs[i][recipe] = float64(float64(level*room) * a.part(m, &a.grades[i], recipe))
		}
	}
	for slot := range a.inputs {
		need := a.need(&runs, slot)
		follow(v, m, slot, need)
		p.Want[slot] = wanted(need, v.StockTonnes(slot))
	}
	for slot := range a.inputs {
		have, need := float64(scarcest*v.StockTonnes(slot)), a.need(&runs, slot)
		if need <= have {
			continue
		}
		for i := range a.grades {
			for recipe := range 2 {
				if a.grades[i].input[recipe][slot] > 0 {
					runs[i][recipe] = float64(runs[i][recipe] * (have / need))
				}
			}
		}
	}
	made := 0.0
	for i := range a.grades {
		g := &a.grades[i]
		for recipe := range g.recipes {
			if mass := grams(runs[i][recipe]); mass > 0 {
				p.Runs = append(p.Runs, agents.Run{Activity: g.activity + recipe, Level: mass})
			}
		}
		made += runs[i][0] + runs[i][1]
		follow(v, m, g.slot, runs[i][0]+runs[i][1])
	}
	if a.swarf >= 0 {
		follow(v, m, a.swarf, float64(made*a.swarfPer))
	}
}

// need is what runs take of an input, t.
func (a *magnetMaker) need(runs *[mostGrades][2]float64, slot int) (tonnes float64) {
	for i := range a.grades {
		for recipe := range 2 {
			tonnes += float64(runs[i][recipe] * a.grades[i].input[recipe][slot])
		}
	}
	return tonnes
}

// Quote bids for each input on its own, up to what it is worth in all the magnets that take it,
// and offers grades and swarf.
func (a *magnetMaker) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	var outlooks [mostGrades]outlook
	a.look(v, m, &outlooks)
	for slot := range a.inputs {
		b := &m.Beliefs[slot]
		Buy(a.model.Steepness, Buyer{
			Expected: b.Expected, Limit: a.limit(v, m, &outlooks, slot), Stock: v.Stock(slot).Mass,
			Flow: b.Flow, Gross: gross(v, m, slot), Cover: buyersCover, PanicCover: a.model.PanicCover,
		}, slot, o)
	}
	for i := range a.grades {
		slot, scrap := a.grades[i].slot, a.swarfValue(m)
		a.offer(v, m, slot, askFloor(a.model, outlooks[i].cost-scrap, a.support(v, m, slot)), o)
	}
	if a.swarf >= 0 {
		a.offer(v, m, a.swarf, 0, o)
	}
}

// offer appends the asks for a good.
func (a *magnetMaker) offer(v agents.View, m *agents.Memory, slot int, floor float64, o *[]agents.Order) {
	b := &m.Beliefs[slot]
	Sell(a.model, Seller{
		Expected: b.Expected, Floor: floor, Stock: v.Stock(slot).Mass, Flow: b.Flow, Gross: gross(v, m, slot),
	}, slot, o)
}

// limit is the most that a kilogram of an input is worth to the plant: what the magnets that take
// it bring, less their other inputs at expected prices and most of the cost of conversion: a plant
// that has customers to keep does not insist on all of it. Recipes that cannot pay the expected
// price do not count, lest one poor grade keep the plant from buying for a good one; where none
// can, the best does.
func (a *magnetMaker) limit(v agents.View, m *agents.Memory, outlooks *[mostGrades]outlook, slot int) float64 {
	var rest, taken, best float64
	expected := m.Beliefs[slot].Expected
	for i := range a.grades {
		g := &a.grades[i]
		for recipe := range 2 {
			part, kg := a.part(m, g, recipe), g.input[recipe][slot]
			if part == 0 || kg == 0 {
				continue
			}
			conversion := float64(a.cost*v.CostScale()) + float64(float64(recipe)*a.model.SparingCost)
			others := a.inputCost(m, g, recipe) - float64(kg*expected)
			left := outlooks[i].revenue - float64(limitCostShare*conversion) - others
			best = max(best, left/kg)
			if left >= float64(kg*expected) {
				rest += float64(part * left)
				taken += float64(part * kg)
			}
		}
	}
	if taken == 0 {
		return best
	}
	return rest / taken
}
