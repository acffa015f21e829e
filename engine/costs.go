package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// payStanding pays what a plant costs whether it runs or not: its fixed cost, and the storage of
// what it holds. Nobody looks after one that is closed.
func (w *World) payStanding(site ID) {
	switch r := &w.Running[site]; {
	case r.Standing.Status == finance.Closed:
		return
	case w.accounts[site].Open:
		cost := w.fixedCost(site)
		w.payCost(site, cost)
		w.results[site] -= cost
	case r.Standing.Status != finance.Running:
		w.payCost(site, finance.CareCost(w.fixedCost(site)))
	}
	var value markets.Money
	first, node := w.Sites[site].First, w.node(site)
	for line := first; line < first+w.Sites[site].Lines; line++ {
		if mass := w.Stock[line].Mass; mass > 0 {
			value += w.State.Frame.Quotes[w.cell(w.Lines[line].Good, node)].Price().Times(mass)
		}
	}
	monthly := shareOf(w.Model.StorageCost / 12)
	w.payStorage(site, monthly.OfMoney(value))
}

// payStorage pays for what a plant holds; for used magnets those pay who will get their price.
func (w *World) payStorage(site ID, amount markets.Money) {
	from := w.payee(site)
	w.payReal(from, amount)
	if from == w.households() {
		w.home(w.region(w.node(site))).Scrap -= amount
	}
}

// payRoyalty pays the state its share of what a mine's output is worth at last month's price.
func (w *World) payRoyalty(site, good ID, level markets.Mass) {
	node := w.node(site)
	value := w.State.Frame.Quote(good, node).Sellers.Times(level)
	w.toState(int(w.Sites[site].Firm), w.region(node), shareOf(w.Model.Royalty).OfMoney(value))
}

func (w *World) disposal() markets.Price   { return exact.Price(w.Model.DisposalCost) }
func (w *World) wageShare() markets.Share  { return shareOf(w.Model.WageShare) }
func (w *World) userMargin() markets.Share { return shareOf(w.Model.UserMargin) }

// shareOf makes an exact share of a ratio.
func shareOf(ratio float64) markets.Share {
	return markets.Share(exact.Round(ratio * float64(markets.Whole)))
}

// quality is the value of a lot's composition beside the reference, at last month's prices at the
// index node: what its oxides would earn net of finishing, or cost to throw away. It is clipped
// to a half and one and a half.
func (w *World) quality(good ID, lot *markets.Lot) markets.Share {
	reference := w.blendWorth[good]
	if lot.Mass == 0 || reference <= 0 {
		return markets.Whole
	}
	var own float64
	for e, mass := range &lot.Content {
		own += float64(w.elementWorth[e] * (float64(mass) / float64(lot.Mass)))
	}
	return shareOf(min(max(own/reference, 0.5), 1.5))
}

// valueElements sets what elements in blends, and blends of the reference composition, were worth last month.
func (w *World) valueElements() {
	for e := range w.elementWorth {
		w.elementWorth[e] = w.elementValue(&w.State.Frame, markets.Element(e))
	}
	for good := range w.blendWorth {
		if w.hasPremium(ID(good)) {
			w.blendWorth[good] = w.worth(&w.State.Frame, ID(good))
		}
	}
}

// elementValue is what a kilogram of an element in a blend is worth at a month's prices, USD.
func (w *World) elementValue(f *agents.Frame, e markets.Element) float64 {
	oxide := w.Oxides[e]
	if oxide == None {
		return 0
	}
	price := f.Quote(oxide, w.Index)
	return max(float64(w.Yield*exact.USDPerKg(price.Price()))-w.Finishing[e], -w.Model.DisposalCost)
}

// ratioOf turns a share into a ratio.
func ratioOf(s markets.Share) float64 { return float64(s) / float64(markets.Whole) }
