package engine

import (
	"monazite/markets"
)

// settle delivers what the markets filled. Buyers pay the buyers' price into the clearing house,
// sellers get the sellers' price, and the difference is freight, duties, taxes and rents; what
// rounding leaves goes to a treasury. Lots richer than the reference cost more: that is paid when all
// goods are, for bids have left no money for it.
func (w *World) settle() {
	w.valueElements()
	for good := range w.market {
		if w.market[good].clearing.Volume > 0 {
			w.settleGood(ID(good))
		}
	}
	w.settlePayables()
}

// pool is what passes through a node: goods, and the premium for their composition.
type pool struct {
	lot     markets.Lot
	premium markets.Money
}

// pass hands part of the goods on and gives its part of the premium.
func (w *World) pass(good ID, p *pool, mass markets.Mass, to *markets.Lot) (premium markets.Money) {
	if p.premium != 0 {
		premium = p.premium
		if mass < p.lot.Mass {
			premium = markets.Money(proRata(int64(p.premium), int64(mass), int64(p.lot.Mass)))
		}
		p.premium -= premium
	}
	w.move(good, &p.lot, mass, to)
	return premium
}

func (w *World) settleGood(good ID) {
	sellers, buyers := w.pools()
	w.takeFromSellers(good, sellers)
	w.moveGoods(good, sellers, buyers)
	w.handToBuyers(good, buyers)
	w.payRents(good)
	w.sweep(good)
}

// pools gives an empty pool per node and side, in reused memory.
func (w *World) pools() (sellers, buyers []pool) {
	n := len(w.Nodes)
	if len(w.poolBuffer) == 0 {
		w.poolBuffer = make([]pool, 2*n)
	}
	clear(w.poolBuffer)
	return w.poolBuffer[:n], w.poolBuffer[n:]
}

func (w *World) takeFromSellers(good ID, sellers []pool) {
	m := &w.market[good]
	first := 0
	for _, l := range m.asks {
		w.takeFrom(l, m.clearing.AskFill[first:l.end], &sellers[m.book.Asks[first].Node])
		first = l.end
	}
}

// sum is what fills come to together.
func sum(fills []markets.Mass) (mass markets.Mass) {
	for _, fill := range fills {
		mass += fill
	}
	return mass
}

// takeFrom takes what fills of a line have sold.
func (w *World) takeFrom(seller ladder, fills []markets.Mass, to *pool) {
	mass := sum(fills)
	if mass == 0 {
		return
	}
	good, node := w.Lines[seller.line].Good, w.node(seller.site)
	each := w.market[good].clearing.Sellers[node]
	value := each.TimesEach(fills)
	if w.hasPremium(good) {
		premium := w.takeBlend(seller.line, each, fills, &to.lot)
		to.premium += premium
		value += premium
	} else {
		w.moveSteps(good, &w.Stock[seller.line], fills, &to.lot)
		to.lot.Cost = 0
	}
	w.earn(seller.site, value)
	w.sold[seller.line] += mass
	w.sells(seller.line, mass, value)
	w.next.Quotes[w.cell(good, node)].Sold += mass
}

// takeBlend takes what fills of a line have sold of a blend and gives the premium for what each of them holds.
func (w *World) takeBlend(line ID, each markets.Price, fills []markets.Mass, to *markets.Lot) (premium markets.Money) {
	good := w.Lines[line].Good
	for _, fill := range fills {
		if fill != 0 {
			var lot markets.Lot
			w.move(good, &w.Stock[line], fill, &lot)
			lot.Cost = 0
			premium += w.premium(good, &lot, each.Times(fill))
			w.move(good, &lot, fill, to)
		}
	}
	return premium
}

// moveSteps passes on what fills have traded of a good: at once where steps make no difference.
func (w *World) moveSteps(good ID, from *markets.Lot, fills []markets.Mass, to *markets.Lot) {
	if from.Divisible(w.holds[good]) {
		w.move(good, from, sum(fills), to)
		return
	}
	for _, fill := range fills {
		if fill != 0 {
			w.move(good, from, fill, to)
		}
	}
}

// sells counts what a line has sold to others.
func (w *World) sells(line ID, mass markets.Mass, value markets.Money) {
	w.away[line] += mass
	w.revenue[line] += value
	w.results[w.Lines[line].Site] += value
}

// payee is the account that gets a plant's revenue: collectors pay households for what they
// gather.
func (w *World) payee(site ID) int {
	if w.Collectors[w.region(w.node(site))] == ID(w.Sites[site].First) {
		return w.households()
	}
	return int(w.Sites[site].Firm)
}

// premium is what a blend's composition is worth beside the reference, of a lot's price.
func (w *World) premium(good ID, lot *markets.Lot, price markets.Money) markets.Money {
	factor := w.quality(good, lot)
	return markets.Money(proRata(int64(price), int64(factor-markets.Whole), int64(markets.Whole)))
}

// hasPremium says whether lots of a good are worth more or less by what they hold.
func (w *World) hasPremium(good ID) bool {
	return w.Goods[good].Blend() && w.Goods[good].Level != markets.Magnet
}

// proRata is a x b / c rounded towards zero, for c > 0 and a product of either sign.
func proRata(a, b, c int64) int64 {
	if (a < 0) != (b < 0) {
		return -markets.MulDiv(max(a, -a), max(b, -b), c)
	}
	return markets.MulDiv(max(a, -a), max(b, -b), c)
}

// moveGoods sends what was sold along routes, and the rest to the node's own buyers.
func (w *World) moveGoods(good ID, sellers, buyers []pool) {
	m := &w.market[good]
	for k, flow := range m.clearing.Flow {
		if flow == 0 {
			continue
		}
		route := m.book.Routes[k]
		var lot markets.Lot
		premium := w.pass(good, &sellers[route.From], flow, &lot)
		w.ship(journey{good, route.From, route.To, flow}, &lot, w.house(), w.house())
		w.move(good, &lot, flow, &buyers[route.To].lot)
		buyers[route.To].premium += premium
	}
	for node, local := range m.clearing.Local {
		if local > 0 {
			buyers[node].premium += w.pass(good, &sellers[node], local, &buyers[node].lot)
		}
	}
}

func (w *World) handToBuyers(good ID, buyers []pool) {
	m := &w.market[good]
	first := 0
	for _, l := range m.bids {
		w.handTo(l, m.clearing.BidFill[first:l.end], &buyers[m.book.Bids[first].Node])
		first = l.end
	}
}

// handTo hands over what fills of a line have bought.
func (w *World) handTo(buyer ladder, fills []markets.Mass, from *pool) {
	mass := sum(fills)
	if mass == 0 {
		return
	}
	good, node, stock := w.Lines[buyer.line].Good, w.node(buyer.site), &w.Stock[buyer.line]
	price := w.market[good].clearing.Buyers[node].TimesEach(fills)
	w.pay(int(w.Sites[buyer.site].Firm), w.house(), price)
	if from.premium == 0 {
		w.moveSteps(good, &from.lot, fills, stock)
	} else {
		price += w.handBlend(buyer, fills, from)
	}
	stock.Cost += price
	w.results[buyer.site] -= price
	w.sold[buyer.line] += mass
	w.bought(good, node, mass, price)
}

// handBlend hands over what fills of a line have bought of a blend, and lets the buyer pay the premium of each, whose sum it gives.
func (w *World) handBlend(buyer ladder, fills []markets.Mass, from *pool) (sum markets.Money) {
	good, firm := w.Lines[buyer.line].Good, int(w.Sites[buyer.site].Firm)
	for _, fill := range fills {
		if fill == 0 {
			continue
		}
		premium := w.pass(good, from, fill, &w.Stock[buyer.line])
		w.pay(firm, w.house(), premium)
		w.owe(firm, premium)
		sum += premium
	}
	return sum
}

// payOrOwe pays a due. What the company lacks it owes.
func (w *World) payOrOwe(firm, to int, due markets.Money) {
	w.pay(firm, to, due)
	w.owe(firm, min(due, -(w.Cash[firm]+w.Credit[firm])))
}

// owe lets a factor outside advance what a company has paid: a payable. Treasuries pay at once.
func (w *World) owe(firm int, amount markets.Money) {
	if amount > 0 && !w.spinning && !w.agency(firm) {
		w.transfer(w.outside(), firm, amount)
		w.Payables = append(w.Payables, Payable{From: ID(firm), Amount: amount})
	}
}

// settlePayables pays what companies can of what they owe. The rest is the first that they pay next
// month, since it is not available for purchases.
func (w *World) settlePayables() {
	kept := w.Payables[:0]
	for _, p := range w.Payables {
		paid := min(p.Amount, max(0, w.undrawn(int(p.From))))
		w.transfer(int(p.From), w.outside(), paid)
		if p.Amount -= paid; p.Amount > 0 {
			kept = append(kept, p)
		}
	}
	w.Payables = kept
}

// payRents gives the rents of binding caps and quotas to the exporters, pro rata to what they
// sold, and what floors add to prices to those who delivered. What is sold under a pro rata floor has left no other rent.
func (w *World) payRents(good ID) {
	m := &w.market[good]
	for k := range m.clearing.RouteRent {
		if rent := m.clearing.RouteRent[k]; rent > 0 {
			route, flow := m.book.Routes[k], m.clearing.FreeFlow(k)
			by := w.rules.Routes[w.lane(good, int(m.routes[k]))].CapBy
			w.payRent(RentRow{Good: good, Source: by, From: route.From, To: route.To, Rent: rent.Times(flow)}, m.clearing.AskFill)
		}
	}
	for node := range w.Nodes {
		if rent := m.clearing.GateRent[node]; rent > 0 {
			exports := m.clearing.FreeExports(&m.book, ID(node))
			w.payRent(RentRow{Good: good, Source: m.quotaBy[node], From: ID(node), To: None, Rent: rent.Times(exports)}, m.clearing.AskFill)
		}
	}
	for _, l := range w.levies {
		if l.good == good {
			w.payRent(RentRow{Good: good, Source: l.source, From: l.node, To: None, Rent: l.price.Times(m.clearing.Exports[l.node])}, m.clearing.AskFill)
		}
	}
	w.payFloorRents(good)
}

// payRent pays a rent to the sellers of a node pro rata to their fills.
func (w *World) payRent(row RentRow, fills []markets.Mass) {
	if row.Rent == 0 {
		return
	}
	m := &w.market[row.Good]
	w.weights, w.shares = w.weights[:0], w.shares[:0]
	for i := range m.book.Asks {
		weight := int64(0)
		if m.book.Asks[i].Node == row.From {
			weight = int64(fills[i])
		}
		w.weights = append(w.weights, weight)
		w.shares = append(w.shares, 0)
	}
	markets.Split(int64(row.Rent), w.weights, w.shares)
	first := 0
	for _, l := range m.asks {
		for _, share := range w.shares[first:l.end] {
			w.earn(l.site, markets.Money(share))
			w.ledger.incidence.rents[l.site] += markets.Money(share)
			w.sells(l.line, 0, markets.Money(share))
		}
		first = l.end
	}
	w.journal.rents = append(w.journal.rents, row)
}

// sweep empties the clearing house of what rounding left.
func (w *World) sweep(good ID) {
	m := &w.market[good]
	w.checkHouse(good)
	for i := range m.book.Bids {
		if m.clearing.BidFill[i] > 0 {
			w.toState(w.house(), w.region(m.book.Bids[i].Node), w.Cash[w.house()])
			return
		}
	}
}

// bought counts a purchase for the volume-weighted price.
func (w *World) bought(good, node ID, mass markets.Mass, value markets.Money) {
	cell := w.cell(good, node)
	w.next.Quotes[cell].Bought += mass
	w.paid[cell] += value
}
