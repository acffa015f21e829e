package scenario

import (
	"monazite/agents/firm"
	"monazite/markets"
)

// metal finds the metal of an element.
func (b *builder) metal(e markets.Element) (markets.ID, bool) {
	for i := range b.out.Goods {
		if b.out.Goods[i].Level == markets.Metal && b.out.Goods[i].Element == e {
			return markets.ID(i), true
		}
	}
	return markets.None, false
}

// priceMetals opens metals at what a Chinese maker spends on them, the oxide included, and his markup.
func (b *builder) priceMetals() {
	cost := b.opening.MetalCost
	for i := range b.plants {
		if maker, ok := b.plants[i].builder.(*firm.MetalMaker); ok && b.plants[i].node == b.out.Index {
			cost = maker.Cost
			break
		}
	}
	for i := range b.out.Goods {
		good := &b.out.Goods[i]
		if good.Level != markets.Metal || b.prices[i] > 0 {
			continue
		}
		oxide := b.prices[b.out.Oxides[good.Element]]
		b.prices[i] = (oxide/firm.MetalYield(good.Element) + cost) * (1 + b.out.Model.Markup)
	}
}

// inputPrices is what a magnet maker pays for the metal in a kilogram of each oxide: the oxide's
// price, or that of the metal made of it.
func (b *builder) inputPrices(maker *firm.MagnetMaker) (prices [markets.Elements]float64) {
	for e, oxide := range b.out.Oxides {
		if oxide != markets.None {
			prices[e] = b.prices[oxide]
		}
		if metal, found := b.metal(markets.Element(e)); found && maker.Metallic() {
			prices[e] = b.prices[metal] * firm.MetalYield(markets.Element(e))
		}
	}
	return prices
}
