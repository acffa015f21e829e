package record

// fiscalRows lists what every instrument cost and brought over the run.
func (s *Summary) fiscalRows(add func(summaryRow, Figure)) {
	for i := range s.Fiscal {
		f := &s.Fiscal[i]
		for _, m := range []struct {
			measure, unit string
			value         Figure
		}{
			{"outlay", "USD", f.Outlay},
			{"receipt", "USD", f.Receipt},
			{"contingent at the end", "USD", f.Contingent},
			{"asset at the end", "USD", f.Asset},
			{"grant equivalent", "USD", f.Grant},
			{"covered", "t", f.Covered},
			{"net fiscal cost", "USD", f.Net},
			{"added capacity", "t/yr", f.Added},
			{"net fiscal cost of added capacity", "USD per t/yr", f.PerAdded},
		} {
			add(summaryRow{Period: "all", Measure: m.measure, Item: f.Instrument, Place: f.Government, Unit: m.unit}, m.value)
		}
	}
}
