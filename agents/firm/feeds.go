package firm

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// judge gives the plant's view of every feed: what it is worth, what it costs, what is at hand,
// and which part of any further feed it should be. That part goes to feeds that are worth more
// than their price, by what the world sells of them, so that a plant without a past can start, or by part of what is
// offered, so that an ore without a past can be sold.
func (p *processor) judge(v agents.View, m *agents.Memory, w *worth, options []option) {
	var traded float64
	for i := range options {
		f, o := &p.feeds[i], &options[i]
		other := p.costOf(v, f) + f.sum(&w.cost)
		*o = option{value: f.sum(&w.value) - p.costOf(v, f), price: m.Beliefs[f.slot].Expected, revenue: f.sum(&w.revenue), full: f.sum(&w.full)}
		if f.own {
			if o.worth = netback(p.model, o.full, other); v.Traded(f.slot) {
				o.worth = min(o.worth, o.price)
			}
			o.price = o.worth
		}
		o.cost = o.price + other
		o.content = contentOf(v.Stock(f.slot), &f.content)
		if o.value > o.price {
			is := v.Report(v.Good(f.slot))
			o.share = max(is.Sold12, float64(newTrade*is.Offered), float64(leastTrade*v.Capacity()))
			traded += o.share
		}
	}
	for i := range options {
		if traded > 0 {
			options[i].share /= traded
		}
	}
}

// newTrade is the share of what is offered of a feed that counts like a sale. What is offered of a feed with a
// market is less than twice what is sold.
const newTrade = 0.25

// leastTrade keeps feeds that nobody sold lately on the list, as a share of the plant's capacity.
const leastTrade = 1e-6

// netback is what leaves a plant the usual markup on a feed. It reckons with what sister plants
// pass on at that price, or the market's where there is one and it is lower: the company would not
// sell its own ore and stop its own refinery.
func netback(model *agents.Model, revenue, other float64) float64 {
	return max(0, revenue/(1+model.Markup)-other)
}

// contentOf is the content of a lot, g per g; the reference's where there is none.
func contentOf(lot markets.Lot, reference *[markets.Elements]float64) (content [markets.Elements]float64) {
	if lot.Mass <= 0 {
		return *reference
	}
	for e, m := range lot.Content {
		content[e] = float64(m) / float64(lot.Mass)
	}
	return content
}

// adjust moves utilisation to what the margin over all feeds calls for and unsold stock allows.
func (p *processor) adjust(v agents.View, m *agents.Memory, options []option) {
	var used, revenue, full, cost float64
	for i := range options {
		used += gross(v, m, p.feeds[i].slot)
	}
	for i := range options {
		o := &options[i]
		weight := o.share
		if used > 0 {
			weight = gross(v, m, p.feeds[i].slot) / used
		}
		revenue += float64(weight * o.revenue)
		full += float64(weight * o.full)
		cost += float64(weight * o.cost)
	}
	var stock, wanted float64
	for i := range p.products {
		slot := p.products[i].slot
		price := m.Beliefs[slot].Expected
		stock += float64(price * v.StockTonnes(slot))
		wanted += float64(price * float64(sellersCover*gross(v, m, slot)))
	}
	m.Margin, m.Cost = marginOn(p.model, full, cost), cost
	p.answer.adjust(p.model, m, marginOn(p.model, revenue, cost), StockRoom(stock, wanted))
}

// budgets are what the bounds and the producer's limit allow this month.
func (p *processor) budgets(v agents.View, m *agents.Memory, into []float64) []float64 {
	working := float64(float64(m.Utilisation*v.Working()) * v.Capacity())
	for i := range p.bounds {
		into = append(into, float64(p.bounds[i].per*working))
	}
	into[0] = min(into[0], v.Limit())
	return into
}

// run shares this month's feed among the stocks at hand: by what is there, and more of what leaves
// the better margin. A sharp order, best feed first, would empty one stock after the other and
// make the plant's bids, and then the prices of feeds, swing.
func (p *processor) run(v agents.View, m *agents.Memory, options []option) {
	var buffer [4]float64
	budgets := p.budgets(v, m, buffer[:0])
	var weights, caps [mostFeeds]float64
	for i := range options {
		o := &options[i]
		stock := v.StockTonnes(p.feeds[i].slot)
		gain := (o.value - o.price) / max(float64(p.model.UtilisationSlope*o.cost), p.model.LeastPrice)
		weights[i] = float64(stock * exact.Exp(min(max(gain, -5), 5)))
		caps[i] = float64(scarcest * stock)
	}
	fill(budgets[0], weights[:len(options)], caps[:len(options)], options)
	for k := 1; k < len(p.bounds); k++ {
		var used float64
		for i := range options {
			used += float64(options[i].run * p.bounds[k].use(&options[i].content))
		}
		if used > budgets[k] {
			for i := range options {
				options[i].run = float64(options[i].run * (budgets[k] / used))
			}
		}
	}
}

// fill shares out a total in proportion to weights, each share within its cap, until the total or
// the caps are reached.
func fill(total float64, weights, caps []float64, options []option) {
	for range options {
		var sum float64
		for i := range options {
			if options[i].run < caps[i] {
				sum += weights[i]
			}
		}
		if sum <= 0 || total <= 0 {
			return
		}
		full, left := false, total
		for i := range options {
			if options[i].run >= caps[i] {
				continue
			}
			more, room := float64(total*(weights[i]/sum)), caps[i]-options[i].run
			if more >= room {
				more, full = room, true
				options[i].run = caps[i]
			} else {
				options[i].run += more
			}
			left -= more
		}
		if total = left; !full {
			return
		}
	}
}

// order turns the feed into runs.
func (p *processor) order(m *agents.Memory, options []option, plan *agents.Plan) {
	var lost [markets.Elements]markets.Share
	for i := range p.products {
		if e := p.products[i].element; p.products[i].choice {
			lost[e] = share(m.Reject[e])
		}
	}
	for i := range options {
		if level := grams(options[i].run); level > 0 {
			plan.Runs = append(plan.Runs, agents.Run{Activity: p.feeds[i].activity, Level: level, Reject: lost})
		}
	}
}

// intend sets flows and wants. Of feed the plant means to use what it runs, and what it lacks to
// its target is spread over the feeds that pay. Sister plants are asked for all that it lacks.
func (p *processor) intend(v agents.View, m *agents.Memory, options []option, plan *agents.Plan) {
	var buffer [4]float64
	left := p.budgets(v, m, buffer[:0])
	for k := range p.bounds {
		for i := range options {
			left[k] -= float64(options[i].run * p.bounds[k].use(&options[i].content))
		}
	}
	var mix [markets.Elements]float64
	for i := range options {
		for e, x := range p.feeds[i].content {
			mix[e] += float64(options[i].share * x)
		}
	}
	lack := p.fits(left, &mix)
	for i := range options {
		f, o := &p.feeds[i], &options[i]
		follow(v, m, f.slot, o.run+float64(o.share*lack))
		wish := o.run
		if o.value > 0 {
			wish += p.fits(left, &f.content)
		}
		plan.Want[f.slot] = wanted(wish, v.StockTonnes(f.slot))
		plan.Worth[f.slot] = exact.Price(o.worth)
	}
	for i := range p.products {
		product := &p.products[i]
		var made float64
		for k := range options {
			made += float64(options[k].run * p.yields(m, product, &options[k].content))
		}
		follow(v, m, product.slot, made)
	}
}

// wanted is what a plant would take of an input beside its bids: the month's use and a part of
// what its stock lacks.
func wanted(use, stock float64) markets.Mass {
	return grams(use + float64(restock*(float64(buyersCover*use)-stock)))
}

// fits is the feed of a content that what is left of the bounds allows, t.
func (p *processor) fits(left []float64, content *[markets.Elements]float64) float64 {
	most := math.Inf(1)
	for k := range p.bounds {
		if use := p.bounds[k].use(content); use > 0 {
			most = min(most, left[k]/use)
		}
	}
	return max(0, most)
}

// yields is what a tonne of feed of a content gives of a product after rejects, t.
func (p *processor) yields(m *agents.Memory, product *product, content *[markets.Elements]float64) float64 {
	made := dotOver(product.elements, content, &product.yield)
	if product.choice {
		made = float64(made * (1 - m.Reject[product.element]))
	}
	return made
}
