package engine

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// produce moves goods between sister plants, runs every plant within its inputs and limits, ages
// the magnets in use and pays what all this costs. What a sister receives she has not planned with:
// she uses it next month.
func (w *World) produce() {
	clear(w.received)
	clear(w.made)
	clear(w.taken)
	clear(w.sold)
	clear(w.away)
	clear(w.revenue)
	clear(w.results)
	w.listCharges()
	w.transferFeed()
	for i := range w.Sites {
		w.Running[i].Level = 0
		if w.accounts[i].Open {
			w.runPlant(ID(i))
		}
		w.payStanding(ID(i))
	}
	w.age()
}

// transferFeed passes goods to sister plants up to what they want, on open routes. The company
// pays freight and customs; the goods themselves are not paid for, but the books of the plant that gives reckon with what
// its goods are worth to the sister.
func (w *World) transferFeed() {
	for i, t := range w.Transfers {
		site, sister := w.Lines[t.From].Site, w.Lines[t.To].Site
		slot := int(t.To) - w.Sites[sister].First
		want := w.plans[sister].Want[slot] - w.received[t.To]
		mass := min(w.Stock[t.From].Mass, max(0, want))
		from, to := w.node(site), w.node(sister)
		if !w.accounts[sister].Open {
			mass = 0
		}
		if room := w.room(w.Lines[t.From].Good, from, to, mass); room < mass {
			w.refuse(site, w.Lines[t.From].Good, "way closed")
			mass = room
		}
		w.Passed[i] = mass
		w.PassedAt[i] = w.plans[sister].Worth[slot]
		if mass == 0 {
			continue
		}
		var lot markets.Lot
		good, firm := w.Lines[t.From].Good, w.firmOf(t.From)
		w.move(good, &w.Stock[t.From], mass, &lot)
		w.ship(journey{good, from, to, mass}, &lot, firm, firm)
		w.move(good, &lot, mass, &w.Stock[t.To])
		w.received[t.To] += mass
		w.moved12(t.From, t.To, mass)
		w.results[site] += w.PassedAt[i].Times(mass)
		w.results[sister] -= w.PassedAt[i].Times(mass)
		w.next.Quotes[w.cell(w.Lines[t.From].Good, from)].Sold += mass
	}
}

// moved12 counts a transfer as a sale of one plant and a purchase of the other.
func (w *World) moved12(from, to ID, mass markets.Mass) {
	w.sold[from] += mass
	w.sold[to] += mass
}

// runPlant executes a plan. The limit of a producer binds all runs of the plant together.
func (w *World) runPlant(site ID) {
	plan, rule := &w.plans[site], &w.rules.Sites[site]
	left := rule.Limit
	running, recipes := &w.Running[site], w.recipes[site]
	running.Level = 0
	for i := range plan.Runs {
		run := &plan.Runs[i]
		recipe := &recipes[run.Activity]
		level := w.inputsAllow(recipe, run.Level)
		if recipe.counts && level > left {
			w.refuse(site, None, "limit")
			level = left
		}
		if level <= 0 {
			continue
		}
		if recipe.counts {
			left -= level
			running.Level += level
		}
		w.execute(recipe, run, level)
	}
	running.YearLevel += running.Level
	running.Total += running.Level
	w.bookUnserved(site)
}

// inputsAllow gives the level that the stocks allow of what is planned.
func (w *World) inputsAllow(recipe *recipe, level markets.Mass) markets.Mass {
	if recipe.kind == agents.Extract {
		level = w.reservesAllow(recipe.site, level)
	}
	for i := range recipe.inputs {
		in := &recipe.inputs[i]
		if in.per == 0 {
			continue
		}
		most := markets.Mass(markets.MulDiv(int64(w.Stock[in.line].Mass), int64(markets.Whole), int64(in.per)))
		if most < level {
			w.refuse(recipe.site, in.good, "no stock")
			level = most
		}
	}
	return level
}

// reservesAllow gives the level that what is left in the ground allows.
func (w *World) reservesAllow(site ID, level markets.Mass) markets.Mass {
	plant, running := &w.Plants[site], &w.Running[site]
	if plant.Reserves <= 0 {
		return level
	}
	left := max(0, exact.Mass(float64(plant.Reserves*running.Found))-running.Total-running.Level)
	if left < level {
		w.refuse(site, None, "no reserves")
	}
	return min(level, left)
}

// execute turns inputs into outputs: the elements are pooled, each output takes its share of each
// element, rounded down, and the rest is waste or goes into use.
func (w *World) execute(recipe *recipe, run *agents.Run, level markets.Mass) {
	var pool markets.Lot
	site := recipe.site
	w.takeInputs(recipe, level, &pool)
	var cost markets.Money
	if recipe.kind == agents.Consume {
		w.consume(site, &pool)
	} else {
		cost = w.makeOutputs(recipe, run, level, &pool.Content)
	}
	cost += shareOf(w.Running[site].CostScale).OfMoney(recipe.cost.Times(level))
	w.payCost(site, cost)
	w.results[site] -= cost
	if recipe.kind == agents.Extract {
		w.payRoyalty(site, recipe.outputs[0].good, level)
	}
}

// takeInputs pools what a run takes from stocks and from the ground.
func (w *World) takeInputs(recipe *recipe, level markets.Mass, pool *markets.Lot) {
	region := w.region(w.node(recipe.site))
	for i := range recipe.inputs {
		in, before := &recipe.inputs[i], pool.Mass
		w.move(in.good, &w.Stock[in.line], in.per.Of(level), pool)
		w.taken[in.line] += pool.Mass - before
		w.ledger.balance(w, in.good, region).Used += pool.Mass - before
	}
	for _, m := range recipe.mined {
		mined := m.share.Of(level)
		pool.Content[m.element] += mined
		w.ledger.element(w, int(m.element), region).Mined += mined
	}
}

// makeOutputs stores what a run makes of a pool of elements, throws the rest away, and gives what finishing and disposal
// cost.
func (w *World) makeOutputs(recipe *recipe, run *agents.Run, level markets.Mass, pool *markets.Content) (cost markets.Money) {
	region, rest := w.region(w.node(recipe.site)), *pool
	for o := range recipe.outputs {
		out := &recipe.outputs[o]
		stock := &w.Stock[out.line]
		mass := recovered(out, run, pool, &rest, &stock.Content)
		if out.per != 0 {
			mass = out.per.Of(level)
		}
		stock.Mass += mass
		w.made[out.line] += mass
		if row := w.ledger.balance(w, out.good, region); recipe.kind == agents.Recycle {
			row.Recycled += mass
		} else {
			row.Produced += mass
		}
		cost += out.cost.Times(mass)
	}
	return cost + w.waste(recipe.site, &rest)
}

// recovered moves what a product carries away of each element of a pool from what is left of it into a stock.
func recovered(out *product, run *agents.Run, pool, rest, stock *markets.Content) (sum markets.Mass) {
	for _, c := range out.carries {
		if e := c.element; pool[e] > 0 {
			mass := (c.share - c.share.Times(run.Reject[e])).Of(pool[e])
			rest[e] -= mass
			stock[e] += mass
			sum += mass
		}
	}
	return sum
}

// waste books what is thrown away and gives the cost of disposal.
func (w *World) waste(site ID, content *markets.Content) markets.Money {
	region, sum := w.region(w.node(site)), markets.Mass(0)
	for e, m := range content {
		if m != 0 {
			if m < 0 {
				w.violate("yield", "%s recovers more %s than it has", w.Sites[site].Name, markets.Element(e))
			}
			w.ledger.element(w, e, region).Waste += m
			sum += m
		}
	}
	return w.disposal().Times(sum)
}

// consume puts goods into final use. Households pay the user what the goods cost and a margin.
func (w *World) consume(site ID, lot *markets.Lot) {
	plant, region := &w.Plants[site], w.region(w.node(site))
	margin := w.userMargin().OfMoney(lot.Cost)
	w.pay(w.households(), int(w.Sites[site].Firm), lot.Cost+margin)
	w.home(region).Paid += lot.Cost + margin
	lasts := plant.Life > 0
	for e, m := range &lot.Content {
		if m != 0 {
			w.ledger.element(w, e, region).Used += m
			if lasts {
				w.ledger.intoUse[e] += m
			}
		}
	}
	if lasts {
		lot.Cost = 0
		lot.Move(lot.Mass, &w.InUse[site][0])
	}
}

// age moves magnets through their life; those that retire are collected for the region's
// collector, or wasted.
func (w *World) age() {
	for i := range w.Sites {
		life := w.Plants[i].Life
		if life <= 0 {
			continue
		}
		stages := &w.InUse[i]
		leaves := shareOf(UseStages / life)
		const last = UseStages - 1
		w.retire(ID(i), &stages[last], leaves.Of(stages[last].Mass))
		for s := last; s > 0; s-- {
			stages[s-1].Move(leaves.Of(stages[s-1].Mass), &stages[s])
		}
	}
}

// retire takes magnets out of use and hands the collected share of them to the collector of the region.
func (w *World) retire(site ID, used *markets.Lot, mass markets.Mass) {
	var retired, kept markets.Lot
	used.Move(mass, &retired)
	for e, m := range &retired.Content {
		w.ledger.retired[e] += m
	}
	region := w.region(w.node(site))
	collector := w.Collectors[region]
	if collector == None {
		return
	}
	retired.Move(w.collectedShare(site, collector).Of(retired.Mass), &kept)
	for e, m := range &kept.Content {
		if m != 0 {
			w.ledger.element(w, e, region).FromScrap += m
		}
	}
	w.made[collector] += kept.Mass
	w.ledger.balance(w, w.Lines[collector].Good, region).Recycled += kept.Mass
	kept.Move(kept.Mass, &w.Stock[collector])
}

// collectedShare is the share of retired magnets that is collected: the use's own, and more where
// scrap is dear: kappa0 (1 + .3 ln(price/opening price)), between none and 90 % (MODEL 7.2).
func (w *World) collectedShare(site, collector ID) markets.Share {
	good, node := w.Lines[collector].Good, w.nodeOf(collector)
	now, then := w.State.Frame.Quote(good, node).Sellers, w.Opening.Frame.Quote(good, node).Sellers
	if now <= 0 || then <= 0 {
		return 0
	}
	base := at(w.Plants[site].Collected, w.Month)
	return shareOf(min(max(base*(1+float64(0.3*exact.Log(float64(now)/float64(then)))), 0), 0.9))
}

// bookUnserved counts what a user wished to consume and could not.
func (w *World) bookUnserved(site ID) {
	plan, facts := &w.plans[site], w.Sites[site]
	for slot, wish := range plan.Demand {
		if short := wish - w.taken[facts.First+slot]; wish > 0 && short > 0 {
			w.ledger.balance(w, w.Lines[facts.First+slot].Good, w.region(w.node(site))).Unserved += short
		}
	}
}
