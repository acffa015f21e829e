package scenario

import (
	"monazite/agents"
	"monazite/agents/exact"
	"monazite/agents/firm"
	"monazite/markets"
)

// mostTonnes is the most that a plant may make or a user want in a year, t: a hundred times the
// world's output of rare earths, over many years of growth.
const mostTonnes = 1e8

// checkPlants checks every plant, first what all kinds have, then the keys of its kind. A kind
// that is not listed here reports its own mistakes when it is built.
func (v *validator) checkPlants() {
	collectors := map[markets.ID]string{}
	for i := range v.plants {
		p := &v.plants[i]
		e := p.entry
		v.checkCapacity(p)
		switch k := p.builder.(type) {
		case *firm.Miner:
			v.checkMiner(e, k)
		case *firm.Cracker:
			v.levels(e, members(e, "feed", []string{k.Feed}), markets.Concentrate)
			v.levels(e, members(e, "product", []string{k.Product}), markets.Carbonate)
		case *firm.Refiner:
			v.checkRefiner(p, k)
		case *firm.MetalMaker:
			v.checkMetalMaker(e, k)
		case *firm.MagnetMaker:
			v.checkGrades(e, k)
		case *firm.Recycler:
			v.checkFeeds(p, k.Feeds, k.Intake, markets.Scrap)
		case *firm.Offtaker:
			v.checkUse(e, k.Use, "magnets")
			v.checkDemand(e, k.Use, k.Demand)
		case *firm.OxideUser:
			v.checkUse(e, k.Use, "oxides")
			v.checkOxides(e, k)
		case *firm.Collector:
			if first, twice := collectors[p.region]; twice && v.sound(e, "country") {
				v.wrong(e, "kind", "a region has one collector, here %s", first)
			}
			collectors[p.region] = e.ID
			if _, found := v.goodNamed("EOL"); !found {
				v.needs(e, "kind", "a collector sells EOL, which is not among the goods", "EOL")
			}
		}
	}
}

// runs tells the kinds that run up to a nameplate; what others make of a capacity they know.
func runs(k firm.Builder) bool {
	switch k.(type) {
	case *firm.Miner, *firm.Cracker, *firm.Refiner, *firm.MetalMaker, *firm.MagnetMaker, *firm.Recycler:
		return true
	}
	return false
}

// checkCapacity checks nameplate, output and the months of opening and expansion.
func (v *validator) checkCapacity(p *plant) {
	c, e := &p.common, p.entry
	if !v.sound(e, "capacity", "output", "opens", "expansion", "expands", "growth", "growth_from") || !runs(p.builder) {
		return
	}
	opening, last := agents.MonthOf(2024, 1), agents.MonthOf(2024, 12)
	nameplate := c.Capacity
	if c.Expansion > 0 && c.Expands <= last {
		nameplate = max(nameplate, c.Expansion)
	}
	switch {
	case c.Capacity == 0:
		v.wrong(e, "capacity", `expected the nameplate, more than 0 t/yr, such as "18 kt/yr"`)
	case c.Output > 0 && c.Opens > last:
		v.wrong(e, v.culprit(e, "opens", "output"), "a plant that opens in %s has no output in 2024, here %v t/yr", c.Opens, c.Output)
	case c.Output > nameplate*(1+sumTolerance):
		v.wrong(e, v.culprit(e, "output", "capacity", "expansion"), "the output of 2024, %v t/yr, is above the nameplate, %v t/yr", c.Output, nameplate)
	}
	switch {
	case c.Expansion > 0 && !e.Has("expands"):
		v.wrong(e, "expansion", `expected expands too: the month of the expansion, such as "2027-07"`)
	case c.Expansion == 0 && e.Has("expands"):
		v.wrong(e, v.culprit(e, "expands", "expansion"), "expected an expansion too: the nameplate from that month on")
	case c.Expansion > 0 && c.Expands < c.Opens && c.Opens > opening:
		v.wrong(e, v.culprit(e, "expands", "opens"), "a plant that opens in %s cannot expand in %s", c.Opens, c.Expands)
	}
	v.checkGrowth(p)
}

// checkGrowth checks what years of growth make of the nameplate.
func (v *validator) checkGrowth(p *plant) {
	c := &p.common
	end := agents.Month(v.top.Months - 1)
	years := max(0, end.Year()-max(c.GrowthFrom.Year(), agents.MonthOf(2025, 1).Year())+1)
	if grown := max(c.Capacity, c.Expansion) * exact.Pow(1+c.Growth, float64(years)); grown > mostTonnes {
		v.wrong(p.entry, v.culprit(p.entry, "growth", "capacity", "expansion"), "expected less: %.3g t/yr of capacity in %s, more than %s t/yr", grown, end, decimal(mostTonnes))
	}
}

// checkMiner checks ore, composition and cracking on site.
func (v *validator) checkMiner(e *Entry, k *firm.Miner) {
	v.levels(e, members(e, "ore", []string{k.Ore}), markets.Concentrate, markets.Carbonate)
	if v.sound(e, "composition") {
		v.checkComposition(e, k)
	}
	if !k.Cracks || !v.sound(e, "ore", "cracks", "carbonate") {
		return
	}
	if ore, found := v.goodNamed(k.Ore); found && v.out.Goods[ore].Level == markets.Carbonate {
		v.wrong(e, v.culprit(e, "cracks", "ore"), "%s is a carbonate already: expected false", k.Ore)
	}
	if k.Carbonate == "" {
		v.wrong(e, v.culprit(e, "carbonate", "cracks"), "expected the carbonate that cracking on site makes")
		return
	}
	v.levels(e, members(e, "carbonate", []string{k.Carbonate}), markets.Carbonate)
}

// checkComposition checks the names of elements and the sum of their shares.
func (v *validator) checkComposition(e *Entry, k *firm.Miner) {
	sum, known := 0.0, true
	for _, m := range entries(e, "composition", sorted(k.Composition)) {
		element, found := markets.ParseElement(m.name)
		if !found {
			v.wrongName(e, m, "there is no such element", sorted(v.refs["element"]))
			known = false
		} else if element != markets.Sc {
			sum += k.Composition[m.name]
		}
	}
	if _, err := k.Content(); err != nil && known {
		v.wrong(e, "composition", "sums to %.4g without Sc, expected 1 within 2 %%", sum)
	}
}

// checkRefiner checks feeds; a light plant makes SEGH and cannot live on it.
func (v *validator) checkRefiner(p *plant, k *firm.Refiner) {
	v.checkFeeds(p, k.Feeds, k.Intake, markets.Concentrate, markets.Carbonate)
	for _, m := range members(p.entry, "feeds", k.Feeds) {
		if m.name == "SEGH" && k.Set == "light" && v.sound(p.entry, "set") {
			v.ps.Add(p.entry.problem(m.key, m.value, "a light plant makes SEGH: it cannot feed on what it makes"))
		}
	}
}

// checkFeeds checks the goods that a plant processes and what it took of them in 2024.
func (v *validator) checkFeeds(p *plant, feeds []string, intake map[string]float64, allowed ...markets.Level) {
	e, taken := p.entry, 0.0
	if !v.sound(e, "feeds") {
		return
	}
	list := members(e, "feeds", feeds)
	if len(feeds) == 0 {
		v.wrong(e, "feeds", "expected at least one good")
		return
	}
	v.levels(e, list, allowed...)
	v.once(e, list)
	if !v.sound(e, "intake") {
		return
	}
	among := map[string]bool{}
	for _, name := range feeds {
		among[name] = true
	}
	for _, m := range entries(e, "intake", sorted(intake)) {
		if taken += intake[m.name]; !among[m.name] {
			v.wrongIntake(e, m, feeds)
		}
	}
	if len(intake) > 0 && taken == 0 && p.common.Output > 0 && v.sound(e, "output") {
		v.wrong(e, v.culprit(e, "intake", "output"), "a plant that made %v t/yr in 2024 took some feed", p.common.Output)
	}
}

// wrongIntake reports an intake of what is not among the feeds, at whichever of the two was written last.
func (v *validator) wrongIntake(e *Entry, m member, feeds []string) {
	if !v.own(m.value.Pos) && v.own(e.Values["feeds"].Pos) {
		v.wrong(e, "feeds", "expected %s too, of which the plant has an intake (%v)", m.name, m.value.Pos)
		return
	}
	v.wrongName(e, m, "not among the feeds", feeds)
}

// checkGrades checks what a magnet plant makes.
func (v *validator) checkGrades(e *Entry, k *firm.MagnetMaker) {
	if !v.sound(e, "grades", "family") {
		return
	}
	sum, known := 0.0, true
	for _, m := range entries(e, "grades", sorted(k.Grades)) {
		sum += k.Grades[m.name]
		content, found := firm.MagnetContent(m.name, 1)
		switch family := family(content[markets.Sm]); {
		case !found:
			v.levels(e, []member{m}, markets.Magnet) // a magnet without a recipe is the good's mistake
			known = false
		case k.Grades[m.name] > 0 && family != k.Family:
			v.wrong(e, v.culprit(e, m.key, "family"), "%s is a magnet of the family %s, expected %s", m.name, family, k.Family)
		}
	}
	if known && (sum < 1-gradeTolerance || sum > 1+gradeTolerance) {
		v.wrong(e, "grades", "sums to %.7g, expected 1", sum)
	}
}

// gradeTolerance is how far the shares of grades may be from 1.
const gradeTolerance = 1e-6

// family is the alloy of a magnet that holds so much samarium.
func family(samarium float64) string {
	if samarium > 0 {
		return "SmCo"
	}
	return "NdFeB"
}
