package study

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"monazite/agents/exact"
	"monazite/engine/scenario"
)

var kinds = []string{Random, LatinHypercube, Sobol}

// several are variables of every distribution.
func several() []Vary {
	list := []Vary{flat, months, triangle, bell, cut, skewed, word}
	for i := range list {
		list[i].Path = fmt.Sprintf("model.v%d", i)
	}
	return list
}

func drawn(t testing.TB, d Design) *Table {
	t.Helper()
	table, err := Draw(d)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// column is a column of texts by its path.
func (t *Table) column(path string) (cells []string) {
	i := slices.Index(t.Paths, path)
	for _, row := range t.Rows {
		cells = append(cells, row[i])
	}
	return cells
}

// TestStrata finds one point in each of N slices of every column, correlated or not, for any N.
func TestStrata(t *testing.T) {
	vary := several()[:4]
	for _, c := range []struct {
		kind         string
		points       int
		correlations []Correlation
	}{
		{LatinHypercube, 1, nil},
		{LatinHypercube, 7, nil},
		{LatinHypercube, 1000, nil},
		{LatinHypercube, 1000, []Correlation{{Between: []string{"model.v0", "model.v3"}, Rank: -0.7}}},
		{Sobol, 1, nil},
		{Sobol, 1024, nil},
	} {
		d := Design{Kind: c.kind, Seed: 3, Points: c.points, Vary: vary, Correlations: c.correlations}
		_, mix, err := d.compile()
		if err != nil {
			t.Fatal(err)
		}
		for i, column := range d.units(mix) {
			held := make([]int, c.points)
			for _, u := range column {
				held[int(u*float64(c.points))]++
			}
			if slices.Min(held) != 1 || slices.Max(held) != 1 {
				t.Errorf("%s of %d: slices of column %d hold from %d to %d points", c.kind, c.points, i, slices.Min(held), slices.Max(held))
			}
		}
	}
}

// TestHypercubeEdges holds the last slice of the largest design away from 1, and every slice to itself.
func TestHypercubeEdges(t *testing.T) {
	if testing.Short() {
		t.Skip("a million points")
	}
	for slice, u := range slices.Sorted(slices.Values(hypercubeColumn(exact.Key{Seed: 1}, maxPoints))) {
		if u <= float64(slice)/maxPoints || u >= float64(slice+1)/maxPoints {
			t.Fatalf("slice %d holds %v", slice, u)
		}
	}
	if u := unitOf(math.MaxUint64); u >= 1 || unitOf(0) <= 0 {
		t.Errorf("units from %v to %v", unitOf(0), u)
	}
}

// TestColumnsStandAlone adds variables and a correlation among them: no other column changes.
func TestColumnsStandAlone(t *testing.T) {
	vary := several()
	tied := []Correlation{{Between: []string{"model.v2", "model.v4"}, Rank: 0.5}}
	for _, kind := range kinds {
		few := drawn(t, Design{Kind: kind, Seed: 2, Points: 64, Vary: vary, Correlations: tied})
		more := slices.Concat(vary, []Vary{{Path: "new.b", Distribution: "uniform", Low: "0", High: "1"}})
		if kind != Sobol {
			more = slices.Concat([]Vary{{Path: "new.a", Distribution: "uniform", Low: "0", High: "1"}}, more)
		}
		also := slices.Concat([]Correlation{{Between: []string{"new.b", "model.v1"}, Rank: -0.4}}, tied)
		many := drawn(t, Design{Kind: kind, Seed: 2, Points: 64, Vary: more, Correlations: also})
		for _, path := range few.Paths {
			if !slices.Equal(few.column(path), many.column(path)) {
				t.Errorf("%s: %s changes when variables are added", kind, path)
			}
		}
		free := drawn(t, Design{Kind: kind, Seed: 2, Points: 64, Vary: vary})
		for _, path := range few.Paths {
			if same := slices.Equal(few.column(path), free.column(path)); same != (path != "model.v4") {
				t.Errorf("%s: %s of a correlated pair: same %v", kind, path, same)
			}
		}
		if other := drawn(t, Design{Kind: kind, Seed: 4, Points: 64, Vary: vary}); slices.Equal(other.column("model.v0"), free.column("model.v0")) {
			t.Errorf("%s: two seeds draw the same", kind)
		}
		if slices.Equal(free.column("model.v0"), free.column("model.v3")) {
			t.Errorf("%s: two paths draw the same", kind)
		}
	}
}

// TestMorePoints draws twice as many: random and sobol designs begin with those they had.
func TestMorePoints(t *testing.T) {
	for _, kind := range []string{Random, Sobol} {
		d := Design{Kind: kind, Seed: 2, Points: 64, Vary: several(), Correlations: []Correlation{{Between: []string{"model.v2", "model.v4"}, Rank: 0.5}}}
		few := drawn(t, d)
		d.Points = 128
		if many := drawn(t, d); !reflect.DeepEqual(many.Rows[:64], few.Rows) {
			t.Errorf("%s: the first rows change with their number", kind)
		}
	}
}

// spearman is the correlation of ranks; the columns have no ties.
func spearman(a, b []float64) float64 {
	a, b = ranks(a), ranks(b)
	meanA, sdA := sampleMoments(a)
	meanB, sdB := sampleMoments(b)
	total := 0.0
	for i := range a {
		total += (a[i] - meanA) * (b[i] - meanB) / float64(len(a))
	}
	return total / (sdA * sdB)
}

func ranks(x []float64) []float64 {
	rising, rank := slices.Sorted(slices.Values(x)), make([]float64, len(x))
	for i, v := range x {
		place, _ := slices.BinarySearch(rising, v)
		rank[i] = float64(place)
	}
	return rank
}

// TestCorrelationsAreReached measures rank correlations of pairs that are given, and of some that are not.
func TestCorrelationsAreReached(t *testing.T) {
	vary := several()
	d := Design{Seed: 7, Points: 4096, Vary: []Vary{vary[0], vary[2], vary[3], vary[5]}, Correlations: []Correlation{
		{Between: []string{"model.v0", "model.v3"}, Rank: 0.8},
		{Between: []string{"model.v5", "model.v0"}, Rank: -0.3}, // in any order
		{Between: []string{"model.v3", "model.v5"}, Rank: 0.1},
	}}
	want := map[[2]int]float64{{0, 2}: 0.8, {0, 3}: -0.3, {2, 3}: 0.1, {0, 1}: 0, {1, 2}: 0, {1, 3}: 0}
	for _, kind := range kinds {
		d.Kind = kind
		tolerance := 3 / math.Sqrt(4096)
		if kind == Sobol {
			tolerance = 0.004
		}
		table := drawn(t, d)
		for pair, w := range want {
			a, _, _ := table.Numbers(pair[0])
			b, _, _ := table.Numbers(pair[1])
			if got := spearman(a, b); math.Abs(got-w) > tolerance {
				t.Errorf("%s: rank correlation of %s and %s is %v, want %v", kind, table.Paths[pair[0]], table.Paths[pair[1]], got, w)
			}
		}
	}
}

// TestCholesky decomposes by hand: correlations 0.6 and 0.5 with the first of three normals, 0 of the others. With 0.8 in
// the place of 0.5 the third would be a sum of the other two, and nothing of its own is left.
func TestCholesky(t *testing.T) {
	rank := func(r float64) float64 { return 6 / math.Pi * math.Asin(r/2) }
	given := map[[2]int]*Correlation{{1, 0}: {Rank: rank(0.6)}, {2, 0}: {Rank: rank(0.5)}}
	l, failed := cholesky(3, given)
	want := mixing{{1}, {0.6, 0.8}, {0.5, -0.375, math.Sqrt(1 - 0.25 - 0.140625)}}
	for i := range want {
		for j := range want[i] {
			if failed >= 0 || math.Abs(l[i][j]-want[i][j]) > 1e-15 {
				t.Fatalf("%v, want %v", l, want)
			}
		}
	}
	given[[2]int{2, 0}] = &Correlation{Rank: rank(0.8)}
	if _, failed := cholesky(3, given); failed != 2 {
		t.Errorf("failed %d, want 2", failed)
	}
	for x := -0.6; x < 0.6; x += 0.01 {
		if math.Abs(sineOfSmall(x)-math.Sin(x)) > 4e-16 {
			t.Errorf("sin %v = %v", x, sineOfSmall(x))
		}
	}
}

// TestDesignRefuses wants every problem of a design.
func TestDesignRefuses(t *testing.T) {
	vary := several()
	many := make([]Vary, sobolDimensions+1)
	for i := range many {
		many[i] = flat
		many[i].Path = fmt.Sprintf("a.b%d", i)
	}
	pair := func(a, b string, rank float64) Correlation { return Correlation{Between: []string{a, b}, Rank: rank} }
	for _, c := range []struct {
		name   string
		design Design
		want   []string
	}{
		{"kind", Design{Kind: "lattin-hypercube", Points: 1}, []string{
			`design = "lattin-hypercube": expected random, latin-hypercube, sobol, table; did you mean "latin-hypercube"?`}},
		{"no points", Design{}, []string{"points = 0: expected from 1 to 1048576"}},
		{"too many points", Design{Points: 1 << 21}, []string{"points = 2097152: expected from 1 to 1048576"}},
		{"too many cells", Design{Points: 1 << 20, Vary: many}, []string{"times 54 variables are too many values"}},
		{"no power of two, too many variables", Design{Kind: Sobol, Points: 1000, Vary: many}, []string{
			"points = 1000: sobol expects a power of two, such as 512 or 1024", "vary: sobol serves at most 53 variables, found 54"}},
		{"too many variables", Design{Kind: Sobol, Points: 1, Vary: make([]Vary, 1001)}, []string{"vary: expected at most 1000 variables, found 1001"}},
		{"a path twice", Design{Points: 1, Vary: []Vary{flat, months}}, []string{`[[vary]] 2: vary: path = "a.b": entry 1 varies this already`}},
		{"places", Design{Points: 1, Vary: []Vary{{At: scenario.Pos{File: "s.toml", Line: 4, Col: 1}, Distribution: "uniform", Low: "2", High: "1"}}}, []string{
			`s.toml:4:1: vary "": path: expected table.id.key`, `high = "1": expected more than low, 2`}},
		{"a table for another kind", Design{Points: 1, Table: &Table{}}, []string{`table: is only for design = "table"`}},
		{"no table", Design{Kind: FromTable, Points: 1, Vary: vary, Correlations: []Correlation{{}}}, []string{"table: is missing", "vary: ", "correlation: "}},
		{"rows", Design{Kind: FromTable, Points: 3, Table: &Table{[]string{"a.b"}, [][]string{{"1"}}}}, []string{"points = 3: the table has 1 rows"}},
		{"a bad table", Design{Kind: FromTable, Table: &Table{[]string{"a b"}, [][]string{{"1"}, {"1 t"}, {"1", "2"}}}}, []string{
			"table:1:1: ", "table:3:1: a b = ", "table:4:1: expected 1 cells, found 2"}},
		{"empty rows", Design{Kind: FromTable, Table: &Table{[]string{"a.b"}, [][]string{{"1"}, {""}}}}, []string{"1 of its rows are empty"}},
		{"correlations", Design{Points: 1, Vary: vary, Correlations: []Correlation{
			pair("model.v0", "model.v1", 1), pair("model.v0", "model.v0", 0.5), pair("model.v0", "modell.v2", 0.5),
			pair("model.v0", "model.v2", 0.5), pair("model.v2", "model.v0", 0.4), {Rank: math.NaN()},
		}}, []string{
			"[[correlation]] 1: correlation: rank = \"1\": expected a number above -1", "[[correlation]] 2: correlation: between: expected two different",
			`[[correlation]] 3: correlation: between[2] = "modell.v2": expected the path of a [[vary]]; did you mean "model.v2"?`,
			"[[correlation]] 5: correlation: between: these two have a correlation already, 0.5",
			"[[correlation]] 6: correlation: rank = \"NaN\": ", "between: expected two paths, found 0",
		}},
		{"contradiction", Design{Points: 1, Vary: vary, Correlations: []Correlation{
			pair("model.v4", "model.v5", 0.2), pair("model.v0", "model.v1", 0.9), pair("model.v0", "model.v2", 0.9), pair("model.v1", "model.v2", -0.9),
		}}, []string{"model.v0 and model.v1 0.9; model.v0 and model.v2 0.9; model.v1 and model.v2 -0.9; expected"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.design.Check()
			if err == nil {
				t.Fatal("no problem")
			}
			if lines := strings.Split(err.Error(), "\n"); len(lines) != len(c.want) {
				t.Errorf("%d problems, want %d", len(lines), len(c.want))
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nwant %s", err, want)
				}
			}
			if _, again := Draw(c.design); again == nil || again.Error() != err.Error() {
				t.Errorf("Draw says %v", again)
			}
		})
	}
}

// TestNothingVaries draws rows without columns: replications that differ in luck alone.
func TestNothingVaries(t *testing.T) {
	for _, kind := range kinds {
		if table := drawn(t, Design{Kind: kind, Points: 4}); len(table.Rows) != 4 || len(table.Paths) != 0 {
			t.Errorf("%s: %v", kind, table)
		}
	}
}

// TestGoldenTables compares the bytes of tables with those recorded on amd64.
func TestGoldenTables(t *testing.T) {
	want := map[string]string{Random: "b1e76e1bee5dc29e", LatinHypercube: "d779e536ed8b2866", Sobol: "11e0cb35f664bf08"}
	for _, kind := range kinds {
		var text bytes.Buffer
		table := drawn(t, Design{Kind: kind, Seed: 2026, Points: 512, Vary: several(), Correlations: []Correlation{
			{Between: []string{"model.v0", "model.v3"}, Rank: 0.6}, {Between: []string{"model.v3", "model.v6"}, Rank: -0.5},
		}})
		if err := table.WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text.Bytes())
		if got := hex.EncodeToString(sum[:8]); got != want[kind] {
			t.Errorf("%s: %s, want %s; it begins\n%s", kind, got, want[kind], text.Bytes()[:400])
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, kind := range kinds {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				drawn(b, Design{Kind: kind, Points: 1024, Vary: several()})
			}
		})
	}
}
