package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// 110 of the day are 110 / 1.025^(3/12) = 109.323 in October 2025 and 110 / 1.025^(125/12) = 85.052 in December 2035.
func TestPriceFloorDeflates(t *testing.T) {
	floor := build(t, &FloorCfD{Plant: "mp", Good: "NdPr", Strike: 110e6, Nominal: true, Down: markets.Whole}, setup("US", "2025-10", "2035-12"))
	for _, c := range []struct {
		year, month int
		want        markets.Price // to 0.001
	}{{2025, 10, 109_323_000}, {2035, 12, 85_052_000}} {
		out := ask(floor, c.year, c.month, nil)
		if len(out.Guarantees) != 1 {
			t.Fatalf("%d guarantees", len(out.Guarantees))
		}
		g := out.Guarantees[0]
		if diff := g.Strike - c.want; diff < -500 || diff > 500 {
			t.Errorf("%d-%02d: strike %v, want %v", c.year, c.month, g.Strike, c.want)
		}
		want := agents.Guarantee{Site: 3, Good: 1, IndexNode: 1, Strike: g.Strike, Down: markets.Whole, Every: 3, End: agents.MonthOf(2035, 12), Erosion: 0.025, Source: 5}
		if g != want {
			t.Errorf("guarantee is %+v, want %+v", g, want)
		}
	}
	if out := ask(floor, 2036, 1, nil); len(out.Guarantees) != 0 {
		t.Error("the floor outlives its end")
	}
}

// A real strike of 110: at an index of 60 the government pays 50 USD/kg on 100 t, 5.0 M USD; at 130 the company pays
// 30 % of 20 USD/kg, 0.6 M USD, from the month in which it shares the upside and nothing before.
func TestPriceFloorTwoWay(t *testing.T) {
	keys := &FloorCfD{Plant: "mp", Good: "NdPr", Strike: 110e6, Down: markets.Whole, Up: 300_000_000, UpFrom: agents.MonthOf(2028, 7)}
	floor := build(t, keys, setup("US", "2025-10", "2035-12"))
	before, after := ask(floor, 2028, 6, nil).Guarantees[0], ask(floor, 2028, 7, nil).Guarantees[0]
	share := func(gap markets.Price, s markets.Share) markets.Money {
		return markets.Price(markets.MulDiv(int64(gap), int64(s), int64(markets.Whole))).Times(100 * markets.Tonne)
	}
	if pays := share(before.Strike-60e6, before.Down); pays != 5_000_000*markets.USD {
		t.Errorf("government pays %v", pays)
	}
	if pays := share(130e6-before.Strike, before.Up); pays != 0 {
		t.Errorf("company pays %v before its month", pays)
	}
	if pays := share(130e6-after.Strike, after.Up); pays != 600_000*markets.USD {
		t.Errorf("company pays %v", pays)
	}
}

// 4,000 t a year are 333.333333 t a month. A contract is concluded once, from its start on, and ends with its end.
func TestOfftakeOnce(t *testing.T) {
	keys := &Offtake{Seller: "north-mine", Buyer: "mp", Good: "CLAY-carb", Quantity: 4_000, Price: 50e6, Top: 800_000_000, Rank: 2}
	policy := build(t, keys, setup("", "2027-01", "2031-12"))
	var memory agents.Memory
	var out agents.Measures
	for m := agents.MonthOf(2026, 6); m < agents.MonthOf(2033, 1); m++ {
		policy.Enact(agents.NewView(m, sample(), frame(), nil, nil, agents.None), &memory, &out)
		if m < agents.MonthOf(2027, 1) && len(out.Offtakes) > 0 {
			t.Fatalf("concluded in %v", m)
		}
	}
	want := agents.Offtake{
		Seller: 0, Buyer: 4, Monthly: 333_333_333, Price: 50e6, Top: 800_000_000, Rank: 2,
		End: agents.MonthOf(2032, 1), Name: "it", Source: agents.None,
	}
	if len(out.Offtakes) != 1 || out.Offtakes[0] != want {
		t.Errorf("offtakes are %+v, want %+v", out.Offtakes, want)
	}
}

func TestOfftakeOfAGovernment(t *testing.T) {
	keys := &Offtake{Seller: "north-mine", Buyer: "mp", Good: "CLAY-carb", Quantity: 12}
	out := ask(build(t, keys, setup("US", "2024-01", "2024-12")), 2024, 12, nil)
	if len(out.Offtakes) != 1 || out.Offtakes[0].Source != 5 || out.Offtakes[0].Monthly != markets.Tonne {
		t.Errorf("offtakes are %+v", out.Offtakes)
	}
}
