package record

import (
	"bytes"
	"strconv"
)

// summaryRow is a line of summary.csv: the summary as a long table.
type summaryRow struct {
	Period  string `parquet:"period" unit:"text" basis:"calendar" doc:"Year or month that the value concerns, all for the whole run."`
	Measure string `parquet:"measure" unit:"text" basis:"none" doc:"What is measured. The added capacity of an instrument is what it supported in this run; what would not have been built without it is told by runs with and without it."`
	Item    string `parquet:"item" unit:"text" basis:"none" doc:"Good, stage, sector, reason, quality, turning point, plant or instrument that it concerns."`
	Place   string `parquet:"place" unit:"text" basis:"none" doc:"China, outside it, the world, or the government of an instrument, empty for a contract between firms."`
	Value   string `parquet:"value" unit:"see unit" basis:"of the measure" doc:"Value of the measure."`
	Unit    string `parquet:"unit" unit:"text" basis:"none" doc:"Unit of the value."`
}

// csv gives the figures that are known, one a line.
func (s *Summary) csv() ([]byte, error) {
	var body bytes.Buffer
	err := WriteCSV(&body, s.rows())
	return body.Bytes(), err
}

func (s *Summary) rows() []summaryRow {
	var rows []summaryRow
	add := func(r summaryRow, f Figure) {
		if f.Known() {
			r.Value = f.Cell()
			rows = append(rows, r)
		}
	}
	for _, y := range s.Years {
		period := strconv.Itoa(y.Year)
		add(summaryRow{Period: period, Measure: "months", Place: "world", Unit: "months"}, Figure(y.Months))
		for _, p := range y.Prices {
			price := summaryRow{Period: period, Measure: "price", Item: p.Good, Place: "China", Unit: "USD/kg"}
			add(price, p.China)
			price.Place = "outside"
			add(price, p.Outside)
		}
		made := summaryRow{Period: period, Measure: "share of output", Item: "mine", Place: "outside", Unit: "1"}
		add(made, y.Outside.Mine)
		made.Item = "separation"
		add(made, y.Outside.Separation)
		made.Item = "magnets"
		add(made, y.Outside.Magnets)
		lost := summaryRow{Period: period, Measure: "unserved share of demand", Item: "magnets", Place: "world", Unit: "1"}
		add(lost, y.Missing.Magnets)
		lost.Item = "oxides"
		add(lost, y.Missing.Oxides)
	}
	if u := s.Unserved; u != nil {
		worst := summaryRow{Period: u.Month, Measure: "worst unserved share of demand", Item: u.Sector, Place: "world", Unit: "1"}
		add(worst, u.Share)
		worst.Measure, worst.Unit = "worst unserved demand", "t"
		add(worst, u.Mass)
	}
	if g := s.Gap; g != nil {
		add(summaryRow{Period: g.Month, Measure: "widest price gap to China", Item: g.Good, Place: "outside", Unit: "1"}, g.Ratio)
	}
	for _, r := range s.Refused {
		add(summaryRow{Period: "all", Measure: "refused", Item: r.Reason, Place: "world", Unit: "1"}, Figure(r.Count))
	}
	s.fiscalRows(add)
	s.turningRows(add)
	if o := s.Opening; o != nil {
		open := summaryRow{Period: "2024", Measure: "plants at the opening", Place: "world", Unit: "1"}
		for _, count := range []struct {
			of string
			n  int
		}{{"all", o.Plants}, {"at a lowered cost", o.Lowered}, {"by contract", o.Contracts}} {
			open.Item = count.of
			add(open, Figure(count.n))
		}
	}
	if in := s.Inputs; in != nil {
		quality := summaryRow{Period: "all", Measure: "inputs", Place: "world", Unit: "1"}
		for _, count := range []struct {
			of string
			n  int
		}{{"reported", in.Reported}, {"derived", in.Derived}, {"estimate", in.Estimate}, {"unmarked", in.Unmarked}} {
			quality.Item = count.of
			add(quality, Figure(count.n))
		}
	}
	return rows
}
