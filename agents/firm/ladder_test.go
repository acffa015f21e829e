package firm

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

func TestPanic(t *testing.T) {
	// MODEL 7.4: expected 60, limit 720, half a month of use in stock gives 207.846.
	b := Buyer{Expected: 60, Limit: 720, Flow: 10, PanicCover: 1}
	for _, c := range []struct{ stock, bid, want float64 }{{5, 0, 207.846}, {0, 0, 720}, {10, 0, 0}, {11, 0, 0}, {5, 800, 800}} {
		bids := [steps]float64{c.bid}
		if b.panic(ladder{stock: c.stock}, &bids); !near(bids[0], c.want, 1e-6) {
			t.Errorf("stock %v: %v, want %v", c.stock, bids[0], c.want)
		}
	}
}

func TestLadderLosesNothing(t *testing.T) {
	for _, total := range []markets.Mass{0, 1, 7, 8, 9, 1_000_003} {
		var orders []agents.Order
		(&rungs{}).place(total, &orders)
		var sum markets.Mass
		for _, order := range orders {
			if order.Mass <= 0 {
				t.Errorf("%d g: an empty step", total)
			}
			sum += order.Mass
		}
		if sum != total {
			t.Errorf("%d g became %d g", total, sum)
		}
	}
}

func TestSell(t *testing.T) {
	var o []agents.Order
	model := defaultModel(t)
	s := Seller{Expected: 50, Floor: 20, Stock: 100 * markets.Tonne, Flow: 50, Gross: 50}
	Sell(model, s, 3, &o)
	if len(o) != 8 {
		t.Fatalf("%d steps", len(o))
	}
	// At the target of 100 t the offer is 1.5 x 50 = 75 t; step k leaves 100 - (k+0.5) 75/8.
	for k, order := range o {
		left := 100 - (float64(k)+0.5)*75/8
		want := 50 * math.Exp(-0.8*(left/100-1))
		if order.Bid || order.Slot != 3 || !near(exact.USDPerKg(order.Price), want, 1e-7) || order.Mass != 75*markets.Tonne/8 {
			t.Errorf("step %d: %+v, want %v USD/kg", k, order, want)
		}
	}
	// A glut is offered at up to 90 %, no cheaper than the floor, and prices stop at twice the target away.
	o, s.Stock = o[:0], 10000*markets.Tonne
	Sell(model, s, 3, &o)
	var sum markets.Mass
	for _, order := range o {
		sum += order.Mass
		if order.Price < exact.Price(20) {
			t.Errorf("below the floor: %+v", order)
		}
	}
	if sum != 9000*markets.Tonne || o[0].Price != exact.Price(20) {
		t.Errorf("offered %v from %v", sum, o[0].Price)
	}
	// A worthless good is offered at the model's least price.
	model.LeastPrice = 0.1
	if Sell(model, Seller{Expected: 0.001, Stock: 8 * markets.Tonne}, 3, &o); o[len(o)-1].Price != exact.Price(0.1) {
		t.Errorf("offered at %v", o[len(o)-1].Price)
	}
	// The target covers what contracts take: a plant that delivers all to its sister offers nothing.
	o = o[:0]
	Sell(model, Seller{Expected: 50, Stock: 100 * markets.Tonne, Gross: 50}, 0, &o)
	if len(o) != 0 {
		t.Errorf("dumps its sister's stock: %+v", o)
	}
}

func TestBuy(t *testing.T) {
	var o []agents.Order
	b := Buyer{Expected: 50, Limit: 600, Stock: 100 * markets.Tonne, Flow: 50, Gross: 50, Cover: 2, PanicCover: 1}
	Buy(0.8, b, 1, &o)
	// At the target of 100 t it bids for 1.5 x 50 = 75 t.
	for k, order := range o {
		cover := 100 + (float64(k)+0.5)*75/8
		want := 50 * math.Exp(-0.8*(cover/100-1))
		if !order.Bid || !near(exact.USDPerKg(order.Price), want, 1e-7) {
			t.Errorf("step %d: %+v, want %v", k, order, want)
		}
	}
	// With nothing in stock it bids for 75 + 0.25 x 100 = 100 t, the first step near its limit, a
	// secure buyer above it by its premium.
	o, b.Stock, b.Premium = o[:0], 0, 0.1
	Buy(0.8, b, 1, &o)
	first := 50 * math.Pow(12, 1-6.25/50)
	if len(o) != 8 || !near(exact.USDPerKg(o[0].Price), first*1.1, 1e-7) {
		t.Errorf("first step %+v, want %v", o[0], first*1.1)
	}
	for i := 1; i < len(o); i++ {
		if o[i].Price > o[i-1].Price {
			t.Errorf("step %d is dearer than the one before", i)
		}
	}
	o, b.Limit, b.Premium = o[:0], 30, 0
	Buy(0.8, b, 1, &o)
	for _, order := range o {
		if order.Price > exact.Price(30) {
			t.Errorf("above the limit: %+v", order)
		}
	}
	o, b.Limit = o[:0], 0
	if Buy(0.8, b, 1, &o); len(o) != 0 {
		t.Errorf("bids for what is worth nothing: %+v", o)
	}
}

// The geometric series of a ladder is the exponential it stands for, also across its bounds.
func TestCurve(t *testing.T) {
	for _, start := range []float64{-50, 0, 90, 250, 290, 500} {
		for _, change := range []float64{140, -140, 800, -800} {
			l, factors := ladder{start, change}, [steps]float64{}
			curve{0.8, 100, -1, 2}.over(l, 1, &factors)
			for k, got := range factors {
				want := math.Exp(-0.8 * math.Min(math.Max(l.at(k)/100-1, -1), 2))
				if !near(got, want, 1e-12) {
					t.Errorf("from %v by %v, step %d: %v, want %v", start, change, k, got, want)
				}
			}
		}
	}
}
