package scenario

import (
	"slices"

	"monazite/engine"
	"monazite/markets"
)

// readRoutes lays out every ordered pair of nodes that some entry connects. Of several entries for
// one pair and good the last counts; without one there is no carriage.
func (b *builder) readRoutes() {
	type pair struct{ from, to markets.ID }
	freight := map[pair][]markets.Price{}
	var pairs []pair
	for _, e := range b.doc.Tables["route"] {
		var keys routeKeys
		b.decode(e, &keys)
		goods := b.goodsNamed(e, "goods", keys.Goods)
		for _, from := range b.nodesNamed(e, "from", keys.From) {
			for _, to := range b.nodesNamed(e, "to", keys.To) {
				if from == to || len(goods) == 0 {
					continue
				}
				p := pair{from, to}
				if freight[p] == nil {
					freight[p] = slices.Repeat([]markets.Price{-1}, len(b.goods))
					pairs = append(pairs, p)
				}
				for _, good := range goods {
					freight[p][good] = keys.Freight
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(a.to - b.to)
	})
	b.out.Freight = make([]markets.Price, len(b.goods)*len(pairs))
	for r, p := range pairs {
		b.out.Routes = append(b.out.Routes, engine.Route{From: p.from, To: p.to})
		for good, cost := range freight[p] {
			b.out.Freight[good*len(pairs)+r] = cost
		}
	}
}

// nodesNamed finds nodes by id; * means all.
func (b *builder) nodesNamed(e *Entry, key string, names []string) (ids []markets.ID) {
	for _, name := range names {
		if name == "*" {
			for i := range b.out.Nodes {
				ids = append(ids, markets.ID(i))
			}
			continue
		}
		id, ok := b.nodes[name]
		if !ok {
			p := e.Problem(key, "expected nodes, such as CN, or *")
			p.Suggestion = Nearest(name, sorted(b.nodes))
			b.ps.Add(p)
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// goodsNamed finds goods by id or level; * means all. A level may have no goods in a small world.
func (b *builder) goodsNamed(e *Entry, key string, names []string) (ids []markets.ID) {
	for _, name := range names {
		level, isLevel := markets.ParseLevel(name)
		found := isLevel
		for i := range b.out.Goods {
			good := &b.out.Goods[i]
			if name == "*" || good.Name == name || isLevel && good.Level == level {
				ids = append(ids, markets.ID(i))
				found = true
			}
		}
		if !found {
			p := e.Problem(key, "expected goods or levels, such as NdPr or oxide, or *")
			p.Suggestion = Nearest(name, append(b.doc.IDs("good"), "concentrate", "carbonate", "oxide", "magnet", "scrap"))
			b.ps.Add(p)
		}
	}
	return ids
}

// freight is the cheapest carriage of a good between two nodes, USD/kg; 0 without a route.
func (b *builder) freight(good, from, to markets.ID) float64 {
	for r, route := range b.out.Routes {
		if route.From == from && route.To == to {
			return max(0, float64(b.out.Freight[int(good)*len(b.out.Routes)+r])/1e6)
		}
	}
	return 0
}
