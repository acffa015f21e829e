package firm

import (
	"slices"

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
	total := min(s.Stock, grams(offer))
	if total <= 0 {
		return
	}
	asks := rungs{slot: slot, scale: 1, low: max(model.LeastPrice, s.Floor), high: greatest}
	curve{model.Steepness, target, -1, 2}.over(ladder{stock, -offer}, s.Expected, &asks.prices)
	asks.place(total, o)
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
	demand := float64(pace*b.Flow) + float64(restock*(target-stock))
	if demand <= 0 {
		return
	}
	total := exact.Mass(demand)
	if total <= 0 {
		return
	}
	premium := 1 + b.Premium
	bids := rungs{slot: slot, bid: true, scale: premium, high: min(float64(b.Limit*premium), greatest)}
	cover := ladder{stock, demand}
	curve{steepness, target, -1.5, 2}.over(cover, b.Expected, &bids.prices)
	b.panic(cover, &bids.prices)
	bids.place(total, o)
}

// rungs are the steps of a ladder of orders.
type rungs struct {
	slot      int
	bid       bool
	prices    [steps]float64 // USD/kg
	scale     float64        // of them all
	low, high float64        // bounds of what comes of that, USD/kg
}

// place appends the orders for equal parts of a mass; what does not divide goes to the first. Who bids nothing does not bid.
func (r *rungs) place(total markets.Mass, o *[]agents.Order) {
	orders := slices.Grow(*o, steps)
	mass, each := total/steps+total%steps, total/steps
	for _, price := range &r.prices {
		price = float64(price * r.scale)
		if price < r.low { // a branch is cheaper than min and max, which mind signs and NaN
			price = r.low
		}
		if price > r.high {
			price = r.high
		}
		if p := exact.Price(price); mass > 0 && (p > 0 || !r.bid) {
			orders = append(orders, agents.Order{Slot: int32(r.slot), Bid: r.bid, Price: p, Mass: mass})
		}
		mass = each
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

// curve is the response of a price to a stock: exp(-steepness x relative distance to the target), within bounds of
// the distance.
type curve struct{ steepness, target, low, high float64 }

// over gives the price expected times the response at the steps of a ladder. They are equally far apart, so responses between
// the bounds are a geometric series: one exponential serves them all.
func (c curve) over(l ladder, expected float64, prices *[steps]float64) {
	for k := 0; k < steps; {
		distance := c.distance(l.at(k))
		side, ratio := c.side(distance), 1.0
		end := c.alike(l, side)
		if end > k+1 && side == 0 {
			ratio = exact.Exp(-float64(c.steepness * (c.distance(l.at(k+1)) - distance)))
		}
		factor := exact.Exp(-float64(c.steepness * min(max(distance, c.low), c.high)))
		for ; k < end; k++ {
			prices[k] = float64(expected * factor)
			factor = float64(factor * ratio)
		}
	}
}

// alike is where the steps end that are on a side of the bounds, often all.
func (c curve) alike(l ladder, side int) (end int) {
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
