package firm

import (
	"monazite/agents"
	"monazite/markets"
)

// mostFeeds bounds the goods that one plant may process, and mostProducts is enough for what it makes of them.
const (
	mostFeeds    = 32
	mostProducts = 16
)

// processor is the agent of plants that buy feeds and sell what is in them: refiners, crackers,
// metal makers and recyclers. They differ in their products and bounds, not in how they decide.
type processor struct {
	model    *agents.Model
	feeds    []feed
	products []product
	bounds   []bound // the first counts tonnes of feed
	main     int     // slot of the main product
	answer   response
	group    bool
}

// feed is a good that the plant may process.
type feed struct {
	slot, activity int
	content        [markets.Elements]float64 // of the reference lot, g per g
	elements       []markets.Element         // in it
	cost           float64                   // of processing, avoidable, USD/kg
	own            bool                      // sister plants make it
}

// sum adds up a value by element over the content.
func (f *feed) sum(value *[markets.Elements]float64) float64 {
	return dotOver(f.elements, &f.content, value)
}

// bound is a capacity of the plant.
type bound struct {
	per      float64                   // t a month per t of nameplate
	base     float64                   // used by a tonne of feed
	of       [markets.Elements]float64 // used by a tonne of an element in the feed
	elements []markets.Element         // that use any
}

// use is what a tonne of feed of a content takes of a bound.
func (b *bound) use(content *[markets.Elements]float64) float64 {
	return b.base + dotOver(b.elements, content, &b.of)
}

// capacity is the most feed of a content that bounds allow per tonne of nameplate.
func capacity(bounds []bound, content *[markets.Elements]float64) float64 {
	most := bounds[0].per / bounds[0].use(content)
	for i := range bounds {
		if use := bounds[i].use(content); use > 0 {
			most = min(most, bounds[i].per/use)
		}
	}
	return most
}

// option is what the plant thinks of a feed this month, USD/kg.
type option struct {
	value   float64                   // most that a kilogram is worth
	price   float64                   // expected
	worth   float64                   // of what sister plants pass on: what leaves the usual markup, at most a market's price
	revenue float64                   // as output decisions reckon with it
	full    float64                   // as sales bring it
	cost    float64                   // avoidable, the feed's price included
	content [markets.Elements]float64 // of the stock at hand
	share   float64                   // of more feed, if there is to be more
	run     float64                   // t
}

// Plan adjusts reject shares and utilisation, runs the feeds at hand and sets the flows by which
// the plant will bid and offer.
func (p *processor) Plan(v agents.View, m *agents.Memory, plan *agents.Plan) {
	learn(p.model, v, m)
	if !v.Open() {
		return
	}
	var prospects [mostProducts]prospect
	is := p.prospects(v, m, prospects[:0])
	p.reject(v, m, is)
	var w worth
	p.appraise(m, is, &w)
	var buffer [mostFeeds]option
	options := buffer[:len(p.feeds)]
	p.judge(v, m, &w, options)
	p.adjust(v, m, options)
	p.run(v, m, options)
	p.order(m, options, plan)
	p.intend(v, m, options, plan)
}

// Quote bids for every feed up to its worth and offers every product.
func (p *processor) Quote(v agents.View, m *agents.Memory, o *[]agents.Order) {
	var w worth
	var prospects [mostProducts]prospect
	p.appraise(m, p.prospects(v, m, prospects[:0]), &w)
	for i := range p.feeds {
		f := &p.feeds[i]
		b := &m.Beliefs[f.slot]
		Buy(p.model.Steepness, Buyer{
			Expected: b.Expected, Limit: f.sum(&w.value) - p.costOf(v, f), Stock: v.Stock(f.slot).Mass,
			Flow: b.Flow, Gross: gross(v, m, f.slot), Cover: buyersCover, PanicCover: p.model.PanicCover,
		}, f.slot, o)
	}
	for i := range p.products {
		slot := p.products[i].slot
		b := &m.Beliefs[slot]
		Sell(p.model, Seller{
			Expected: b.Expected, Floor: p.floor(v, m, i), Stock: v.Stock(slot).Mass,
			Flow: b.Flow, Gross: gross(v, m, slot),
		}, slot, o)
	}
}

// costOf is the avoidable cost of processing a feed today, USD/kg.
func (p *processor) costOf(v agents.View, f *feed) float64 { return float64(f.cost * v.CostScale()) }

// floor is the least that a product is sold for: half of what it costs once the feed is bought,
// marked up, less what policy adds. Of a joint oxide that is its finishing, for the rest is sunk;
// a metal, and a plant's only product, bear all.
func (p *processor) floor(v agents.View, m *agents.Memory, i int) float64 {
	product := &p.products[i]
	cost := 0.0
	if product.element < markets.Elements {
		cost = product.finishing / product.yield[product.element]
	}
	switch {
	case product.carries > 0:
		f := &p.feeds[product.feed]
		cost += (m.Beliefs[f.slot].Expected + p.costOf(v, f)) / product.yield[product.element]
	case len(p.products) == 1:
		f := &p.feeds[0]
		cost += m.Beliefs[f.slot].Expected + p.costOf(v, f)
	}
	return askFloor(p.model, cost, p.support(v, m, product.slot))
}

// askFloor is the least ask: half of the avoidable cost with its markup, less support. A larger
// share of cost makes prices upstream swing (MODEL 7.4).
func askFloor(model *agents.Model, cost, support float64) float64 {
	return float64(0.5*float64(cost*(1+model.Markup))) - support
}

// support is what policy adds to a kilogram of a product.
func (p *processor) support(v agents.View, m *agents.Memory, slot int) float64 {
	if slot == p.main {
		return support(v, m, slot) + v.Credit()
	}
	return support(v, m, slot)
}

// prospects appends what every product is expected to bring.
func (p *processor) prospects(v agents.View, m *agents.Memory, all []prospect) []prospect {
	for i := range p.products {
		product := &p.products[i]
		is := prospect{price: earnings(v, m, product.slot), support: p.support(v, m, product.slot), sold: 1, marginal: 1}
		if product.choice {
			is.sold = soldShare(&m.Beliefs[product.slot], gross(v, m, product.slot))
		}
		if p.group {
			is.marginal = marginal(p.model, v, m, product.slot)
		}
		all = append(all, is)
	}
	return all
}

// appraise values the elements in a feed.
func (p *processor) appraise(m *agents.Memory, all []prospect, w *worth) {
	for i := range p.products {
		w.add(&p.products[i], &all[i], &m.Reject, p.model.DisposalCost)
	}
}

// reject moves the share of each oxide that is thrown away: to what finishing brings, and to all
// of it while more than a year's sales lie about beyond the stock that the plant wants.
func (p *processor) reject(v agents.View, m *agents.Memory, all []prospect) {
	for i := range p.products {
		product := &p.products[i]
		if !product.choice {
			continue
		}
		is, e := &all[i], product.element
		target := RejectTarget(p.model, Keep(product.yield[e], is.price, is.sold, is.support, product.finishing), product.opened)
		wanted := float64(sellersCover * gross(v, m, product.slot))
		if v.StockTonnes(product.slot)-wanted > float64(glut*m.Beliefs[product.slot].Sold12) {
			target = 1
		}
		m.Reject[e] = Step(m.Reject[e], target, p.model.RejectSpeed)
	}
}
