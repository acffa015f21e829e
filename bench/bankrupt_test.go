package bench

import (
	"slices"
	"testing"

	"monazite/engine"
	"monazite/markets"
)

// junior is the tour with a company that is building its only plant and has no money for anything else.
func junior(t *testing.T, sets ...string) (s *engine.Scenario, firm int) {
	t.Helper()
	s = open(t, "tour", append([]string{"project.us-second-mine.stage=BUILD", "project.us-second-mine.months_left=30 months"}, sets...)...)
	firm = slices.IndexFunc(s.Firms, func(f engine.Firm) bool { return f.Name == "us-junior" })
	opensWith(s, firm, -500_000_000*markets.USD)
	return s, firm
}

// A company that is building and that nobody buys ends: its project is given up, its creditors share what
// was raised for it, its plant never opens, and it ends once.
func TestWoundUpCompanyBuildsNothing(t *testing.T) {
	s, firm := junior(t, "investor.us-fund.capital=0 USD", "investor.us-carmaker.capital=0 USD")
	s.Months = 72
	h := listen(s)
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: h})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	if got := h.month("closure", "us-rock-2"); got != 2 {
		t.Errorf("closes in month %d, want the third, 2", got)
	}
	if got := h.month("opening", "us-rock-2"); got >= 0 {
		t.Errorf("opens in month %d after it closed", got)
	}
	closures := 0
	for _, e := range h.events {
		if e.Kind == "closure" && e.Entity == "us-rock-2" {
			closures++
		}
	}
	if closures != 1 {
		t.Errorf("closes %d times", closures)
	}
	if p := w.Progress[0]; p.Stage != engine.Abandoned || p.Escrow != 0 || p.Built != 0 {
		t.Errorf("its project is at %v with %d waiting and %d built, want CLOSED with nothing", p.Stage, p.Escrow, p.Built)
	}
	if site := s.Firms[firm].Sites[0]; w.Book[site] != 0 || w.Equity[firm] != w.Cash[firm] {
		t.Errorf("its plant stands at %d, its equity at %d and its cash at %d", w.Book[site], w.Equity[firm], w.Cash[firm])
	}
}

// Who buys a company that is building pays four tenths of what is built and all of what waits.
func TestBuyerPaysForWhatIsBuilt(t *testing.T) {
	s, firm := junior(t)
	s.Months = 3
	before := s.Opening.Progress[0]
	h := listen(s)
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1, Recorder: h})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	fund := len(s.Firms) + len(s.Regions) + int(w.Owners[firm][0].Investor)
	spent := 2 * (before.Escrow / 30) // in the first two months; companies are sold before the third's
	price := (before.Built+spent)*4/10 + before.Escrow - spent
	got := s.Opening.Cash[fund] - w.Cash[fund] - max(w.Credit[firm], 6*w.Turnover[firm])
	if off := got - price; off < -10 || off > 10 {
		t.Errorf("pays %d, want %d", got, price)
	}
}

// A company that is worth more than its debts leaves the rest to its owners, not to the till that its buyer gets.
func TestOwnersGetWhatCreditorsLeave(t *testing.T) {
	s, firm := junior(t)
	s.Opening.Credit[firm] = 0
	s.Opening.Distress[firm] = 2
	opensWith(s, firm, -10_000_000*markets.USD)
	s.Months = 1
	w := engine.New(s, engine.Options{Seed: 1, Workers: 1})
	if err := w.Run(nil); err != nil {
		t.Fatal(err)
	}
	if o := w.Owners[firm]; len(o) != 1 || o[0].Investor == engine.None {
		t.Fatalf("owned by %+v, want one investor", o)
	}
	if most := max(w.Credit[firm], 6*w.Turnover[firm]); w.Cash[firm] > most {
		t.Errorf("holds %d, want at most the %d that its buyer adds", w.Cash[firm], most)
	}
}

// A company with plants in the making goes bankrupt like any other; only final users and traders are kept alive.
func TestMakersAreNotRescued(t *testing.T) {
	s, firm := junior(t, "model.fixed_share=0")
	s.Months = 6
	h := tell(t, s)
	site := s.Sites[s.Firms[firm].Sites[0]].Name
	if h.month("rescue", site) >= 0 || h.month("default", site) != 2 {
		t.Errorf("rescued in month %d and sold in month %d, want -1 and 2", h.month("rescue", site), h.month("default", site))
	}
}
