package record

import "monazite/engine"

// plantRow is a plant's state in a month.
type plantRow struct {
	key
	Plant       string  `parquet:"plant" unit:"text" basis:"none" doc:"Plant."`
	Kind        string  `parquet:"kind" unit:"text" basis:"none" doc:"What sort of plant it is."`
	Company     string  `parquet:"company" unit:"text" basis:"none" doc:"Company that owns it."`
	Country     string  `parquet:"country" unit:"text" basis:"none" doc:"Country in which it stands."`
	Region      string  `parquet:"region" unit:"text" basis:"none" doc:"Region in whose market it trades."`
	Status      string  `parquet:"status" unit:"text" basis:"none" doc:"planned: not yet open, or never; operating; stopped: none of it works this month, by accident or order; mothballed: stands still because running loses more; restarting: to run again after three months; closed: for good."`
	Capacity    float64 `parquet:"capacity_t_per_year,split" unit:"t/yr" basis:"the plant's main good's" doc:"Nameplate capacity in force, of a new plant the part to which it has ramped up; 0 unless it is operating or stopped."`
	Utilisation float64 `parquet:"utilisation_ratio,split" unit:"1" basis:"share of capacity" doc:"Share of capacity that the plant aims to run, before limits and lack of inputs; what it ran is in production."`
	Name        string  `parquet:"name" unit:"text" basis:"none" doc:"Full name of the plant."`
}

func plants(n *names, t *engine.Tables, add func(plantRow)) {
	for i := range t.Plants {
		r := &t.Plants[i]
		facts := &n.Sites[r.Site]
		region, _ := n.place(facts.Node)
		add(plantRow{
			key:         n.key,
			Plant:       facts.Name,
			Name:        facts.Title,
			Kind:        facts.Kind,
			Company:     n.Firms[facts.Firm].Name,
			Country:     n.Plants[r.Site].Country,
			Region:      region,
			Status:      r.Status,
			Capacity:    r.Capacity,
			Utilisation: r.Utilisation,
		})
	}
}
