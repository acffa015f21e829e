package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"monazite/agents/exact"
)

func TestRanks(t *testing.T) {
	if got, want := ranksOf([]float64{30, 10, 20, 20, 40, 20}), []float64{5, 1, 3, 3, 6, 3}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if scores([]float64{2, 2, 2}) != nil {
		t.Error("equal numbers have scores")
	}
}

func uniforms(source *exact.Source, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = source.Uniform()
	}
	return values
}

// byRecursion is the partial correlation of a and b given others, from those given one fewer: slow and obvious.
func byRecursion(a, b []float64, given [][]float64) float64 {
	if len(given) == 0 {
		return dotProduct(a, b)
	}
	z, rest := given[0], given[1:]
	ab, az, bz := byRecursion(a, b, rest), byRecursion(a, z, rest), byRecursion(b, z, rest)
	return (ab - az*bz) / math.Sqrt((1-az*az)*(1-bz*bz))
}

func TestPRCCAgainstRecursion(t *testing.T) {
	for n := range 20 {
		source := draws(n, "recursion")
		var parameters []Varied
		y := normals(&source, 40, 0, 0.5)
		for _, name := range []string{"a", "b", "c"} {
			p := Varied{name, uniforms(&source, 40)}
			for r := range y {
				if len(parameters) > 0 {
					p.Values[r] += 0.7 * parameters[0].Values[r] // correlated parameters
				}
				y[r] += float64(len(parameters)-1) * p.Values[r]
			}
			parameters = append(parameters, p)
		}
		y[3], y[4] = y[5], y[5] // a tie
		s, err := PRCC(y, parameters, uint64(n))
		if err != nil {
			t.Fatal(err)
		}
		own, all := scores(y), [][]float64{}
		for _, p := range append(slices.Clone(parameters), dummyParameter(40, uint64(n))) {
			all = append(all, scores(p.Values))
		}
		for i, got := range append(slices.Clone(s.Ranks), s.Dummy) {
			others := slices.Delete(slices.Clone(all), i, i+1)
			if want := byRecursion(own, all[i], others); !near(got.Coefficient, want, 1e-10) {
				t.Errorf("experiment %d, %s: %v, want %v", n, got.Parameter, got.Coefficient, want)
			}
			if want := chanceOf(got.Coefficient, 40-2-3); got.P != want { // three other parameters, the dummy among them
				t.Errorf("experiment %d, %s: p %v, want %v", n, got.Parameter, got.P, want)
			}
		}
	}
}

// A linear and a monotone model with the same order of effects: strong rise, weaker fall, nothing.
func TestPRCCOfModels(t *testing.T) {
	source := draws(0, "models")
	const n = 500
	up, down, idle := uniforms(&source, n), uniforms(&source, n), uniforms(&source, n)
	linear, monotone := make([]float64, n), make([]float64, n)
	for r := range linear {
		noise := float64(0.2 * source.Normal())
		linear[r] = 3*up[r] - down[r] + noise
		monotone[r] = exact.Exp(3 * linear[r])
	}
	parameters := []Varied{{"up", up}, {"down", down}, {"idle", idle}}
	of := func(values []float64) *Sensitivity {
		s, err := PRCC(values, parameters, 1)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := of(linear)
	// In this model the partial correlations are 3 sd/sqrt(9 sd^2 + .04) = .974 and -.822 with sd^2 = 1/12; ranks come near them.
	if !near(s.Ranks[0].Coefficient, 0.974, 0.02) || !near(s.Ranks[1].Coefficient, -0.822, 0.04) || s.Ranks[0].P > 1e-12 || s.Ranks[1].P > 1e-12 {
		t.Errorf("%+v", s.Ranks)
	}
	for _, r := range []PartialRank{s.Ranks[2], s.Dummy} {
		if math.Abs(r.Coefficient) > 0.12 || r.P < 0.01 {
			t.Errorf("%+v has an effect", r)
		}
	}
	if m := of(monotone); !slices.Equal(m.Ranks, s.Ranks) || m.Dummy != s.Dummy {
		t.Errorf("a monotone change of the outcome: %+v, want %+v", m.Ranks, s.Ranks)
	}
	if flat := of(make([]float64, n)); !math.IsNaN(flat.Ranks[0].Coefficient) || !math.IsNaN(flat.Dummy.P) {
		t.Errorf("an outcome that does not vary: %+v", flat)
	}
}

// An outcome that is one parameter leaves nothing to the others, not even rounding by rounding.
func TestPRCCOfAParameter(t *testing.T) {
	for n := 10; n < 100; n++ {
		source := draws(n, "a parameter")
		x, other := uniforms(&source, n), uniforms(&source, n)
		s, err := PRCC(x, []Varied{{"x", x}, {"other", other}}, 1)
		if err != nil {
			t.Fatal(err)
		}
		if !near(s.Ranks[0].Coefficient, 1, 1e-12) || math.Abs(s.Ranks[1].Coefficient) > 1e-6 || s.Ranks[0].P > 1e-12 {
			t.Errorf("%d replications: %+v", n, s.Ranks)
		}
	}
}

// Replications that failed are left out as if they had not been planned, but for the dummy, which is keyed by replication.
func TestPRCCLeavesFailuresOut(t *testing.T) {
	source := draws(0, "left out")
	x, y := uniforms(&source, 30), normals(&source, 30, 0, 1)
	want, err := PRCC(y, []Varied{{"x", x}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	got, err := PRCC(append(slices.Clone(y), math.NaN()), []Varied{{"x", append(slices.Clone(x), 1e9)}}, 1)
	if err != nil || got.N != 30 || got.Ranks[0] != want.Ranks[0] || got.Dummy != want.Dummy {
		t.Errorf("%+v, want %+v; %v", got, want, err)
	}
}

// r = 0.5 with 8 degrees of freedom: t = 1.632993, p = 0.141111 (R: 2 * pt(-1.632993, 8)).
func TestChanceOf(t *testing.T) {
	if p := chanceOf(0.5, 8); !near(p, 0.1411, 5e-5) {
		t.Errorf("%v", p)
	}
	if p := chanceOf(0, 8); p != 1 {
		t.Errorf("of none: %v", p)
	}
}

// A parameter without effect looks significant at 5 % in about 5 % of experiments.
func TestPRCCErrsAsOftenAsItSays(t *testing.T) {
	rate := covers("false alarms", func(source *exact.Source) bool {
		y, x := uniforms(source, 25), uniforms(source, 25)
		s, err := PRCC(y, []Varied{{"x", x}}, source.Uint64())
		return err == nil && s.Ranks[0].P < 0.05
	})
	if rate < 0.03 || rate > 0.07 {
		t.Errorf("false alarms in %.3f", rate)
	}
}

func TestPRCCErrors(t *testing.T) {
	source := draws(0, "errors")
	a, b, y := uniforms(&source, 20), uniforms(&source, 20), uniforms(&source, 20)
	falling := make([]float64, 20)
	for r := range a {
		falling[r] = -exact.Exp(a[r])
	}
	for name, c := range map[string]struct {
		y          []float64
		parameters []Varied
		want       []string
	}{
		"collinear":    {y, []Varied{{"a", a}, {"b", b}, {"falling", falling}}, []string{"parameter falling follow from those of a,"}},
		"constant":     {y, []Varied{{"a", make([]float64, 20)}, {"b", make([]float64, 20)}}, []string{"parameter a does not vary", "parameter b does not vary"}},
		"few":          {y[:3], []Varied{{"a", a[:3]}}, []string{"3 replications, expected at least 4"}},
		"none":         {y, nil, []string{"no parameter is varied"}},
		"lengths, nan": {y, []Varied{{"a", a[:3]}, {"b", append([]float64{math.NaN()}, b[1:]...)}}, []string{"a has 3 values", "b is NaN in replication 0"}},
		"infinite":     {append([]float64{math.Inf(1)}, y[1:]...), []Varied{{"a", a}}, []string{"replication 0 of the outcome is +Inf"}},
	} {
		_, err := PRCC(c.y, c.parameters, 1)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q in it", name, err, want)
			}
		}
	}
	s, err := PRCC(y[:4], []Varied{{"a", a[:4]}}, 1)
	if err != nil || math.IsNaN(s.Ranks[0].P) {
		t.Errorf("as few as can be: %+v, %v", s, err)
	}
}
