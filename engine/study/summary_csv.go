package study

import (
	"io"
	"strconv"

	"monazite/engine/record"
)

// summaryLine is a line of summary.csv: an output in a year and arm.
type summaryLine struct {
	Output         string `parquet:"output" unit:"text" basis:"none" doc:"Output of the study."`
	Metric         string `parquet:"metric" unit:"text" basis:"none" doc:"What is measured."`
	Unit           string `parquet:"unit" unit:"text" basis:"none" doc:"Unit of the numbers."`
	Region         string `parquet:"region" unit:"text" basis:"none" doc:"Regions, countries or governments it concerns, world for all."`
	Stage          string `parquet:"stage" unit:"text" basis:"none" doc:"Stage of the chain, goods, instruments, projects or firms it concerns."`
	Year           string `parquet:"year" unit:"year" basis:"calendar" doc:"Calendar year."`
	Months         string `parquet:"months" unit:"months" basis:"calendar" doc:"Months of the year that were run."`
	Arm            string `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study."`
	Against        string `parquet:"against" unit:"text" basis:"none" doc:"Arm that it is compared with; empty for the baseline, which is compared with none."`
	N              string `parquet:"n" unit:"1" basis:"replications" doc:"Replications that have the number."`
	Mean           string `parquet:"mean" unit:"see unit" basis:"of the metric" doc:"Mean over the replications."`
	SD             string `parquet:"sd" unit:"see unit" basis:"of the metric" doc:"Standard deviation over the replications."`
	P05            string `parquet:"p05" unit:"see unit" basis:"of the metric" doc:"Quantile at 5 % of the replications (type 7 of Hyndman and Fan)."`
	P50            string `parquet:"p50" unit:"see unit" basis:"of the metric" doc:"Median."`
	P95            string `parquet:"p95" unit:"see unit" basis:"of the metric" doc:"Quantile at 95 %."`
	DifferenceN    string `parquet:"difference_n" unit:"1" basis:"replications" doc:"Replications that have the number in the arm and in the one that it is compared with; empty for the baseline."`
	DifferenceMean string `parquet:"difference_mean" unit:"see unit" basis:"of the metric" doc:"Mean over these of the arm's number less that of the arm it is compared with."`
	DifferenceLow  string `parquet:"difference_low" unit:"see unit" basis:"of the metric" doc:"Lower end of the interval of the mean difference (Student's t)."`
	DifferenceHigh string `parquet:"difference_high" unit:"see unit" basis:"of the metric" doc:"Upper end of the interval."`
	PositiveRatio  string `parquet:"positive_ratio" unit:"1" basis:"replications" doc:"Share of these in which the difference is above 0."`
	VarianceRatio  string `parquet:"variance_ratio" unit:"1" basis:"variance" doc:"Variance of the difference over the sum of the arms' variances: what common luck leaves of it."`
	Standardised   string `parquet:"standardised" unit:"1" basis:"standard deviation" doc:"Mean difference over the root of the mean of the arms' variances."`
}

// writeCSV writes a line for every output, year and arm. A cell is empty where there is no number.
func (s *summary) writeCSV(w io.Writer) error {
	var lines []summaryLine
	for i := range s.Outputs {
		o := &s.Outputs[i]
		for k := range o.Years {
			for arm := range o.Years[k].Arms {
				lines = append(lines, o.line(&o.Years[k], &o.Years[k].Arms[arm]))
			}
		}
	}
	return record.WriteCSV(w, lines)
}

// line is what an output comes to in a year and arm.
func (o *outputSummary) line(y *yearSummary, a *armSummary) summaryLine {
	l := summaryLine{
		Output: o.Output, Metric: o.Metric, Unit: o.Unit, Region: o.Region, Stage: o.Stage,
		Year: strconv.Itoa(y.Year), Months: strconv.Itoa(y.Months), Arm: a.Arm, Against: a.Than, N: strconv.Itoa(a.N),
		Mean: a.Mean.Cell(), SD: a.SD.Cell(), P05: a.P05.Cell(), P50: a.P50.Cell(), P95: a.P95.Cell(),
	}
	if p := a.Difference; p != nil {
		l.DifferenceN, l.DifferenceMean = strconv.Itoa(p.N), p.Mean.Cell()
		l.DifferenceLow, l.DifferenceHigh = p.Interval.Low.Cell(), p.Interval.High.Cell()
		l.PositiveRatio, l.VarianceRatio, l.Standardised = p.Positive.Cell(), p.VarianceRatio.Cell(), p.Standardised.Cell()
	}
	return l
}
