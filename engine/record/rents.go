package record

import (
	"monazite/agents"
	"monazite/engine"
)

// rentRow is what a binding quota or licence earned in a month.
type rentRow struct {
	key
	Good   string  `parquet:"good" unit:"text" basis:"none" doc:"Good that was held back."`
	Rule   string  `parquet:"rule" unit:"text" basis:"none" doc:"Instrument that binds, or licence denial where that event does."`
	Place  string  `parquet:"place" unit:"text" basis:"none" doc:"Node whose gate is limited, or the two nodes of the route joined by an arrow."`
	Holder string  `parquet:"holder" unit:"text" basis:"none" doc:"Who keeps the rent: the exporters of the region named, pro rata to tonnes."`
	Rent   float64 `parquet:"rent_usd,split" unit:"USD" basis:"real 2025 USD" doc:"Difference of price behind and before the limit, less carriage, times the mass that passed."`
}

func rents(n *names, t *engine.Tables, add func(rentRow)) {
	for i := range t.Rents {
		r := &t.Rents[i]
		_, rule := n.source(r.Source)
		if r.Source == agents.None {
			rule = engine.LicenceDenial.String()
		}
		region, _ := n.place(r.From)
		place := n.Nodes[r.From].Name
		if r.To != agents.None {
			place += "->" + n.Nodes[r.To].Name
		}
		holder := "exporters "
		if r.To == r.From {
			holder = "sellers "
		}
		add(rentRow{
			key:    n.key,
			Good:   n.good(r.Good),
			Rule:   rule,
			Place:  place,
			Holder: holder + region,
			Rent:   dollars(r.Rent),
		})
	}
}
