package engine

import (
	"monazite/agents/exact"
	"monazite/markets"
)

// disturb draws the stocks with which the first month begins: exp(N(0, Model.OpeningNoise)) times what
// the spin-up has left, plant by plant and good by good. It happens between the books of the spin-up and
// those of the run, which open with what is there: no gram is made or lost inside either.
func (w *World) disturb() {
	if w.Model.OpeningNoise == 0 {
		return
	}
	for i := range w.Lines {
		line := &w.Lines[i]
		good := &w.Goods[line.Good]
		src := w.source(w.keys.sites[line.Site], exact.Name("opening stock of "+good.Name))
		factor := exact.Exp(w.Model.OpeningNoise * src.Normal())
		w.Stock[i] = scaled(good, &w.Stock[i], factor)
	}
}

// scaled is a lot times a factor, in whole grams; up to the oxides mass is the sum of the elements.
func scaled(good *markets.Good, lot *markets.Lot, factor float64) (s markets.Lot) {
	for e, m := range lot.Content {
		s.Content[e] = markets.Mass(exact.Round(float64(m) * factor))
	}
	s.Mass = markets.Mass(exact.Round(float64(lot.Mass) * factor))
	if good.Level <= markets.Oxide {
		s.Mass = s.Content.Sum()
	}
	s.Cost = markets.Money(exact.Round(float64(lot.Cost) * factor))
	return s
}
