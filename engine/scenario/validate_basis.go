package scenario

import (
	"fmt"
	"strings"

	"monazite/agents/firm"
	"monazite/markets"
)

// checkBases checks the words REO, oxide, metal, magnet and scrap in quantities against the good
// that they are quantities of. A quantity without such a word is in the good's own basis.
func (v *validator) checkBases() {
	for i := range v.goods {
		good := &v.out.Goods[i]
		v.basis(v.doc.Find("good", good.Name), good.Level, good.Name, "price", "finishing")
	}
	for i := range v.plants {
		v.plantBases(&v.plants[i])
	}
	for _, e := range v.doc.Tables["instrument"] {
		name, _ := e.Values["good"].Raw.(string)
		if id, found := v.goodNamed(name); found {
			v.basis(e, v.out.Goods[id].Level, name, "strike", "price", "quantity")
		}
	}
}

// plantBases checks what a plant counts its capacity, its costs and its goods in.
func (v *validator) plantBases(p *plant) {
	e := p.entry
	counts := func(level markets.Level, keys ...string) {
		v.basis(e, level, "", keys...)
	}
	switch p.builder.(type) {
	case *firm.Miner:
		counts(markets.Concentrate, "capacity", "output", "expansion", "reserves", "cost", "crack_cost")
	case *firm.Cracker:
		counts(markets.Concentrate, "capacity", "output", "expansion", "cost")
	case *firm.Refiner:
		counts(markets.Oxide, "capacity", "output", "expansion", "ndpr_capacity", "dytb_capacity", "crack_cost", "light_cost", "heavy_cost")
	case *firm.MetalMaker:
		counts(markets.Metal, "capacity", "output", "expansion", "cost")
	case *firm.MagnetMaker:
		counts(markets.Magnet, "capacity", "output", "expansion", "conversion")
	case *firm.Recycler:
		counts(markets.Scrap, "capacity", "output", "expansion")
		counts(markets.Oxide, "cost")
	case *firm.Offtaker:
		counts(markets.Magnet, "demand")
	}
	for _, key := range []string{"intake", "demand"} {
		table, _ := e.Values[key].Raw.(map[string]any)
		for _, name := range sorted(table) {
			if id, found := v.goodNamed(name); found {
				v.basis(e, v.out.Goods[id].Level, name, inside(key, name))
			}
		}
	}
}

// basis reports quantities of a good, or of what a plant counts in, whose basis is not that of a
// level. Where the element says how metal and oxide convert, it says what to write.
func (v *validator) basis(e *Entry, level markets.Level, of string, keys ...string) {
	for _, key := range keys {
		value, found := e.lookup(strings.Split(key, "."))
		if !found || !v.sound(e, root(key)) {
			continue
		}
		q, err := quantity(value.Raw)
		if err != nil || q.Basis() == "" {
			continue
		}
		if want, _ := markets.ParseQuantity("1 kg " + level.Basis()); q.Basis() == want.Basis() {
			continue
		}
		message := fmt.Sprintf("in %s, but the plant counts in %s", q.Basis(), level.Basis())
		if id, found := v.goodNamed(of); found {
			message = fmt.Sprintf("in %s, but %s is counted in %s", q.Basis(), of, level.Basis())
			message += converted(q, level.Basis(), v.out.Goods[id].Element)
		}
		v.ps.Add(e.problem(key, value, message))
	}
}

// converted says what a quantity is in another basis, where metal and oxide of an element convert.
func converted(q markets.Quantity, basis string, element markets.Element) string {
	if element == markets.Elements {
		return ""
	}
	other, err := q.InBasis(basis, element.String())
	for _, unit := range []string{"USD/kg", "t/yr", "t"} {
		if x, none := other.Float(unit + " " + basis); err == nil && none == nil {
			return fmt.Sprintf(`: write "%.6g %s"`, x, unit)
		}
	}
	return ""
}
