package scenario

import (
	"monazite/agents/exact"
	"monazite/agents/firm"
	"monazite/engine"
	"monazite/markets"
)

// fixed lists the goods that plants know by name, with the level that they have.
var fixed = []struct {
	name  string
	level markets.Level
}{{"SEGH", markets.Carbonate}, {"SWARF", markets.Scrap}, {"EOL", markets.Scrap}}

// checkGoods checks what a good says of itself.
func (v *validator) checkGoods() {
	mined, known := v.mined()
	oxides := map[string]string{}
	for i := range v.goods {
		e, keys, good := v.doc.Find("good", v.out.Goods[i].Name), &v.goods[i], &v.out.Goods[i]
		if !v.sound(e, "level") {
			continue
		}
		switch good.Level {
		case markets.Oxide:
			if first, twice := oxides[keys.Element]; twice && v.sound(e, "element") {
				v.wrong(e, "element", "%s is the oxide of this element already", first)
			}
			oxides[keys.Element] = e.ID
		case markets.Metal:
			if v.sound(e, "element", "price") {
				v.checkMetal(e, keys, good)
			}
		case markets.Concentrate, markets.Carbonate:
			if known {
				v.checkClass(e, keys, mined)
			}
		case markets.Magnet:
			if _, found := firm.MagnetContent(e.ID, 1); !found {
				v.wrong(e, "", "there is no recipe for a magnet of this name")
			}
		}
		if good.Blend() && keys.Element != "" {
			v.wrong(e, "element", "expected of an oxide or a metal only; %s is %s", e.ID, article(keys.Level))
		}
		for _, f := range fixed {
			if f.name == e.ID && f.level != good.Level {
				v.wrong(e, "level", "expected %q: plants know %s as that", f.level.String(), f.name)
			}
		}
	}
}

// mined lists the ore classes that have a mine; known is whether every mine says what it digs.
func (v *validator) mined() (classes map[string]bool, known bool) {
	classes, known = map[string]bool{}, true
	for i := range v.plants {
		miner, ok := v.plants[i].builder.(*firm.Miner)
		if !ok {
			continue
		}
		good, found := v.goodNamed(miner.Ore)
		if found && v.out.Goods[good].Level <= markets.Carbonate {
			classes[v.goods[good].Class] = true
		} else {
			known = false
		}
	}
	return classes, known
}

// checkClass checks that some mine gives the ore its composition.
func (v *validator) checkClass(e *Entry, keys *goodKeys, mined map[string]bool) {
	switch {
	case keys.Class == "" && keys.Level == "concentrate":
		v.wrong(e, "class", "missing; expected the ore class of a concentrate: its mines give the composition")
	case keys.Class != "" && !mined[keys.Class]:
		m := member{name: keys.Class, key: "class", value: e.Values["class"]}
		v.wrongName(e, m, "no plant mines ore of this class, so that its composition is unknown", sorted(mined))
	}
}

// leastLife is the shortest time in use, months: goods pass through stages of a month or more.
const leastLife = 4

// checkUses checks final uses.
func (v *validator) checkUses() {
	for _, e := range v.doc.Tables["use"] {
		keys := v.useKeys[e.ID]
		if v.sound(e, "sector", "grades") {
			switch {
			case keys.Sector == "magnets" && len(keys.Grades) == 0:
				v.wrong(e, v.culprit(e, "grades", "sector"), "expected the share of each grade, since the use takes magnets")
			case keys.Sector == "oxides" && len(keys.Grades) > 0:
				v.wrong(e, v.culprit(e, "grades", "sector"), "expected of a use of magnets only")
			default:
				v.levels(e, entries(e, "grades", sorted(keys.Grades)), markets.Magnet)
			}
		}
		if v.sound(e, "growth") && len(keys.Growth) == 0 {
			v.wrong(e, "growth", `expected at least one rate, such as ["7 %%/yr"]`)
		}
		if months := keys.Life * 12; v.sound(e, "life") && months > 0 {
			if months < leastLife {
				v.wrong(e, "life", "expected 0, or at least %d months", leastLife)
			}
			v.checkPast(e, months)
		}
	}
}

// checkPast checks that goods in use do not shrink faster than they are used up: the stock from
// which past sales are reckoned would have no end.
func (v *validator) checkPast(e *Entry, months float64) {
	leave := float64(engine.UseStages) / months
	growth := exact.Pow(1+v.opening.PastGrowth, 1.0/12) - 1
	opening := v.doc.Find("opening", "")
	if growth+leave > leave/10 || opening == nil || !v.sound(opening, "past_growth") {
		return
	}
	v.wrong(opening, "past_growth", "expected more: %s, of %.4g years, shrinks faster than it wears out", e.Name(), months/12)
}

// The most that demand may spread and money may lose its value, so that no number of a run
// leaves what the accounts can hold.
const (
	mostSpread   = 1.0  // sd of the log demand index in the long run
	leastInflate = -0.1 // a year
	mostInflate  = 1.0
	mostRatio    = 10.0
)

// checkNumbers checks the parameters of behaviour that have no bound of their own.
func (v *validator) checkNumbers() {
	model := v.doc.Find("model", "")
	if model == nil {
		return
	}
	m := &v.out.Model
	spread := m.DemandNoise / exact.Pow(1-float64(m.DemandMemory*m.DemandMemory), 0.5)
	if v.sound(model, "demand_noise", "demand_memory") && spread > mostSpread {
		v.wrong(model, v.culprit(model, "demand_noise", "demand_memory"),
			"expected less: noise and memory give the log of demand an sd of %.3g in the long run, expected at most %v", spread, mostSpread)
	}
	if v.sound(model, "inflation") && (m.Inflation < leastInflate || m.Inflation > mostInflate) {
		v.wrong(model, "inflation", "expected from %v to %v 1/yr", leastInflate, mostInflate)
	}
	for _, ratio := range []struct {
		key   string
		value float64
	}{{"markup", m.Markup}, {"user_margin", m.UserMargin}, {"substitution_limit", m.SubstitutionLimit}, {"storage_cost", m.StorageCost}, {"long_elasticity", m.LongElasticity}} {
		if v.sound(model, ratio.key) && ratio.value > mostRatio {
			v.wrong(model, ratio.key, "expected at most %v", mostRatio)
		}
	}
}
