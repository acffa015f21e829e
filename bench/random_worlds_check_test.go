package bench

import (
	"slices"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// lawful checks month by month, beside what holds in every world, that a world obeys its law as the
// file has it, and that plants are silent before they open.
type lawful struct {
	witness
	sketch *sketch
	left   map[string]markets.Mass // exports since January, by node and good
	ran    []markets.Mass          // per plant, since January
	bound  int                     // months and instruments that were checked
}

func newLawful(t *testing.T, name string, w *sketch, s *engine.Scenario) *lawful {
	return &lawful{
		witness: witness{t: t, name: name, exports: map[yearGood]markets.Mass{}},
		sketch:  w, left: map[string]markets.Mass{}, ran: make([]markets.Mass, len(s.Sites)),
	}
}

// Record is called when the month is over.
func (l *lawful) Record(t *engine.Tables) error {
	if t.Month.Calendar() == 1 {
		clear(l.left)
		l.ran = make([]markets.Mass, len(l.world.Sites))
	}
	for _, e := range l.sketch.of("instrument") {
		if monthOf(e, "start", 0) > t.Month || monthOf(e, "end", 1000) < t.Month {
			continue
		}
		switch e.text("kind") {
		case "raw-export-ban":
			l.exports(t, e, func(int) markets.Mass { return 0 })
		case "export-quota":
			l.exports(t, e, func(year int) markets.Mass { return annual(e, year) })
		case "production-quota":
			l.quotas(t, e)
		case "origin-rule":
			l.origins(t, e)
		case "floor-minimum":
			l.floors(t, e)
		}
	}
	for _, f := range t.Flows {
		if !l.exported(f) {
			continue
		}
		l.left[l.world.Nodes[f.From].Name+" "+l.world.Goods[f.Good].Name] += f.Mass
	}
	for i := range l.world.Running {
		l.ran[i] += l.world.Running[i].Level
	}
	l.planned(t)
	l.stocks()
	l.money()
	l.prices(t)
	l.trade(t)
	l.production(t)
	l.users(t)
	if l.stock != nil && !(t.Month.QuarterEnds() && l.settles()) {
		l.purchases(t)
	}
	l.remember()
	l.months++
	return nil
}

// settles says whether companies may owe what guarantees' indices exceed their strikes by: that is
// paid at the end of a quarter, after what they bought, and may take them below their credit line.
func (l *lawful) settles() bool {
	return slices.ContainsFunc(l.sketch.of("instrument"), func(e *entry) bool { return e.text("kind") == "floor-cfd" })
}

// monthOf is a month of an entry, or another one where it has none.
func monthOf(e *entry, name string, other agents.Month) agents.Month {
	text := e.text(name)
	if text == "" {
		return other
	}
	var year, month int
	for i, part := range strings.SplitN(text, "-", 2) {
		n := 0
		for _, c := range part {
			n = 10*n + int(c-'0')
		}
		if i == 0 {
			year = n
		} else {
			month = n
		}
	}
	return agents.MonthOf(year, month)
}

// annual is a quota's mass in a year.
func annual(e *entry, year int) markets.Mass {
	list := e.get("annual").([]amount)
	i := min(max(0, year-monthOf(e, "start", 0).Year()), len(list)-1)
	return markets.Mass(list[i].number*1e6 + 0.5)
}

// in says whether a good is among names of goods and levels.
func (l *lawful) in(names []string, good engine.ID) bool {
	g := &l.world.Goods[good]
	return slices.Contains(names, "*") || slices.Contains(names, g.Name) || slices.Contains(names, g.Level.String())
}

// exported says whether a flow crosses a border; one to a segment of the same region does not.
func (l *lawful) exported(f engine.FlowRow) bool {
	return l.world.Nodes[f.To].Region != l.world.Nodes[f.From].Region
}

// exports compares what left each region's open market since January with what may leave in a year.
func (l *lawful) exports(t *engine.Tables, e *entry, most func(year int) markets.Mass) {
	from := e.texts("from")
	if from == nil {
		from = []string{e.text("government")}
	}
	for _, region := range from {
		var before, now markets.Mass
		for good := range l.world.Goods {
			if l.in(e.texts("goods"), engine.ID(good)) {
				before += l.left[region+" "+l.world.Goods[good].Name]
			}
		}
		for _, f := range t.Flows {
			if l.world.Nodes[f.From].Name == region && l.in(e.texts("goods"), f.Good) && l.exported(f) {
				now += f.Mass
			}
		}
		l.bound++
		allowed := max(0, most(t.Month.Year())-before) / markets.Mass(13-t.Month.Calendar())
		if e.text("kind") == "raw-export-ban" {
			allowed = 0
		}
		if now > allowed {
			l.fail("%s: %v left %s where %v may", e.id, now, region, allowed)
		}
	}
}

// quotas compares what the plants of a quota ran with what is left of its batch.
func (l *lawful) quotas(t *engine.Tables, e *entry) {
	if yearly, is := e.get("growth").(amount); is && yearly.number != 0 {
		return // the growth of quotas has tests of its own
	}
	var before, now markets.Mass
	for i := range l.world.Sites {
		plant := l.world.Sites[i].Name
		company := l.world.Firms[l.world.Sites[i].Firm].Name
		if slices.Contains(e.texts("plants"), plant) || slices.Contains(e.texts("companies"), company) && l.world.Sites[i].Kind == e.text("plant_kind") {
			before += l.ran[i]
			now += l.world.Running[i].Level
		}
	}
	l.bound++
	batch, months := annual(e, t.Month.Year()), markets.Mass(13-t.Month.Calendar())
	if months > 6 {
		batch, months = batch/2, months-6
	}
	if allowed := max(0, batch-before) / months; now > allowed {
		l.fail("%s: plants ran %v where %v may", e.id, now, allowed)
	}
}

// origins makes sure that without a waiver nothing of the origins reaches the secure buyers.
func (l *lawful) origins(t *engine.Tables, e *entry) {
	for _, f := range t.Flows {
		from := l.world.Nodes[f.From]
		if e.get("waiver").(amount).number == 0 && l.world.Nodes[f.To].Name == e.text("node") && l.in(e.texts("goods"), f.Good) &&
			slices.Contains(e.texts("origins"), l.world.Regions[from.Region]) && from.Region != l.world.Nodes[f.To].Region {
			l.fail("%s: %+v", e.id, f)
		}
	}
}

// floors makes sure that in a zone nothing is bought below its minimum price.
func (l *lawful) floors(t *engine.Tables, e *entry) {
	least := markets.Price(e.get("price").(amount).number*1e6 + 0.5)
	for _, p := range t.Prices {
		region := l.world.Regions[l.world.Nodes[p.Node].Region]
		if l.world.Goods[p.Good].Name == e.text("good") && slices.Contains(e.texts("zone"), region) && p.BuyersTraded {
			l.bound++
			if p.Buyers < least {
				l.fail("%s: bought at %v in %s", e.id, p.Buyers, l.world.Nodes[p.Node].Name)
			}
		}
	}
}

// planned makes sure that a plant makes nothing before it opens.
func (l *lawful) planned(t *engine.Tables) {
	for _, p := range t.Production {
		if t.Month < l.world.Running[p.Site].Opens {
			l.fail("%s: %+v before it opens", l.world.Sites[p.Site].Name, p)
		}
	}
}
