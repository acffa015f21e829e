package markets

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// The model's F1: demand is 200 - P; a country offers P - 70, at most 40 t; abroad 2 (P - 20) t are offered. Its zone is the
// country. In steps of 0.1 t.
const (
	homeNode, abroadNode ID = 0, 1
	f1Step                  = Tonne / 10
	f1Floor                 = 110 * USDPerKg
)

func bookF1(floor Floor, route Price) *Book {
	b := &Book{Nodes: 2, Floors: []Floor{floor, {}}}
	for k := range Price(2000) {
		b.Bids = append(b.Bids, Order{Node: homeNode, Mass: f1Step, Price: 200*USDPerKg - k*100_000 - 50_000})
	}
	for k := range Price(400) {
		b.Asks = append(b.Asks, Order{Node: homeNode, Mass: f1Step, Price: 70*USDPerKg + k*100_000 + 50_000})
	}
	for k := range Price(3600) {
		b.Asks = append(b.Asks, Order{Node: abroadNode, Mass: f1Step, Price: 20*USDPerKg + k*50_000 + 25_000})
	}
	b.Routes = []Route{{From: abroadNode, To: homeNode, Cost: route, Cap: Unlimited}}
	return b
}

// outcomeF1 is a row of F1, in t, USD/kg and USD.
type outcomeF1 struct {
	price, bought, home, abroad float64
	surplus                     float64 // of buyers
}

func ofF1(b *Book, c *Clearing) outcomeF1 {
	home := Mass(0)
	for i, o := range b.Asks {
		if o.Node == homeNode {
			home += c.AskFill[i]
		}
	}
	gain := Wide{}
	for i, o := range b.Bids {
		gain = gain.Plus(Product(o.Price-c.Buyers[o.Node], c.BidFill[i]))
	}
	return outcomeF1{
		float64(c.Buyers[homeNode]) / 1e6, float64(c.Volume) / 1e6, float64(home) / 1e6, float64(c.Flow[0]) / 1e6,
		float64(gain.Money()) / 1e4,
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.3f, want %.3f", what, got, want)
	}
}

// TestF1 has the rows of the model: no floor, a contract for difference at 110 under which the country asks next to nothing,
// a least price of 110 by merit and pro rata. Prices within one step of 0.1 USD/kg, masses within one of 0.1 t.
func TestF1(t *testing.T) {
	guaranteed := bookF1(Floor{}, 0)
	for i := range guaranteed.Asks {
		if o := &guaranteed.Asks[i]; o.Node == homeNode {
			o.Price = 10_000
		}
	}
	for _, c := range []struct {
		name    string
		book    *Book
		want    outcomeF1
		surplus float64 // beside none, USD
	}{
		{"none", bookF1(Floor{}, 0), outcomeF1{77.5, 122.5, 7.5, 115, 0}, 0},
		{"contract for difference", guaranteed, outcomeF1{66.667, 133.333, 40, 93.333, 0}, 1_385_764},
		{"by merit", bookF1(Floor{Price: f1Floor}, 0), outcomeF1{110, 90, 0, 90, 0}, -3_453_125},
		{"pro rata", bookF1(Floor{f1Floor, true}, 0), outcomeF1{110, 90, 90.0 * 40 / 220, 90.0 * 180 / 220, 0}, -3_453_125},
	} {
		t.Run(c.name, func(t *testing.T) {
			clearing := cleared(c.book)
			if err := clearing.Verify(c.book); err != nil {
				t.Fatal(err)
			}
			none := bookF1(Floor{}, 0)
			got, free := ofF1(c.book, clearing), ofF1(none, cleared(none))
			t.Logf("price %.3f, bought %.3f, home %.3f, abroad %.3f, surplus %+.0f", got.price, got.bought, got.home, got.abroad, got.surplus-free.surplus)
			near(t, "price", got.price, c.want.price, 0.1)
			near(t, "bought", got.bought, c.want.bought, 0.1)
			near(t, "home", got.home, c.want.home, 0.1)
			near(t, "abroad", got.abroad, c.want.abroad, 0.1)
			near(t, "surplus", got.surplus-free.surplus, c.surplus, 0.1*1000*130)
			if c.name == "contract for difference" {
				payment := (f1Floor - clearing.Buyers[homeNode]).Times(Mass(got.home * 1e6))
				near(t, "payment", float64(payment)/1e4, 1_733_333, 0.1*40_000)
			}
		})
	}
}

// What sellers get: by merit their price is 65 and those abroad earn 45 more; pro rata everyone gets 110 on two fifths of
// what he offers, and nothing on the rest.
func TestF1Receipts(t *testing.T) {
	c := cleared(bookF1(Floor{Price: f1Floor}, 0))
	near(t, "price abroad", float64(c.Sellers[abroadNode])/1e6, 65, 0.1)
	near(t, "floor rent", float64(c.FloorRent[homeNode])/1e6, 45, 0.1)
	b := bookF1(Floor{f1Floor, true}, 0)
	c = cleared(b)
	for i, o := range b.Asks {
		switch share := float64(c.AskFill[i]) / float64(o.Mass); {
		case o.Price > f1Floor && share != 0:
			t.Errorf("an ask at %v sells", o.Price)
		case o.Price <= f1Floor && math.Abs(share-90.0/220) > 1e-4:
			t.Errorf("an ask at %v sells %.5f of its mass", o.Price, share)
		}
		if c.Rationed[i] != c.AskFill[i] {
			t.Errorf("ask %d sells %v, %v of it under the ration", i, c.AskFill[i], c.Rationed[i])
		}
	}
	for n, unsold := range []float64{70, 20} {
		near(t, fmt.Sprintf("node %d earns per kg offered", n), float64(c.Earned(ID(n)))/1e6, unsold+(110-unsold)*90/220, 0.1)
	}
}

// With a levy of what lacks to the floor at last month's price abroad the rent goes to the treasury: it runs 32.5, 54.167,
// 61.389 and rests at 65, where the country sells its 40 t, 50 t come from abroad at 45, and the levy earns 3.25 million.
func TestF1Levy(t *testing.T) {
	abroad, levy := cleared(bookF1(Floor{}, 0)).Sellers[abroadNode], Price(0)
	for month := range 40 {
		levy = max(0, f1Floor-abroad)
		if path := []float64{32.5, 54.167, 61.389}; month < len(path) {
			near(t, "levy", float64(levy)/1e6, path[month], 0.1)
			t.Logf("levy %v", levy)
		}
		b := bookF1(Floor{Price: f1Floor}, levy)
		c := cleared(b)
		if err := c.Verify(b); err != nil {
			t.Fatal(err)
		}
		abroad = c.Sellers[abroadNode]
	}
	b := bookF1(Floor{Price: f1Floor}, levy)
	rest := cleared(b)
	got := ofF1(b, rest)
	t.Logf("at rest: levy %v, home %.2f, abroad %.2f at %v, revenue %v", levy, got.home, got.abroad, abroad, levy.Times(rest.Flow[0]))
	near(t, "levy at rest", float64(levy)/1e6, 65, 0.1)
	near(t, "home", got.home, 40, 0.1)
	near(t, "abroad", got.abroad, 50, 0.1)
	near(t, "net price abroad", float64(abroad)/1e6, 45, 0.1)
	near(t, "revenue", float64(levy.Times(rest.Flow[0]))/1e4, 3_250_000, 0.1*50_000+0.1*65_000)
}

// Of 310 t that buyers take at a floor of 100, a capped route brings the 10 t that it can, and who offers 500 t at home and
// 1000 t abroad sells a fifth each. Sellers with a dear market of their own keep out, and so does an ask above the floor.
func TestRationCapsAndOpportunity(t *testing.T) {
	b := &Book{
		Nodes: 4,
		Asks: []Order{
			{Node: 0, Price: 50, Mass: 500}, {Node: 0, Price: 101, Mass: 500}, {Node: 1, Price: 40, Mass: 1000},
			{Node: 2, Price: 40, Mass: 1000}, {Node: 3, Price: 45, Mass: 1000},
		},
		Bids: []Order{{Node: 0, Price: 120, Mass: 310}, {Node: 0, Price: 99, Mass: 100}, {Node: 3, Price: 200, Mass: 2000}},
		Routes: []Route{
			{From: 1, To: 0, Cost: 1, Cap: Unlimited}, {From: 2, To: 0, Cost: 2, Cap: 10}, {From: 3, To: 0, Cost: 1, Cap: Unlimited},
		},
		Floors: []Floor{{100, true}, {}, {}, {}},
	}
	c := cleared(b)
	if err := c.Verify(b); err != nil {
		t.Fatal(err)
	}
	if want := []Mass{100, 0, 200, 10, 1000}; !slices.Equal(c.AskFill, want) {
		t.Errorf("asks sell %v, want %v", c.AskFill, want)
	}
	if want := []Mass{310, 0, 1000}; !slices.Equal(c.BidFill, want) || c.Buyers[0] != 100 {
		t.Errorf("bids buy %v at %v, want %v at 100", c.BidFill, int64(c.Buyers[0]), want)
	}
	if c.RationedFlow[0] != 200 || c.FreeLocal(3) != 1000 || c.FreeFlow(0) != 0 {
		t.Errorf("rationed %v, free at home %v", c.RationedFlow, c.FreeLocal(3))
	}
}
