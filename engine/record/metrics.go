package record

import "monazite/engine"

// metricRow is one number of the model's list of metrics.
type metricRow struct {
	key
	Metric string  `parquet:"metric" unit:"text" basis:"none" doc:"What is measured."`
	Unit   string  `parquet:"unit" unit:"text" basis:"none" doc:"Unit of the value."`
	Region string  `parquet:"region" unit:"text" basis:"none" doc:"Region it concerns, world for all."`
	Stage  string  `parquet:"stage" unit:"text" basis:"none" doc:"Stage of the chain or good it concerns."`
	Value  float64 `parquet:"value,split" unit:"see unit" basis:"of the metric" doc:"Value of the metric in the month."`
}

func metrics(n *names, t *engine.Tables, add func(metricRow)) {
	for i := range t.Metrics {
		r := &t.Metrics[i]
		add(metricRow{key: n.key, Metric: r.Metric, Unit: r.Unit, Region: r.Region, Stage: r.Stage, Value: r.Value})
	}
}
