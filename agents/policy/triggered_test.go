package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

func price(usdPerKg float64) markets.Price { return markets.Price(usdPerKg * 1e6) }

// in lists the months, from the first, in which a tariff with a trigger or a lag is levied, while NdPr costs in China
// what a list says, month by month from 24 months before 2024 on, the last price kept.
func in(t *testing.T, trigger string, keys Common, usd func(agents.Month) float64) (levied []agents.Month) {
	t.Helper()
	s := planned(trigger, keys)
	tariff, err := Build(&Tariff{Goods: []string{"*"}, From: []string{"US"}, Rate: Rate{PerKg: perKg(1)}}, s)
	if err != nil {
		t.Fatal(err)
	}
	f, m := frame(), agents.Memory{}
	for month := agents.Month(-24); month < 60; month++ {
		f.Quotes[1*f.Nodes+1] = agents.Quote{Buyers: price(usd(month - 1)), BuyersTraded: true}
		var out agents.Measures
		tariff.Enact(agents.NewView(month, s.Catalog, f, nil, nil, agents.None), &m, &out)
		if len(out.Wedges) > 0 {
			levied = append(levied, month)
		}
	}
	return levied
}

func TestTriggered(t *testing.T) {
	const cheap = "price NdPr@CN < 50 USD/kg"
	months := func(n int) *int { return &n }
	dips := func(low ...agents.Month) func(agents.Month) float64 { // cheap in these months
		return func(m agents.Month) float64 {
			for _, l := range low {
				if l == m {
					return 40
				}
			}
			return 60
		}
	}
	always := func(agents.Month) float64 { return 40 }
	for _, c := range []struct {
		name, trigger string
		keys          Common
		usd           func(agents.Month) float64
		first, last   agents.Month // 0 and -1 for never
	}{
		{"no trigger, no lag", "", Common{}, always, -24, 59},
		{"a lag moves the start", "", Common{Start: 10, Lag: months(4)}, always, 14, 59},
		{"seen a month later, three to act", cheap, Common{}, dips(7), 11, 59},
		{"at once", cheap, Common{Lag: months(0)}, dips(7), 8, 59},
		{"a year later", cheap, Common{Lag: months(12)}, dips(7), 20, 59},
		{"three months in a row", cheap + " for 3 months", Common{Lag: months(0)}, dips(5, 6, 8, 9, 10, 30), 11, 59},
		{"never in a row", cheap + " for 3 months", Common{Lag: months(0)}, dips(5, 6, 8, 9, 11, 12), 0, -1},
		{"what settles the world decides nothing", cheap + " for 2 months", Common{Lag: months(0)}, dips(-5, -4, -3, -2, -1), 0, -1},
		{"the first month that counts is the last before 2024", cheap, Common{Lag: months(0)}, dips(-1), 0, 59},
		{"not before its start", cheap, Common{Start: 20, Lag: months(0)}, always, 20, 59},
		{"months before the start count", cheap + " for 6 months", Common{Start: 20, Lag: months(2)}, always, 22, 59},
		{"what was over before the start does not", cheap, Common{Start: 20, Lag: months(0)}, dips(5), 0, -1},
		{"never", cheap, Common{}, dips(), 0, -1},
	} {
		got := in(t, c.trigger, c.keys, c.usd)
		want := int(c.last - c.first + 1)
		if len(got) != want || want > 0 && (got[0] != c.first || got[want-1] != c.last) {
			t.Errorf("%s: levied in %v, want from %d to %d", c.name, got, c.first, c.last)
		}
	}
}

// An instrument that has begun ends with its end, and does not begin after it.
func TestTriggeredEnds(t *testing.T) {
	s := planned("shock flood", Common{})
	s.Keys.End = 10
	tariff, err := Build(&Tariff{Goods: []string{"*"}, From: []string{"US"}, Rate: Rate{PerKg: perKg(1)}}, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, flood := range []agents.Month{2, 8, 11} {
		m, count := agents.Memory{}, 0
		for month := agents.Month(0); month < 20; month++ {
			f := frame()
			f.Shocks = []bool{month == flood}
			var out agents.Measures
			tariff.Enact(agents.NewView(month, s.Catalog, f, nil, nil, agents.None), &m, &out)
			count += len(out.Wedges)
		}
		if want := int(max(0, 10-flood-decisionMonths+1)); count != want {
			t.Errorf("a flood in month %d: %d months of duty, want %d", flood, count, want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	lag := 6
	a := &Common{Start: 0, End: 11}
	for _, c := range []struct {
		other Common
		want  bool
	}{
		{Common{Start: 12, End: 20}, false},
		{Common{Start: 11, End: 20}, true},
		{Common{Start: 6, End: 20, Lag: &lag}, false},
		{Common{Start: 5, End: 20, Lag: &lag}, true},
		{Common{Start: -20, End: -1}, false},
		{Common{Start: 9, End: 20, Trigger: Trigger{subject: "shock"}}, false},
	} {
		if got := a.Overlaps(&c.other); got != c.want || c.other.Overlaps(a) != got {
			t.Errorf("%+v: %v", c.other, got)
		}
	}
}
