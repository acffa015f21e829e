package record

import (
	"monazite/engine"
	"monazite/markets"
)

// yearTally adds up one year.
type yearTally struct {
	year, months int
	china        []mean // per watched good
	outside      []mean
	made         [3]share // mine, separation, magnets: outside China of all
	lost         [2]share // magnets, oxides: unserved of demand
}

// mean is a running mean.
type mean struct {
	sum float64
	n   int
}

// share is a part of a whole, in grams.
type share struct{ part, whole markets.Mass }

// Indices of yearTally's stages and sectors.
const (
	mine = iota
	separation
	magnetMaking
)

const (
	magnetUse = iota
	oxideUse
)

func newYearTally(year, goods int) yearTally {
	return yearTally{year: year, china: make([]mean, goods), outside: make([]mean, goods)}
}

func (y *yearTally) summary(goods []watched) Year {
	out := Year{
		Year:    y.year,
		Months:  y.months,
		Outside: Stages{y.made[mine].figure(), y.made[separation].figure(), y.made[magnetMaking].figure()},
		Missing: Sectors{y.lost[magnetUse].figure(), y.lost[oxideUse].figure()},
	}
	for i, g := range goods {
		out.Prices = append(out.Prices, YearPrice{g.name, y.china[i].figure(), y.outside[i].figure()})
	}
	return out
}

func (m *mean) add(x float64) {
	m.sum += x
	m.n++
}

func (m *mean) figure() Figure {
	if m.n == 0 {
		return missing()
	}
	return Figure(m.sum / float64(m.n))
}

func (s *share) add(o share) {
	s.part += o.part
	s.whole += o.whole
}

func (s *share) figure() Figure {
	if s.whole == 0 {
		return missing()
	}
	return Figure(float64(s.part) / float64(s.whole))
}

// addPrices takes the month's prices of the watched goods.
func (t *tally) addPrices(y *yearTally, rows *engine.Tables) {
	for i, g := range t.watched {
		home, abroad := t.monthPrices(g.id, rows)
		if home > 0 {
			y.china[i].add(home)
		}
		outside, traded := abroad.price()
		if outside > 0 {
			y.outside[i].add(outside)
		}
		if traded && home > 0 && outside/home > float64(t.gap.Ratio) {
			t.gap = Gap{rows.Month.String(), g.name, Figure(outside / home)}
		}
	}
}

// abroad sums up the prices of the nodes outside China in one month.
type abroad struct {
	value, mass float64 // of nodes where the good was bought: price times mass, and mass
	plain       mean    // over all nodes
}

// price is the mean weighted by mass, or the plain one where nothing was bought.
func (a *abroad) price() (p float64, traded bool) {
	switch {
	case a.mass > 0:
		return a.value / a.mass, true
	case a.plain.n > 0:
		return a.plain.sum / float64(a.plain.n), false
	}
	return 0, false
}

func (t *tally) monthPrices(good engine.ID, rows *engine.Tables) (home float64, out abroad) {
	for i := range rows.Prices {
		r := &rows.Prices[i]
		p := perKg(r.Price())
		switch {
		case r.Good != good || p <= 0:
		case r.Node == t.Index:
			home = p
		case t.Nodes[r.Node].Region != t.china:
			out.plain.add(p)
			mass := tonnes(r.Bought)
			out.value += float64(p * mass)
			out.mass += mass
		}
	}
	return home, out
}

// addOutput takes the month's output by stage. Mines that crack what they dig count once: what
// they put out less what they took in.
func (t *tally) addOutput(y *yearTally, rows *engine.Tables) {
	for i := range rows.Production {
		r := &rows.Production[i]
		facts, good := &t.Sites[r.Site], &t.Goods[r.Good]
		made := share{whole: r.Output}
		stage := mine
		switch {
		case facts.Kind == "miner":
			made.whole -= r.Input
		case facts.Kind == "refiner" && good.Level == markets.Oxide && good.Element == markets.NdPr:
			stage = separation
		case facts.Kind == "magnetmaker" && good.Level == markets.Magnet:
			stage = magnetMaking
		default:
			continue
		}
		if t.Nodes[facts.Node].Region != t.china {
			made.part = made.whole
		}
		y.made[stage].add(made)
	}
}

// addDemand takes what final users consumed and what they missed.
func (t *tally) addDemand(y *yearTally, rows *engine.Tables) {
	var month [2]share
	for i := range rows.Production {
		r := &rows.Production[i]
		if kind := t.Sites[r.Site].Kind; kind == "offtaker" || kind == "oxideuser" {
			month[t.sector(r.Good)].whole += r.Input
		}
	}
	for i := range rows.Balances {
		r := &rows.Balances[i]
		month[t.sector(r.Good)].add(share{r.Unserved, r.Unserved})
	}
	for sector, name := range []string{"magnets", "oxides"} {
		y.lost[sector].add(month[sector])
		worst := month[sector].figure()
		if worst.Known() && worst > t.worst.Share {
			t.worst = Worst{rows.Month.String(), name, worst, Figure(tonnes(month[sector].part))}
		}
	}
}

func (t *tally) sector(good engine.ID) int {
	if t.Goods[good].Level == markets.Magnet {
		return magnetUse
	}
	return oxideUse
}
