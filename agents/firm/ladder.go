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
	var asks [steps]float64
	curve{model.Steepness, target, -1, 2}.over(ladder{stock, -offer}, &asks)
	orders := *o
	for k := range asks {
		if mass := portion(total, k); mass > 0 {
			price := max(floor, float64(s.Expected*asks[k]))
			orders = append(orders, agents.Order{Slot: int32(slot), Price: exact.Price(min(price, greatest)), Mass: mass})
		}
	}
	*o = orders
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
	var bids [steps]float64
	cover := ladder{stock, demand}
	curve{steepness, target, -1.5, 2}.over(cover, &bids)
	for k := range bids {
		bids[k] = float64(b.Expected * bids[k])
	}
	b.panic(cover, &bids)
	orders := *o
	for k := range bids {
		price := float64(min(b.Limit, bids[k]) * (1 + b.Premium))
		if mass, p := portion(total, k), exact.Price(min(price, greatest)); p > 0 && mass > 0 {
			orders = append(orders, agents.Order{Slot: int32(slot), Bid: true, Price: p, Mass: mass})
		}
	}
	*o = orders
}

// panic raises the bids of steps that would leave the buyer below its panic cover: from the expected price at
// that cover to the limit at none, geometrically. The first step is the most urgent.
func (b *Buyer) panic(cover ladder, bids *[steps]float64) {
	safe := float64(b.PanicCover * b.Flow)
	if cover.at(0) >= safe || b.Expected <= 0 {
		return
	}
	rise := exact.BaseOf(b.Limit / b.Expected)
	for k := 0; k < steps && cover.at(k) < safe; k++ {
		bids[k] = max(bids[k], float64(b.Expected*rise.Pow(1-cover.at(k)/safe)))
	}
}

// ladder is what a stock would be step by step, t.
type ladder struct{ stock, change float64 }

// at is the stock in the middle of a step.
func (l ladder) at(k int) float64 {
	return l.stock + float64(float64((float64(k)+0.5)*l.change)/steps)
}

// portion is a step's part of a mass: all alike, and what does not divide goes to the first.
func portion(total markets.Mass, k int) markets.Mass {
	if k == 0 {
		return total/steps + total%steps
	}
	return total / steps
}

// curve is the response of a price to a stock: exp(-steepness x relative distance to the target), within bounds of
// the distance.
type curve struct{ steepness, target, low, high float64 }

// over gives the response at the steps of a ladder. They are equally far apart, so prices between the bounds are a
// geometric series: one exponential serves them all.
func (c curve) over(l ladder, factors *[steps]float64) {
	for k := 0; k < steps; {
		distance, end, ratio := c.distance(l.at(k)), c.alike(l, k), 1.0
		if end > k+1 && c.side(distance) == 0 {
			ratio = exact.Exp(-float64(c.steepness * (c.distance(l.at(k+1)) - distance)))
		}
		factor := exact.Exp(-float64(c.steepness * min(max(distance, c.low), c.high)))
		for ; k < end; k++ {
			factors[k] = factor
			factor = float64(factor * ratio)
		}
	}
}

// alike is where the steps end that are on the same side of the bounds as one, often all.
func (c curve) alike(l ladder, k int) (end int) {
	side := c.side(c.distance(l.at(k)))
	for end = steps; c.side(c.distance(l.at(end-1))) != side; end-- {
	}
	return end
}

// distance is how far a stock is from the target, in targets.
func (c curve) distance(stock float64) float64 {
	if c.target <= 0 {
		return c.high
	}
	return stock/c.target - 1
}

// side tells distances at or beyond the lower bound, between the bounds, and at or beyond the upper one.
func (c curve) side(distance float64) int {
	switch {
	case distance <= c.low:
		return -1
	case distance >= c.high:
		return 1
	}
	return 0
}

// grams turns tonnes into whole grams, and what is below nothing into nothing.
func grams(tonnes float64) markets.Mass { return exact.Mass(max(0, tonnes)) }
