package scenario

import (
	"monazite/agents/firm"
	"monazite/markets"
)

// checkMetal checks that a metal is one that magnets hold and can be made or is priced.
func (v *validator) checkMetal(e *Entry, keys *goodKeys, good *markets.Good) {
	switch first, found := v.metal(good.Element); {
	case firm.MetalContent(good.Element) == 0:
		v.wrong(e, "element", "expected NdPr, Sm, Tb or Dy: no magnet holds the metal of %v", good.Element)
	case found && v.out.Goods[first].Name != e.ID:
		v.wrong(e, "element", "%s is the metal of this element already", v.out.Goods[first].Name)
	case v.out.Oxides[good.Element] == markets.None && keys.Price <= 0:
		v.wrong(e, "price", "missing: there is no oxide of %v to compute it of", good.Element)
	}
}

// checkMetalMaker checks what a metal maker makes.
func (v *validator) checkMetalMaker(e *Entry, k *firm.MetalMaker) {
	if v.sound(e, "metals") {
		v.levels(e, entries(e, "metals", sorted(k.Metals)), markets.Metal)
	}
}

// smelts checks that there are the oxides of the metals that a plant makes.
func (v *validator) smelts(e *Entry, k *firm.MetalMaker) {
	for _, m := range entries(e, "metals", sorted(k.Metals)) {
		id, found := v.goodNamed(m.name)
		if !found || k.Metals[m.name] == 0 {
			continue
		}
		if element := v.out.Goods[id].Element; element < markets.Elements && v.out.Oxides[element] == markets.None {
			v.lacking(e, m, markets.Oxide, element)
		}
	}
}
