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
	curve := curve{steepness: model.Steepness, target: target, low: -1, high: 2}
	ladder(min(s.Stock, grams(offer)), func(k int, mass markets.Mass) {
		left := stock - float64(float64((float64(k)+0.5)*offer)/steps)
		price := max(floor, float64(s.Expected*curve.at(left)))
		*o = append(*o, agents.Order{Slot: int32(slot), Price: exact.Price(min(price, greatest)), Mass: mass})
	})
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
	curve := curve{steepness: steepness, target: target, low: -1.5, high: 2}
	ladder(grams(demand), func(k int, mass markets.Mass) {
		cover := stock + float64(float64((float64(k)+0.5)*demand)/steps)
		price := max(float64(b.Expected*curve.at(cover)), Panic(b, cover))
		price = float64(min(b.Limit, price) * (1 + b.Premium))
		if p := exact.Price(min(price, greatest)); p > 0 {
			*o = append(*o, agents.Order{Slot: int32(slot), Bid: true, Price: p, Mass: mass})
		}
	})
}

// Panic is the bid of a buyer whose stock would be that many tonnes: the expected price at the panic cover,
// the limit at none, geometrically between; 0 above the cover.
func Panic(b Buyer, stock float64) float64 {
	safe := float64(b.PanicCover * b.Flow)
	if stock >= safe || b.Expected <= 0 {
		return 0
	}
	return float64(b.Expected * exact.Pow(b.Limit/b.Expected, 1-stock/safe))
}

// curve is the response of a price to a stock: exp(-steepness x relative distance to the target).
// Steps are equally far apart, so prices between the bounds are a geometric series: one
// exponential serves them all.
type curve struct {
	steepness, target, low, high float64
	distance, price, ratio       float64 // of the last step, and from step to step
	inside                       bool    // the last step was between the bounds
	started                      bool
}

func (c *curve) at(stock float64) float64 {
	last, inside := c.distance, c.inside
	c.distance = c.high
	if c.target > 0 {
		c.distance = stock/c.target - 1
	}
	c.inside = c.distance > c.low && c.distance < c.high
	raw := c.distance
	bounded := min(max(raw, c.low), c.high)
	switch {
	case c.started && inside && c.inside:
		if c.ratio == 0 {
			c.ratio = exact.Exp(-float64(c.steepness * (raw - last)))
		}
		c.price = float64(c.price * c.ratio)
	case c.started && !inside && !c.inside && (last > c.low) == (raw > c.low):
	default:
		c.price = exact.Exp(-float64(c.steepness * bounded))
	}
	c.started = true
	return c.price
}

// ladder splits a mass into equal steps; what does not divide goes to the first. Empty steps are
// left out.
func ladder(total markets.Mass, step func(k int, mass markets.Mass)) {
	each := total / steps
	for k := range steps {
		mass := each
		if k == 0 {
			mass += total % steps
		}
		if mass > 0 {
			step(k, mass)
		}
	}
}

// grams turns tonnes into whole grams, and what is below nothing into nothing.
func grams(tonnes float64) markets.Mass { return exact.Mass(max(0, tonnes)) }
