package expect

import (
	"math"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

type mass = markets.Mass

// What a run has no number for in a month is NaN: a price where there is no market, a share of nothing.
// Amounts of which there is no row are 0, because tables leave those out.

// over is a ratio, missing where there is nothing to divide by.
func over(part, whole float64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return part / whole
}

// average is a mean weighted by how much was bought; the plain one where nothing was.
type average struct{ value, weight, plain, count float64 }

func (a *average) add(x, weight float64) {
	a.value += float64(x * weight)
	a.weight += weight
	a.plain += x
	a.count++
}

func (a *average) mean() float64 {
	if a.weight > 0 {
		return a.value / a.weight
	}
	return over(a.plain, a.count)
}

// market calls take for the quotes of the goods in the open markets of the regions.
func (f *filter) market(t *engine.Tables, take func(q *agents.Quote, region engine.ID)) {
	for _, good := range f.listed {
		for node := range f.Nodes {
			if n := &f.Nodes[node]; n.Segment == "" {
				take(&t.Quotes[int(good)*len(f.Nodes)+node], n.Region)
			}
		}
	}
}

func price(f *filter, t *engine.Tables) float64 {
	var a average
	f.market(t, func(r *agents.Quote, region engine.ID) {
		if p := r.Price(); f.regions[region] && p > 0 {
			a.add(exact.USDPerKg(p), exact.Tonnes(r.Bought))
		}
	})
	return a.mean()
}

func vwap(f *filter, t *engine.Tables) float64 {
	var a average
	f.market(t, func(r *agents.Quote, region engine.ID) {
		if f.regions[region] && r.VWAP > 0 {
			a.add(exact.USDPerKg(r.VWAP), exact.Tonnes(r.Bought))
		}
	})
	return a.mean()
}

func spread(f *filter, t *engine.Tables) float64 {
	var index, here average
	home := f.Nodes[f.Index].Region
	f.market(t, func(r *agents.Quote, region engine.ID) {
		p, bought := exact.USDPerKg(r.Price()), exact.Tonnes(r.Bought)
		if p > 0 && region == home {
			index.add(p, bought)
		}
		if p > 0 && f.regions[region] {
			here.add(p, bought)
		}
	})
	return over(here.mean(), index.mean())
}

func volume(f *filter, t *engine.Tables) (bought float64) {
	f.market(t, func(r *agents.Quote, region engine.ID) {
		if f.regions[region] {
			bought += exact.Tonnes(r.Bought)
		}
	})
	return bought
}

func turnover(f *filter, t *engine.Tables) (usd float64) {
	f.market(t, func(r *agents.Quote, region engine.ID) {
		if f.regions[region] {
			usd += float64(1000 * float64(exact.USDPerKg(r.VWAP)*exact.Tonnes(r.Bought)))
		}
	})
	return usd
}

// balances adds up a column of the balances.
func (f *filter) balances(t *engine.Tables, column func(*engine.BalanceRow) mass) float64 {
	var sum mass
	for i := range t.Balances {
		if r := &t.Balances[i]; f.goods[r.Good] && f.regions[r.Region] {
			sum += column(r)
		}
	}
	return exact.Tonnes(sum)
}

// balance is the metric of a column of the balances.
func balance(name, doc string, column func(*engine.BalanceRow) mass) Metric {
	return Metric{Name: name, Unit: "t", Flow: true, Keys: "good region", Needs: "good", Doc: doc, from: engine.BalanceTable, of: func(f *filter, t *engine.Tables) float64 {
		return f.balances(t, column)
	}}
}

func stock(f *filter, t *engine.Tables) float64 {
	return f.balances(t, func(b *engine.BalanceRow) mass { return b.Closing })
}

// needs adds up what is needed of the goods in the regions, whichever segment of them.
func (f *filter) needs(t *engine.Tables, what func(*agents.Need) float64) (sum float64) {
	for _, good := range f.listed {
		for node := range f.Nodes {
			if f.regions[f.Nodes[node].Region] {
				sum += what(&t.Needs[int(good)*len(f.Nodes)+node])
			}
		}
	}
	return sum
}

// demand is what final users wished to consume, missed what they did not find of it.
func demand(f *filter, t *engine.Tables) float64 {
	return f.needs(t, func(n *agents.Need) float64 { return n.Demand })
}

func missed(f *filter, t *engine.Tables) float64 {
	return f.needs(t, func(n *agents.Need) float64 { return n.Unserved })
}

func unserved(f *filter, t *engine.Tables) float64 { return over(missed(f, t), demand(f, t)) }

// massOf adds up the masses of some lines, t.
func massOf(lines []engine.ID, byLine []mass) float64 {
	var sum mass
	for _, line := range lines {
		sum += byLine[line]
	}
	return exact.Tonnes(sum)
}

func output(f *filter, t *engine.Tables) float64 { return massOf(f.makes, t.Made) }

func input(f *filter, t *engine.Tables) float64 { return massOf(f.takes, t.Taken) }

func capacity(f *filter, t *engine.Tables) (tonnes float64) {
	for i := range t.Plants {
		if r := &t.Plants[i]; f.sites[r.Site] {
			tonnes += r.Capacity
		}
	}
	return tonnes
}

func utilisation(f *filter, t *engine.Tables) float64 {
	var run float64
	for i := range t.Plants {
		if r := &t.Plants[i]; f.sites[r.Site] {
			run += float64(r.Utilisation * r.Capacity)
		}
	}
	return over(run, capacity(f, t))
}

func broke(f *filter, t *engine.Tables) (count float64) {
	for i := range t.Companies {
		if r := &t.Companies[i]; f.firms[r.Firm] && r.Cash == 0 && r.Debt > 0 {
			count++
		}
	}
	return count
}

func refusals(f *filter, t *engine.Tables) (count float64) {
	for i := range t.Events {
		if e := &t.Events[i]; e.Kind == "refusal" && (f.reason == "" || e.Reason == f.reason) {
			count += float64(e.Count)
		}
	}
	return count
}

// table is a metric that the engine computes for the world, by stage or by good.
func table(name, unit, by, doc string, from engine.TableSet) Metric {
	return Metric{Name: name, Unit: unit, Keys: by, Needs: by, Doc: doc, Sole: true, from: from, of: func(f *filter, t *engine.Tables) float64 {
		for i := range t.Metrics {
			if r := &t.Metrics[i]; r.Metric == name && r.Stage == f.row {
				return r.Value
			}
		}
		return math.NaN()
	}}
}
