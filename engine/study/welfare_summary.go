package study

import (
	"io"
	"strconv"

	"monazite/engine/record"
)

// welfareSummary is what an arm costs users, and who gains and loses by it, against another: see Welfare.
type welfareSummary struct {
	Arm      string        `json:"arm"`
	Against  string        `json:"against"`
	N        int           `json:"n"`
	Cost     costSummary   `json:"consumer_cost"`
	Classes  []gainSummary `json:"classes"` // over all regions
	Winners  []gainSummary `json:"winners"` // by class and region
	Total    moneySummary  `json:"total"`
	Gap      moneySummary  `json:"gap"`            // of the total that is not explained: rounding
	Greatest record.Figure `json:"widest_gap_usd"` // of any replication, either way
}

// costSummary is what users pay; not discounted.
type costSummary struct {
	Price    moneySummary  `json:"price"`
	Unserved moneySummary  `json:"unserved"`
	Total    moneySummary  `json:"total"`
	Unpriced record.Figure `json:"unpriced_t"`
}

type gainSummary struct {
	Class  string `json:"class"`
	Region string `json:"region"` // world for all
	moneySummary
}

// moneySummary is a mean change of real 2025 USD.
type moneySummary struct {
	Mean     record.Figure `json:"mean_usd"`
	Interval interval      `json:"interval"` // Student's t, USD
	Positive record.Figure `json:"positive_ratio"`
	Agree    record.Figure `json:"agree_ratio"` // share of replications with the sign of the mean
}

func moneyOf(e *Effect) moneySummary {
	agree := e.Up
	if e.Mean < 0 {
		agree = e.Down
	} else if e.Mean == 0 {
		agree = e.Same
	}
	return moneySummary{figureOf(e.Mean), intervalOf(e.Interval), figureOf(e.Share()), figureOf(float64(agree) / float64(e.N))}
}

// welfareSummaries are the arms as the summary has them.
func welfareSummaries(list []Welfare) []welfareSummary {
	summaries := []welfareSummary{}
	gains := func(list []Gain, everywhere string) []gainSummary {
		rows := []gainSummary{}
		for i := range list {
			g := &list[i]
			rows = append(rows, gainSummary{g.Class, g.Region + everywhere, moneyOf(&g.Effect)})
		}
		return rows
	}
	for i := range list {
		w := &list[i]
		summaries = append(summaries, welfareSummary{
			Arm: w.Arm, Against: w.Against, N: w.N,
			Cost:    costSummary{moneyOf(&w.Price), moneyOf(&w.Unserved), moneyOf(&w.Cost), figureOf(w.Unpriced)},
			Classes: gains(w.Classes, "world"), Winners: gains(w.Gains, ""), Total: moneyOf(&w.Total), Gap: moneyOf(&w.Gap), Greatest: figureOf(w.Widest),
		})
	}
	return summaries
}

// winnersLine is a line of winners.csv: what a class gains in a region by an arm.
type winnersLine struct {
	Arm     string `parquet:"arm" unit:"text" basis:"none" doc:"Arm of the study."`
	Against string `parquet:"against" unit:"text" basis:"none" doc:"Arm that it is compared with."`
	Class   string `parquet:"class" unit:"text" basis:"none" doc:"Who gains, or loses where the number is below 0."`
	Region  string `parquet:"region" unit:"text" basis:"none" doc:"Where they are; outside for what is in no region of the model."`
	N       string `parquet:"n" unit:"1" basis:"replications" doc:"Replications that finished in both arms."`
	Mean    string `parquet:"mean_usd" unit:"USD" basis:"real 2025, present value" doc:"Mean over these of the arm's less the other's: money received less paid, stocks, and to consumers what goods are worth, over the run."`
	Low     string `parquet:"low" unit:"USD" basis:"real 2025, present value" doc:"Lower end of the interval of the mean (Student's t)."`
	High    string `parquet:"high" unit:"USD" basis:"real 2025, present value" doc:"Upper end of the interval."`
	ShareUp string `parquet:"share_up" unit:"1" basis:"replications" doc:"Share of these in which they gain."`
}

// writeWinners writes a line for every arm, class and region.
func (c *compaction) writeWinners(w io.Writer) error {
	var lines []winnersLine
	for i := range c.findings.Welfare {
		a := &c.findings.Welfare[i]
		for k := range a.Gains {
			g := &a.Gains[k]
			lines = append(lines, winnersLine{
				Arm: a.Arm, Against: a.Against, Class: g.Class, Region: g.Region, N: strconv.Itoa(g.N), Mean: figureOf(g.Mean).Cell(),
				Low: figureOf(g.Interval.Low).Cell(), High: figureOf(g.Interval.High).Cell(), ShareUp: figureOf(g.Share()).Cell(),
			})
		}
	}
	return record.WriteCSV(w, lines)
}
