package bench

import (
	"errors"
	"fmt"
	"testing"

	"monazite/agents"
	"monazite/engine"
	"monazite/markets"
)

// decreed is an instrument that a test writes as a function of the month.
type decreed func(m engine.Month, out *agents.Measures)

func (o decreed) Enact(v agents.View, _ *agents.Memory, out *agents.Measures) { o(v.Month(), out) }

// decree adds an instrument of a government to a scenario and gives its number.
func decree(t testing.TB, s *engine.Scenario, id, government string, what func(source engine.ID) decreed) engine.ID {
	t.Helper()
	source := engine.ID(len(s.Sources))
	s.Sources = append(s.Sources, agents.Source{Government: government, Instrument: id, Treasury: regionOf(t, s, government)})
	s.Instruments = append(s.Instruments, what(source))
	s.Holdings = append(s.Holdings, engine.None)
	s.Opening.Memories = append(s.Opening.Memories, agents.Memory{})
	s.Opening.Purses = append(s.Opening.Purses, engine.Purse{})
	return source
}

// subsidised is the small world with a duty, a floor, a credit on what a plant makes, and money for its company: a
// grant, a loan and shares.
func subsidised(t testing.TB) *engine.Scenario {
	s := small(t, `
[[instrument]]
id = "us-more"
kind = "tariff"
government = "US"
goods = ["magnet"]
rate = "25 %"
start = "2025-01"
`+floorLaw(110, "2025-10", "2035-12", "up = \"30 %\""))
	site := siteOf(t, s, "us-separation")
	decree(t, s, "credit", "US", func(source engine.ID) decreed {
		return func(_ engine.Month, out *agents.Measures) {
			out.Wedges = append(out.Wedges, agents.Wedge{
				Kind: agents.Credit, Scope: agents.Scope{Sites: []engine.ID{site}}, PerKg: 3 * markets.USDPerKg, Source: source,
			})
		}
	})
	for i, f := range []agents.Funding{
		{Kind: agents.Grant}, {Kind: agents.Lending, Rate: markets.Whole / 50, Months: 60, Grace: 12}, {Kind: agents.Equity},
	} {
		f.Firm, f.Project, f.Amount, f.Part = s.Sites[site].Firm, engine.None, 5_000_000*markets.USD, markets.Whole
		decree(t, s, []string{"grant", "loan", "stake"}[i], "US", func(source engine.ID) decreed {
			f.Source = source
			return func(m engine.Month, out *agents.Measures) {
				if m == agents.MonthOf(2025, 6) {
					out.Fundings = append(out.Fundings, f)
				}
			}
		})
	}
	return s
}

// reconciler compares every month what each treasury gained with what the published table of instruments says.
type reconciler struct {
	*history
	t    *testing.T
	cash []markets.Money // of the month before
}

func (r *reconciler) Record(tables *engine.Tables) error {
	if err := r.history.Record(tables); err != nil {
		return err
	}
	brought := make([]markets.Money, len(r.Regions))
	for _, row := range tables.Instruments {
		if row.Outlay < 0 || row.Receipt < 0 {
			r.t.Errorf("%v: %+v flows backwards", tables.Month, row)
		}
		brought[r.Sources[row.Source].Treasury] += row.Receipt - row.Outlay
	}
	for region, name := range r.Regions {
		account := len(r.Firms) + region
		gained := r.world.Cash[account] - r.cash[account]
		if want := brought[region] + r.world.Law(engine.ID(region)); r.Treasuries[region] && gained != want {
			r.t.Errorf("%v: the treasury of %s gained %v, the tables say %v", tables.Month, name, gained, want)
		}
	}
	copy(r.cash, r.world.Cash)
	return nil
}

// reconciled runs a scenario and reconciles every month.
func reconciled(t *testing.T, s *engine.Scenario, months int) *history {
	t.Helper()
	s.Months = months
	r := &reconciler{history: &history{Scenario: s}, t: t, cash: append([]markets.Money{}, s.Opening.Cash...)}
	r.world = engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: r})
	if err := r.world.Run(nil); err != nil {
		t.Fatal(err)
	}
	return r.history
}

// What the table of instruments says, and general law, is all that moves in each treasury, to the last digit.
func TestTreasuriesReconcile(t *testing.T) {
	reconciled(t, open(t, "tour"), 204)
	h := reconciled(t, subsidised(t), 120)
	for _, c := range []struct {
		id         string
		pays, gets bool
	}{
		{"us-duty", false, true}, {"cn-vat", false, true}, {"us-more", false, true}, {"credit", true, false},
		{"grant", true, false}, {"loan", true, true}, {"stake", true, true},
	} {
		var sum engine.InstrumentRow
		for m := range h.months {
			row := h.law(m, sourceOf(t, h.Scenario, c.id))
			sum.Outlay, sum.Receipt = sum.Outlay+row.Outlay, sum.Receipt+row.Receipt
		}
		if sum.Outlay > 0 != c.pays || sum.Receipt > 0 != c.gets {
			t.Errorf("%s paid %v and got %v", c.id, sum.Outlay, sum.Receipt)
		}
	}
}

// Every payment stands in one column of one instrument: what each pays and gets follows from what plants made and
// what was agreed, without what the others did.
func TestPaymentsStandOnce(t *testing.T) {
	s := subsidised(t)
	site := siteOf(t, s, "us-separation")
	main := s.Lines[s.Sites[site].First+s.Plants[site].Reference].Good
	h := reconciled(t, s, 48)
	for m := range h.months {
		made := h.output(m, site, main)
		row := h.law(m, sourceOf(t, s, "credit"))
		if want := (3 * markets.USDPerKg).Times(made); row.Outlay != want || row.Receipt != 0 || row.Covered != made {
			t.Errorf("%v: the credit is %+v, want %v on %v", h.months[m].Month, row, want, made)
		}
		for _, id := range []string{"grant", "loan", "stake"} {
			var want markets.Money
			if h.months[m].Month == agents.MonthOf(2025, 6) {
				want = 5_000_000 * markets.USD
			}
			if row := h.law(m, sourceOf(t, s, id)); row.Outlay != want {
				t.Errorf("%v: the %s pays %v, want %v", h.months[m].Month, id, row.Outlay, want)
			}
		}
	}
}

// A payment out of a treasury that nobody books ends the run.
func TestUnbookedPaymentIsCaught(t *testing.T) {
	defect, err := engine.ParseDefect("treasury:2025-03")
	if err != nil {
		t.Fatal(err)
	}
	var broken *engine.Violation
	err = engine.New(subsidised(t), engine.Options{Seed: 1, Defect: defect}).Run(nil)
	if !errors.As(err, &broken) || broken.Invariant != "fiscal" || broken.Month != agents.MonthOf(2025, 3) {
		t.Errorf("%v, want the invariant fiscal to break in 2025-03", err)
	}
}

// A project that goes ahead gives its nameplate once to every instrument behind it: whoever gave it money, holds shares
// of its company or guarantees what it makes. What is built in China counts for none.
func TestAddedCapacity(t *testing.T) {
	for country, want := range map[string]float64{"US": 2000, "CN": 0} {
		s := open(t, written(t, fmt.Sprintf(`
extends = "tour"
[[company]]
id = "us-junior"
country = %[1]q
cash = "100 M USD"
[[plant]]
id = "us-rock-2"
country = %[1]q
[[instrument]]
id = "floor"
kind = "floor-cfd"
government = "US"
plant = "us-rock-2"
good = "ROCK-conc"
strike = "8 USD/kg"
end = "2040-12"
`, country)))
		project := named(t, s.Projects, "us-second-mine", func(p *engine.Project) string { return p.Name })
		decree(t, s, "grant", "US", func(source engine.ID) decreed {
			return func(_ engine.Month, out *agents.Measures) {
				out.Fundings = append(out.Fundings, agents.Funding{
					Kind: agents.Grant, Firm: engine.None, Project: project, Amount: 1_000_000 * markets.USD, Part: markets.Whole, Source: source,
				})
			}
		})
		h := live(t, s, 204, engine.Options{Seed: 1, Workers: 1})
		decided := h.world.Progress[project].Decided
		if h.world.Progress[project].Stage < engine.Building {
			t.Fatalf("%s: the project is not decided", country)
		}
		for id, added := range map[string]float64{"floor": want, "grant": want, "us-floor": 0, "us-duty": 0} {
			for m := range h.months {
				now := added
				if h.months[m].Month < decided {
					now = 0
				}
				if got := h.law(m, sourceOf(t, s, id)).Added; got != now {
					t.Errorf("%s, %v: %s added %v t a year, want %v", country, h.months[m].Month, id, got, now)
				}
			}
		}
	}
}
