package scenario

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"monazite/engine/expect"
)

// claimed writes files into a folder and reads the claims of the first.
func claimed(t *testing.T, files ...string) ([]expect.Claim, error) {
	t.Helper()
	dir := t.TempDir()
	for i, text := range files {
		name := filepath.Join(dir, string(rune('a'+i))+".toml")
		if err := os.WriteFile(name, []byte("name = \"test\"\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trial, _, err := Trial(filepath.Join(dir, "a.toml"))
	if err != nil {
		return nil, err
	}
	return trial.Claims, nil
}

// A line says the same as the keys that it stands for, and a claim reads back from how it is printed.
func TestClaimsInALine(t *testing.T) {
	for _, c := range []struct{ line, keys, text string }{
		{"NdPr@US 2030 >= 60 USD/kg", `where = { good = "NdPr", region = "US" }
when = "2030"
op = ">="
value = "60 USD/kg"`, "NdPr@US 2030 >= 60 USD/kg"},
		{"price  NdPr+Dy@outside 2024-01..2025-06 max < 50 EUR/lb", `where = { good = ["NdPr", "Dy"], region = ["outside"] }
when = "2024-01..2025-06 max"
op = "<"
value = "50 EUR/lb"`, "NdPr+Dy@outside 2024-01..2025-06 max < 50 EUR/lb"},
		{"Dy volatility <= 1.4 %", `where = { good = "Dy" }
when = "volatility"
op = "<="
value = "1.4 %"`, "price Dy 2024..2040 volatility <= 1.4 %"},
		{"output mine@CN 2024 within 5 % of 18 kt/yr", `metric = "output"
where = { stage = "mine", region = "CN" }
when = "2024"
op = "within"
value = "18 kt/yr"
tolerance = "5 %"`, "output mine@CN 2024 within 5 % of 18 kt/yr"},
		{"exported magnet@CN 2024 sum between 1 and 2.5 kt", `metric = "exported"
where = { good = "magnet", region = "CN" }
when = "2024 sum"
op = "between"
value = ["1 kt", "2.5 kt"]`, "exported magnet@CN 2024 sum between 1 kt and 2.5 kt"},
		{"spread La > 1", `metric = "spread"
where = { good = "La" }
op = ">"
value = 1`, "spread La 2024..2040 > 1"},
		{"outlay us-duty@US 2030 sum <= 3 M USD", `metric = "outlay"
where = { instrument = "us-duty", government = "US" }
when = "2030 sum"
op = "<="
value = "3 M USD"`, "outlay us-duty@US 2030 sum <= 3 M USD"},
		{"output us-magnet+cn-magnet 2030 > 1 kt/yr", `metric = "output"
where = { plant = ["us-magnet", "cn-magnet"] }
when = "2030"
op = ">"
value = "1 kt/yr"`, "output us-magnet+cn-magnet 2030 > 1 kt/yr"},
		{"cash us-magnets 2030-12 > 1 M USD", `metric = "cash"
where = { company = "us-magnets" }
when = "2030-12"
op = ">"
value = "1 M USD"`, "cash us-magnets 2030-12 > 1 M USD"},
		{"rent NdPr@CN 2030 >= 0 USD/yr", `metric = "rent"
where = { good = "NdPr", region = "CN" }
when = "2030"
op = ">="
value = "0 USD/yr"`, "rent NdPr@CN 2030 >= 0 USD/yr"},
		{"broke 2030-02 <= 3", `metric = "broke"
when = "2030-02"
op = "<="
value = 3`, "broke 2030-02 <= 3"},
	} {
		head := "extends = \"small\"\n[[expect]]\nid = \"x\"\n"
		byLine, err := claimed(t, head+"claim = '"+c.line+"'\n")
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		byKeys, err := claimed(t, head+c.keys)
		if err != nil {
			t.Fatalf("%s: %v", c.keys, err)
		}
		again, err := claimed(t, head+"claim = '"+byLine[0].String()+"'\n")
		if err != nil {
			t.Fatalf("%s: %v", byLine[0].String(), err)
		}
		for what, other := range map[string]expect.Claim{"keys": byKeys[0], "text": again[0]} {
			if got := byLine[0]; got.String() != c.text || other.String() != c.text || got.Limit != other.Limit || got.When != other.When {
				t.Errorf("%s: %q, by its %s %q, %+v and %+v", c.line, got.String(), what, other.String(), got.Limit, other.Limit)
			}
		}
	}
}

// Values are kept in the unit of what the claim is about, and shown in their own.
func TestClaimUnits(t *testing.T) {
	for _, c := range []struct {
		line, unit string
		value, in  float64 // 120 of the claim's unit in the written one
	}{
		{"output mine 2024 > 270 kt/yr", "kt/yr", 22500, 1.44},
		{"output mine 2024 sum > 270 kt REO", "kt REO", 270000, 0.12},
		{"used MG1 2024 max > 1 t magnet/day", "t magnet/day", 30, 4},
		{"NdPr 2024 > 50 USD/lb", "USD/lb", 50 / 0.45359237, 120 * 0.45359237},
		{"NdPr volatility > 1.4 %", "%", 0.014, 12000},
		{"utilisation magnet 2024 > 0.9", "", 0.9, 120},
		{"capacity magnet 2024 > 1 kt/month", "kt/month", 12000, 0.01},
		{"turnover oxide 2024 > 1 bn USD/yr", "bn USD/yr", 1e9 / 12, 120 * 12 / 1e9},
		{"outlay us-duty 2024 < 24 M USD/yr", "M USD/yr", 2e6, 120 * 12 / 1e6},
		{"outlay us-duty 2024 sum < 24 M USD", "M USD", 24e6, 120 / 1e6},
		{"cover NdPr 2024 > 2 months", "months", 60, 2 * 120 / 60},
		{"NdPr 2024 sd > 3 USD/kg", "USD/kg", 3, 120},
	} {
		claims, err := claimed(t, "extends = \"small\"\n[[expect]]\nid = \"x\"\nclaim = '"+c.line+"'\n")
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		l := claims[0].Limit
		if l.Unit != c.unit || math.Abs(l.Value[0]/c.value-1) > 1e-12 || math.Abs(l.In(120)/c.in-1) > 1e-12 {
			t.Errorf("%s: %v, 120 are %v %q; want %v and %v %q", c.line, l.Value[0], l.In(120), l.Unit, c.value, c.in, c.unit)
		}
	}
}

// What a claim compares with is as the claim but for what than says; defaults are those of the design.
func TestClaimsThatCompare(t *testing.T) {
	claims, err := claimed(t, `extends = "small"
[[expect]]
id     = "basket"
metric = "turnover"
where  = { good = ["NdPr", "Dy", "Tb"], region = "CN" }
than   = { good = "oxide" }
op     = ">="
value  = "70 %"

[[expect]]
id      = "elasticity"
metric  = "used"
where   = { good = "magnet", region = "outside" }
than    = { metric = "vwap" }
against = "b.toml"
as      = "elasticity"
when    = "2026-06"
op      = "between"
value   = [0.1, 0.35]
seeds   = 5
share   = 1
`, `extends = "small"`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"turnover NdPr+Dy+Tb@CN over turnover oxide@CN 2024..2040 >= 70 %",
		"elasticity of used magnet@outside to vwap magnet@outside against b.toml 2026-06 between 0.1 and 0.35",
	} {
		if got := claims[i].String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if c := claims[0]; c.As != "ratio" || c.Seeds != 20 || c.Share != 0.8 {
		t.Errorf("defaults are %s, %d seeds, share %v", c.As, c.Seeds, c.Share)
	}
	if c := claims[1]; c.Seeds != 5 || c.Share != 1 {
		t.Errorf("%d seeds, share %v", c.Seeds, c.Share)
	}
}

// The page of the table names every metric.
func TestMetricsAreListed(t *testing.T) {
	for _, key := range Describe(&expectKeys{}) {
		if key.Key != "metric" {
			continue
		}
		for _, m := range expect.Metrics {
			if !slices.Contains(strings.FieldsFunc(key.Doc, func(r rune) bool { return r == ' ' || r == ',' }), m.Name) {
				t.Errorf("no %s in %q", m.Name, key.Doc)
			}
		}
	}
}

// A project's opening is compared by months: the claim that a stake brings it forward.
func TestClaimOfAnOpening(t *testing.T) {
	claims, err := claimed(t, `extends = "tour"
[[expect]]
id      = "forward"
metric  = "opening"
where   = { project = "us-second-mine" }
against = "tour"
as      = "difference"
when    = "2040-12"
op      = "<="
value   = "-6 months"

[[expect]]
id    = "early"
claim = "opening us-second-mine 2040-12 < 12 years"
`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"opening us-second-mine less tour's 2040-12 <= -6 months", "opening us-second-mine 2040-12 < 12 years",
	} {
		if got := claims[i].String(); got != want || claims[i].Limit.Value[0] != []float64{-6, 144}[i] {
			t.Errorf("got %q and %v, want %q", got, claims[i].Limit.Value[0], want)
		}
	}
}

// A scenario makes the claims of its own file, not those of what it extends, which it may have made void.
func TestClaimsAreNotInherited(t *testing.T) {
	base := `extends = "small"
[[expect]]
id    = "base"
claim = "NdPr@US 2040 >= 60 USD/kg"
`
	claims, err := claimed(t, "extends = \"b.toml\"\nmonths = 12\n[[expect]]\nid = \"own\"\nclaim = \"NdPr 2024 > 1 USD/kg\"\n", base)
	if err != nil || len(claims) != 1 || claims[0].ID != "own" {
		t.Errorf("%v, %v; want the own one", claims, err)
	}
	if claims, err = claimed(t, base); err != nil || len(claims) != 1 {
		t.Errorf("%v, %v; want one", claims, err)
	}
	if claims, err = claimed(t, "extends = \"b.toml\"\n[[expect]]\nid = \"base\"\nremove = true\n", base); err == nil {
		t.Errorf("%v: what is not inherited is removed", claims)
	}
}

// What the command line changes makes no claims: a run of fewer months is no mistake.
func TestSetsDropClaims(t *testing.T) {
	s, doc, err := Open("small", []string{"months=6"})
	if err != nil || s.Months != 6 || len(doc.Tables["expect"]) != 0 {
		t.Errorf("%v, claims %v", err, doc.IDs("expect"))
	}
}

// The scenario that a claim is against must have what the claim is about, and run as long.
func TestClaimsAgainstWhatDoesNotFit(t *testing.T) {
	claim := func(good, when string) string {
		return "extends = \"metal\"\n[[expect]]\nid = \"x\"\nwhere = { good = \"" + good + "\" }\nwhen = \"" + when + "\"\nagainst = \"b.toml\"\nop = \">\"\nvalue = 1\n"
	}
	for _, c := range []struct{ own, other, want string }{
		{claim("NdPr", "2026"), "extends = \"small\"\nmonths = 24\n", `against = "b.toml": expected months from 2024-01 to 2025-12, which are run`},
		{claim("DyFe", "2024"), "extends = \"small\"\n", `against = "b.toml": test has no good DyFe`},
		{claim("NdPr", "2024"), "extends = \"small\"\nmoths = 24\n", "moths: unknown key"},
	} {
		if _, err := claimed(t, c.own, c.other); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
