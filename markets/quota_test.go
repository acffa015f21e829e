package markets

import "testing"

// staircase is a book in which exports at levy l (in USD) are tonnes x the number of bids that pay it.
func staircase(bids int, tonnes Mass) *Book {
	b := &Book{Nodes: 2, Gates: []Gate{{Quota: Unlimited, Active: true}, {}}}
	b.Asks = append(b.Asks, Order{Node: 0, Mass: 1000 * Tonne})
	for k := range bids {
		b.Bids = append(b.Bids, Order{Node: 1, Mass: tonnes * Tonne, Price: Price(k+1)*USDPerKg - 1})
	}
	b.Routes = []Route{{From: 0, To: 1, Cap: Unlimited}}
	return b
}

// countingMechanism counts clearings.
type countingMechanism struct {
	Mechanism
	count int
}

func (m *countingMechanism) Clear(b *Book, c *Clearing) {
	m.count++
	m.Mechanism.Clear(b, c)
}

// TestQ1 is the test of the model: exports 100 - levy and 80 - 4 levy, allowance 120 t.
func TestQ1(t *testing.T) {
	m := &countingMechanism{Mechanism: NewCallAuction()}
	members := []Member{
		{staircase(100, 1), &Clearing{}, []ID{0}},
		{staircase(20, 4), &Clearing{}, []ID{0}},
	}
	levy, rent := SharedQuota(m, members, 120*Tonne)
	if levy != 12*USDPerKg || rent != 1_440_000*USD {
		t.Errorf("levy %v, rent %v; want 12 USD/kg, 1440000 USD", levy, rent)
	}
	for i, want := range []Mass{88 * Tonne, 32 * Tonne} {
		if got := members[i].Clearing.Exports[0]; got != want {
			t.Errorf("member %d exports %v, want %v", i, got, want)
		}
		if tax := members[i].Book.Gates[0].Tax; tax != 0 {
			t.Errorf("member %d is left with a tax of %v", i, tax)
		}
	}
	t.Logf("%d clearings of 2 members", m.count)
	if levy, rent := SharedQuota(m, members, 180*Tonne); levy != 0 || rent != 0 {
		t.Errorf("a quota that does not bind: levy %v, rent %v", levy, rent)
	}
	if levy, _ := SharedQuota(m, members, 0); levy != 100*USDPerKg {
		t.Errorf("no quota: levy %v, want 100 USD/kg", levy)
	}
}

// TestSplitQuota splits the quota of Q1, one that does not bind, and one whose holders' buyers find another
// origin as cheap: at any levy they leave for it, all 100 t and 80 t of them.
func TestSplitQuota(t *testing.T) {
	elsewhere := func(b *Book) *Book {
		b.Nodes, b.Gates = 3, append(b.Gates, Gate{})
		b.Asks = append(b.Asks, Order{Node: 2, Mass: 1000 * Tonne})
		b.Routes = append(b.Routes, Route{From: 2, To: 1, Cap: Unlimited})
		return b
	}
	for _, c := range []struct {
		name      string
		books     []*Book
		allowance Mass
		want      []Mass
	}{
		{"as the levy would", []*Book{staircase(100, 1), staircase(20, 4)}, 120, []Mass{88, 32}},
		{"more than is shipped", []*Book{staircase(100, 1), staircase(20, 4)}, 360, []Mass{200, 160}},
		{"buyers would leave", []*Book{elsewhere(staircase(100, 1)), elsewhere(staircase(20, 4))}, 90, []Mass{50, 40}},
		{"one would leave", []*Book{elsewhere(staircase(100, 1)), staircase(20, 4)}, 90, []Mass{10, 80}},
		{"none", []*Book{staircase(100, 1), staircase(20, 4)}, 0, []Mass{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var members []Member
			for _, b := range c.books {
				members = append(members, Member{b, &Clearing{}, []ID{0}})
			}
			for i, part := range SplitQuota(NewCallAuction(), members, c.allowance*Tonne) {
				if part != c.want[i]*Tonne {
					t.Errorf("member %d gets %v, want %v", i, part, c.want[i]*Tonne)
				}
				if tax := members[i].Book.Gates[0].Tax; tax != 0 {
					t.Errorf("member %d is left with a tax of %v", i, tax)
				}
			}
		})
	}
}
