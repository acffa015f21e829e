package record

import (
	"monazite/agents/exact"
	"monazite/engine"
)

// projectRow is a project's state in a month.
type projectRow struct {
	key
	Project  string  `parquet:"project" unit:"text" basis:"none" doc:"Project."`
	Company  string  `parquet:"company" unit:"text" basis:"none" doc:"Company that would build it."`
	Country  string  `parquet:"country" unit:"text" basis:"none" doc:"Country of its first plant."`
	Stage    string  `parquet:"stage" unit:"text" basis:"none" doc:"EXPL, RES, PERMIT, FIN, BUILD, RAMP or OPER; CLOSED where its owner went out of business."`
	Capacity float64 `parquet:"capacity_t_per_year,split" unit:"t/yr" basis:"the last plant's main good's" doc:"Nameplate of its last plant."`
	Capex    float64 `parquet:"capex_usd,split" unit:"USD" basis:"real 2025 USD" doc:"What it costs to build; with its overrun once it is decided."`
	IRR      float64 `parquet:"irr_ratio,split" unit:"1/yr" basis:"real, after tax, without debt" doc:"Internal rate of return of the last appraisal; 0 before the first, -0.9 where it would lose nearly everything."`
	Hurdle   float64 `parquet:"hurdle_ratio,split" unit:"1/yr" basis:"real" doc:"Return that it had to promise then."`
	Gap      float64 `parquet:"gap_usd,split" unit:"USD" basis:"real 2025 USD" doc:"What its last attempt could not raise."`
	Due      string  `parquet:"due" unit:"month" basis:"none" doc:"Expected opening; empty where there is no decision."`
	Reason   string  `parquet:"reason" unit:"text" basis:"none" doc:"Why it did not go ahead when it last could."`
}

func projects(n *names, t *engine.Tables, add func(projectRow)) {
	for i := range t.Projects {
		r := &t.Projects[i]
		p := &n.Projects[r.Project]
		row := projectRow{
			key: n.key, Project: p.Name, Company: n.Firms[p.Firm].Name, Country: n.Plants[p.Sites[0]].Country,
			Stage: r.Stage.String(), Capacity: r.Capacity, Capex: exact.USD(r.Capex), IRR: r.IRR, Hurdle: r.Hurdle,
			Gap: exact.USD(r.Gap), Reason: r.Refused.String(),
		}
		if r.Due != engine.Never {
			row.Due = r.Due.String()
		}
		add(row)
	}
}
