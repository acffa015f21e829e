package policy

import (
	"testing"

	"monazite/agents"
	"monazite/markets"
)

// secure is the sample with a node for the defence of the United States and routes to it.
func secure() *agents.Catalog {
	c := sample()
	c.Nodes = append(c.Nodes, markets.Node{Name: "US-def", Region: 1, Segment: "def"})
	c.Routes = []agents.Route{{From: 1, To: 4}, {From: 2, To: 4}}
	return c
}

// Chinese magnets come in at +50 % until the first delivery from elsewhere, of that grade alone;
// then never again, whatever is delivered later.
func TestOriginRuleWaiver(t *testing.T) {
	s := setup("US", "2024-01", "2030-12")
	s.Catalog = secure()
	rule := build(t, &OriginRule{Node: "US-def", Origins: []string{"CN"}, Goods: []string{"MG1", "NdPr"}, Waiver: markets.Whole / 2}, s)
	f := frame()
	f.Nodes = 5
	f.Flow12 = make([]float64, 4*2)
	memory := agents.Memory{}
	enact := func() (out agents.Measures) {
		rule.Enact(agents.NewView(0, s.Catalog, f, nil, nil, agents.None), &memory, &out)
		return out
	}
	if out := enact(); len(out.Wedges) != 2 || len(out.Limits) != 0 || out.Wedges[0].Share != markets.Whole/2 || out.Wedges[0].Scope.ToSegment != "def" {
		t.Errorf("before any delivery: %+v", out)
	}
	f.Flow12[3*2+0] = 5 // Chinese magnets do not count
	if out := enact(); len(out.Wedges) != 2 {
		t.Errorf("after a Chinese delivery: %+v", out)
	}
	f.Flow12[3*2+1] = 5 // American ones do
	for range 2 {
		out := enact()
		if len(out.Wedges) != 1 || len(out.Limits) != 1 || out.Limits[0].Cap != 0 || !out.Limits[0].Scope.HasGood(3) || !out.Wedges[0].Scope.HasGood(1) {
			t.Errorf("after an allied delivery: %+v", out)
		}
		f.Flow12[3*2+1] = 0
	}
}

// MODEL P30: China asks 50, the United States ask 30 t at 80, defence bids 20 t at 100: without a
// route from China it pays 80 and China sells nothing.
func TestOriginRuleMarket(t *testing.T) {
	s := setup("US", "2024-01", "2030-12")
	s.Catalog = secure()
	rule := build(t, &OriginRule{Node: "US-def", Origins: []string{"CN"}, Goods: []string{"MG1"}}, s)
	f := frame()
	f.Flow12 = make([]float64, 4*2)
	var out agents.Measures
	rule.Enact(agents.NewView(0, s.Catalog, f, nil, nil, agents.None), &agents.Memory{}, &out)
	if len(out.Limits) != 1 || out.Limits[0].Cap != 0 {
		t.Fatalf("measures %+v", out)
	}
	book := &markets.Book{
		Nodes:  3, // China, United States, defence
		Asks:   []markets.Order{{Price: 50e6, Mass: 100 * markets.Tonne, Node: 0}, {Price: 80e6, Mass: 30 * markets.Tonne, Node: 1}},
		Bids:   []markets.Order{{Price: 100e6, Mass: 20 * markets.Tonne, Node: 2}},
		Routes: []markets.Route{{From: 0, To: 2, Cap: out.Limits[0].Cap}, {From: 1, To: 2, Cap: markets.Unlimited}},
	}
	c := auction(book)
	if c.Buyers[2] != 80e6 || c.AskFill[0] != 0 || c.AskFill[1] != 20*markets.Tonne {
		t.Errorf("price %v, China sells %v", c.Buyers[2], c.AskFill[0])
	}
}
