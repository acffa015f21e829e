package markets

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// program is a linear program in standard form, filled column by column.
type program struct {
	cost []float64
	rows int
	at   map[[2]int]float64
	rhs  map[int]float64
}

// column adds a variable with its coefficients by row.
func (p *program) column(cost float64, rows map[int]float64) {
	for row, value := range rows {
		p.at[[2]int{row, len(p.cost)}] = value
	}
	p.cost = append(p.cost, cost)
}

// bounded adds a variable of at most limit, with a row and a slack of its own.
func (p *program) bounded(cost float64, limit Mass, rows map[int]float64) {
	if limit != Unlimited {
		rows[p.rows] = 1
		p.rhs[p.rows] = float64(limit)
	}
	p.column(cost, rows)
	if limit != Unlimited {
		p.column(0, map[int]float64{p.rows: 1})
		p.rows++
	}
}

// welfareByLP solves the book as a linear program.
func welfareByLP(b *Book) (float64, error) {
	p := &program{rows: 3 * b.Nodes, at: map[[2]int]float64{}, rhs: map[int]float64{}}
	sellers, gate, buyers := func(n ID) int { return 3 * int(n) }, func(n ID) int { return 3*int(n) + 1 }, func(n ID) int { return 3*int(n) + 2 }
	for _, o := range b.Asks {
		p.bounded(float64(o.Price), o.Mass, map[int]float64{sellers(o.Node): 1})
	}
	for _, o := range b.Bids {
		p.bounded(-float64(o.Price), o.Mass, map[int]float64{buyers(o.Node): -1})
	}
	for n := range ID(b.Nodes) {
		g := b.gate(n)
		if !g.Active {
			g = Gate{Quota: Unlimited}
		}
		p.column(0, map[int]float64{sellers(n): -1, buyers(n): 1})
		p.bounded(float64(g.Tax), g.Quota, map[int]float64{sellers(n): -1, gate(n): 1})
		// Disposal keeps the rows independent; at this cost it is never used.
		for _, v := range []int{sellers(n), gate(n), buyers(n)} {
			p.column(1e6, map[int]float64{v: -1})
		}
	}
	for _, r := range b.Routes {
		from := gate(r.From)
		if r.Leak {
			from = sellers(r.From)
		}
		p.bounded(float64(r.Cost), r.Cap, map[int]float64{from: -1, buyers(r.To): 1})
	}
	a, rhs := mat.NewDense(p.rows, len(p.cost), nil), make([]float64, p.rows)
	for at, value := range p.at {
		a.Set(at[0], at[1], value)
	}
	for row, value := range p.rhs {
		rhs[row] = value
	}
	cost, _, err := lp.Simplex(p.cost, a, rhs, 1e-10, nil)
	return -cost, err
}

// TestWelfareEqualsSimplex compares with a solver that knows nothing of networks. It can check welfare only.
func TestWelfareEqualsSimplex(t *testing.T) {
	solved := 0
	for seed := uint64(0); solved < 100; seed++ {
		b := randomBook(rand.New(rand.NewPCG(seed, 4)))
		want, err := welfareByLP(b)
		if err != nil {
			if seed > 200 {
				t.Fatalf("only %d of %d books solved: %v", solved, seed, err)
			}
			continue // a degenerate basis it cannot invert
		}
		solved++
		if got := cleared(b).Welfare; got.Hi != 0 && got.Hi != -1 || math.Abs(float64(int64(got.Lo))-want) > 1e-6 {
			t.Errorf("seed %d: welfare %d, simplex %v", seed, int64(got.Lo), want)
		}
	}
}
