package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// settled is how many months a run goes on before anybody stops (MODEL 5.7).
const settled = 24

// restartPayback is in how many months full output must earn what a start costs (MODEL 7.9).
const restartPayback = 24

// idleLoad is the share of capacity below which a plant counts as idle (judgement).
const idleLoad = 0.05

// mothball stops plants that would lose less by standing still, starts those that would earn the cost of
// starting, and closes for good those that stood still too long.
func (w *World) mothball() {
	clear(w.months)
	for i := range w.Sites {
		site, r := ID(i), &w.Running[i]
		if !w.stoppable(site) || r.Opens > w.Month || w.Month < settled {
			continue
		}
		before := r.Standing.Status
		if before == finance.Running && w.profitable(site) {
			continue
		}
		margin, enough := w.outlook(site)
		r.Standing = r.Standing.Next(margin, enough)
		if r.Standing.Status != before {
			w.turn(site, before)
		}
	}
}

// stoppable says whether a plant is one that could stand still.
func (w *World) stoppable(site ID) bool {
	return w.Plants[site].FixedCost > 0 && !w.Plants[site].Industry && !w.guaranteesProfit(site)
}

// profitable says whether a government makes up what a plant's profit lacks to a floor: then running loses nothing.
func (w *World) profitable(site ID) bool {
	for i := range w.rules.Guarantees {
		if g := &w.rules.Guarantees[i]; g.Site == site && g.Kind == agents.Profit && g.Down > 0 && g.Level > 0 {
			return true
		}
	}
	return false
}

// turn pays for and tells of a change of standing.
func (w *World) turn(site ID, before finance.Status) {
	r := &w.Running[site]
	switch r.Standing.Status {
	case finance.Mothballed:
		w.tell("mothballed", site, "running loses more than standing still", "")
	case finance.Restarting:
		w.payCost(site, finance.RestartCost(w.fixedCost(site)))
		w.tell("restart", site, "margin pays for the start", "")
	case finance.Closed:
		w.writeOff(site)
		w.tell("closure", site, "mothballed for five years", "")
	case finance.Running:
		w.Memories[site].Utilisation = 0.3 // from the least that it can run
		w.tell("opening", site, "restart", "")
	}
}

// outlook is what a month of a plant promises, in USD, and what must be exceeded to start again. Where it runs the
// promise is below nothing only if the loss exceeds what stopping and starting again costs a month over the
// owner's horizon: a plant that stopped at the first loss would pay for it twice. Where it stands still
// the promise is that of full output at the prices expected next, and it must pay the start within two years and the
// fixed cost that comes back with it: MODEL 7.9 asks for the start alone, and plants came back to lose money again.
func (w *World) outlook(site ID) (margin, enough float64) {
	cost := w.fixedCost(site)
	fixed, start, care := exact.USD(cost), exact.USD(finance.RestartCost(cost)), exact.USD(finance.CareCost(cost))
	if w.Running[site].Standing.Status == finance.Running {
		margin = w.earned(site) + start/w.horizon(site)
		if w.idle(site) {
			return margin - (fixed - care), 0
		}
		return margin + care, 0
	}
	if !w.canStart(site, start) {
		return 0, start
	}
	flows, running := w.fullMonth(site)
	margin = w.credits(site, flows) - running
	for slot, tonnes := range flows {
		margin += float64(1000 * float64(tonnes*w.Memories[site].Beliefs[slot].Expected))
	}
	return margin, start/restartPayback + fixed - care
}

// canStart says whether a plant that stands still would find buyers and inputs, and its owner the money to start it.
func (w *World) canStart(site ID, cost float64) bool {
	firm := int(w.Sites[site].Firm)
	return exact.USD(w.available(firm)) >= cost && w.outlet(site) && w.supplied(site, feedToRestart, [MaxGoods]float64{})
}

// idle says whether a running plant makes next to nothing: then all that it costs could be saved.
func (w *World) idle(site ID) bool {
	return exact.Tonnes(w.Running[site].Level) < float64(idleLoad*w.accounts[site].Capacity)
}

// earned is what a running plant expects of a month over its avoidable cost, USD.
func (w *World) earned(site ID) float64 {
	m := &w.Memories[site]
	cost := float64(1000 * float64(m.Cost*exact.Tonnes(w.Running[site].Level)))
	return float64(cost * (exact.Exp(m.Margin) - 1))
}

// horizon is over how many months an owner reckons with a start; owners differ.
func (w *World) horizon(site ID) float64 {
	return w.Model.Horizon + float64(w.keys.sites[site]%uint64(w.Model.HorizonSpread+1))
}

// fixedCost is what a plant costs a month whether it runs or not.
func (w *World) fixedCost(site ID) markets.Money {
	size := float64(at(w.Plants[site].Size, w.Month) * w.Running[site].Found)
	return shareOf(size * ratioOf(w.surviving(site))).OfMoney(w.Plants[site].FixedCost)
}
