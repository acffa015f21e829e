package scenario

import (
	"strconv"

	"monazite/agents/firm"
	"monazite/markets"
)

// checkUse checks that a user's use takes what the user buys.
func (v *validator) checkUse(e *Entry, use, sector string) {
	keys, found := v.useKeys[use]
	if !found || !v.sound(e, "use") || !v.sound(v.doc.Find("use", use), "sector") || keys.Sector == sector {
		return
	}
	v.wrong(e, "use", "expected a use of %s; %s is one of %s (%v)", sector, use, keys.Sector, v.doc.Find("use", use).Values["sector"].Pos)
}

// checkDemand checks what years of growth make of a demand, t a year.
func (v *validator) checkDemand(e *Entry, use string, tonnes float64) {
	growth := v.uses[use].Growth
	if len(growth) == 0 || !v.sound(e, "demand", "use") {
		return
	}
	most := 0.0
	for _, index := range growth {
		most = max(most, tonnes*index)
	}
	if most <= mostTonnes {
		return
	}
	if rates := v.doc.Find("use", use); !e.Has("demand") || !v.own(e.Values["demand"].Pos) && v.own(rates.Values["growth"].Pos) {
		v.wrong(rates, "growth", "expected less: %s comes to %.3g t/yr, more than %s t/yr", e.Name(), most, decimal(mostTonnes))
		return
	}
	v.wrong(e, "demand", "expected less: it comes to %.3g t/yr, more than %s t/yr", most, decimal(mostTonnes))
}

// checkOxides checks what a user of oxides wants.
func (v *validator) checkOxides(e *Entry, k *firm.OxideUser) {
	if !v.sound(e, "demand") {
		return
	}
	total := 0.0
	for _, name := range sorted(k.Demand) {
		total += k.Demand[name]
	}
	v.levels(e, entries(e, "demand", sorted(k.Demand)), markets.Oxide)
	if total == 0 {
		v.wrong(e, "demand", "expected some of at least one oxide")
	}
	v.checkDemand(e, k.Use, total)
}

// decimal prints a number without an exponent.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
