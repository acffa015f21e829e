package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/engine"
	"monazite/engine/scenario"
)

// By hand: from 50 to 60 the return goes from 4 points short to 1 above, and is enough after four fifths of the way.
func TestCrossing(t *testing.T) {
	prices := []float64{40, 50, 60}
	for _, c := range []struct {
		name   string
		excess []float64
		want   float64
	}{
		{"between two prices", []float64{-0.10, -0.04, 0.01}, 58},
		{"at a price", []float64{-0.10, 0, 0.01}, 50},
		{"at the first", []float64{0, 0.1, 0.2}, math.Inf(-1)},
		{"never", []float64{-0.3, -0.2, -0.1}, math.Inf(1)},
		{"the lowest of two", []float64{-0.1, 0.1, -0.1}, 45},
	} {
		if got := crossing(prices, c.excess); got != c.want && math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Mines of 100, 300 and 600 t, of which the first two pay at the first checkpoint: 2 of 3, 40 % of capacity.
func TestViable(t *testing.T) {
	c := curve{mines: []costed{
		{capacity: 100, pays: []bool{true}}, {capacity: 300, pays: []bool{true}}, {capacity: 600, pays: []bool{false}},
	}}
	if n, count, capacity := c.viable(0); n != 2 || math.Abs(count-2.0/3) > 1e-12 || math.Abs(capacity-0.4) > 1e-12 {
		t.Errorf("%d, %v by count, %v by capacity; want 2, 2/3, 0.4", n, count, capacity)
	}
}

// curveObject is what a program reads of a curve.
type curveObject struct {
	Schema   int
	Opening  float64
	Scale    float64 `json:"project_scale"`
	Projects []curveProject
	Viable   []struct{ Price, Count, Capacity, Benchmark float64 }
}

type curveProject struct {
	Project, Country, Scope, Bound string
	Mine                           bool
	Capacity, Capex, IRR, Hurdle   float64
	Price                          *float64
}

func readCurve(t *testing.T, args ...string) (o curveObject) {
	t.Helper()
	out, errs, code := call(t, t.TempDir(), nil, append([]string{"show", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &o); err != nil || code != 0 || errs != "" || o.Schema != 1 {
		t.Fatalf("%v: exit %d, %v, stderr %q", args, code, err, errs)
	}
	return o
}

// A scenario that opens at the price of the curve promises the hurdle, one that opens below it does not.
func TestCostCurveIsWhereAProjectPays(t *testing.T) {
	o := readCurve(t, "tour", "cost-curve", "--set", "project.us-second-mine.capex=60 M USD")
	if len(o.Projects) != 1 {
		t.Fatalf("%d projects, want 1", len(o.Projects))
	}
	p := o.Projects[0]
	if p.Project != "us-second-mine" || p.Country != "US" || p.Scope != "mine" || !p.Mine || p.Capacity != 2000 || p.Capex != 60e6 || p.Price == nil {
		t.Fatalf("got %+v", p)
	}
	at := func(price float64) engine.Return {
		s, _, err := scenario.Open("tour", []string{"project.us-second-mine.capex=60 M USD", fmt.Sprintf("good.NdPr.price=%v USD/kg", price)})
		if err != nil {
			t.Fatal(err)
		}
		return engine.Returns(s)[0]
	}
	if r := at(*p.Price); math.Abs(r.IRR-r.Hurdle) > 0.001 {
		t.Errorf("at %v USD/kg %v a year, want the hurdle of %v", *p.Price, r.IRR, r.Hurdle)
	}
	if r := at(*p.Price - 2); r.IRR > r.Hurdle-0.005 {
		t.Errorf("at 2 USD/kg less %v a year, want less than %v", r.IRR, r.Hurdle)
	}
	if r := at(o.Opening); o.Opening != 48.5 || p.IRR != r.IRR {
		t.Errorf("at the opening price of %v %v a year, want %v", o.Opening, p.IRR, r.IRR)
	}
	for i, v := range o.Viable {
		if want := *p.Price <= v.Price; (v.Count == 1) != want || (v.Capacity == 1) != want {
			t.Errorf("checkpoint %d: %+v, and the mine needs %v", i, v, *p.Price)
		}
	}
}

// What pays at every price, and what at none.
func TestCostCurveEnds(t *testing.T) {
	for capex, bound := range map[string]string{"1 M USD": "below", "900 M USD": "above"} {
		o := readCurve(t, "tour", "cost-curve", "--set", "project.us-second-mine.capex="+capex)
		if p := o.Projects[0]; p.Bound != bound || p.Price != nil {
			t.Errorf("%s: %+v, want %s", capex, p, bound)
		}
	}
	if o := readCurve(t, "small", "cost-curve"); o.Projects == nil || len(o.Projects) > 0 {
		t.Errorf("small: %+v, want an empty list", o.Projects)
	}
	out, _, _ := call(t, t.TempDir(), nil, "show", "small", "cost-curve")
	if out != "small has no project outside CN\n" {
		t.Errorf("got %q", out)
	}
}

// The page of the world, and its picture.
func TestCostCurveOfTheWorld(t *testing.T) {
	dir := t.TempDir()
	out, errs, code := call(t, dir, nil, "show", "world", "cost-curve", "-o", "curve.svg")
	if code != 0 || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	for _, want := range []string{
		"\nmine                country  scope            t/yr    M USD   USD/kg       IRR\n", "\nother ", "\nnolans              AU       to-oxide       13,343",
		">200", "(model.project_scale)", "\n         75  ", "            45 %\n", "\nPicture       curve.svg\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	for line := range strings.SplitSeq(out, "\n") {
		if len([]rune(line)) > 80 || strings.TrimRight(line, " ") != line {
			t.Errorf("more than 80 columns or blanks at the end: %q", line)
		}
	}
	picture, err := os.ReadFile(filepath.Join(dir, "curve.svg"))
	if err != nil || !strings.HasPrefix(string(picture), "<svg ") || !strings.Contains(string(picture), ">Nolans</text>") ||
		!strings.Contains(string(picture), " % pay at 75</text>") {
		t.Errorf("%v, %d bytes", err, len(picture))
	}
}
