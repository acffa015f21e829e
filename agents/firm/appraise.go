package firm

import "monazite/agents"

// Appraise gives a month at full nameplate: what the mine would sell, and what digging and cracking
// it would cost, USD.
func (a *miner) Appraise(v agents.View, m *agents.Memory, flows []float64) (cost float64) {
	cracked := 0.0
	if a.cracks {
		cracked = m.Beliefs[carbonate].Share
		flows[carbonate] = float64(v.Capacity() * cracked)
	}
	flows[ore] = float64(v.Capacity() * (1 - cracked))
	return float64(float64((a.cost+float64(cracked*a.crackCost))*v.CostScale())*v.Capacity()) * kgPerTonne
}

// Appraise gives a month at full nameplate on the feed that suits the plant best: one that sister
// plants make if there is any, else the one that leaves most over its price.
func (p *processor) Appraise(v agents.View, m *agents.Memory, flows []float64) (cost float64) {
	var w worth
	var prospects [mostProducts]prospect
	p.appraise(m, p.prospects(v, m, prospects[:0]), &w)
	best, most := 0, 0.0
	for i := range p.feeds {
		f := &p.feeds[i]
		gain := f.sum(&w.value) - p.costOf(v, f) - m.Beliefs[f.slot].Expected
		if f.own == p.feeds[best].own && gain > most || f.own && !p.feeds[best].own || i == 0 {
			best, most = i, gain
		}
	}
	f := &p.feeds[best]
	fed := float64(capacity(p.bounds, &f.content) * v.Capacity())
	flows[f.slot] -= fed
	for i := range p.products {
		flows[p.products[i].slot] += float64(fed * p.yields(m, &p.products[i], &f.content))
	}
	return float64(fed*(p.costOf(v, f)+f.sum(&w.cost))) * kgPerTonne
}

// Appraise gives a month at full nameplate in the grades and recipes of today.
func (a *magnetMaker) Appraise(v agents.View, m *agents.Memory, flows []float64) (cost float64) {
	level := v.Capacity()
	for i := range a.grades {
		g := &a.grades[i]
		for recipe := range g.recipes {
			made := float64(level * a.part(m, g, recipe))
			flows[g.slot] += made
			cost += float64(made * (float64(a.cost*v.CostScale()) + float64(float64(recipe)*a.model.SparingCost)))
			for slot := range a.inputs {
				flows[slot] -= float64(made * g.input[recipe][slot])
			}
		}
	}
	if a.swarf >= 0 {
		flows[a.swarf] += float64(level * a.swarfPer)
	}
	return cost * kgPerTonne
}
