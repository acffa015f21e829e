package record

import (
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// fiscalTally adds up what an instrument does over a run.
type fiscalTally struct {
	outlay, receipt, grant markets.Money
	covered                markets.Mass
	present                float64              // value in the first month of outlay - receipt, USD
	last                   engine.InstrumentRow // of the month below
	at                     engine.Month
	active                 bool
}

// addFiscal takes the month's rows of instruments.
func (t *tally) addFiscal(rows *engine.Tables) {
	factor := t.discount(rows.Month)
	for i := range rows.Instruments {
		r := &rows.Instruments[i]
		f := &t.fiscal[r.Source]
		f.outlay += r.Outlay
		f.receipt += r.Receipt
		f.grant += r.Grant
		f.covered += r.Covered
		f.present += float64(dollars(r.Outlay-r.Receipt) * factor)
		f.last, f.at, f.active = *r, rows.Month, true
	}
}

// discount is what a dollar of a month is worth in the first.
func (t *tally) discount(month engine.Month) float64 { return Discount(int(month - t.first)) }

// Discount is what a dollar of public money is worth some months earlier, at 3 % a year, real (MODEL 7.8).
func Discount(months int) float64 { return exact.Pow(1+engine.SocialDiscount, -float64(months)/12) }

// summarizeFiscal lists instruments that did something, the largest first.
func (t *tally) summarizeFiscal() []Fiscal {
	list := []Fiscal{}
	for i := range t.fiscal {
		if t.fiscal[i].active {
			list = append(list, t.summarizeOne(i))
		}
	}
	byMoney(list)
	return list
}

func (t *tally) summarizeOne(i int) Fiscal {
	f, source := &t.fiscal[i], &t.Sources[i]
	s := Fiscal{
		Government: source.Government, Instrument: source.Instrument,
		Outlay: Figure(dollars(f.outlay)), Receipt: Figure(dollars(f.receipt)), Grant: Figure(dollars(f.grant)),
		Covered: Figure(tonnes(f.covered)), PerAdded: missing(),
	}
	if f.at == t.last { // else nothing is left: a row of nothing is left out
		s.Contingent, s.Asset, s.Added = Figure(dollars(f.last.Contingent)), Figure(dollars(f.last.Asset)), Figure(f.last.Added)
	}
	s.Net = Figure(f.present - float64(float64(s.Asset)*t.discount(t.last)))
	if s.Added >= LeastAdded {
		s.PerAdded = s.Net / s.Added
	}
	return s
}
