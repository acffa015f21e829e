package scenario

import (
	"fmt"
	"slices"
	"strings"

	"monazite/agents/firm"
	"monazite/markets"
)

// validateChain judges, once blends have their composition, whether all that plants make has a
// good. It ends the reading: what follows computes.
func (b *builder) validateChain() {
	v := validator{builder: b, faulty: map[fault]bool{}}
	for i := range b.plants {
		p := &b.plants[i]
		switch k := p.builder.(type) {
		case *firm.Refiner:
			if v.sound(p.entry, "feeds", "set") {
				v.separates(p.entry, k)
			}
		case *firm.Recycler:
			if v.sound(p.entry, "feeds") {
				v.recovers(p.entry, k)
			}
		case *firm.MetalMaker:
			if v.sound(p.entry, "metals") {
				v.smelts(p.entry, k)
			}
		case *firm.MagnetMaker:
			if v.sound(p.entry, "grades", "family", "loss", "collected", "inputs") {
				v.alloys(p.entry, k)
			}
		}
	}
	b.blameRemovals()
	b.judged = true
	if b.ps.Len() > 0 {
		b.rehearse()
	}
}

// separates checks the elements that the feeds of a separation plant hold.
func (v *validator) separates(e *Entry, k *firm.Refiner) {
	makes, leaves, known := false, false, true
	for _, m := range members(e, "feeds", k.Feeds) {
		id, found := v.goodNamed(m.name)
		if !found || v.out.Goods[id].Content == [markets.Elements]float64{} {
			known = false // its class has no mine, which has been reported
			continue
		}
		for el, x := range v.out.Goods[id].Content {
			if x > 0 && k.Splits(markets.Element(el)) {
				makes = true
				v.hasOxide(e, m, markets.Element(el))
			}
			leaves = leaves || x > 0 && !k.Splits(markets.Element(el))
		}
	}
	if !makes && known && len(k.Feeds) > 0 {
		v.wrong(e, v.culprit(e, "feeds", "set"), "the feeds hold none of the elements that a %s plant separates", k.Set)
	}
	if _, found := v.goodNamed("SEGH"); leaves && k.Set == "light" && !found {
		v.needs(e, v.culprit(e, "set", "feeds"), "a light plant leaves SEGH, which is not among the goods", "SEGH")
	}
}

// recovers checks the elements that scrap holds.
func (v *validator) recovers(e *Entry, k *firm.Recycler) {
	for _, m := range members(e, "feeds", k.Feeds) {
		id, found := v.goodNamed(m.name)
		if !found || v.out.Goods[id].Level != markets.Scrap {
			continue
		}
		if v.out.Goods[id].Content == [markets.Elements]float64{} {
			v.ps.Add(e.problem(m.key, m.value, m.name+" holds nothing: no plant has an output of NdFeB magnets in 2024"))
			continue
		}
		for el, x := range v.out.Goods[id].Content {
			if x > 0 {
				v.hasOxide(e, m, markets.Element(el))
			}
		}
	}
}

// alloys checks the oxides or metals that magnets are made of, and the swarf that is cut from them.
func (v *validator) alloys(e *Entry, k *firm.MagnetMaker) {
	for _, m := range entries(e, "grades", sorted(k.Grades)) {
		if k.Grades[m.name] == 0 {
			continue
		}
		conventional, diffused := k.Takes(m.name)
		for el := range markets.Elements {
			if conventional[el]+diffused[el] == 0 {
				continue
			}
			if _, found := v.metal(el); k.Metallic() && !found {
				m.key = v.culprit(e, "inputs", m.key)
				m.value, _ = e.lookup(strings.Split(m.key, "."))
				v.lacking(e, m, markets.Metal, el)
			} else if !k.Metallic() && v.out.Oxides[el] == markets.None {
				v.lacking(e, m, markets.Oxide, el)
			}
		}
	}
	if _, found := v.goodNamed("SWARF"); !found && k.Family == "NdFeB" && k.Collected > 0 && k.Loss > 0 {
		v.needs(e, v.culprit(e, "collected", "family"), "the plant sells SWARF, which is not among the goods; 0 collects none", "SWARF")
	}
}

// lacking reports an oxide or metal that what a plant makes takes and that is not there.
func (v *validator) lacking(e *Entry, m member, level markets.Level, element markets.Element) {
	p := e.problem(m.key, m.value, fmt.Sprintf("%s is made of the %v of %v, which is not among the goods", m.name, level, element))
	p.lacks = v.removed(level, element)
	v.ps.Add(p)
}

// needs reports a good that plants know by name and that is not there.
func (v *validator) needs(e *Entry, key, message, good string) {
	p := e.Problem(key, message)
	p.lacks = []name{{"good", good}}
	v.ps.Add(p)
}

// hasOxide checks that an element in a feed has its oxide, and else blames the mine that brings
// it where the scenario's own file wrote that.
func (v *validator) hasOxide(e *Entry, feed member, element markets.Element) {
	if v.out.Oxides[element] != markets.None {
		return
	}
	message := fmt.Sprintf("%s holds %v, of which there is no oxide among the goods", feed.name, element)
	if !v.own(feed.value.Pos) {
		for i := range v.plants {
			miner, is := v.plants[i].builder.(*firm.Miner)
			value, found := v.plants[i].entry.lookup([]string{"composition", element.String()})
			if is && found && v.own(value.Pos) && miner.Composition[element.String()] > 0 {
				message = fmt.Sprintf("%s separates what holds %v, of which there is no oxide among the goods", e.Name(), element)
				v.ps.Add(v.plants[i].entry.problem(inside("composition", element.String()), value, message))
				return
			}
		}
	}
	p := e.problem(feed.key, feed.value, message)
	p.lacks = v.removed(markets.Oxide, element)
	v.ps.Add(p)
}

// removed lists the oxides or metals of an element that were taken out.
func (v *validator) removed(level markets.Level, element markets.Element) (list []name) {
	for n, r := range v.doc.removed {
		if n.table == "good" && r.Values["level"].Raw == level.String() && r.Values["element"].Raw == element.String() {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b name) int { return strings.Compare(a.id, b.id) })
	return list
}
