package scenario

import (
	"slices"
	"strings"

	"monazite/agents"
)

// rehearse goes on with a scenario whose only mistakes are in its law, its shocks or tables that
// there are not, to find those that show when instruments meet the plants.
func (b *builder) rehearse() {
	found, faulty := b.ps, map[string]bool{}
	for _, p := range found.list {
		table, _, _ := strings.Cut(p.Entity, " ")
		if slices.Contains(tables, table) && table != "instrument" && table != "shock" && table != "expect" || p.Entity == "" && p.Key == "months" {
			return
		}
		faulty[p.Entity] = true
	}
	b.ps = &Problems{}
	b.out.Scripted = b.doc.IDs("shock")
	for _, step := range []func(){b.readProjects, b.readRoutes, b.price, b.foundAgencies, b.buildPlants, b.validateMarkets, b.readInstruments} {
		if step(); b.ps.Len() > 0 {
			break
		}
	}
	for _, p := range b.ps.list {
		if !faulty[p.Entity] {
			found.Add(p)
		}
	}
	b.ps = found
}

// validateMarkets judges, once plants have declared what they buy and sell, whether there are
// markets and whether accounts can hold what is traded in them.
func (b *builder) validateMarkets() {
	before := b.ps.Len()
	bought, sold := make([]bool, len(b.goods)), make([]bool, len(b.goods))
	for i := range b.plants {
		for _, line := range b.plants[i].setup.Lines {
			sold[line.Good] = sold[line.Good] || line.Side == agents.Sells
			bought[line.Good] = bought[line.Good] || line.Side == agents.Buys
		}
	}
	for i := range b.goods {
		e := b.doc.Find("good", b.out.Goods[i].Name)
		switch {
		case bought[i] == sold[i] || b.goods[i].Untraded != "":
		case sold[i]:
			b.wrong(e, "", "no plant buys it: expected a buyer, or the reason in untraded")
		default:
			b.wrong(e, "", "no plant sells it: expected a seller, or the reason in untraded")
		}
	}
	b.validatePrices()
	b.validateTurnover()
	b.judged = b.judged || b.ps.Len() > before
}

// validatePrices checks the opening prices that are computed of others: a magnet costs what its
// oxides do, less the swarf that its maker sells.
func (b *builder) validatePrices() {
	for i, usd := range b.prices {
		if usd >= 0 {
			continue
		}
		e := b.doc.Find("good", b.out.Goods[i].Name)
		if swarf := b.doc.Find("good", "SWARF"); swarf != nil && swarf.Has("price") {
			b.wrong(swarf, "price", "expected less: makers would earn more by swarf than %s costs them", e.ID)
			continue
		}
		b.wrong(e, "", "opens at %.3g USD/kg, expected at least 0", usd)
	}
}

// mostTurnover is the most that all plants together may turn over in a month, USD: a thousandth
// of what an account can hold, since a run has hundreds of months and prices rise in them.
const mostTurnover = 9e11

// validateTurnover reports capacities, demands and prices that no account could hold the value of.
func (b *builder) validateTurnover() {
	total, most, largest := 0.0, 0.0, 0
	for i := range b.plants {
		usd := b.turnover(&b.plants[i])
		if total += usd; usd > most {
			most, largest = usd, i
		}
	}
	if total <= mostTurnover {
		return
	}
	e, key := b.dearest(&b.plants[largest])
	b.wrong(e, key, "expected less: with it plants turn over %.3g USD a month at opening prices, more than %.3g", total, mostTurnover)
}

// dearest finds the key to which a plant's turnover is due: its own size, or the price of a good
// or of carriage, where the scenario's own file sets that.
func (b *builder) dearest(p *plant) (e *Entry, key string) {
	for _, key := range []string{"demand", "capacity", "output", "expansion", "intake"} {
		if v, found := p.entry.Values[key]; found && b.own(v.Pos) {
			return p.entry, key
		}
	}
	highest := 0.0
	for i := range b.goods {
		good := b.doc.Find("good", b.out.Goods[i].Name)
		if v, found := good.Values["price"]; found && b.own(v.Pos) && b.goods[i].Price > highest {
			e, key, highest = good, "price", b.goods[i].Price
		}
	}
	for _, route := range b.doc.Tables["route"] {
		if v, found := route.Values["freight"]; found && b.own(v.Pos) && e == nil {
			e, key = route, "freight"
		}
	}
	if e == nil {
		return p.entry, ""
	}
	return e, key
}
