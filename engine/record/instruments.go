package record

import "monazite/engine"

// instrumentRow is one instrument's money of a month, as the treasury books it.
type instrumentRow struct {
	key
	Government string  `parquet:"government" unit:"text" basis:"none" doc:"Government that ordered it."`
	Instrument string  `parquet:"instrument" unit:"text" basis:"none" doc:"Instrument."`
	Outlay     float64 `parquet:"outlay_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Paid by the treasury in the month."`
	Receipt    float64 `parquet:"receipt_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Received by the treasury in the month."`
	Contingent float64 `parquet:"contingent_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Present value at 3 % a year of what guarantees are expected to cost until they end: what has run of their period, and the put on what the plant makes now."`
	Asset      float64 `parquet:"asset_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Value at the end of the month of what the treasury holds through it."`
	Grant      float64 `parquet:"grant_equivalent_usd,split" unit:"USD" basis:"real 2025 USD, present value" doc:"Gift contained in what was granted, lent or paid for shares in the month."`
	Covered    float64 `parquet:"covered_t,split" unit:"t" basis:"the good's" doc:"Mass on which it paid or was paid in the month."`
	Added      float64 `parquet:"added_capacity_t_per_year,split" unit:"t/yr" basis:"the last plant's main good's, nameplate" doc:"Capacity outside the index region that it has supported since the first month: of projects that went ahead with its money in them or in their company, or with its guarantee, credit or contract on what they make. What would not have been built without it is the difference to a run without it."`
}

func instruments(n *names, t *engine.Tables, add func(instrumentRow)) {
	for i := range t.Instruments {
		r := &t.Instruments[i]
		government, instrument := n.source(r.Source)
		add(instrumentRow{
			key:        n.key,
			Government: government,
			Instrument: instrument,
			Outlay:     dollars(r.Outlay),
			Receipt:    dollars(r.Receipt),
			Contingent: dollars(r.Contingent),
			Asset:      dollars(r.Asset),
			Grant:      dollars(r.Grant),
			Covered:    tonnes(r.Covered),
			Added:      r.Added,
		})
	}
}
