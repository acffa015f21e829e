package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

const million = 1_000_000 * markets.USD

// deciding lets all projects of the sample decide: dig costs 100 M USD, split 50 and both 200; split lacks 10 M, dig misses its
// hurdle by 5 points, both by 1.
func deciding() *agents.Frame {
	f := frame()
	f.Projects[0] = agents.ProjectReport{Stage: agents.InFunding, Capex: 100 * million, IRR: 0.10, Hurdle: 0.15}
	f.Projects[1] = agents.ProjectReport{Stage: agents.InFunding, Capex: 50 * million, IRR: 0.20, Hurdle: 0.15, Gap: 10 * million}
	f.Projects[2] = agents.ProjectReport{Stage: agents.InFunding, Capex: 200 * million, IRR: 0.14, Hurdle: 0.15}
	return f
}

// fund asks an instrument that has spent so much in all and this year.
func fund(p agents.Policy, f *agents.Frame, m *agents.Memory, total, year markets.Money) agents.Measures {
	var out agents.Measures
	own := &agents.Account{Drawn: total, DrawnYear: year}
	p.Enact(agents.NewView(agents.MonthOf(2026, 4), sample(), f, nil, own, agents.None), m, &out)
	return out
}

// 400 M USD for 15 % of MP, once; from then on nobody of China may buy it.
func TestEquityStakeInCompany(t *testing.T) {
	keys := &EquityStake{Programme: Programme{Company: "mp", Amount: 400e6, Part: markets.Whole, Budget: 1e12, Total: 1e12}, Shares: markets.Whole * 15 / 100, Relief: 0.02, Bars: []string{"CN"}}
	stake, m := build(t, keys, setup("US", "2025-07", "2199-12")), &agents.Memory{}
	first, then := fund(stake, frame(), m, 0, 0), fund(stake, frame(), m, 400*million, 0)
	want := agents.Funding{
		Kind: agents.Equity, Firm: 2, Project: agents.None, Amount: 400 * million, Part: markets.Whole, Share: markets.Whole * 15 / 100,
		Relief: 0.02, Source: 5,
	}
	if len(first.Fundings) != 1 || first.Fundings[0] != want {
		t.Errorf("first month: %+v, want %+v", first.Fundings, want)
	}
	if len(then.Fundings) != 0 || len(then.Limits) != 1 || then.Limits[0].Kind != agents.OnOwner || then.Limits[0].Scope.From != 1 || then.Limits[0].Scope.Firms[0] != 2 {
		t.Errorf("later: %+v", then)
	}
}

// A fund for projects takes those that lack money or nearly pay, most capacity per dollar first: split makes 500 t a
// year for 40 M USD, both 300 t for the 40 that a project gets at most. The year's 100 M leave 60.
func TestEquityStakeInProjects(t *testing.T) {
	keys := &EquityStake{Programme: Programme{
		Projects: []string{"dig", "split", "both"}, Amount: 40e6, Part: markets.Whole, Budget: 100e6, Total: 1e9,
	}}
	out := fund(build(t, keys, setup("US", "2025-07", "2199-12")), deciding(), &agents.Memory{}, 40*million, 40*million)
	if len(out.Fundings) != 2 || out.Fundings[0].Project != 1 || out.Fundings[0].Amount != 40*million || out.Fundings[1].Project != 2 || out.Fundings[1].Amount != 20*million {
		t.Errorf("offers %+v", out.Fundings)
	}
}

// Loans go to what may decide in a host, at most 70 % of its cost; of 60 M USD in all 35 are lent already.
func TestDiscountedLoan(t *testing.T) {
	keys := &DiscountedLoan{Programme: Programme{
		Hosts: []string{"US"}, Amount: 1e9, Part: markets.Whole * 7 / 10, Budget: 1e12, Total: 60e6,
	}, Interest: 0.04, Years: 12, Grace: 24}
	loan := build(t, keys, setup("US", "2025-07", "2199-12"))
	out := fund(loan, deciding(), &agents.Memory{}, 35*million, 0)
	if len(out.Fundings) != 1 {
		t.Fatalf("offers %+v", out.Fundings)
	}
	if f := out.Fundings[0]; f.Project != 1 || f.Amount != 25*million || f.Rate != 40_000_000 || f.Months != 144 || f.Grace != 24 || f.Kind != agents.Lending {
		t.Errorf("offer %+v", f)
	}
	if out := fund(loan, frame(), &agents.Memory{}, 0, 0); len(out.Fundings) != 0 {
		t.Error("a project that looks for ore is offered a loan")
	}
}

// P08: a coupon of 12 % less 15 % is 10.2 %, and 100 M USD cost the treasury 1.8 M a year. A plant comes before a mine; a mine
// alone gets none if its company does not process.
func TestIncentiveBond(t *testing.T) {
	keys := &IncentiveBond{Programme: Programme{
		Projects: []string{"dig", "both", "split"}, Amount: 1e9, Part: markets.Whole, Budget: 220e6, Total: 1e12,
	}, Coupon: 0.12, TaxBreak: markets.Whole * 15 / 100, Years: 10, Grace: 24, Mining: markets.Whole * 49 / 100}
	out := fund(build(t, keys, setup("US", "2025-11", "2199-12")), deciding(), &agents.Memory{}, 0, 0)
	if len(out.Fundings) != 2 || out.Fundings[0].Amount != 50*million || out.Fundings[1].Amount != 170*million {
		t.Fatalf("offers %+v", out.Fundings)
	}
	if f := out.Fundings[0]; f.Rate != 102_000_000 || f.Subsidy != 18_000_000 || f.Subsidy.OfMoney(100*million) != 18*million/10 {
		t.Errorf("coupon %v, break %v", f.Rate, f.Subsidy)
	}
}

// Of 40 M USD for 20 % a project of which the budget leaves 10 gets a quarter, for 5 %; a company whose programme has no budget
// gets nothing, and nobody is barred from it.
func TestStakesArePartial(t *testing.T) {
	part := &EquityStake{Shares: markets.Whole / 5, Programme: Programme{Projects: []string{"split"}, Amount: 40e6, Part: markets.Whole, Budget: 10e6, Total: 1e9}}
	out := fund(build(t, part, setup("US", "2025-07", "2199-12")), deciding(), &agents.Memory{}, 0, 0)
	if len(out.Fundings) != 1 || out.Fundings[0].Amount != 10*million || out.Fundings[0].Share != markets.Whole/20 {
		t.Errorf("offers %+v", out.Fundings)
	}
	none := &EquityStake{Programme: Programme{Company: "mp", Amount: 40e6, Part: markets.Whole, Total: 1e9}, Bars: []string{"CN"}}
	stake, m := build(t, none, setup("US", "2025-07", "2199-12")), &agents.Memory{}
	for range 2 {
		if out := fund(stake, frame(), m, 0, 0); len(out.Fundings)+len(out.Limits) != 0 {
			t.Errorf("without a budget: %+v", out)
		}
	}
}

// Of a year's pool of 220 M USD at most 49 % go to mines: 107.8. One that has got 100 leaves 7.8 to the next until January.
func TestIncentiveBondMines(t *testing.T) {
	keys := &IncentiveBond{Programme: Programme{
		Projects: []string{"dig"}, Amount: 1e9, Part: markets.Whole, Budget: 220e6, Total: 1e12,
	}, Coupon: 0.12, Years: 10, Mining: markets.Whole * 49 / 100}
	s := setup("CN", "2025-11", "2199-12")
	s.Catalog.Sites[4].Firm = 1 // the mine's company makes magnets, too
	bond, f, m := build(t, keys, s), deciding(), &agents.Memory{}
	if out := fund(bond, f, m, 0, 0); len(out.Fundings) != 1 || out.Fundings[0].Amount != 100*million {
		t.Fatalf("first offer %+v", out.Fundings)
	}
	f.Projects[0].Stage = agents.InBuilding
	fund(bond, f, m, 100*million, 100*million)
	f.Projects[0].Stage = agents.InFunding
	if out := fund(bond, f, m, 100*million, 100*million); len(out.Fundings) != 1 || out.Fundings[0].Amount != 78*million/10 {
		t.Errorf("what is left: %+v", out.Fundings)
	}
}

func TestProgrammeErrors(t *testing.T) {
	for key, keys := range map[string]Builder{
		"company":    &EquityStake{Programme: Programme{Company: "east"}},
		"projects":   &EquityStake{},
		"hosts":      &DiscountedLoan{Programme: Programme{Hosts: []string{"XX"}}, Years: 10},
		"grace":      &DiscountedLoan{Years: 1, Grace: 12},
		"bars":       &EquityStake{Programme: Programme{Projects: []string{"dig"}}, Bars: []string{"CN"}},
		"government": &EquityStake{Programme: Programme{Company: "mp"}},
	} {
		government := "US"
		if key == "government" {
			government = ""
		}
		_, err := keys.Build(setup(government, "2025-07", "2199-12"))
		if got, is := err.(*KeyError); !is || got.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
}
