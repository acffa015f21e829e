package firm

import (
	"math"
	"testing"

	"monazite/agents"
	"monazite/agents/exact"
	"monazite/markets"
)

// At a price of 40 against an anchor of 60 a month's persistence of .6 leaves .6^6 = .046656 of the
// distance after half a year: 60 x (40/60)^.046656 = 58.8756. Discounted at 8 % for half a year and
// less .5 % of 40 for storage that is worth 56.4524 today.
func TestCarry(t *testing.T) {
	model := defaultModel(t)
	expected := Ahead(model, math.Log(60), 40, 6)
	if want := 60 * math.Pow(40.0/60, math.Pow(0.6, 6)); !near(expected, want, 1e-9) || !near(expected, 58.8756, 1e-4) {
		t.Errorf("expected %v, want %v", expected, want)
	}
	if got := Carry(expected, 40, 0.08, 0.01); !near(got, expected/math.Sqrt(1.08)-0.2, 1e-9) || !near(got, 56.4533, 1e-3) {
		t.Errorf("carry %v", got)
	}
}

func TestTraderBuysLowAndSellsHigh(t *testing.T) {
	w := newMarket(t)
	p := w.add("House", &Trader{Goods: []string{"NdPr"}, Return: 0.08, Spread: 0.03, Share: 0.05}, Common{})
	good := p.setup.Lines[0].Good
	for i := range w.frame.Goods {
		w.frame.Goods[i].Sold12 = 1000
	}
	quote := func(price float64) (orders []agents.Order) {
		q := &w.frame.Quotes[good]
		q.Buyers, q.Sellers = exact.Price(price), exact.Price(price)
		p.agent.Quote(w.view(0), &p.memory, &orders)
		return orders
	}
	anchor := w.prices[good]
	if orders := quote(anchor); len(orders) != 0 {
		t.Errorf("at the anchor it quotes %v", orders)
	}
	low := quote(0.6 * anchor)
	if len(low) != 1 || !low[0].Bid || low[0].Mass != 50*markets.Tonne || low[0].Price <= exact.Price(0.6*anchor*1.03) {
		t.Errorf("at a low price it quotes %v", low)
	}
	if orders := quote(2 * anchor); len(orders) != 0 {
		t.Errorf("without stock it quotes %v", orders)
	}
	p.account.Stock[0].Mass = 30 * markets.Tonne
	high := quote(2 * anchor)
	if len(high) != 1 || high[0].Bid || high[0].Mass != 30*markets.Tonne || high[0].Price >= exact.Price(2*anchor) {
		t.Errorf("at a high price it quotes %v", high)
	}
}
