package study

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"monazite/agents/exact"
	"monazite/engine/scenario"
)

// compiled is the variable of an entry that must be right.
func compiled(t *testing.T, v Vary) variable {
	t.Helper()
	ps := &scenario.Problems{}
	made := v.compile(0, ps)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	return made
}

var (
	flat     = Vary{Path: "a.b", Distribution: "uniform", Low: "10 USD/kg", High: "20 USD/kg"}
	months   = Vary{Path: "a.b", Distribution: "uniform", Low: "6 months", High: "12 months"}
	triangle = Vary{Path: "a.b", Distribution: "triangular", Low: "0 %", Mode: "2 %", High: "6%"}
	bell     = Vary{Path: "a.b", Distribution: "normal", Mean: "100", SD: "10"}
	half     = Vary{Path: "a.b", Distribution: "normal", Mean: "0", SD: "1", Low: "0"}
	cut      = Vary{Path: "a.b", Distribution: "normal", Mean: "0 t", SD: "1 t", Low: "-1 t", High: "1 t"}
	skewed   = Vary{Path: "a.b", Distribution: "lognormal", Mean: "1 M USD", SD: "1 M USD"}
	overrun  = Vary{Path: "a.b", Distribution: "lognormal", Mean: "1.15", SD: "0.2"}
	word     = Vary{Path: "a.b", Distribution: "choice", Values: []string{"calm", "harsh", "2026-11"}, Weights: []int{1, 2, 1}}
	sizes    = Vary{Path: "a.b", Distribution: "choice", Values: []string{"30%", "10 %"}}
)

func TestQuantilesOfDistributions(t *testing.T) {
	one := exact.NormalCDF(1)
	for _, c := range []struct {
		name string
		vary Vary
		u    float64
		want string
	}{
		{"uniform", flat, 0.25, "12.5 USD/kg"},
		{"uniform near its end", flat, 1 - 0x1p-53, "19.999999999999996 USD/kg"},
		{"months: the first of seven", months, 0.1428, "6 months"},
		{"months: the second of seven", months, 0.1429, "7 months"},
		{"months: the last of seven", months, 0.8572, "12 months"},
		{"months: parts of one", Vary{Path: "a.b", Distribution: "uniform", Low: "0.5 months", High: "1.5 months"}, 0.25, "0.75 months"},
		{"triangular below the mode: sqrt(u 6 2)", triangle, 1.0 / 12, "1 %"},
		{"triangular at the mode", triangle, 1.0 / 3, "2 %"},
		{"triangular above the mode: 6 - sqrt((1-u) 6 4)", triangle, 5.0 / 6, "4 %"},
		{"normal, the median", bell, 0.5, "100"},
		{"normal, one sd above", bell, one, "110"},
		{"half a normal: the 75 % of a whole one", half, 0.5, "0.6744897501960817"},
		{"cut on both sides", cut, 0.5, "0 t"},
		{"cut on both sides, near its end", cut, 1 - 0x1p-53, "1 t"},
		{"lognormal, the median 1/sqrt 2", skewed, 0.5, "0.7071067811865476 M USD"},
		{"lognormal, one sd of the logarithm above: e^(sqrt(ln 2) - ln(2)/2)", skewed, one, "1.6257691402472294 M USD"},
		{"lognormal, the median 1.15/sqrt(1 + (0.2/1.15)^2)", overrun, 0.5, "1.1329935180426256"},
		{"choice, the first quarter", word, 0.2499, "calm"},
		{"choice, from the second", word, 0.25, "harsh"},
		{"choice, to the third", word, 0.7499, "harsh"},
		{"choice, the last", word, 0.75, "2026-11"},
		{"choice of equal weights", sizes, 0.4999, "30 %"},
		{"choice of equal weights, the other", sizes, 0.5, "10 %"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compiled(t, c.vary).value(c.u)
			if got == c.want {
				return
			}
			a, errA := parseAmount(got)
			b, errB := parseAmount(c.want)
			if errA != nil || errB != nil || a.unit != b.unit || math.Abs(a.number-b.number) > 4e-15*math.Abs(b.number) {
				t.Errorf("at %v: %s, want %s", c.u, got, c.want)
			}
		})
	}
}

// TestQuantilesRise holds every distribution to its order and bounds, to the ends of the unit interval.
func TestQuantilesRise(t *testing.T) {
	for _, v := range []Vary{flat, months, triangle, bell, half, cut, skewed, overrun} {
		at, last := compiled(t, v), math.Inf(-1)
		for i := range 2001 {
			u := min(1-0x1p-53, max(0x1p-53, float64(i)/2000))
			a, err := parseAmount(at.value(u))
			if err != nil {
				t.Fatalf("%s at %v: %v", v.Distribution, u, err)
			}
			low, _ := parseAmount(v.Low)
			high, _ := parseAmount(v.High)
			if a.number < last || v.Low != "" && a.number < low.number || v.High != "" && a.number > high.number {
				t.Fatalf("%s at %v: %v after %v, bounds %q %q", v.Distribution, u, a.number, last, v.Low, v.High)
			}
			last = a.number
		}
	}
}

// TestMoments compares a large sample with the textbook's mean and sd.
func TestMoments(t *testing.T) {
	for _, c := range []struct {
		vary     Vary
		mean, sd float64
	}{
		{flat, 15, 10 / math.Sqrt(12)},
		{months, 9, 2}, // of n whole numbers: sqrt((n^2-1)/12)
		{triangle, 8.0 / 3, math.Sqrt((4.0 + 36 - 12) / 18)},
		{bell, 100, 10},
		{half, math.Sqrt(2 / math.Pi), math.Sqrt(1 - 2/math.Pi)},
		{cut, 0, 0.5395601}, // 1 - 2 phi(1)/(2 Phi(1) - 1) = 0.2911251
		{skewed, 1, 1},
		{overrun, 1.15, 0.2},
	} {
		for _, kind := range []string{Random, LatinHypercube, Sobol} {
			const n = 1 << 12
			table, err := Draw(Design{Kind: kind, Seed: 5, Points: n, Vary: []Vary{c.vary}})
			if err != nil {
				t.Fatal(err)
			}
			x, _, _ := table.Numbers(0)
			mean, sd := sampleMoments(x)
			tolerance := 4 * c.sd / math.Sqrt(n)
			if kind != Random {
				tolerance = 0.02 * tolerance // far better than luck; the tail of the lognormal is the worst
				if c.vary.Distribution == "lognormal" {
					tolerance *= 10
				}
			}
			if math.Abs(mean-c.mean) > tolerance {
				t.Errorf("%s %s: mean %v, want %v +- %v", kind, c.vary.Distribution, mean, c.mean, tolerance)
			}
			if math.Abs(sd/c.sd-1) > 0.05 {
				t.Errorf("%s %s: sd %v, want %v", kind, c.vary.Distribution, sd, c.sd)
			}
		}
	}
}

func sampleMoments(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(sd)
}

// TestAmounts writes numbers so that they read back as the same float64, by a scenario's reader too.
func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		number float64
		unit   string
		want   string
	}{
		{85, "USD/kg", "85 USD/kg"},
		{math.Nextafter(0.3, 1), "", "0.30000000000000004"},
		{-12, "months", "-12 months"},
		{1e15, "t", "1000000000000000 t"},
		{1.2345678901234567e-20, "%", "0.000000000000000000012345678901234567 %"},
		{-1e-21, "%", "0 %"},
	} {
		got := amount{c.number, c.unit}.String()
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.number, got, c.want)
		}
		back, err := parseAmount(got)
		if err != nil || back.unit != c.unit || back.number != c.number && math.Abs(c.number) >= leastAmount {
			t.Errorf("%q reads back as %v %q, %v", got, back.number, back.unit, err)
		}
	}
	for text, unit := range map[string]string{
		"30%": "%", "1 month": "months", "2 kt / yr": "kt/yr", "5 M USD": "M USD", "0.05 1/yr": "1/yr", " 3 kt  REO/yr ": "kt REO/yr", "7": "",
	} {
		if a, err := parseAmount(text); err != nil || a.unit != unit {
			t.Errorf("%q: unit %q, %v, want %q", text, a.unit, err, unit)
		}
	}
}

// TestScenarioReadsWhatIsDrawn sets the values of a row in a scenario that ships and finds them there.
func TestScenarioReadsWhatIsDrawn(t *testing.T) {
	design := Design{Points: 3, Seed: 9, Vary: []Vary{
		{Path: "instrument.us-mp-floor.strike", Distribution: "normal", Mean: "110 USD/kg", SD: "15 USD/kg", Low: "60 USD/kg"},
		{Path: "instrument.us-mp-floor.up", Distribution: "triangular", Low: "0 %", Mode: "30 %", High: "50 %"},
		{Path: "instrument.us-mp-floor.start", Distribution: "choice", Values: []string{"2025-10", "2026-01"}},
		{Path: "model.project_scale", Distribution: "uniform", Low: "0.5", High: "1"},
	}}
	table, err := Draw(design)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table.Rows {
		var sets []string
		for i, path := range table.Paths {
			sets = append(sets, path+"="+row[i])
		}
		_, doc, err := scenario.Open("floor-cfd", sets)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, s := range doc.Settings() {
			found[s.Path] = strings.Trim(s.Value, `"`)
		}
		for i, path := range table.Paths {
			if found[path] != row[i] {
				t.Errorf("%s: the scenario has %q, the row %q", path, found[path], row[i])
			}
		}
	}
}

func TestVaryDecodes(t *testing.T) {
	var file struct {
		Vary        []Vary        `toml:"vary"`
		Correlation []Correlation `toml:"correlation"`
	}
	meta, err := toml.Decode(`
[[vary]]
path         = "instrument.mp-floor.strike"
distribution = "triangular"
low          = "85 USD/kg"
mode         = "110 USD/kg"
high         = "120 USD/kg"

[[vary]]
path         = "model.mode"
distribution = "choice"
values       = ["calm", "harsh"]
weights      = [3, 1]

[[vary]]
path         = "model.steepness"
distribution = "normal"
mean         = "2"
sd           = "0.5"

[[correlation]]
between = ["instrument.mp-floor.strike", "model.steepness"]
rank    = 0.6
`, &file)
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Fatal(err, meta.Undecoded())
	}
	table, err := Draw(Design{Points: 4, Vary: file.Vary, Correlations: file.Correlation})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(table.Paths, " "); got != "instrument.mp-floor.strike model.mode model.steepness" {
		t.Error(got)
	}
}

// TestVaryRefuses wants every problem of an entry, each in a line of its own.
func TestVaryRefuses(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, c := range []struct {
		name string
		vary Vary
		want []string
	}{
		{"everything", Vary{Path: "a b", Distribution: "uniform", Low: "9 USD/kg", High: "8 USD/kg", SD: "1", Weights: []int{1}}, []string{
			`path = "a b": expected table.id.key`, `high = "8 USD/kg": expected more than low, 9 USD/kg`,
			`sd: is not a parameter of uniform, which takes low, high`, `weights: is not a parameter of uniform`,
		}},
		{"unknown distribution", Vary{Path: "a.b", Distribution: "trianglar"}, []string{
			`distribution = "trianglar": expected uniform, triangular, normal, lognormal, choice; did you mean "triangular"?`}},
		{"missing", Vary{Path: "a.b", Distribution: "triangular", Low: "1"}, []string{
			"mode: is missing; triangular needs low, mode, high", "high: is missing"}},
		{"mode outside", Vary{Path: "a.b", Distribution: "triangular", Low: "1", Mode: "5", High: "4"}, []string{`mode = "5": expected from low, 1, to high, 4`}},
		{"units", Vary{Path: "a.b", Distribution: "triangular", Low: "1 USD/kg", Mode: "5 USD/t", High: "4"}, []string{
			`mode = "5 USD/t": expected the unit of low, USD/kg, found USD/t`, `high = "4": expected the unit of low, USD/kg, found no unit`}},
		{"no quantities", Vary{Path: "a.b", Distribution: "normal", Mean: "nan", SD: "1e3"}, []string{`mean = "nan": expected a plain decimal`, `sd = "1e3": `}},
		{"sd", Vary{Path: "a.b", Distribution: "normal", Mean: "1", SD: "0"}, []string{`sd = "0": expected more than 0`}},
		{"lognormal", Vary{Path: "a.b", Distribution: "lognormal", Mean: "-1", SD: "-1"}, []string{
			`mean = "-1": expected more than 0`, `sd = "-1": expected more than 0`}},
		{"nothing left", Vary{Path: "a.b", Distribution: "normal", Mean: "0", SD: "1", Low: "5", High: "6"}, []string{"leave a share of 2.9e-07"}},
		{"too large", Vary{Path: "a.b", Distribution: "uniform", Low: "1", High: "1" + strings.Repeat("0", 16)}, []string{"expected a number up to 1e+15"}},
		{"choice", Vary{Path: "a.b", Distribution: "choice", Values: []string{"1 t", "2 kg", "x", "1  t", "5 tt"}, Weights: []int{1, 0}}, []string{
			"values[2] = \"2 kg\": expected the unit of the first, t, found kg", `values[3] = "x": expected either quantities or words, the first is "1 t"`,
			"values[4] = \"1  t\": is there twice", `values[5] = "5 tt": unknown unit "tt"`,
			"weights: expected one for each of 5 values, found 2", `weights[2] = "0": expected a whole number from 1`,
		}},
		{"choice of one", Vary{Path: "a.b", Distribution: "choice", Values: []string{"x"}}, []string{"values: expected at least two, found 1"}},
		{"a bare number is a first one", Vary{Path: "a.b", Distribution: "choice", Values: []string{"0", "1 t"}}, []string{"expected the unit of the first, no unit"}},
		{"heavy", Vary{Path: "a.b", Distribution: "choice", Values: []string{"x", "y"}, Weights: []int{1e9, 1e9}}, []string{"weights: expected a sum up to 1000000000"}},
		{"long", Vary{Path: long, Distribution: "uniform", Low: long, High: "1"}, []string{"path = ", "low = "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Draw(Design{Points: 2, Vary: []Vary{c.vary}})
			if err == nil {
				t.Fatal("no problem")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(c.want) {
				t.Errorf("%d problems, want %d:\n%v", len(lines), len(c.want), err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nwant %s", err, want)
				}
			}
			if !strings.HasPrefix(lines[0], "[[vary]] 1: vary ") {
				t.Errorf("%q does not say which entry", lines[0])
			}
		})
	}
}

func TestLogOnePlus(t *testing.T) {
	for _, x := range []float64{1e-300, 1e-17, 1e-9, 0.03, 1, 1e20} {
		if got, want := logOnePlus(x), math.Log1p(x); math.Abs(got/want-1) > 1e-15 {
			t.Errorf("ln(1+%s) = %v, want %v", strconv.FormatFloat(x, 'g', -1, 64), got, want)
		}
	}
}
