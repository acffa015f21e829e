package record

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// fiscalRun is a year and a month in which a duty brings 1 M USD a month, and a stake of 100 M USD, bought in January
// 2025 for a project of 400 t a year, is worth 80 M USD at the end.
func fiscalRun() *tally {
	s := sample()
	s.Sources = []agents.Source{{Government: "US", Instrument: "duty"}, {Government: "US", Instrument: "stake"}, {Instrument: "deal"}}
	t := newTally(s)
	for m := range engine.Month(13) {
		rows := &engine.Tables{Month: m, Instruments: []engine.InstrumentRow{{Source: 0, Receipt: 1e6 * markets.USD, Covered: 2 * markets.Tonne}}}
		if m == 12 {
			rows.Instruments = append(rows.Instruments, engine.InstrumentRow{Source: 1, Outlay: 100e6 * markets.USD, Asset: 80e6 * markets.USD, Added: 400})
		}
		t.add(rows)
	}
	return t
}

// A year later a dollar is worth 1/1.03: the stake costs (100 - 80)/1.03 M USD net, 48,544 USD per t a year; the duty
// brings the sum of 1.03^(-m/12) M USD.
func TestNetFiscalCost(t *testing.T) {
	s := fiscalRun().summary()
	if len(s.Fiscal) != 2 {
		t.Fatalf("%+v", s.Fiscal)
	}
	stake, duty, brought := s.Fiscal[0], s.Fiscal[1], 0.0
	for m := range 13 {
		brought += 1e6 * math.Pow(1.03, -float64(m)/12)
	}
	near := func(what string, got Figure, want float64) {
		if math.Abs(float64(got)-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s %v, want %v", what, got, want)
		}
	}
	near("outlay", stake.Outlay, 100e6)
	near("asset", stake.Asset, 80e6)
	near("net cost of the stake", stake.Net, 20e6/1.03)
	near("of a tonne a year", stake.PerAdded, 20e6/1.03/400)
	near("receipt", duty.Receipt, 13e6)
	near("covered", duty.Covered, 26)
	near("net cost of the duty", duty.Net, -brought)
	if duty.PerAdded.Known() {
		t.Errorf("a tonne added by the duty costs %v", duty.PerAdded)
	}
}

// What an instrument held in an earlier month is not what it holds at the end.
func TestFiscalStocksAreThoseOfTheEnd(t *testing.T) {
	tally := fiscalRun()
	tally.add(&engine.Tables{Month: 13})
	if stake := tally.summary().Fiscal[0]; stake.Asset != 0 || stake.Outlay != 100e6 {
		t.Errorf("%+v", stake)
	}
}

func TestFiscalText(t *testing.T) {
	s := fiscalRun().summary()
	s.Fiscal = append(s.Fiscal, Fiscal{Government: "US", Instrument: "a-name-that-does-not-fit-a-column", Contingent: 1.5e9, Covered: 1234567})
	for i := range 11 {
		s.Fiscal = append(s.Fiscal, Fiscal{Government: "CN", Instrument: fmt.Sprint(i), Receipt: 1})
	}
	s.Fiscal = append(s.Fiscal, Fiscal{Instrument: "deal", Added: 500})
	var page strings.Builder
	s.printFiscal(&page)
	want := `Instruments, whole run     Outlay  Receipt Conting.    Asset    Covered  USD per
(2025 USD)                                   at end   at end          t new t/yr
  US stake                  100 M        -        -   80.0 M          -   48,544
  US duty                       -   13.0 M        -        -         26        -
  US a-name-that-does...        -        -  1.50 bn        -  1,234,567        -
`
	if got := page.String(); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "  and 2 more\n\n") || strings.Contains(got, "deal") {
		t.Errorf("got\n%s", got)
	}
	for line := range strings.SplitSeq(page.String(), "\n") {
		if len(line) > 80 {
			t.Errorf("more than 80 columns: %q", line)
		}
	}
}

func TestFiscalFiles(t *testing.T) {
	s := fiscalRun().summary()
	var page strings.Builder
	if err := s.WriteJSON(&page); err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Fiscal []map[string]any
	}
	if err := json.Unmarshal([]byte(page.String()), &kept); err != nil {
		t.Fatal(err)
	}
	if f := kept.Fiscal; len(f) != 2 || f[0]["instrument"] != "stake" || f[0]["added_capacity_t_per_year"] != 400.0 || f[1]["net_fiscal_cost_usd_per_added_t_per_year"] != nil {
		t.Errorf("summary.json has %v", f)
	}
	body, err := s.csv()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nall,outlay,stake,US,1e+08,USD\n", "\nall,added capacity,stake,US,400,t/yr\n", "\nall,covered,duty,US,26,t\n"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("summary.csv lacks %q:\n%s", want, body)
		}
	}
}

func TestMoney(t *testing.T) {
	for x, want := range map[Figure]string{
		0: "-", 1: "<0.01 M", 123456: "0.12 M", 9.994e6: "9.99 M", 99.96e6: "100 M", 999.4e6: "999 M", 999.6e6: "1.00 bn", -2.5e9: "-2.50 bn", missing(): "-",
	} {
		if got := x.money(); got != want {
			t.Errorf("%v prints %q, want %q", x, got, want)
		}
	}
	if got := Figure(-123456.4).tonnes(); got != "-123,456" {
		t.Errorf("got %q", got)
	}
}
