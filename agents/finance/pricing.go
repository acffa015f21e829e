package finance

import "monazite/markets"

// Form is how an offtake's price is found (MODEL 7.6).
type Form uint8

// The forms.
const (
	Fixed    Form = iota // the price agreed
	Indexed              // a I + b
	Collar               // the index, within a floor and a cap
	CostPlus             // the seller's unit cost and a markup
)

// Pricing is the price clause of an offtake. Each form reads its own fields; the price holds at the seller's node.
type Pricing struct {
	Form       Form
	Price      markets.Price // Fixed
	Slope      markets.Share // Indexed: a, >= 0
	Add        markets.Price // Indexed: b, may be negative
	Floor, Cap markets.Price // Collar
	Markup     markets.Share // CostPlus: mu, >= 0
}

// At is the month's price, given the index of last month and the seller's unit cost, both >= 0. It is never negative;
// products of shares are floored to 1e-6 USD/kg.
func (p Pricing) At(index, unitCost markets.Price) markets.Price {
	switch p.Form {
	case Indexed:
		return max(0, part(p.Slope, index)+p.Add)
	case Collar:
		return min(max(index, p.Floor), p.Cap)
	case CostPlus:
		return unitCost + part(p.Markup, unitCost)
	}
	return p.Price
}

// part is a share of a price.
func part(s markets.Share, p markets.Price) markets.Price {
	return markets.Price(markets.MulDiv(int64(s), int64(p), int64(markets.Whole)))
}

// TakeOrPay is what a buyer owes for the part of the agreed minimum that he did not lift although it was offered, USD.
func TakeOrPay(price markets.Price, floor, lifted markets.Mass) markets.Money {
	return price.Times(max(0, floor-lifted))
}
