package scenario

import (
	"slices"
	"strings"

	"monazite/engine"
)

// checkCompanies checks that no company owns itself and that none has too many plants.
func (v *validator) checkCompanies() {
	plants := make([]int, len(v.out.Firms))
	for i := range v.plants {
		p := &v.plants[i]
		if !v.sound(p.entry, "company") {
			continue
		}
		if plants[p.firm]++; plants[p.firm] == engine.MaxPlants+1 {
			v.wrong(p.entry, "company", "expected at most %d plants of a company", engine.MaxPlants)
		}
	}
	o := ownership{validator: v, state: make([]int, len(v.out.Firms))}
	for i := range v.out.Firms {
		o.visit(i)
	}
}

// ownership walks from companies to those that own them.
type ownership struct {
	*validator
	state []int // of a company: entered or done
	chain []int // the companies that are entered
}

func (o *ownership) visit(firm int) {
	switch o.state[firm] {
	case entered:
		o.report(o.chain[slices.Index(o.chain, firm):])
		return
	case done:
		return
	}
	o.state[firm] = entered
	o.chain = append(o.chain, firm)
	for _, owner := range o.out.Firms[firm].Owners {
		if owner.Firm >= 0 {
			o.visit(int(owner.Firm))
		}
	}
	o.chain = o.chain[:len(o.chain)-1]
	o.state[firm] = done
}

// report names all companies of a circle, at the shares that the scenario's own file gives.
func (o *ownership) report(circle []int) {
	var names []string
	e := o.doc.Tables["company"][circle[len(circle)-1]]
	for _, firm := range circle {
		c := o.doc.Tables["company"][firm]
		names = append(names, c.ID)
		if o.own(c.Values["owners"].Pos) && !o.own(e.Values["owners"].Pos) {
			e = c
		}
	}
	names = append(names, names[0])
	o.wrong(e, "owners", "a company cannot own itself: %s", strings.Join(names, " belongs to "))
}
