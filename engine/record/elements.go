package record

import "monazite/engine"

// elementRow closes for each element and region: opening + mined + from scrap + imported = used +
// exported + waste + closing.
type elementRow struct {
	key
	Element   string  `parquet:"element" unit:"text" basis:"none" doc:"Element of the account; neodymium and praseodymium are one."`
	Region    string  `parquet:"region" unit:"text" basis:"none" doc:"Region of the account, all segments together."`
	Opening   float64 `parquet:"opening_t,split" unit:"t" basis:"oxide equivalent" doc:"In stocks of all goods at the start of the month."`
	Mined     float64 `parquet:"mined_t,split" unit:"t" basis:"oxide equivalent" doc:"Taken from the ground."`
	FromScrap float64 `parquet:"from_scrap_t,split" unit:"t" basis:"oxide equivalent" doc:"Taken back from goods in use."`
	Imported  float64 `parquet:"imported_t,split" unit:"t" basis:"oxide equivalent" doc:"In goods that arrived from other regions."`
	Exported  float64 `parquet:"exported_t,split" unit:"t" basis:"oxide equivalent" doc:"In goods that left for other regions."`
	Used      float64 `parquet:"used_t,split" unit:"t" basis:"oxide equivalent" doc:"Gone into final use."`
	Waste     float64 `parquet:"waste_t,split" unit:"t" basis:"oxide equivalent" doc:"Lost in processing or thrown away."`
	Closing   float64 `parquet:"closing_t,split" unit:"t" basis:"oxide equivalent" doc:"In stocks of all goods at the end of the month."`
}

func elements(n *names, t *engine.Tables, add func(elementRow)) {
	for i := range t.Elements {
		r := &t.Elements[i]
		add(elementRow{
			key:       n.key,
			Element:   r.Element.String(),
			Region:    n.region(r.Region),
			Opening:   tonnes(r.Opening),
			Mined:     tonnes(r.Mined),
			FromScrap: tonnes(r.FromScrap),
			Imported:  tonnes(r.Imported),
			Exported:  tonnes(r.Exported),
			Used:      tonnes(r.Used),
			Waste:     tonnes(r.Waste),
			Closing:   tonnes(r.Closing),
		})
	}
}
