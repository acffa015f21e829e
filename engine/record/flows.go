package record

import "monazite/engine"

// flowRow is what moved between two nodes in a month.
type flowRow struct {
	key
	Good        string  `parquet:"good" unit:"text" basis:"none" doc:"Good that moved."`
	Origin      string  `parquet:"origin" unit:"text" basis:"none" doc:"Region of the sellers."`
	Destination string  `parquet:"destination" unit:"text" basis:"none" doc:"Region of the buyers."`
	Segment     string  `parquet:"segment" unit:"text" basis:"none" doc:"Segment at the origin and at the destination joined by a slash, one alone where the other is open, empty where both are."`
	Mass        float64 `parquet:"mass_t,split" unit:"t" basis:"the good's" doc:"Mass of spot sales, contract deliveries and transfers inside companies."`
	Freight     float64 `parquet:"freight_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Freight paid for it."`
	Duty        float64 `parquet:"duty_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Import duty paid on it; export tax stands in instruments."`
}

func flows(n *names, t *engine.Tables, add func(flowRow)) {
	for i := range t.Flows {
		r := &t.Flows[i]
		origin, leaving := n.place(r.From)
		destination, entering := n.place(r.To)
		add(flowRow{
			key:         n.key,
			Good:        n.good(r.Good),
			Origin:      origin,
			Destination: destination,
			Segment:     joinSegments(leaving, entering),
			Mass:        tonnes(r.Mass),
			Freight:     dollars(r.Freight),
			Duty:        dollars(r.Duty),
		})
	}
}

// joinSegments tells flows apart that link the same two regions.
func joinSegments(leaving, entering string) string {
	if leaving == "" || entering == "" {
		return leaving + entering
	}
	return leaving + "/" + entering
}
