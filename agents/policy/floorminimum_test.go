package policy

import (
	"errors"
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// ways adds routes to a setup: from China's open market and its licensed sellers to Malaysia, from China to the United States,
// and from the United States to Malaysia.
func ways(s *Setup) *Setup {
	s.Catalog.Routes = []agents.Route{{From: 1, To: 3}, {From: 0, To: 3}, {From: 1, To: 2}, {From: 2, To: 3}, {From: 3, To: 1}}
	s.Catalog.Freight = make([]markets.Price, len(s.Catalog.Goods)*len(s.Catalog.Routes))
	for r := range s.Catalog.Routes {
		s.Catalog.Freight[r] = markets.Price(r+1) * 100_000
	}
	s.Catalog.Freight[1] = -1 // no carriage
	return s
}

// A floor of 30 in money of the day is 30 in July 2025 and 24.37 in December 2033; its levy is what lacks to it at last month's
// price of each exporter and freight, and nothing for one who is dearer.
func TestFloorMinimum(t *testing.T) {
	keys := &FloorMinimum{Zone: []string{"MY"}, Good: "CLAY-carb", Price: 30e6, Nominal: true, Ration: "pro-rata", Levy: true}
	p := build(t, keys, ways(setup("MY", "2025-01", "2033-12")))
	f := frame()
	f.Quotes[1].Sellers, f.Quotes[2].Sellers = 22e6, 35e6
	out := ask(p, 2025, 7, f)
	if len(out.Limits) != 1 || len(out.Wedges) != 1 {
		t.Fatalf("%d limits and %d wedges, want 1 and 1", len(out.Limits), len(out.Wedges))
	}
	l := out.Limits[0]
	if l.Kind != agents.OnPrice || l.Price != 30e6 || !l.ProRata || l.Source != 5 || l.Scope.Goods != 1 || l.Scope.To != 1<<2 {
		t.Errorf("limit is %+v", l)
	}
	w := out.Wedges[0]
	if w.Kind != agents.Duty || w.PerKg != 30e6-22e6-100_000 || w.Scope.From != 1 || w.Scope.To != 1<<2 || w.Scope.Segment != "" || w.Source != 5 {
		t.Errorf("wedge is %+v", w)
	}
	if got := ask(p, 2033, 12, f).Limits[0].Price; got < 24_370_000-10_000 || got > 24_370_000+10_000 {
		t.Errorf("in December 2033 the least price is %v", got)
	}
	if out := ask(p, 2034, 1, f); len(out.Limits)+len(out.Wedges) != 0 {
		t.Error("the floor outlives its end")
	}
}

// Without a levy nobody pays a treasury; the zone is the government's own region.
func TestFloorMinimumWithoutLevy(t *testing.T) {
	p := build(t, &FloorMinimum{Good: "CLAY-carb", Price: 30e6}, ways(setup("US", "2025-01", "2033-12")))
	out := ask(p, 2030, 1, nil)
	if len(out.Limits) != 1 || len(out.Wedges) != 0 || out.Limits[0].Price != 30e6 || out.Limits[0].ProRata || out.Limits[0].Scope.To != 1<<1 {
		t.Errorf("measures are %+v", out)
	}
}

func TestFloorMinimumBadKeys(t *testing.T) {
	for _, c := range []struct {
		keys  *FloorMinimum
		owner string
		want  string
	}{
		{&FloorMinimum{Good: "MG1"}, "US", `good = "MG1": expected a good that is traded: nobody buys this one`},
		{&FloorMinimum{Good: "MG2"}, "US", `good = "MG2": expected the id of a good`},
		{&FloorMinimum{Good: "CLAY-carb", Zone: []string{"XX"}}, "US", `zone = "XX": expected the id of a region`},
		{&FloorMinimum{Good: "CLAY-carb"}, "", "zone: expected the ids of regions, or a government whose region is meant"},
		{&FloorMinimum{Good: "CLAY-carb", Ration: "lottery"}, "US", `ration = "lottery": expected merit or pro-rata`},
	} {
		_, err := c.keys.Build(setup(c.owner, "2025-01", "2033-12"))
		var key *KeyError
		if !errors.As(err, &key) || err.Error() != c.want {
			t.Errorf("error is\n%v, want\n%s", err, c.want)
		}
	}
}
