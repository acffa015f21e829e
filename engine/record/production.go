package record

import "monazite/engine"

// productionRow is what a plant took of a good and made of it.
type productionRow struct {
	key
	Plant  string  `parquet:"plant" unit:"text" basis:"none" doc:"Plant that ran."`
	Good   string  `parquet:"good" unit:"text" basis:"none" doc:"Good taken or made."`
	Input  float64 `parquet:"input_t,split" unit:"t" basis:"the good's" doc:"Mass taken; of a final user, mass consumed."`
	Output float64 `parquet:"output_t,split" unit:"t" basis:"the good's" doc:"Mass made."`
}

func production(n *names, t *engine.Tables, add func(productionRow)) {
	for i := range t.Production {
		r := &t.Production[i]
		add(productionRow{
			key:    n.key,
			Plant:  n.site(r.Site),
			Good:   n.good(r.Good),
			Input:  tonnes(r.Input),
			Output: tonnes(r.Output),
		})
	}
}
