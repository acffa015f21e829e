package study

import (
	"math"
	"slices"
	"strings"

	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/record"
)

// yearlyRow is one number of one replication.
type yearlyRow struct {
	Arm         string  `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study."`
	Replication int32   `parquet:"replication" unit:"1" basis:"none" doc:"Number of the replication, from 0."`
	Year        int32   `parquet:"year,int(16)" unit:"year" basis:"calendar" doc:"Calendar year."`
	Output      string  `parquet:"output" unit:"text" basis:"none" doc:"Output of the study."`
	Metric      string  `parquet:"metric" unit:"text" basis:"none" doc:"What is measured."`
	Unit        string  `parquet:"unit" unit:"text" basis:"none" doc:"Unit of the value."`
	Region      string  `parquet:"region" unit:"text" basis:"none" doc:"Regions, countries or governments it concerns, world for all."`
	Stage       string  `parquet:"stage" unit:"text" basis:"none" doc:"Stage of the chain, goods, instruments, projects or firms it concerns."`
	Value       float64 `parquet:"value,split" unit:"see unit" basis:"of the metric" doc:"Mean of the year's months, or their sum where the metric is a flow."`
}

// quantileRow is how a monthly series spreads over the replications of an arm in a month.
type quantileRow struct {
	Arm    string  `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study."`
	Month  int64   `parquet:"month,timestamp(millisecond:local)" unit:"date" basis:"calendar" doc:"First day of the month."`
	Year   int32   `parquet:"year,int(16)" unit:"year" basis:"calendar" doc:"Calendar year."`
	Output string  `parquet:"output" unit:"text" basis:"none" doc:"Output of the study."`
	Metric string  `parquet:"metric" unit:"text" basis:"none" doc:"What is measured."`
	Unit   string  `parquet:"unit" unit:"text" basis:"none" doc:"Unit of the quantiles."`
	Region string  `parquet:"region" unit:"text" basis:"none" doc:"Regions, countries or governments it concerns, world for all."`
	Stage  string  `parquet:"stage" unit:"text" basis:"none" doc:"Stage of the chain, goods, instruments, projects or firms it concerns."`
	N      int32   `parquet:"n" unit:"1" basis:"replications" doc:"Replications that have a number in the month."`
	P05    float64 `parquet:"p05,split" unit:"see unit" basis:"of the metric" doc:"Quantile at 5 % of the replications (type 7 of Hyndman and Fan)."`
	P25    float64 `parquet:"p25,split" unit:"see unit" basis:"of the metric" doc:"Quantile at 25 %."`
	P50    float64 `parquet:"p50,split" unit:"see unit" basis:"of the metric" doc:"Median."`
	P75    float64 `parquet:"p75,split" unit:"see unit" basis:"of the metric" doc:"Quantile at 75 %."`
	P95    float64 `parquet:"p95,split" unit:"see unit" basis:"of the metric" doc:"Quantile at 95 %."`
}

// regionText is where a series is, in one cell: "US+EU", "world".
func regionText(s *expect.Series) string {
	places := slices.Concat(s.Regions, s.Countries, s.Governments)
	switch {
	case len(places) > 0:
		return strings.Join(places, "+")
	case s.Metric != nil && s.Name == "spread":
		return expect.Outside
	}
	return expect.World
}

// stageText is what a series is of, but for the place, in one cell: "separation", "NdPr", "" for everything.
func stageText(s *expect.Series) string {
	var parts []string
	if s.Stage != "" {
		parts = append(parts, s.Stage)
	}
	parts = slices.Concat(parts, s.Goods, s.Instruments, s.Projects, s.Companies, s.Plants)
	if s.Reason != "" {
		parts = append(parts, s.Reason)
	}
	return strings.Join(parts, "+")
}

// blankRows are the rows of the yearly table with all that is the same in every replication, by output.
func blankRows(outputs []Output) []yearlyRow {
	rows := make([]yearlyRow, len(outputs))
	for i := range outputs {
		o := &outputs[i]
		rows[i] = yearlyRow{Output: o.ID, Metric: o.Name, Unit: o.Unit, Region: regionText(&o.Series), Stage: stageText(&o.Series)}
	}
	return rows
}

// addYears appends the yearly rows of a replication.
func (c *compaction) addYears(key Key, r *Result) error {
	for i, years := range r.Yearly {
		row := c.blank[i]
		row.Arm, row.Replication = c.study.Arms[key.Arm].Name, int32(key.Replication)
		for y, x := range years {
			if row.Year, row.Value = int32(FirstYear+y), finite(x); !math.IsNaN(row.Value) {
				c.yearly.Add(row)
			}
		}
	}
	return c.yearly.Err()
}

// writeQuantiles writes the fans that there are.
func (c *compaction) writeQuantiles(out *record.TableWriter[quantileRow]) error {
	for arm := range c.study.Arms {
		for m := range c.study.Months {
			month := engine.Month(m)
			for i, output := range c.monthly {
				fan := &c.fans[arm][i*c.study.Months+m]
				if fan.N == 0 {
					continue
				}
				b, q := &c.blank[output], &fan.Lines
				out.Add(quantileRow{
					Arm: c.study.Arms[arm].Name, Month: record.Timestamp(month), Year: int32(month.Year()),
					Output: b.Output, Metric: b.Metric, Unit: b.Unit, Region: b.Region, Stage: b.Stage,
					N: int32(fan.N), P05: q[0], P25: q[1], P50: q[2], P75: q[3], P95: q[4],
				})
			}
		}
	}
	return out.Close()
}

// finite is a number of a result as the tables and statistics take it: NaN, none, where it is infinite.
func finite(x float64) float64 {
	if isInfinite(x) {
		return math.NaN()
	}
	return x
}
