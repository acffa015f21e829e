package report

import (
	"slices"
	"strings"

	"monazite/engine/report/svg"
)

// life is what happens to a plant's capacity.
type life struct {
	plant    string
	status   string // of last month
	capacity float64
	turns    []turn
}

// turn is capacity that opens or closes.
type turn struct {
	month  int
	closed bool
	tonnes float64 // a year
}

// rampMonths is how long a new plant may take to its nameplate.
const rampMonths = 24

// notePlant takes a month of a plant; months come in order. What opens is the capacity that a plant reaches
// within two years, what closes that which it last had in force.
func (r *Run) notePlant(month int, row *plantRow) {
	l := r.lives[row.Plant]
	if l == nil {
		l = &life{plant: row.Plant, status: row.Status}
		r.lives[row.Plant] = l
		r.order = append(r.order, row.Plant)
	}
	if l.status == "planned" && row.Status != "planned" && month > 0 {
		l.turns = append(l.turns, turn{month: month})
	}
	if n := len(l.turns); n > 0 && !l.turns[n-1].closed && month < l.turns[n-1].month+rampMonths {
		l.turns[n-1].tonnes = max(l.turns[n-1].tonnes, row.Capacity)
	}
	if row.Status == "closed" && l.status != "closed" {
		l.turns = append(l.turns, turn{month, true, l.capacity})
	}
	if l.status = row.Status; row.Capacity > 0 {
		l.capacity = row.Capacity
	}
}

// chain are the kinds of plants from the mine to the magnet and back.
var chain = []struct{ kind, title string }{
	{"miner", "Mines"}, {"cracker", "Crackers"}, {"refiner", "Separation"}, {"metalmaker", "Metal"}, {"magnetmaker", "Magnets"}, {"recycler", "Recyclers"},
}

// turned adds up what opened or closed abroad of a kind in a year, t a year.
func (r *Run) turned(kind string, y year, closed bool) (tonnes float64) {
	for _, id := range r.order {
		if is := r.plants[id]; is.kind != kind || is.region == r.home {
			continue
		}
		for _, t := range r.lives[id].turns {
			if t.closed == closed && y.from <= t.month && t.month < y.to {
				tonnes += t.tonnes
			}
		}
	}
	return tonnes
}

// capacityTable tells what opened and closed abroad a year, and how many companies went bankrupt.
func (r *Run) capacityTable() table {
	t := table{Head: []string{"kt/yr outside " + find(r.home).name}}
	years := r.years()
	var columns [][]string
	add := func(title string, cell func(y year) float64, scale float64, decimals int) {
		var column []string
		var sum float64
		text := func(x float64) string {
			if x == 0 {
				return ""
			}
			return svg.Number(x*scale, decimals)
		}
		for _, y := range years {
			x := cell(y)
			column, sum = append(column, text(x)), sum+x
		}
		if sum > 0 {
			t.Head, columns = append(t.Head, title), append(columns, append(column, text(sum)))
		}
	}
	for _, k := range chain {
		add(k.title+", opened", func(y year) float64 { return r.turned(k.kind, y, false) }, 1e-3, 1)
		add("closed", func(y year) float64 { return r.turned(k.kind, y, true) }, 1e-3, 1)
	}
	add("Bankrupt abroad", func(y year) float64 { return float64(len(r.bankrupt(y, true))) }, 1, 0)
	add("Bankrupt in "+find(r.home).name, func(y year) float64 { return float64(len(r.bankrupt(y, false))) }, 1, 0)
	for i := range len(years) + 1 {
		line := row{Label: "All years"}
		if i < len(years) {
			line.Label = years[i].title()
		}
		for _, c := range columns {
			line.Cells = append(line.Cells, c[i])
		}
		if strings.Join(line.Cells, "") != "" {
			t.Rows = append(t.Rows, line)
		}
	}
	return t
}

// alongTheChain says whether a plant of a kind is part of the chain: final users and traders are not.
func alongTheChain(kind string) bool {
	return slices.ContainsFunc(chain, func(k struct{ kind, title string }) bool { return k.kind == kind })
}
