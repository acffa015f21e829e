package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// observe shows every plant its accounts and last month's frame.
func (w *World) observe() {
	w.openMonth()
	w.listen()
	w.known = agents.Public{Month: w.Month, Catalog: &w.Catalog, Last: &w.State.Frame, Rules: &w.rules, Heard: &w.heard}
	w.unruled = agents.Public{Month: w.Month, Catalog: &w.Catalog, Last: &w.State.Frame}
	w.parallel(len(w.Sites), func(w *World, _, i int) {
		account := &w.accounts[i]
		account.Open, account.Opens = w.open(ID(i)), w.Running[i].Opens
		account.Capacity = w.nameplate(ID(i)) * w.ramped(w.Plants[i].Project)
		account.CostScale = w.Running[i].CostScale
		w.views[i] = w.known.View(account, ID(i))
	})
}

// listen hears last month's prices for all plants. Where a good is dear everywhere alike, one logarithm does.
func (w *World) listen() {
	var last markets.Price
	var log float64
	for i, at := range w.audible {
		q := &w.State.Frame.Quotes[at.cell]
		price, traded := q.Buyers, q.BuyersTraded
		if at.side != agents.Buys {
			price, traded = q.Sellers, q.SellersTraded
		}
		if price != last || i == 0 {
			last, log = price, exact.Log(max(exact.USDPerKg(price), w.Model.LeastPrice))
		}
		w.heard[at.side][at.cell] = agents.Heard{Log: log, Traded: traded}
	}
}

// audible is a price that a plant may hear.
type audible struct {
	cell int // of Frame.Quotes
	side agents.Side
}

// indexPrices finds the prices that plants may hear: of what they buy or sell, anywhere in their region, for a rule may move
// them to another segment of it.
func (w *World) indexPrices() {
	cells := len(w.Goods) * len(w.Nodes)
	for side := range w.heard {
		w.heard[side] = make([]agents.Heard, cells)
		hears := make([]bool, cells)
		for _, line := range w.Lines {
			if side != int(line.Side.Pays()) {
				continue
			}
			for node := range w.Nodes {
				if w.region(ID(node)) == w.region(w.Sites[line.Site].Node) {
					hears[w.cell(line.Good, ID(node))] = true
				}
			}
		}
		for cell, is := range hears {
			if is {
				w.audible = append(w.audible, audible{cell, agents.Side(side)})
			}
		}
	}
}

// open says whether a plant operates; during the spin-up those of January 2024 do.
func (w *World) open(site ID) bool {
	r := &w.Running[site]
	return r.Opens <= max(w.Month, 0) && r.Standing.Status == finance.Running
}

// nameplate is what a plant of the dated list, or one that a project has built, can make when it has ramped up, t a
// month. The list's sizes are net of what has worn out; what projects build wears out as it ages.
func (w *World) nameplate(site ID) float64 {
	return float64(at(w.Plants[site].Capacity, w.Month)*w.Running[site].Found) * ratioOf(w.surviving(site))
}

// surviving is the share of a project's plant that has not worn out.
func (w *World) surviving(site ID) markets.Share {
	if w.Plants[site].Project == None || w.Running[site].Opens > w.Month {
		return markets.Whole
	}
	return finance.Surviving(int(w.Month - w.Running[site].Opens))
}

// commit tells every plant what contracts, and sister plants if they go on as last month, are due
// to move of each of its goods. What a contract over a part of output will take nobody knows yet: others come first.
func (w *World) commit() {
	for i := range w.accounts {
		clear(w.accounts[i].Committed)
		clear(w.accounts[i].Deals)
	}
	for i := range w.Contracts {
		c := &w.Contracts[i]
		if w.running(c) && c.Part == 0 {
			price := w.contractPrice(c)
			w.promise(c.Seller, w.due(c), price)
			w.promise(c.Buyer, w.due(c), price)
		}
	}
	for i, t := range w.Transfers {
		if w.PassedAt[i] > 0 {
			w.promise(t.From, w.Passed[i], w.PassedAt[i])
		} else {
			*w.committed(t.From) += w.Passed[i]
		}
		*w.committed(t.To) += w.Passed[i]
	}
}

// promise counts a mass among what a line is due to move, and its price in their mean.
func (w *World) promise(line ID, mass markets.Mass, price markets.Price) {
	*w.committed(line) += mass
	site := w.Lines[line].Site
	deal := &w.accounts[site].Deals[int(line)-w.Sites[site].First]
	deal.Mass += mass
	if deal.Mass > 0 {
		deal.Price += markets.Price(proRata(int64(price-deal.Price), int64(mass), int64(deal.Mass)))
	}
}

func (w *World) committed(line ID) *markets.Mass {
	site := w.Lines[line].Site
	return &w.accounts[site].Committed[int(line)-w.Sites[site].First]
}

// at reads a path by month; before the first month and after the last it is constant.
func at(path []float64, month Month) float64 {
	if len(path) == 0 {
		return 0
	}
	return path[min(max(int(month), 0), len(path)-1)]
}
