package expect

import (
	"monazite/agents/exact"
	"monazite/engine"
	"monazite/markets"
)

// Instruments that a scenario does not have, or that do nothing in a month, have no rows: their money is 0.

// rows adds up a column of the table of instruments.
func (f *filter) rows(t *engine.Tables, column func(*engine.InstrumentRow) float64) (sum float64) {
	for i := range t.Instruments {
		if r := &t.Instruments[i]; f.sources[r.Source] {
			sum += column(r)
		}
	}
	return sum
}

// instrument is the metric of a column of the table of instruments.
func instrument(name, unit string, flow bool, doc string, column func(*engine.InstrumentRow) float64) Metric {
	return Metric{Name: name, Unit: unit, Flow: flow, Keys: "instrument government", Doc: doc, from: engine.InstrumentTable, of: func(f *filter, t *engine.Tables) float64 {
		return f.rows(t, column)
	}}
}

// money is the metric of a column of money of the table of instruments.
func money(name string, flow bool, doc string, column func(*engine.InstrumentRow) markets.Money) Metric {
	return instrument(name, "USD", flow, doc, func(r *engine.InstrumentRow) float64 { return exact.USD(column(r)) })
}

func rent(f *filter, t *engine.Tables) (usd float64) {
	for i := range t.Rents {
		r := &t.Rents[i]
		if ofSource := !f.bySource || r.Source != engine.None && f.sources[r.Source]; ofSource && (f.allGoods || f.goods[r.Good]) && f.regions[f.Nodes[r.From].Region] {
			usd += exact.USD(r.Rent)
		}
	}
	return usd
}

// company is the metric of a column of the table of companies.
func company(name, doc string, column func(*engine.CompanyRow) markets.Money) Metric {
	return Metric{Name: name, Unit: "USD", Keys: "company region country", Doc: doc, from: engine.CompanyTable, of: func(f *filter, t *engine.Tables) float64 {
		var sum markets.Money
		for i := range t.Companies {
			if r := &t.Companies[i]; f.firms[r.Firm] {
				sum += column(r)
			}
		}
		return exact.USD(sum)
	}}
}
