package policy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"monazite/agents/policy"
	"monazite/engine"
	"monazite/engine/scenario"
	"monazite/markets"
)

// creditLine is the line of kinds.go in the README, creditLaw its scenario.
var creditLine = policy.Kind{"mine-credit", "The treasury pays mines an amount per kilogram mined, up to a mass a year.", func() policy.Builder { return &policy.MineCredit{} }}

const creditLaw = `extends = "small"
name    = "credit"

[[instrument]]
id         = "us-credit"
kind       = "mine-credit"
government = "US"
per_kg     = "0.3 USD/kg"
annual     = "2 kt/yr"
trigger    = "price NdPr@CN < 60 USD/kg for 3 months"
`

// paid adds up by month what one instrument pays and covers.
type paid struct {
	source  markets.ID
	outlay  []markets.Money
	covered []markets.Mass
}

func (p *paid) Record(t *engine.Tables) error {
	var row engine.InstrumentRow
	for _, r := range t.Instruments {
		if r.Source == p.source {
			row = r
		}
	}
	p.outlay, p.covered = append(p.outlay, row.Outlay), append(p.covered, row.Covered)
	return nil
}

// The instrument that the README adds is the one that is compiled here. In the small world it begins three months after
// its trigger, in June, pays 0.3 USD/kg on what is mined and stops when 2,000 t have been mined in a year.
func TestReadmeInstrument(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile("minecredit_test.go")
	if err != nil {
		t.Fatal(err)
	}
	line := `{"mine-credit", "` + creditLine.Summary + `", func() Builder { return &MineCredit{} }},`
	for _, block := range []string{"```go\n" + string(code) + "```\n", "```go\n" + line + "\n```\n", "```toml\n" + creditLaw + "```\n"} {
		if !strings.Contains(string(readme), block) {
			t.Errorf("README.md does not contain\n%s", block)
		}
	}
	known := policy.Kinds
	policy.Kinds = append(known[:len(known):len(known)], creditLine)
	defer func() { policy.Kinds = known }()
	path := filepath.Join(t.TempDir(), "credit.toml")
	if err := os.WriteFile(path, []byte(creditLaw), 0o600); err != nil {
		t.Fatal(err)
	}
	s, _, err := scenario.Open(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Months = 24
	p := &paid{}
	for s.Sources[p.source].Instrument != "us-credit" {
		p.source++
	}
	if err := engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: p}).Run(nil); err != nil {
		t.Fatal(err)
	}
	var years [2]markets.Mass
	for m, covered := range p.covered {
		years[m/12] += covered
		if want := (3 * markets.USDPerKg / 10).Times(covered); p.outlay[m] != want || m < 5 && covered != 0 {
			t.Errorf("month %d: %v for %v, want %v", m, p.outlay[m], covered, want)
		}
	}
	if p.covered[5] == 0 || years[1] < 2000*markets.Tonne || years[1] > 2500*markets.Tonne || p.covered[23] != 0 {
		t.Errorf("covered %v", p.covered)
	}
}
