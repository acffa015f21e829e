package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

const (
	leastSold = 0.05 // least share of an oxide's output that a plant expects to sell
	glut      = 12.0 // months of sales in stock above which an oxide is no longer finished
)

// Keep is what finishing an oxide brings per kg of the element fed: what it sells for, of the
// share that sells, and what policy adds, less the finishing (k of MODEL 7.2).
func Keep(yield, price, sold, support, finishing float64) float64 {
	return float64(yield*(float64(price*sold)+support)) - finishing
}

// RejectTarget is the share of an element that is thrown away rather than finished when keeping
// it brings so much per kg, disposal has its cost, and an oxide that costs something to finish
// opened at a price.
func RejectTarget(model *agents.Model, keep, opened float64) float64 {
	return exact.Logistic((-model.DisposalCost - keep) / rejectSlope(model, opened))
}

// rejectSlope is the gain that moves a reject share by one logit, USD/kg. Plants differ in their costs, and
// by more where an oxide is dear: at 0.3 USD/kg for all, yttrium and gadolinium were finished by all
// plants or by none, and their prices swung fivefold in a rhythm of twenty months.
func rejectSlope(model *agents.Model, opened float64) float64 {
	return max(model.RejectSlope, float64(model.RejectSpread*opened))
}

// FinishingFor is the cost of finishing at which a share of an element would be thrown away: what
// the balance of 2024 says of oxides in surplus. USD per kg of the element fed.
func FinishingFor(model *agents.Model, reject, yield, price float64) float64 {
	return float64(yield*price) + model.DisposalCost + float64(rejectSlope(model, price)*logit(reject))
}

// Separation describes separating a feed into all its oxides, in USD per kg.
type Separation struct {
	Model               *agents.Model
	Yield               float64 // from feed to oxide
	Crack, Light, Heavy float64 // costs, per kg REO, per kg NdPr and per kg of other elements but La and Ce
	Price, Finishing    [markets.Elements]float64
	Reject              *[markets.Elements]float64 // nil for what pays best
}

// Netback is what a kilogram of feed of that content is worth before it is bought (V of MODEL
// 7.2). The opening prices of concentrates and carbonates are a share of a Chinese plant's.
func (s *Separation) Netback(content *[markets.Elements]float64) (usdPerKg float64) {
	for e, x := range content {
		keep := Keep(s.Yield, s.Price[e], 1, 0, s.Finishing[e])
		opened := s.Price[e]
		if s.Finishing[e] == 0 {
			opened = 0
		}
		reject := RejectTarget(s.Model, keep, opened)
		if s.Reject != nil {
			reject = s.Reject[e]
		}
		usdPerKg += float64(x * (float64((1-reject)*keep) - float64(reject*s.Model.DisposalCost)))
	}
	return usdPerKg - s.Crack - splitCost(content, nil, s.Light, s.Heavy)
}

// splitCost is the cost of separation per kg of feed: it sits on what must be split. Lanthanum and
// cerium fall out on the way, and what the plant leaves to others costs nothing either.
func splitCost(content *[markets.Elements]float64, leaves func(markets.Element) bool, light, heavy float64) (cost float64) {
	for e, x := range content {
		switch {
		case leaves != nil && leaves(markets.Element(e)) || markets.Element(e) == markets.La || markets.Element(e) == markets.Ce:
		case markets.Element(e) == markets.NdPr:
			cost += float64(x * light)
		default:
			cost += float64(x * heavy)
		}
	}
	return cost
}

// product is what a processing plant makes.
type product struct {
	slot      int
	yield     [markets.Elements]float64 // share of each element that it carries; of a metal, kg made per kg fed
	elements  []markets.Element         // that it carries
	element   markets.Element           // of an oxide or a metal; Elements for what carries several
	finishing float64                   // USD per kg of the element fed
	opened    float64                   // of what costs something to finish: price at the index node at the opening, USD/kg
	choice    bool                      // finished only as far as it pays
	carries   float64                   // of a metal: share of the element fed that is in it; else 0
	feed      int                       // of a metal: the feed that makes it and nothing else
}

// prospect is what a product is expected to bring, USD/kg.
type prospect struct {
	price    float64 // contracts included, support not
	support  float64
	sold     float64 // share that is sold
	marginal float64 // marginal revenue over price
}

// worth sums products up by the element they are made of, USD per kg of the element fed.
type worth struct {
	value   [markets.Elements]float64 // net of finishing and disposal: what may be bid
	revenue [markets.Elements]float64 // as output decisions reckon with it
	full    [markets.Elements]float64 // as sales bring it: a sister's ore is not to bear market power twice
	cost    [markets.Elements]float64 // finishing and disposal
}

// add joins a product, of which a share of each element is thrown away.
func (w *worth) add(p *product, is *prospect, reject *[markets.Elements]float64, disposal float64) {
	for _, e := range p.elements {
		yield, lost := p.yield[e], 0.0
		if p.choice {
			lost = reject[e]
		}
		keep := Keep(yield, is.price, is.sold, is.support, p.finishing)
		sales := float64(float64(is.price*is.sold)*is.marginal) + is.support
		w.value[e] += float64((1-lost)*keep) - float64(lost*disposal)
		w.revenue[e] += float64(float64((1-lost)*yield) * sales)
		w.full[e] += float64(float64((1-lost)*yield) * (float64(is.price*is.sold) + is.support))
		w.cost[e] += float64((1-lost)*p.finishing) + float64(lost*disposal)
	}
}

// dot sums a value by element over a content.
func dot(content, value *[markets.Elements]float64) (sum float64) {
	for e, x := range content {
		if x != 0 {
			sum += float64(x * value[e])
		}
	}
	return sum
}

// held lists the elements of which there is any.
func held(of *[markets.Elements]float64) (elements []markets.Element) {
	for e, x := range of {
		if x != 0 {
			elements = append(elements, markets.Element(e))
		}
	}
	return elements
}

// dotOver is dot where only some elements count: those of which either side has any.
func dotOver(elements []markets.Element, content, value *[markets.Elements]float64) (sum float64) {
	for _, e := range elements {
		sum += float64(content[e] * value[e])
	}
	return sum
}

// soldShare is the share of a product's output that the plant expects to sell: that of the last
// year, and all of it as long as the plant has none.
func soldShare(b *agents.Belief, planned float64) float64 {
	if b.Made12 <= 0 || planned <= 0 {
		return 1
	}
	known := min(1, b.Made12/planned)
	sold := min(max(b.Sold12/b.Made12, leastSold), 1)
	return 1 - float64(known*(1-sold))
}
