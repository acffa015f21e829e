package markets

// start prices every vertex where pooled supply meets pooled demand, as if carriage were free and no rule stood in the
// way. No route then earns more than its cost, so any such price is a valid start; this one leaves little to move.
func (b *balancer) start() {
	price := b.pooledPrice()
	for v := range b.vertices {
		b.vertices[v].price = price
		b.vertices[v].excess = b.vertices[v].curve.settle(price)
	}
	for _, v := range b.buyer {
		if v >= 0 {
			b.vertices[v].excess -= b.vertices[v].curve.total()
		}
	}
}

// pooledPrice bisects for the price at which all nodes together want to buy what they want to sell, to about a
// thousandth of the range of prices.
func (b *balancer) pooledPrice() int64 {
	low, high, demand := int64(never), int64(0), Mass(0)
	for v := range b.vertices {
		if levels := b.vertices[v].curve.levels; len(levels) > 0 {
			low, high = min(low, levels[0].key), max(high, levels[len(levels)-1].key)
		}
	}
	for _, v := range b.buyer {
		if v >= 0 {
			demand += b.vertices[v].curve.total()
		}
	}
	for range 10 {
		if low >= high {
			break
		}
		middle, supply := low+(high-low)/2, Mass(0)
		for v := range b.vertices {
			supply += b.vertices[v].curve.settle(middle)
		}
		if supply < demand {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return high
}
