package record

import "monazite/engine"

// balanceRow closes for each good and region: opening + produced + imported + recycled = used +
// exported + waste + closing.
type balanceRow struct {
	key
	Good     string  `parquet:"good" unit:"text" basis:"none" doc:"Good of the account."`
	Region   string  `parquet:"region" unit:"text" basis:"none" doc:"Region of the account, all segments together."`
	Opening  float64 `parquet:"opening_t,split" unit:"t" basis:"the good's" doc:"Stock at the start of the month."`
	Produced float64 `parquet:"produced_t,split" unit:"t" basis:"the good's" doc:"Made here from mined or bought goods."`
	Imported float64 `parquet:"imported_t,split" unit:"t" basis:"the good's" doc:"Arrived from other regions."`
	Recycled float64 `parquet:"recycled_t,split" unit:"t" basis:"the good's" doc:"Made here from scrap."`
	Used     float64 `parquet:"used_t,split" unit:"t" basis:"the good's" doc:"Taken by plants and final users."`
	Exported float64 `parquet:"exported_t,split" unit:"t" basis:"the good's" doc:"Left for other regions."`
	Waste    float64 `parquet:"waste_t,split" unit:"t" basis:"the good's" doc:"Thrown away."`
	Closing  float64 `parquet:"closing_t,split" unit:"t" basis:"the good's" doc:"Stock at the end of the month."`
	Unserved float64 `parquet:"unserved_t,split" unit:"t" basis:"the good's" doc:"Demand of final users that found no goods and is lost."`
}

func balances(n *names, t *engine.Tables, add func(balanceRow)) {
	for i := range t.Balances {
		r := &t.Balances[i]
		add(balanceRow{
			key:      n.key,
			Good:     n.good(r.Good),
			Region:   n.region(r.Region),
			Opening:  tonnes(r.Opening),
			Produced: tonnes(r.Produced),
			Imported: tonnes(r.Imported),
			Recycled: tonnes(r.Recycled),
			Used:     tonnes(r.Used),
			Exported: tonnes(r.Exported),
			Waste:    tonnes(r.Waste),
			Closing:  tonnes(r.Closing),
			Unserved: tonnes(r.Unserved),
		})
	}
}
