package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"monazite/engine/record"
	"monazite/markets"
)

// print writes the curve for people.
func (c *curve) print(w *strings.Builder) {
	if len(c.mines)+len(c.others) == 0 {
		wrap(w, c.name+" has no project outside "+c.home, 0, 0)
		return
	}
	wrap(w, fmt.Sprintf("Cost curve of %s: the price of NdPr oxide (China, ex VAT) at which each project outside %s returns its hurdle of %s without "+
		"contract or guarantee. Prices of ores and magnets follow those of oxides; those of other oxides stay. Capacity of mines counts REO; "+
		"capital cost and running cost are scaled by %g (model.project_scale); IRR is at the opening price of %g USD/kg.",
		c.name, c.home, c.hurdles(), c.scale, c.opening), 0, 0)
	if len(c.mines) > 0 {
		printCosted(w, "mine", c.mines)
	}
	if len(c.others) > 0 {
		printCosted(w, "other", c.others)
	}
	if len(c.mines) > 0 {
		c.printViable(w)
	}
}

// hurdles says what projects have to return.
func (c *curve) hurdles() string {
	low, high := math.Inf(1), math.Inf(-1)
	for _, list := range [][]costed{c.mines, c.others} {
		for i := range list {
			low, high = min(low, list[i].hurdle), max(high, list[i].hurdle)
		}
	}
	if from, to := percent(low, 1), percent(high, 1); from != to {
		return from + " to " + to
	}
	return percent(low, 1)
}

func percent(share float64, decimals int) string { return fmt.Sprintf("%.*f %%", decimals, 100*share) }

// printCosted lists projects, one a line.
func printCosted(w *strings.Builder, what string, list []costed) {
	const line = "%-18s  %-7s  %-10s  %9s  %7s  %7s  %8s\n"
	fmt.Fprintf(w, "\n"+line, what, "country", "scope", "t/yr", "M USD", "USD/kg", "IRR")
	for i := range list {
		p := &list[i]
		irr := percent(p.irr, 1)
		if p.irr <= noReturn {
			irr = "none"
		}
		fmt.Fprintf(w, line, cut(p.project.Name, 18), cut(p.country, 7), cut(p.scope, 10), grouped(int(math.Round(p.capacity))),
			grouped(int(math.Round(p.capex()/1e6))), p.priceText(), irr)
	}
}

// capex is the capital cost that the appraisal counts, USD.
func (p *costed) capex() float64 { return float64(p.project.Capex) / float64(markets.USD) }

func (p *costed) priceText() string {
	switch {
	case p.price > curveTo:
		return fmt.Sprintf(">%g", curveTo)
	case p.price < curveFrom:
		return fmt.Sprintf("<%g", curveFrom)
	}
	return fmt.Sprintf("%.1f", p.price)
}

// printViable counts the mines that pay.
func (c *curve) printViable(w *strings.Builder) {
	const line = "%11s  %9s  %8s  %11s  %14s\n"
	fmt.Fprintf(w, "\nMines that return their hurdle\n"+line, "NdPr USD/kg", "mines", "by count", "by capacity", "Benchmark 2024")
	for i, check := range checkpoints {
		n, count, capacity := c.viable(i)
		said := "-"
		if !math.IsNaN(check.benchmark) {
			said = percent(check.benchmark, 0)
		}
		fmt.Fprintf(w, line, fmt.Sprintf("%g", check.price), fmt.Sprintf("%d of %d", n, len(c.mines)), percent(count, 0), percent(capacity, 0), said)
	}
	wrap(w, "Benchmark 2024: planned projects outside China that earn 15 % a year, by count.", 0, 0)
}

// jsonCosted is a project for machines. Fields are only ever added.
type jsonCosted struct {
	Project  string        `json:"project"`
	Title    string        `json:"title"`
	Mine     bool          `json:"mine"`
	Country  string        `json:"country"`
	Scope    string        `json:"scope"`
	Capacity float64       `json:"capacity"` // t a year: REO of its mine where it has one, else what its last plant counts
	Capex    float64       `json:"capex"`    // USD, scaled
	Price    record.Figure `json:"price"`    // USD/kg; null where it lies outside the grid
	Bound    string        `json:"bound"`    // "below" or "above" the grid, else ""
	IRR      record.Figure `json:"irr"`      // a year at the opening price; null where there is none
	Hurdle   float64       `json:"hurdle"`
}

// jsonViable is what of the mines pays at a price; shares from 0 to 1.
type jsonViable struct {
	Price     float64       `json:"price"`
	Mines     int           `json:"mines"`
	Of        int           `json:"of"`
	Count     float64       `json:"count"`
	Capacity  float64       `json:"capacity"`
	Benchmark record.Figure `json:"benchmark"` // null where it gives none
}

// printJSON writes the curve for machines.
func (c *curve) printJSON(w io.Writer) error {
	projects, viable := []jsonCosted{}, []jsonViable{}
	for _, list := range [][]costed{c.mines, c.others} {
		for i := range list {
			projects = append(projects, newJSONCosted(&list[i]))
		}
	}
	for i, check := range checkpoints {
		n, count, capacity := c.viable(i)
		viable = append(viable, jsonViable{check.price, n, len(c.mines), count, capacity, record.Figure(check.benchmark)})
	}
	return writeJSON(w, struct {
		Schema   int          `json:"schema"`
		Scenario string       `json:"scenario"`
		Opening  float64      `json:"opening"` // price of NdPr, USD/kg
		Scale    float64      `json:"project_scale"`
		From     float64      `json:"from"` // of the grid, USD/kg
		To       float64      `json:"to"`
		Projects []jsonCosted `json:"projects"`
		Viable   []jsonViable `json:"viable"`
	}{1, c.name, c.opening, c.scale, curveFrom, curveTo, projects, viable})
}

func newJSONCosted(p *costed) jsonCosted {
	j := jsonCosted{
		Project: p.project.Name, Title: p.project.Title, Mine: p.mine, Country: p.country, Scope: p.scope, Capacity: p.capacity,
		Capex: p.capex(), Price: record.Figure(p.price), IRR: record.Figure(p.irr), Hurdle: p.hurdle,
	}
	switch {
	case p.price > curveTo:
		j.Price, j.Bound = record.Figure(math.NaN()), "above"
	case p.price < curveFrom:
		j.Price, j.Bound = record.Figure(math.NaN()), "below"
	}
	if p.irr <= noReturn {
		j.IRR = record.Figure(math.NaN())
	}
	return j
}
