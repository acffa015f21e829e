package engine

import (
	"cmp"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
)

// What projects and buyers bind themselves to (MODEL 7.6; shares and weights are judgement).
const (
	offeredShare = 0.6 // of a project's output that it offers under contract
	plantsBind   = 0.3 // of a plant's use of a good that it takes under contract
	leastBind    = 0.2 // of a final user's use; more the more it pays for security
	mostBind     = 0.8
	takeOrPay    = 0.8 // of the quantity that is paid for whether lifted or not
	buyersPower  = 0.5 // share of the gain that is the buyer's
)

// match lets a project that looks for money find one buyer a quarter for part of what it will make.
// Whoever gains most by it is the likeliest partner; the gain is shared alike.
func (w *World) match(id ID) {
	project := &w.Projects[id]
	site := w.mainSite(id)
	line := w.mainLine(site)
	offered := float64(offeredShare*w.mainOutput(site)) - w.bound[line]
	if offered < 1 {
		return
	}
	least := w.leastPrice(id, site)
	w.matches = w.matches[:0]
	var most float64
	for _, buyer := range w.buyers[w.Lines[line].Good] {
		if o := w.surplus(line, buyer, least, offered); o.surplus > 0 {
			w.matches = append(w.matches, o)
			most = max(most, o.surplus)
		}
	}
	if len(w.matches) == 0 {
		return
	}
	w.odds = w.odds[:0]
	for i := range w.matches {
		w.odds = append(w.odds, finance.MatchWeight(w.matches[i].surplus, most))
	}
	src := w.source(w.keys.projects[id], w.keys.match)
	years := 3 + src.IntN(8)
	o := w.matches[exact.Pick(&src, w.odds)]
	price := finance.Match{Worth: o.worth, Least: least}.Price(w.rules.Sites[site].Buyers)
	w.conclude(agents.Offtake{
		Name: project.Name + "-" + w.Sites[w.Lines[o.buyer].Site].Name, Seller: line, Buyer: o.buyer,
		Monthly: exact.Mass(o.tonnes), Price: exact.Price(price), Top: shareOf(takeOrPay), Rank: 2,
		End: max(w.Month, w.opens(id)) + Month(12*years), Source: None,
	})
	w.tell("contract", site, "signed", w.Sites[w.Lines[o.buyer].Site].Name)
}

// opens is when a project opens, or would if it went ahead now.
func (w *World) opens(id ID) Month {
	if p := &w.Progress[id]; p.Stage >= Building {
		return p.Due
	}
	return w.Month + Month(w.Projects[id].Lead[Building])
}

// offer is what a buyer would sign.
type offer struct {
	buyer                  ID
	worth, tonnes, surplus float64 // USD/kg at the seller's node, t a month, USD a month of the term
}

// surplus is what a seller and a buyer of a good gain together a month over the seller's least price.
func (w *World) surplus(seller, buyer ID, least, offered float64) (o offer) {
	good, site := w.Lines[seller].Good, w.Lines[seller].Site
	wish := w.wish(buyer)
	o.buyer, o.tonnes = buyer, min(offered, wish.tonnes)
	if o.tonnes < 1 || wish.firm == w.Sites[site].Firm {
		return o
	}
	cost, ok := w.way(good, w.node(site), wish.node)
	if !ok {
		return o
	}
	o.worth = wish.worth - cost
	if float64(o.worth*(1+wish.premium)) > least {
		o.surplus = finance.Match{Worth: o.worth, Premium: wish.premium, Least: least, Tonnes: o.tonnes, Years: 1}.Surplus()
	}
	return o
}

// wish is what a buyer would take under new contracts, if that has been reckoned.
type wish struct {
	known          bool
	node, firm     ID
	tonnes         float64 // a month beside what it is bound to
	worth, premium float64 // USD/kg, and the share that it pays on top for security
}

// wish finds what a buyer would take. It is reckoned once until contracts change; who stands still wants nothing.
func (w *World) wish(buyer ID) *wish {
	found := &w.wishes[buyer]
	if found.known {
		return found
	}
	site := w.Lines[buyer].Site
	if !w.accounts[site].Open {
		*found = wish{known: true}
		return found
	}
	m, slot := &w.Memories[site], int(buyer)-w.Sites[site].First
	bound, premium := plantsBind, 0.0
	if w.Plants[site].Use != "" {
		premium = m.Premium
		bound = min(mostBind, leastBind+float64(2*premium))
	}
	use, taken := m.Beliefs[slot].Flow+exact.Tonnes(w.accounts[site].Committed[slot]), w.bound[buyer]
	if kind := w.Sites[site].Kind; kind == "refiner" || kind == "cracker" { // any of its feeds may be new to it
		use, taken = w.accounts[site].Capacity, 0
		for line := w.Sites[site].First; line < w.Sites[site].First+w.Sites[site].Lines; line++ {
			if w.Lines[line].Side == agents.Buys {
				taken += w.bound[line]
			}
		}
	}
	*found = wish{
		known: true, node: w.node(site), firm: w.Sites[site].Firm,
		tonnes: float64(bound*use) - taken, worth: w.anchor(int(buyer)), premium: premium,
	}
	return found
}

// way is what freight and duty from one node to another cost, USD/kg.
func (w *World) way(good, from, to ID) (usd float64, open bool) {
	if from == to {
		return 0, true
	}
	route := w.between(from, to)
	if route < 0 {
		return 0, false
	}
	fare := w.fares[w.lane(good, route)]
	return exact.USDPerKg(fare), fare < shut
}

// bind adds up what contracts bind each line to, t a month; those that take what others leave bind nothing.
func (w *World) bind() {
	clear(w.bound)
	for i := range w.Contracts {
		if c := &w.Contracts[i]; c.End > w.Month && c.Part == 0 {
			w.bound[c.Seller] += exact.Tonnes(c.Monthly)
			w.bound[c.Buyer] += exact.Tonnes(c.Monthly)
		}
	}
}

// leastPrice is what a project must get for its main output to earn the cost of its capital, USD/kg: little
// where what comes with it pays for all.
func (w *World) leastPrice(id, site ID) float64 {
	slot := w.Plants[site].Reference
	running := &w.business(id).running
	needed := float64(finance.Annuity(w.terms(w.Projects[id].Firm).CostOfCapital(finance.Cover{}), finance.LifeYears) * w.capex(id))
	flows, _ := w.fullMonth(site)
	year := float64(12 * 1000 * float64(usualLoad*flows[slot]))
	return max(w.Model.LeastPrice, w.longRun(site, slot)-(running.Margin-running.Fixed-needed)/cmp.Or(year, 1))
}
