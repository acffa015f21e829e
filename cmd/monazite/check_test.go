package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// claims are a scenario with a claim that holds and one that does not, over two months of the small world.
const claims = `extends = "small"
name    = "claims"
months  = 2

[[expect]]
id    = "holds"
claim = "NdPr@CN 2024-01 > 1 USD/kg"

[[expect]]
id      = "fails-in-words-that-would-not-fit-a-line-of-a-terminal"
where   = { good = ["NdPr", "Dy", "Tb", "La", "Ce"], region = ["CN", "US"] }
against = "small"
when    = "2024-01..2024-02 sd"
op      = "between"
value   = ["10 %", "20.5 %"]
seeds   = 3
`

func checkFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"claims.toml": claims,
		"true.toml":   strings.Split(claims, "\n[[expect]]\nid      =")[0],
		"bad.toml":    "extends = \"small\"\nname = \"bad\"\n[[expect]]\nid = \"x\"\nclaim = \"NdPr@CN 2024 > 1 USD\"\n",
		"broken.toml": "extends = \"small\"\nname = \"broken\"\n[[expect]]\nid = \"x\"\nclaim = \"NdPr@CN 2024 > 1\"\nagainst = \"bad.toml\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// check --run ends with 0 where all claims hold, 1 where one fails, 2 for a file that cannot run.
func TestCheckRunExitCodes(t *testing.T) {
	dir := checkFolder(t)
	for _, c := range []struct {
		args   string
		code   int
		out    []string
		errors string
	}{
		{"true.toml", 0, []string{"true.toml: ok"}, ""},
		{"--run true.toml", 0, []string{"true.toml: 1 of 1 claim holds", "PASS  holds", "NdPr@CN 2024-01 > 1 USD/kg", "holds in 20 of 20 seeds"}, ""},
		{"claims.toml", 0, []string{"claims.toml: ok"}, ""},
		{"--run claims.toml", 1, []string{"1 of 2 claims hold", "PASS  holds", "FAIL  fails-in", "holds in 0 of 3 seeds; must in 80 %"}, "1 claim fails"},
		{"--run --seeds 2 claims.toml true.toml", 1, []string{"of 2 seeds", "\n\ntrue.toml: 1 of 1 claim holds"}, "1 claim fails"},
		{"--run small --seeds 4", 0, []string{"small: 3 of 3 claims hold"}, ""},
		{"--run tour", 0, []string{"tour: ok, without claims"}, ""},
		{"--run bad.toml", 2, []string{"bad.toml:5:1", "expected USD/kg"}, "1 of 1 files cannot run"},
		{"--run claims.toml bad.toml", 2, []string{"claims.toml: ok", "bad.toml:5:1"}, "1 of 2 files cannot run"},
		{"broken.toml", 2, []string{"bad.toml:5:1"}, "1 of 1 files cannot run"},
		{"--seeds 2 true.toml", 2, nil, "--seeds 2: expected at least 1, and --run with it"},
		{"--run --seeds 0 true.toml", 2, nil, "--seeds 0"},
	} {
		out, errs, code := call(t, dir, nil, append([]string{"check"}, strings.Fields(c.args)...)...)
		if code != c.code || !strings.Contains(errs, c.errors) || c.errors == "" && errs != "" {
			t.Errorf("%s: exit %d, want %d; stderr %q, want %q in it", c.args, code, c.code, errs, c.errors)
		}
		for _, want := range c.out {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", c.args, want, out)
			}
		}
		if strings.ContainsAny(out+errs, "\x1b\r\b") {
			t.Errorf("%s: control characters in a pipe", c.args)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if c.code != 2 && len([]rune(line)) > 80 {
				t.Errorf("%s: more than 80 columns: %q", c.args, line)
			}
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) != 4 {
		t.Errorf("checking leaves files: %v", files)
	}
}

// The object has the numbers in the unit of the claim's value, by seed too, and null for what is not there.
func TestCheckRunJSON(t *testing.T) {
	dir := checkFolder(t)
	out, errs, code := call(t, dir, nil, "check", "--run", "--json", "--seeds", "2", "claims.toml")
	var object struct {
		Schema int
		Files  []struct {
			File   string
			OK     bool
			Claims []struct {
				ID, Claim, Unit   string
				Median, Low, High *float64
				Observed          []*float64
				Held, Seeds       int
				Share             float64
				Pass              bool
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &object); err != nil || code != 1 || object.Schema != 1 || len(object.Files) != 1 {
		t.Fatalf("exit %d, %v, stderr %q:\n%s", code, err, errs, out)
	}
	list := object.Files[0].Claims
	if len(list) != 2 || !list[0].Pass || list[1].Pass || list[0].Held != 2 || list[0].Seeds != 2 || list[0].Share != 0.8 {
		t.Fatalf("got %+v", list)
	}
	first := list[0]
	if first.Unit != "USD/kg" || first.Median == nil || *first.Low > *first.Median || *first.Median > *first.High || len(first.Observed) != 2 {
		t.Errorf("got %+v", first)
	}
	if *first.Median < 30 || *first.Median > 70 || list[1].Unit != "%" || first.Claim != "NdPr@CN 2024-01 > 1 USD/kg" {
		t.Errorf("got %v %s, %s", *first.Median, first.Unit, first.Claim)
	}
	plain, _, _ := call(t, dir, nil, "check", "--json", "claims.toml")
	if strings.Contains(plain, "claims\":") {
		t.Errorf("claims that were not verified are in %s", plain)
	}
	none, _, _ := call(t, dir, nil, "check", "--run", "--json", "tour")
	if !strings.Contains(none, `"claims":[]`) {
		t.Errorf("no empty list of claims in %s", none)
	}
}

// A note tells what is in order and may not be meant: an instrument that changes another, and what amounts in pounds,
// other currencies or money of other years are worth.
func TestCheckNotes(t *testing.T) {
	dir := t.TempDir()
	text := `extends = "tour"
[[instrument]]
id     = "us-floor"
strike = "110 USD/lb"

[[instrument]]
id         = "tax"
kind       = "export-tax"
government = "CN"
goods      = ["oxide"]
per_kg     = "35000 CNY/t"
trigger    = "price NdPr@US > 50 USD/lb for 3 months"

[[instrument]]
id         = "quota"
kind       = "export-quota"
government = "US"
goods      = ["*"]
annual     = ["5 kt/yr", "5000 st/yr"]

[[instrument]]
id       = "deal"
kind     = "offtake"
seller   = "us-separation"
buyer    = "us-magnet"
good     = "NdPr"
quantity = "10 t/yr"
price    = "60 USD/kg"
prepaid  = "1.5 M EUR"
`
	if err := os.WriteFile(filepath.Join(dir, "notes.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, code := call(t, dir, nil, "check", "notes.toml")
	want := []string{
		`note: notes.toml:2 instrument "us-floor" changes the entry of tour (embedded:tour.toml:`,
		`note: notes.toml:4 instrument "us-floor" strike = "110 USD/lb" is 242.508 USD/kg`,
		`note: notes.toml:11 instrument "tax" per_kg = "35000 CNY/t" is 4.92958 USD/kg`,
		`note: notes.toml:12 instrument "tax" trigger = "price NdPr@US > 50 USD/lb for 3 months" is 110.231 USD/kg`,
		`note: notes.toml:19 instrument "quota" annual[2] = "5000 st/yr" is 4535.92 t/yr`,
		`note: notes.toml:29 instrument "deal" prepaid = "1.5 M EUR" is 1.74 M USD`,
		`notes.toml: ok`,
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || errs != "" || len(lines) != len(want) {
		t.Fatalf("exit %d, %s\n%s", code, errs, out)
	}
	for i := range want {
		if !strings.HasPrefix(lines[i], want[i]) {
			t.Errorf("line %d is %s, want %s", i+1, lines[i], want[i])
		}
	}
	if object, _, _ := call(t, dir, nil, "check", "--json", "notes.toml"); !strings.Contains(object, "242.508 USD/kg") {
		t.Errorf("no note in %s", object)
	}
	if out, _, _ := call(t, dir, nil, "check", "tour", "quota2010", "world"); strings.Contains(out, "note") {
		t.Errorf("notes on what ships: %s", out)
	}
}

// The same claims get the same verdict to the last bit from any number of processors.
func TestCheckRunOnAnyProcessors(t *testing.T) {
	dir := checkFolder(t)
	one, _, _ := call(t, dir, []string{"GOMAXPROCS=1"}, "check", "--run", "--json", "claims.toml")
	many, _, _ := call(t, dir, []string{"GOMAXPROCS=8"}, "check", "--run", "--json", "claims.toml")
	if one != many || one == "" {
		t.Errorf("got\n%s\nand\n%s", one, many)
	}
}
