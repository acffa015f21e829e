package firm

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// The shape of a sealed ladder (MODEL 7.4).
const (
	steps        = 8
	sellersCover = 2.0  // months of output that a seller wants in stock
	buyersCover  = 2.0  // months of use that a plant wants in stock; below 1.5 the month of travel starves it
	offerShare   = 0.9  // most of the stock that is offered at once
	pace         = 1.5  // months of flow that are offered or bid for at the target stock
	restock      = 0.25 // share of the distance to the target stock that bids close in a month
	greatest     = 1e6  // USD/kg, the market's limit
)

// Seller describes an offer of one good.
type Seller struct {
	Expected float64      // price, USD/kg
	Floor    float64      // least price, USD/kg
	Stock    markets.Mass // at hand
	Flow     float64      // planned output for the market, t a month
	Gross    float64      // planned output, contracts included, t a month
}

// Sell appends a ladder of asks. The more stock is left above its target, the cheaper a step: the
// first one is the cheapest. The target covers contracts too, so that a plant which delivers all
// it makes to its sister does not dump what it keeps for her.
func Sell(model *agents.Model, s Seller, slot int, o *[]agents.Order) {
	target, stock := float64(sellersCover*s.Gross), exact.Tonnes(s.Stock)
	offer := min(offerShare*stock, float64(pace*s.Flow)+max(0, stock-target))
	floor := max(model.LeastPrice, s.Floor)
	total := min(s.Stock, grams(offer))
	if total <= 0 {
		return
	}
	var left [steps]float64
	for k := range left {
		left[k] = stock - float64(float64((float64(k)+0.5)*offer)/steps)
	}
	factors := curve{steepness: model.Steepness, target: target, low: -1, high: 2}.over(&left)
	for k, factor := range factors {
		if mass := portion(total, k); mass > 0 {
			price := max(floor, float64(s.Expected*factor))
			*o = append(*o, agents.Order{Slot: int32(slot), Price: exact.Price(min(price, greatest)), Mass: mass})
		}
	}
}

// Buyer describes a demand for one good.
type Buyer struct {
	Expected   float64      // price, USD/kg
	Limit      float64      // most that a kilogram is worth to the buyer, USD/kg
	Premium    float64      // share paid on top for security of supply
	Stock      markets.Mass // at hand
	Flow       float64      // planned use from the market, t a month
	Gross      float64      // planned use, contracts included, t a month
	Cover      float64      // months of use wanted in stock
	PanicCover float64      // months of use below which the limit comes into sight
}

// Buy appends a ladder of bids: the first step is the most urgent and dearest. With less than the
// panic cover in stock the bids rise from the expected price towards the limit, whatever the
// ladder says; this is what lets prices leave the range of the sellers' ladders in a shortage.
func Buy(steepness float64, b Buyer, slot int, o *[]agents.Order) {
	if b.Limit <= 0 {
		return
	}
	target, stock := float64(b.Cover*b.Gross), exact.Tonnes(b.Stock)
	demand := max(0, float64(pace*b.Flow)+float64(restock*(target-stock)))
	total := grams(demand)
	if total <= 0 {
		return
	}
	var cover [steps]float64
	for k := range cover {
		cover[k] = stock + float64(float64((float64(k)+0.5)*demand)/steps)
	}
	bids := curve{steepness: steepness, target: target, low: -1.5, high: 2}.over(&cover)
	for k := range bids {
		bids[k] = float64(b.Expected * bids[k])
	}
	b.panic(&cover, &bids)
	for k, price := range bids {
		price = float64(min(b.Limit, price) * (1 + b.Premium))
		if mass, p := portion(total, k), exact.Price(min(price, greatest)); p > 0 && mass > 0 {
			*o = append(*o, agents.Order{Slot: int32(slot), Bid: true, Price: p, Mass: mass})
		}
	}
}

// panic raises the bids of steps that would leave the buyer below its panic cover: from the expected price at
// that cover to the limit at none, geometrically. The first step is the most urgent.
func (b *Buyer) panic(cover, bids *[steps]float64) {
	safe := float64(b.PanicCover * b.Flow)
	if cover[0] >= safe || b.Expected <= 0 {
		return
	}
	rise := exact.BaseOf(b.Limit / b.Expected)
	for k, stock := range cover {
		if stock < safe {
			bids[k] = max(bids[k], float64(b.Expected*rise.Pow(1-stock/safe)))
		}
	}
}

// curve is the response of a price to a stock: exp(-steepness x relative distance to the target).
type curve struct{ steepness, target, low, high float64 }

// over gives the response to the stocks of a ladder. Steps are equally far apart, so prices between the bounds are a
// geometric series: one exponential serves them all.
func (c curve) over(stocks *[steps]float64) (factors [steps]float64) {
	var last, factor, ratio float64
	var within bool // whether the last step was between the bounds
	for k, stock := range stocks {
		distance := c.high
		if c.target > 0 {
			distance = stock/c.target - 1
		}
		inside := distance > c.low && distance < c.high
		switch {
		case k > 0 && within && inside:
			if ratio == 0 {
				ratio = exact.Exp(-float64(c.steepness * (distance - last)))
			}
			factor = float64(factor * ratio)
		case k > 0 && !within && !inside && (last > c.low) == (distance > c.low):
		default:
			factor = exact.Exp(-float64(c.steepness * min(max(distance, c.low), c.high)))
		}
		factors[k], last, within = factor, distance, inside
	}
	return factors
}

// portion is a step of a ladder: an equal part of a mass, and in the first step what does not divide.
func portion(total markets.Mass, k int) markets.Mass {
	if k == 0 {
		return total/steps + total%steps
	}
	return total / steps
}

// grams turns tonnes into whole grams, and what is below nothing into nothing.
func grams(tonnes float64) markets.Mass { return exact.Mass(max(0, tonnes)) }
