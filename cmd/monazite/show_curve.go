package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"monazite/engine"
	"monazite/engine/expect"
	"monazite/engine/report"
	"monazite/engine/scenario"
)

// costCurve is the word that takes the place of a path.
const costCurve = "cost-curve"

// NdPr prices at which projects are appraised, USD/kg; between two of them return is taken as straight.
const (
	curveFrom = 30.0
	curveTo   = 200.0
	curveStep = 2.5
)

// checkpoints are the prices at which the mines that pay are counted, and the share that earns 15 % a year there by
// Benchmark (2024), of planned projects outside China; NaN where it gives none.
var checkpoints = []struct{ price, benchmark float64 }{{54, 0}, {75, 0.45}, {85, 0.85}, {110, math.NaN()}}

// noReturn is what the engine gives for a project that never earns its capital back at any rate it looks at.
const noReturn = -0.9

// curve is the cost curve of a scenario.
type curve struct {
	name, home string
	opening    float64 // price of NdPr, USD/kg
	scale      float64 // model.project_scale
	mines      []costed
	others     []costed
}

// costed is a project with what it needs.
type costed struct {
	project  *engine.Project
	mine     bool
	country  string
	scope    string
	capacity float64 // of its mine where it has one, t a year
	irr      float64 // at the opening price
	hurdle   float64
	price    float64 // at which it returns its hurdle, USD/kg; +Inf above the last price, -Inf below the first
	pays     []bool  // at the checkpoints
}

// costCurve writes the table of a cost curve, and its picture where a file is named.
func (f *showFlags) costCurve(w *strings.Builder, built *engine.Scenario, doc *scenario.Document, file string) error {
	if f.quality != "" {
		return errors.New("--quality: expected no cost-curve, which is computed")
	}
	if err := checkPicture(f.out); err != nil {
		return err
	}
	c, err := newCurve(built, doc, file, f.sets)
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := report.Save(f.out, c.picture()); err != nil {
			return err
		}
	}
	if f.json {
		return c.printJSON(w)
	}
	c.print(w)
	if f.out != "" {
		fmt.Fprintf(w, "\nPicture       %s\n", f.out)
	}
	return nil
}

// checkPicture refuses to draw over what is no picture.
func checkPicture(path string) error {
	if path == "" {
		return nil
	}
	if facts, err := os.Stat(path); !strings.EqualFold(filepath.Ext(path), ".svg") || err == nil && !facts.Mode().IsRegular() {
		return fmt.Errorf("-o %s: expected the name of a file that ends in .svg", path)
	}
	return nil
}

// newCurve appraises a scenario's projects outside the index region.
func newCurve(built *engine.Scenario, doc *scenario.Document, file string, sets []string) (*curve, error) {
	at, err := doc.Select(doc.Inputs(), "good.NdPr.price")
	if err != nil {
		return nil, fmt.Errorf("%s has no cost curve: %w", built.Name, err)
	}
	c := &curve{name: built.Name, home: built.Regions[built.Nodes[built.Index].Region], scale: built.Model.ProjectScale}
	c.opening, _ = at.Inputs[0].Number()
	opening := engine.Returns(built)
	if !slices.ContainsFunc(opening, func(r engine.Return) bool { return r.Outside }) {
		return c, nil
	}
	prices := curvePrices()
	returns, err := returnsAt(prices, file, sets)
	if err != nil {
		return nil, err
	}
	for i, r := range opening {
		if !r.Outside {
			continue
		}
		p := newCosted(built, doc, r)
		excess := make([]float64, len(prices))
		for k := range prices {
			excess[k] = returns[k][i].IRR - returns[k][i].Hurdle
		}
		p.price = crossing(prices, excess)
		for _, check := range checkpoints {
			p.pays = append(p.pays, excess[slices.Index(prices, check.price)] >= 0)
		}
		if p.mine {
			c.mines = append(c.mines, p)
		} else {
			c.others = append(c.others, p)
		}
	}
	byPrice := func(a, b costed) int { return cmp.Compare(a.price, b.price) }
	slices.SortStableFunc(c.mines, byPrice)
	slices.SortStableFunc(c.others, byPrice)
	return c, nil
}

// returnsAt appraises all projects at every price, of which each opens the scenario anew: ores, metals and magnets are
// priced to match.
func returnsAt(prices []float64, file string, sets []string) ([][]engine.Return, error) {
	returns := make([][]engine.Return, len(prices))
	effort := expect.Effort{Workers: runtime.GOMAXPROCS(0)}
	err := effort.Each(len(prices), func(i int) error {
		set := "good.NdPr.price=" + strconv.FormatFloat(prices[i], 'f', -1, 64) + " USD/kg"
		s, _, err := scenario.Open(file, append(slices.Clone(sets), set))
		if err == nil {
			returns[i] = engine.Returns(s)
		}
		return err
	})
	return returns, err
}

func newCosted(s *engine.Scenario, doc *scenario.Document, r engine.Return) costed {
	project := &s.Projects[r.Project]
	scope, _ := doc.Find("project", project.Name).Values["scope"].Raw.(string)
	return costed{
		project: project, mine: s.Sites[r.Site].Kind == "miner", country: s.Plants[r.Site].Country, scope: scope,
		capacity: r.Capacity, irr: r.IRR, hurdle: r.Hurdle,
	}
}

// curvePrices are the grid and the checkpoints, in order.
func curvePrices() (prices []float64) {
	for k := 0; curveFrom+curveStep*float64(k) <= curveTo; k++ {
		prices = append(prices, curveFrom+curveStep*float64(k))
	}
	for _, check := range checkpoints {
		prices = append(prices, check.price)
	}
	slices.Sort(prices)
	return slices.Compact(prices)
}

// crossing is the lowest price at which a return is as high as its hurdle, between two prices along a straight line.
func crossing(prices, excess []float64) float64 {
	for k := range prices {
		switch {
		case excess[k] < 0:
		case k == 0:
			return math.Inf(-1)
		default:
			share := -excess[k-1] / (excess[k] - excess[k-1])
			return prices[k-1] + share*(prices[k]-prices[k-1])
		}
	}
	return math.Inf(1)
}

// viable is what of the mines pays at a checkpoint: their number, and the shares by number and by capacity.
func (c *curve) viable(at int) (n int, count, capacity float64) {
	var all float64
	for i := range c.mines {
		all += c.mines[i].capacity
		if c.mines[i].pays[at] {
			n++
			capacity += c.mines[i].capacity
		}
	}
	if all == 0 {
		return 0, 0, 0
	}
	return n, float64(n) / float64(len(c.mines)), capacity / all
}

// picture draws the mines.
func (c *curve) picture() []byte {
	drawn := report.CostCurve{Title: "Cost curve of mining projects outside " + c.home + ": " + c.name, From: curveFrom, To: curveTo}
	for i := range c.mines {
		m := &c.mines[i]
		drawn.Mines = append(drawn.Mines, report.Mine{Name: cmp.Or(m.project.Title, m.project.Name), Capacity: m.capacity, Price: m.price})
	}
	for i, check := range checkpoints {
		if !math.IsNaN(check.benchmark) {
			_, share, _ := c.viable(i)
			drawn.Levels = append(drawn.Levels, report.PriceLevel{Price: check.price, Share: share})
		}
	}
	return drawn.Picture()
}
