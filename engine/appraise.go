package engine

import (
	"math"
	"math/bits"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/finance"
	"monazite/markets"
)

// rate is the internal rate of return of a project that runs like that, a year.
func (w *World) rate(id ID, running *finance.Operation, grant float64) float64 {
	var cash [finance.LifeHalfYears]float64
	for half := range cash {
		if half > rampHalfYears && running.Support[half] == running.Support[half-1] {
			cash[half] = cash[half-1]
		} else if cash[half] = running.HalfYear(half); half >= rampHalfYears {
			cash[half] = max(0, cash[half]) // who loses money, as when a guarantee has ended, closes
		}
	}
	rate, _ := finance.Venture{Capex: w.capex(id), Grant: grant, PerYear: 2, Cash: cash[:], Near: w.Progress[id].IRR}.IRR()
	return rate
}

// rampHalfYears is how long a plant ramps up, in which it may lose money.
const rampHalfYears = 4

// bankHalfYears is how long banks lend.
const bankHalfYears = 20

// weakest is the least that a project earns in a full year of those for which banks lend, USD.
func weakest(running *finance.Operation) float64 {
	least := math.Inf(1)
	for half := rampHalfYears; half < bankHalfYears; half++ {
		least = min(least, running.HalfYear(half))
	}
	return 2 * least
}

// usualLoad is the share of nameplate at which projects are appraised (judgement).
const usualLoad = 0.9

// business is what a project is expected to do.
type business struct {
	project ID                // None of none
	running finance.Operation // in a full year
	spends  float64           // a month on inputs from others and on running, USD
}

// business is what a project is expected to earn in a full year: its plants' flows at the prices in
// which they believe for the long run, less what is known to be coming. What one plant of
// the project makes for another is not sold. It is reckoned once for its contracts and its decision.
func (w *World) business(id ID) *business {
	if w.appraised.project != id {
		running, spends := w.appraise(id)
		w.appraised = business{id, running, spends}
	}
	return &w.appraised
}

func (w *World) appraise(id ID) (running finance.Operation, spends float64) {
	project := &w.Projects[id]
	w.promises = w.promises[:0]
	var goods [MaxGoods]struct{ made, needed, price, cost float64 }
	var inputs uint64 // goods that are needed
	var month, fixed float64
	for _, site := range project.Sites {
		flows, cost := w.fullMonth(site)
		ahead := w.pipelines[w.kinds[site]].factor
		month += w.credits(site, flows) - cost
		spends += cost
		fixed += exact.USD(w.fixedCost(site))
		for slot, tonnes := range flows {
			good := w.Lines[w.Sites[site].First+slot].Good
			price := w.longRun(site, slot)
			if tonnes > 0 {
				price = float64(price * ahead)
				w.promised(site, slot, tonnes, price)
			}
			month += float64(1000 * float64(tonnes*price))
			if g := &goods[good]; tonnes > 0 {
				g.made, g.price = g.made+tonnes, price
			} else {
				g.needed, g.cost = g.needed-tonnes, price
				inputs |= 1 << uint(good)
				spends -= float64(1000 * float64(tonnes*price))
			}
			if tonnes > 0 && w.Sites[site].Kind == "miner" {
				month -= float64(1000 * float64(float64(tonnes*price)*w.Model.Royalty))
			}
		}
	}
	for ; inputs != 0; inputs &= inputs - 1 {
		g := &goods[bits.TrailingZeros64(inputs)]
		inside := min(g.made, g.needed)
		month -= float64(1000 * float64(inside*(g.price-g.cost)))
		spends -= float64(1000 * float64(inside*g.cost))
	}
	running = finance.Operation{
		Margin: float64(12 * usualLoad * month), Fixed: 12 * fixed,
		Depreciation: w.capex(id) / finance.LifeYears, Tax: w.Model.ProfitTax,
	}
	w.addSupport(id, &running)
	w.addRecycled(id, &running)
	return running, spends + fixed
}

// quietYear is how long a good may go without trade before its price means nothing.
const quietYear = 12

// longRun is the price in which a plant believes for the long run, USD/kg. Where its ore has not been traded for a
// year that belief is out of date; then the opening price counts, as far as what is in the ore has
// kept its value.
func (w *World) longRun(site ID, slot int) float64 {
	good, node := w.Lines[w.Sites[site].First+slot].Good, w.node(site)
	line := w.Sites[site].First + slot
	if w.Goods[good].Level > markets.Carbonate || w.State.Frame.Quotes[w.cell(good, node)].Quiet < quietYear {
		return w.anchor(line)
	}
	first := w.Opening.Frame.Quote(good, node)
	then, now := w.worth(&w.Opening.Frame, good), w.worth(&w.State.Frame, good)
	if then <= 0 || now <= 0 {
		return w.anchor(line)
	}
	return exact.USDPerKg(first.Price()) * now / then
}

// anchor is the slow price anchor of a line, USD/kg. It is reckoned once for all who ask in a phase.
func (w *World) anchor(line int) float64 {
	if w.anchors[line] == 0 {
		w.anchors[line] = exact.Exp(w.Beliefs[line].Anchor)
	}
	return w.anchors[line]
}

// worth is what is in a kilogram of a blend at a month's prices, USD.
func (w *World) worth(f *agents.Frame, good ID) (usd float64) {
	for e := range markets.Elements {
		usd += float64(w.elementValue(f, e) * w.Goods[good].Content[e])
	}
	return usd
}

// fullMonth is a plant's month at full nameplate: flows by slot, t, and what running costs, USD. It is reckoned once for all
// who ask in a phase.
func (w *World) fullMonth(site ID) (flows []float64, cost float64) {
	agent, ok := w.Plants[site].Agent.(agents.Appraiser)
	if !ok {
		return nil, 0
	}
	first, month := w.Sites[site].First, &w.months[site]
	flows = w.flows[first : first+w.Sites[site].Lines]
	if !month.known {
		clear(flows)
		*month = fullMonth{known: true, cost: agent.Appraise(w.views[site], &w.Memories[site], flows)}
	}
	return flows, month.cost
}

// fullMonth is what running a plant at full nameplate costs, if that has been reckoned.
type fullMonth struct {
	known bool
	cost  float64
}

// credits are what a month's main output brings beside its price, USD: production credits and by-products.
func (w *World) credits(site ID, flows []float64) float64 {
	if len(flows) == 0 {
		return 0
	}
	return float64(1000 * float64(exact.USDPerKg(w.rules.Sites[site].Credit)*flows[w.Plants[site].Reference]))
}

// pipeline is what plants of one kind can make and what is being built of them, t a month, and the factor on prices that an
// investor reckons with for it.
type pipeline struct{ operating, coming, factor float64 }

// appraiseAnew forgets what was reckoned in another phase.
func (w *World) appraiseAnew() {
	clear(w.months)
	clear(w.anchors)
	clear(w.wishes)
	w.lookAhead()
}

// lookAhead finds, for every kind of plant, the factor on their prices for the capacity that is being built, beyond the
// growth of demand (MODEL 7.1): whoever sees it does not build into a glut. What projects are expected to do is reckoned anew.
func (w *World) lookAhead() {
	w.appraised.project = None
	clear(w.pipelines)
	for i := range w.accounts {
		if w.accounts[i].Open {
			w.pipelines[w.kinds[i]].operating += w.accounts[i].Capacity
		}
	}
	for i := range w.Projects {
		if stage := w.Progress[i].Stage; stage != Building && stage != Ramping {
			continue
		}
		for _, s := range w.Projects[i].Sites {
			p := &w.pipelines[w.kinds[s]]
			p.coming += w.nameplate(s)
			if w.accounts[s].Open {
				p.coming -= w.accounts[s].Capacity
			}
		}
	}
	demand := w.demandGrowth()
	for i := range w.pipelines {
		p := &w.pipelines[i]
		p.factor = 1
		if p.operating != 0 {
			growth := p.coming/p.operating/3 - demand
			p.factor = exact.Exp(-float64(w.Model.PipelineWeight * growth))
		}
	}
}

// demandGrowth is how much demand for magnets at reference prices has grown over a year.
func (w *World) demandGrowth() float64 {
	var now, before float64
	for i := range w.Plants {
		if w.Sites[i].Kind == "offtaker" {
			now += at(w.Plants[i].Demand, w.Month-1)
			before += at(w.Plants[i].Demand, w.Month-13)
		}
	}
	if before == 0 {
		return 0
	}
	return now/before - 1
}
