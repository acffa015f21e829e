package policy

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// promise is a guaranteed offtake of NdPr from mp, and the month to ask.
type promise struct {
	policy  agents.Policy
	memory  agents.Memory
	account agents.Account
	frame   *agents.Frame
}

func promised(t *testing.T, k *GuaranteedOfftake) *promise {
	k.Plant, k.Goods, k.Keeps = "mp", []string{"oxide"}, 1
	return &promise{policy: build(t, k, setup("US", "2025-07", "2050-12")), account: agents.Account{Stock: make([]markets.Lot, 2)}, frame: frame()}
}

func (p *promise) ask(year, month int, open bool) (out agents.Measures) {
	p.frame.Sites[3].Open = open
	p.policy.Enact(agents.NewView(agents.MonthOf(year, month), sample(), p.frame, nil, &p.account, 4), &p.memory, &out)
	return out
}

// The promise is known before the plant opens; the contract is signed once, when it does, over what it sells, and ends
// ten years later with the floor.
func TestGuaranteedOfftakeSigns(t *testing.T) {
	p := promised(t, &GuaranteedOfftake{Quantity: markets.Whole, Markup: 80_000_000, Years: 10, ProfitFloor: 140e6, Growth: .02, First: 30e6, Beyond: markets.Whole / 2})
	if out := p.ask(2025, 6, true); len(out.Offtakes)+len(out.Guarantees) > 0 {
		t.Errorf("before the start: %+v", out)
	}
	out := p.ask(2025, 7, false)
	if len(out.Offtakes) > 0 || len(out.Guarantees) != 1 || out.Guarantees[0].End != agents.MonthOf(2035, 6) {
		t.Errorf("before the opening: %+v", out)
	}
	out = p.ask(2027, 10, true)
	want := agents.Offtake{
		Seller: 5, Buyer: agents.None, Part: markets.Whole, Form: agents.CostPlus, Markup: 80_000_000, Rank: 3, Keeps: 3,
		End: agents.MonthOf(2037, 10), Name: "it-NdPr", Source: 5,
	}
	if len(out.Offtakes) != 1 || out.Offtakes[0] != want {
		t.Errorf("offtakes %+v, want %+v", out.Offtakes, want)
	}
	for m := agents.MonthOf(2027, 11); m < agents.MonthOf(2040, 1); m++ {
		out := p.ask(m.Year(), m.Calendar(), true)
		if runs := m < agents.MonthOf(2037, 10); len(out.Offtakes) > 0 || len(out.Guarantees) > 0 != runs {
			t.Fatalf("%v: %+v", m, out)
		} else if runs && out.Guarantees[0].End != agents.MonthOf(2037, 9) {
			t.Fatalf("%v: ends in %v", m, out.Guarantees[0].End)
		}
	}
}

// MODEL 8.2: 140 M USD of the day, 145.656 in the third year; deflated to the money of 2025 when they are paid.
func TestGuaranteedProfit(t *testing.T) {
	p := promised(t, &GuaranteedOfftake{Years: 10, ProfitFloor: 140e6, Growth: .02, First: 30e6, Beyond: markets.Whole / 2})
	if out := p.ask(2028, 3, true); len(out.Offtakes) > 0 {
		t.Errorf("an offtake of nothing: %+v", out.Offtakes)
	}
	p.memory.Since = -1 // the signing
	for m := agents.MonthOf(2028, 3); m <= agents.MonthOf(2030, 12); m++ {
		g := p.ask(m.Year(), m.Calendar(), true).Guarantees[0]
		prices := math.Pow(1.025, float64(m-agents.MonthOf(2025, 7))/12)
		level := map[int]float64{2028: 140, 2029: 142.8, 2030: 145.656}[m.Year()]
		if math.Abs(exact.USD(g.Level)*prices-1e6*level) > 1 || math.Abs(exact.USD(g.First)*prices-30e6) > 1 {
			t.Fatalf("%v: floor %v and first %v of the day, want %v and 30 M", m, exact.USD(g.Level)*prices, exact.USD(g.First)*prices, level)
		}
		if g.Kind != agents.Profit || g.Down != markets.Whole || g.Up != markets.Whole/2 || g.Every != 12 || g.Site != 3 {
			t.Fatalf("%+v", g)
		}
	}
}

// An offtake without a floor is announced as a guarantee of nothing until the plant opens; of no quantity it says nothing.
func TestGuaranteedOfftakeAnnounced(t *testing.T) {
	p := promised(t, &GuaranteedOfftake{Quantity: markets.Whole, Years: 10})
	if out := p.ask(2026, 1, false); len(out.Guarantees) != 1 || out.Guarantees[0].Level != 0 || out.Guarantees[0].Down != 0 {
		t.Errorf("guarantees %+v", out.Guarantees)
	}
	if out := p.ask(2026, 2, true); len(out.Guarantees) > 0 || len(out.Offtakes) != 1 {
		t.Errorf("measures %+v", out)
	}
	none := promised(t, &GuaranteedOfftake{Years: 10})
	for _, open := range []bool{false, true} {
		if out := none.ask(2026, 1, open); len(out.Guarantees)+len(out.Offtakes) > 0 {
			t.Errorf("measures of no quantity %+v", out)
		}
	}
}

// What has been bought is offered at last month's price if the instrument may.
func TestGuaranteedOfftakeResells(t *testing.T) {
	p := promised(t, &GuaranteedOfftake{Quantity: markets.Whole, Years: 10, Resell: true})
	p.account.Stock[0].Mass = 7 * markets.Tonne
	p.frame.Quotes[ndpr] = agents.Quote{Buyers: 55e6, BuyersTraded: true}
	want := agents.PublicOrder{Good: 1, Price: 55e6, Mass: 7 * markets.Tonne, Source: 5}
	if out := p.ask(2026, 1, true); len(out.Orders) != 1 || out.Orders[0] != want {
		t.Errorf("orders %+v, want %+v", out.Orders, want)
	}
}
