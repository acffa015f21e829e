package record

import "monazite/engine"

// eventRow counts what happened or was refused.
type eventRow struct {
	key
	Kind   string `parquet:"kind" unit:"text" basis:"none" doc:"What happened. Plants: opening, outage, mothballed, restart, closure; projects: decision, discovery, contract; companies, told of their first plant: default (sold as a whole), rescue (debt taken over by households); event, a major one; refusal, a wish that could not be met."`
	Entity string `parquet:"entity" unit:"text" basis:"none" doc:"Whom it concerns."`
	Reason string `parquet:"reason" unit:"text" basis:"none" doc:"Why it happened or was refused: no cash, bids cut to what the company can pay; limit, output cut to a quota; no reserves, the mine is exhausted; no stock, inputs or goods lacking; way closed, no route is open."`
	Detail string `parquet:"detail" unit:"text" basis:"none" doc:"What else there is to say."`
	Count  int64  `parquet:"count" unit:"1" basis:"number of events" doc:"How often in the month."`
}

func events(n *names, t *engine.Tables, add func(eventRow)) {
	for i := range t.Events {
		r := &t.Events[i]
		add(eventRow{key: n.key, Kind: r.Kind, Entity: r.Entity, Reason: r.Reason, Detail: r.Detail, Count: int64(r.Count)})
	}
}
